import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.types import Corpus
from index.build import open_index
from index.errors import EmptyCorpusError, StoreError
from index.generations import Generations
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder

LINES = [
    f"# {label}、事项{label}\n第{label}件事由{'甲乙丙丁戊己庚辛'[n]}办理。"
    for n, label in enumerate("一二三四五六七八")
]


def corpus_of(lines: list[str]) -> Corpus:
    return make_corpus(make_document("d", "\n".join(lines)))


def build(corpus: Corpus, data_dir: Path) -> list[str]:
    """Open the index and return what was embedded for it."""
    embedder = BagEmbedder()
    open_index(corpus, data_dir=data_dir, embedder=embedder).close()
    return embedder.embedded


def collection_of(data_dir: Path) -> str:
    return Generations(data_dir / "index").manifests()[0].collection


def test_first_opening_embeds_every_text_once(tmp_path: Path) -> None:
    embedded = build(corpus_of(LINES), tmp_path)
    assert len(embedded) == len(set(embedded)) == 16  # a clause with its heading, and its sentence, for each line


def test_second_opening_embeds_nothing(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path)
    assert build(corpus_of(LINES), tmp_path) == []


def test_changed_text_alone_is_embedded(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path)
    assert set(build(corpus_of([*LINES[:-1], "# 八、事项八\n不再办理。"]), tmp_path)) == {
        "事项八：不再办理。",
        "不再办理。",
    }


def test_small_change_builds_upon_the_old_collection(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path)
    old = collection_of(tmp_path)
    build(corpus_of(LINES[:-1]), tmp_path)
    assert collection_of(tmp_path) == old


def test_large_change_makes_a_new_collection(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path)
    old = collection_of(tmp_path)
    build(corpus_of(LINES[:2]), tmp_path)
    assert collection_of(tmp_path) != old


def test_both_ways_answer_alike(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path / "stepwise")
    answers = []
    for data_dir in (tmp_path / "stepwise", tmp_path / "afresh"):
        index = open_index(corpus_of(LINES[1:]), data_dir=data_dir, embedder=BagEmbedder())
        answers.append(index.retrieve("第三件事由谁办理"))
        index.close()
    assert answers[0] == answers[1]


def test_old_index_keeps_answering_while_and_after_a_new_one_is_built(tmp_path: Path) -> None:
    old = open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder())
    before = old.retrieve("事项八")
    for kept in (7, 6, 5, 4, 3):
        build(corpus_of(LINES[:kept]), tmp_path)
    assert old.retrieve("事项八") == before
    old.close()


def test_going_back_to_the_former_corpus_needs_no_building(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path)
    build(corpus_of(LINES[:-1]), tmp_path)
    stages: list[str] = []
    open_index(
        corpus_of(LINES),
        data_dir=tmp_path,
        embedder=BagEmbedder(),
        progress=lambda stage, _done, _total: stages.append(stage),
    ).close()
    assert stages == []


def test_other_model_embeds_everything_anew(tmp_path: Path) -> None:
    build(corpus_of(LINES), tmp_path)
    other = BagEmbedder(dim=64)
    open_index(corpus_of(LINES), data_dir=tmp_path, embedder=other).close()
    assert len(other.embedded) == 16


def test_damaged_generation_is_noticed_and_mended(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    build(corpus_of(LINES), tmp_path)
    (folder,) = (tmp_path / "index" / "generations").iterdir()
    (chroma,) = folder.glob("chroma-*")
    shutil.rmtree(chroma)
    with caplog.at_level(logging.WARNING):
        index = open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder())
    assert index.retrieve("事项三").passages
    assert "cannot be opened" in caplog.text
    index.close()


def test_progress_reaches_the_end_of_every_stage(tmp_path: Path) -> None:
    last: dict[str, tuple[int, int]] = {}
    open_index(
        corpus_of(LINES),
        data_dir=tmp_path,
        embedder=BagEmbedder(),
        progress=lambda stage, done, total: last.update({stage: (done, total)}),
    ).close()
    assert set(last) == {"计算向量", "建立词汇索引", "写入向量库"}
    assert all(done == total for done, total in last.values())


def test_empty_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyCorpusError, match="没有可以索引的条款"):
        build(make_corpus(), tmp_path)


def test_unwritable_data_directory_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="无法"):
        build(corpus_of(LINES), tmp_path / "file")


def test_manifest_says_what_it_was_built_from(tmp_path: Path) -> None:
    corpus = corpus_of(LINES)
    build(corpus, tmp_path)
    (manifest,) = Generations(tmp_path / "index").manifests()
    assert (manifest.corpus_digest, manifest.model_identity, manifest.dim, manifest.n_records) == (
        corpus.digest,
        "bag-256",
        256,
        16,
    )


def test_provenance_alone_changes_nothing(tmp_path: Path) -> None:
    corpus = corpus_of(LINES)
    build(corpus, tmp_path)
    assert build(replace(corpus, digest="other"), tmp_path) == []


def test_an_index_built_upon_another_searches_like_one_built_anew(tmp_path: Path) -> None:
    changed = [*LINES[:-1], "# 八、事项八\n“第八件事”不再办理。"]
    build(corpus_of(LINES), tmp_path / "upon")
    upon = open_index(corpus_of(changed), data_dir=tmp_path / "upon", embedder=BagEmbedder())
    anew = open_index(corpus_of(changed), data_dir=tmp_path / "anew", embedder=BagEmbedder())
    for query in ("第八件事", "第三件事由谁办理"):
        assert upon.retrieve(query, k=16) == anew.retrieve(query, k=16)
    upon.close()
    anew.close()
