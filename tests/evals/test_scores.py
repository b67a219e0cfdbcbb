from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case, Split
from evals.errors import GateError
from evals.gate import load_gate
from evals.judge import Source, Verdict, judge
from evals.records import Record
from evals.scores import by_category, by_split, score
from tests.fakes_assistant import answered, cite, make_corpus, refused

CORPUS = make_corpus(a=["甲事由市财政局负责。", "乙事由市科技局负责。", "丙事最高30万元。"])


def case(name: str, category: str = "部门", **fields: object) -> Case:
    return Case.model_validate({"id": name, "category": category, "turns": [name], "expect": "answer", **fields})


def verdicts() -> list[Verdict]:
    """One right answer, one over-cautious refusal, one right refusal, one invented answer."""
    source = Source.of(CORPUS)
    right = case("甲", evidence=["甲事"], facts=[["市财政局"], ["负责"]])
    shy = case("乙", evidence=["乙事", "丙事"], facts=[["市科技局"]])
    near = case("丁", "拒答", expect="refuse")
    bold = case("戊", "拒答", expect="refuse", forbid=["30万元"])
    records = [
        (right, answered("甲", cite(CORPUS, "a#1"), cite(CORPUS, "a#2", n=2)), ("a#1", "a#2"), 10.0),
        (shy, refused("乙"), ("a#1", "a#3"), 20.0),
        (near, refused("丁"), (), 30.0),
        (bold, answered("戊", cite(CORPUS, "a#3")), (), 40.0),
    ]
    return [
        judge(one, Record(case_id=one.id, answer=answer, retrieved=found, latency_ms=latency), source)
        for one, answer, found, latency in records
    ]


def test_score_by_hand() -> None:
    figures = score(verdicts())
    assert (figures.cases, figures.passed, figures.pass_rate) == (4, 2, 0.5)
    assert figures.status_accuracy == 0.5
    assert figures.hit_at_1 == 0.5  # 甲 first; 乙's first evidence second
    assert figures.hit_at_5 == 1.0
    assert figures.mrr == 0.75  # (1 + 1/2) / 2
    assert figures.evidence_recall_at_5 == 0.75  # 1 of 1, 1 of 2
    assert (figures.refusal_precision, figures.refusal_recall) == (0.5, 0.5)
    assert figures.citation_recall == 0.5  # 1 of 1, then 0: the refusal is not dropped
    assert figures.citation_precision == 0.25  # 1 of 2, then 0
    assert figures.fact_coverage == 0.5  # 2 of 2, 0 of 1
    assert figures.forbidden_hits == 1
    assert (figures.quotes, figures.quotes_verbatim) == (3, 1.0)
    assert figures.latency_p50_ms == 25.0


def test_by_category_keeps_the_order_of_the_suite() -> None:
    categories = by_category(verdicts())
    assert list(categories) == ["部门", "拒答"]
    assert categories["拒答"].hit_at_1 is None
    assert categories["拒答"].refusal_recall == 0.5


def test_gate_names_each_figure_that_falls_short(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text("[s]\nminimum = {pass_rate = 0.95, quotes_verbatim = 1}\nmaximum = {forbidden_hits = 0}\n")
    gate = load_gate(path, "s")
    assert gate.shortfalls(score(verdicts())) == ("pass_rate = 0.500，低于 0.95", "forbidden_hits = 1，高于 0")
    assert gate.shortfalls(score(verdicts()[:1])) == ()


def test_gate_passes_over_what_there_was_nothing_to_judge_for(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text("[s.minimum]\nrefusal_recall = 0.95\n")
    assert load_gate(path, "s").shortfalls(score(verdicts()[:1])) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [("[s.minimum]\npass_rat = 1\n", "没有名为 pass_rat 的指标"), ("[t]\n", "没有 \\[s\\]"), ("[", "有误")],
)
def test_gate_file_with_a_mistake_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match=message):
        load_gate(path, "s")


def test_the_shipped_gate_gives_way_on_nothing_absolute_and_keeps_what_was_reached() -> None:
    """The floors lie under what was reached by the noise of a few cases, and may only rise."""
    gate = load_gate(Path(__file__).parents[2] / "evals" / "gate.toml", "rizhao")
    assert gate.minimum["quotes_verbatim"] == 1.0
    assert gate.minimum["sentences_cited"] == 1.0
    assert gate.maximum["forbidden_hits"] == 0
    assert gate.minimum["pass_rate"] >= 0.93
    assert gate.minimum["refusal_precision"] >= 0.91
    assert gate.minimum["refusal_recall"] >= 0.92


def test_by_split_leaves_out_cases_of_neither_part() -> None:
    train, *rest = verdicts()
    train = replace(train, case=train.case.model_copy(update={"split": Split.TRAIN}))
    splits = by_split([train, *rest])
    assert {name: scores.cases for name, scores in splits.items()} == {"train": 1}


def test_an_answer_case_without_evidence_is_judged_by_its_facts_alone() -> None:
    bare = case("己", facts=[["市财政局"]])
    record = Record(case_id="己", answer=answered("己", cite(CORPUS, "a#1")), latency_ms=1.0)
    figures = score([judge(bare, record, Source.of(CORPUS))])
    assert (figures.pass_rate, figures.fact_coverage) == (1.0, 1.0)
    assert (figures.hit_at_1, figures.citation_recall, figures.citation_precision) == (None, None, None)
