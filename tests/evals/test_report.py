from evals.cases import Case
from evals.gate import Gate
from evals.records import Record, Run
from evals.report import render_report
from evals.scoring import Scored, score_run
from evals.table import render_table, width
from tests.fakes_assistant import make_corpus, refused

CORPUS = make_corpus(a=["甲事由市财政局负责。"])
FIELDS = {"id": "x7", "category": "部门", "turns": ["甲事？", "谁管？"], "expect": "answer", "evidence": ["甲事"]}


def test_width_counts_a_han_character_as_two_columns() -> None:
    assert width("甲a（") == 5


def test_render_table_aligns_han_and_latin() -> None:
    lines = render_table(("指标", "n"), [("通过", "12"), ("a", "3")]).split("\n")
    assert len({width(line) for line in lines}) == 1
    assert lines[2] == "| 通过 |  12 |"


def scored(*records: Record, model: str = "m") -> Scored:
    gate = Gate(minimum={"pass_rate": 0.95})
    cases = [Case.model_validate(FIELDS)][: len(records)]
    return score_run(Run(config={"model": model}, records=records), cases, CORPUS, suite="s", gate=gate, baseline=None)


def test_report_shows_each_failure_with_question_answer_and_why() -> None:
    text = render_report(scored(Record(case_id="x7", answer=refused("谁管？", "没有提到。"), latency_ms=1.0)))
    for piece in ("x7", "甲事？ → 谁管？", "没有提到。", "应为 answered", "model：m", "门槛：未通过：pass_rate"):
        assert piece in text


def test_report_writes_a_dash_where_there_was_nothing_to_judge() -> None:
    text = render_report(scored())
    assert "–" in text
    assert "nan" not in text.lower()
    assert "门槛：通过" in text
