from collections.abc import Sequence

import pytest

from index.tuning.groups import Group, Origin
from index.tuning.scores import area_under_curve, measure

GROUPS = [
    Group(question="1", origin=Origin.WRITTEN, keys=("d",), positives=("a",), negatives=("b", "c")),
    Group(question="2", origin=Origin.WRITTEN, keys=("d",), positives=("b",), negatives=("a", "c")),
    Group(question="3", origin=Origin.WRITTEN, keys=("d",), hard=("b",), negatives=("c",)),
    Group(question="4", origin=Origin.LECOQA, keys=("e",), positives=("c",), negatives=("b",)),
]
VALUES = {"a": 3.0, "b": 2.0, "c": 1.0}


def by_passage(pairs: Sequence[tuple[str, str]]) -> list[float]:
    return [VALUES[passage] for _, passage in pairs]


def test_scores_by_hand() -> None:
    assert measure(by_passage, GROUPS) == {
        "written_questions": 2,
        "written_answer_first": 0.5,  # question 1 has its answer first, question 2 has a before it
        "lecoqa_questions": 1,
        "lecoqa_answer_first": 0.0,
        "written_without_answer": 1,
        "auc": 1.0,  # best scores 3 and 3 with an answer, 2 without
    }


def test_an_answer_that_only_ties_is_not_first() -> None:
    assert measure(lambda pairs: [0.0] * len(pairs), GROUPS[:1])["written_answer_first"] == 0.0


def test_nothing_to_measure_on_is_none_not_a_number() -> None:
    scores = measure(by_passage, [])
    assert scores["auc"] is None
    assert scores["lecoqa_answer_first"] is None


@pytest.mark.parametrize(
    ("higher", "lower", "area"),
    [([3, 1], [2], 0.5), ([1], [1], 0.5), ([2, 3], [1, 0], 1.0), ([0], [1], 0.0), ([3, 2], [2, 1], 0.875)],
)
def test_area_under_curve_by_hand(higher: list[float], lower: list[float], area: float) -> None:
    assert area_under_curve(higher, lower) == area
