import pytest

from evals.comparison import Query, measure, rank_of_evidence


def test_rank_of_evidence_is_that_of_the_first_text_covering_any_piece() -> None:
    assert rank_of_evidence(["甲", "每年不少于30人", "最高30万元"], ["最高30万元", "不少于30人"]) == 2
    assert rank_of_evidence(["甲"], ["最高30万元"]) is None


def test_measure_by_hand() -> None:
    answers = {"甲": ["甲事归市财政局", "乙事"], "乙": ["无关", "乙事归市科技局"], "丙": []}
    queries = [
        Query(text="甲", evidence=("甲事",)),
        Query(text="乙", evidence=("乙事归",)),
        Query(text="丙", evidence=("丙事",)),
    ]
    figures = measure("x", answers.__getitem__, queries, units=["一二", "一二三四"], build_seconds=2.0)
    assert (figures.queries, figures.units, figures.mean_chars) == (3, 2, 3.0)
    assert figures.hit_at_1 == pytest.approx(1 / 3)
    assert figures.hit_at_5 == pytest.approx(2 / 3)
    assert figures.mrr == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert figures.p50_ms is not None
