"""The report and the comparison: one file each, for somebody who has never seen the code."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.types import Answer
from corpus.types import Corpus
from evals.__main__ import main
from evals.cases import Case, load_all
from evals.gate import Gate
from evals.history import Entry, append_entry, entry_of, load_history
from evals.measured import differences, shares
from evals.outcomes import Outcome
from evals.page.comparison import Side, compare_sides
from evals.page.content import confusion, content_of
from evals.page.render import render_page
from evals.page.words import CLASSES
from evals.records import Record, Run
from evals.regression import Noise
from evals.scoring import Scored, score_run
from evals.suites import HERE
from tests.fakes_assistant import answered, cite, make_corpus, refused

CORPUS = make_corpus(a=["甲事由市财政局<b>负责。", "乙事最高30万元。", "丙事另行通知。"])
CASES = [
    {"id": "x1", "category": "everyday", "turns": ["甲事谁管？"], "expect": "answer", "evidence": ["甲事由市财政局"]},
    {"id": "x2", "category": "amount", "turns": ["乙事给多少？"], "expect": "answer", "evidence": ["乙事最高30万元"]},
    {"id": "x3", "category": "near_miss", "turns": ["<script>alert(1)</script>丁事呢？"], "expect": "refuse"},
]
AT = date(2025, 6, 1)


def run_of(*answers: Answer, corpus: Corpus = CORPUS) -> Scored:
    cases = [Case.model_validate(fields) for fields in CASES]
    records = tuple(
        Record(case_id=case.id, answer=answer, retrieved=("a#3", "a#1") if case.evidence else (), latency_ms=20.0 * i)
        for i, (case, answer) in enumerate(zip(cases, answers, strict=True), start=1)
    )
    run = Run(config={"model": "m", "corpus": "c" * 64}, records=records)
    return score_run(run, cases, corpus, suite="rizhao", gate=Gate(), baseline=None)


def right() -> Scored:
    return run_of(
        answered("甲事谁管？", cite(CORPUS, "a#1")),
        answered("乙事给多少？", cite(CORPUS, "a#2")),
        refused(CASES[2]["turns"][0]),
    )


def shy() -> Scored:
    return run_of(refused("甲事谁管？"), answered("乙事给多少？", cite(CORPUS, "a#2")), refused(CASES[2]["turns"][0]))


def page_of(scored: Scored, *history: Entry) -> str:
    return render_page(content_of(scored, CORPUS, history=history, at=AT))


def save(path: Path, scored: Scored) -> str:
    path.write_text(json.dumps(scored.to_json(), ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_page_asks_nothing_of_anybody_and_runs_nothing() -> None:
    page = page_of(shy(), entry_of(right(), label="一", at=AT))
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:,)|url\(|@import|<script|https?://""", page)


def test_what_citizens_and_policies_say_is_escaped() -> None:
    page = page_of(
        run_of(refused("甲事谁管？"), refused("乙事给多少？"), answered(CASES[2]["turns"][0], cite(CORPUS, "a#1")))
    )
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "市财政局&lt;b&gt;负责" in page


def test_a_failing_case_stands_with_what_was_retrieved_and_what_should_have_been() -> None:
    content = content_of(shy(), CORPUS, history=(), at=AT)
    ((name, (failure,)),) = content.failures
    assert (name, failure.outcome.id) == ("everyday", "x1")
    assert [(found.rank, found.clause_id, found.is_evidence) for found in failure.retrieved] == [
        (1, "a#3", False),
        (2, "a#1", True),
    ]
    page = page_of(shy())
    for piece in ("日常说法（1 个）", "应为 answered，实为 not_covered", "丙事另行通知。", "没有通过的问题（1 个）"):
        assert piece in page


def test_evidence_that_was_not_retrieved_is_shown_too() -> None:
    wrong = run_of(answered("甲事谁管？", cite(CORPUS, "a#1")), refused("乙事给多少？"), refused(CASES[2]["turns"][0]))
    ((_, (failure,)),) = content_of(wrong, CORPUS, history=(), at=AT).failures
    assert [(found.clause_id, found.rank) for found in failure.evidence] == [("a#2", 0)]
    assert "前十条都没有" in page_of(wrong)


def test_confusion_by_hand() -> None:
    assert confusion(shy().outcomes) == (("answer", (1, 1, 0)), ("refuse", (0, 1, 0)), ("smalltalk", (0, 0, 0)))


def test_shares_are_over_the_cases_that_a_measure_is_about() -> None:
    found = {one.measure.name: (one.met, one.cases) for one in shares(shy().outcomes)}
    assert found["passed"] == (2, 3)
    assert found["answer_passed"] == found["answered"] == (1, 2)
    assert found["refused"] == (1, 1)
    assert found["refusal_right"] == (1, 2)
    assert found["hit_at_1"] == (0, 2)  # a#1 came second, a#2 not at all
    assert found["hit_at_5"] == (1, 2)
    assert found["verbatim"] == (1, 1)


def test_the_history_is_drawn_from_two_versions_on_and_the_run_is_its_last() -> None:
    earlier = entry_of(shy(), label="第一版", at=AT)
    assert "还没有以前的结果可画" in page_of(shy(), earlier)  # the same run: nothing to compare
    page = page_of(right(), earlier)
    assert "通过率由 66.7% 到 100.0%" in page
    assert page.index("第一版") < page.index("本次")


def test_the_banner_says_whether_the_gate_holds() -> None:
    assert "达到发布要求" in page_of(right())
    held = right()
    gated = score_run(
        held.run,
        [verdict.case for verdict in held.verdicts],
        CORPUS,
        suite="rizhao",
        gate=Gate(minimum={"hit_at_1": 0.9}),
        baseline=None,
    )
    assert "没有达到发布要求" in page_of(gated)


def test_history_keeps_each_suite_apart_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    first, second = entry_of(shy(), label="一", at=AT), entry_of(right(), label="二", at=AT)
    for entry in (first, second.model_copy(update={"suite": "other"}), second):
        append_entry(entry, path)
    assert load_history("rizhao", path) == (first, second)
    assert load_history("rizhao", tmp_path / "absent.jsonl") == ()


def test_differences_are_over_the_cases_that_both_runs_have() -> None:
    before, after = right().outcomes, shy().outcomes
    found = {one.measure.name: one for one in differences(before, after[:2], Noise())}
    assert (found["passed"].cases, found["passed"].before, found["passed"].after) == (2, 1.0, 0.5)
    assert "refusal_right" not in found  # over other cases in each run


def test_compare_prints_figures_and_flips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = save(tmp_path / "old.json", right()), save(tmp_path / "new.json", shy())
    out = tmp_path / "out.html"
    assert main(["compare", a, b, "--html", str(out)]) == 0
    told = capsys.readouterr().out
    assert "# A：old　B：new" in told
    assert "## A 对 B 错：1\n- x1：甲事谁管？（应为 answered，实为 not_covered）" in told
    assert "## A 错 B 对：0" in told
    page = out.read_text(encoding="utf-8")
    assert "甲事谁管？" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:,)|<script|https?://""", page)


def test_waits_are_compared_over_the_same_questions() -> None:
    a, b = right().outcomes, shy().outcomes[:1]
    compared = compare_sides(Side(name="a", config={}, outcomes=a), Side(name="b", config={}, outcomes=b), Noise())
    assert (compared.a.p50_ms, compared.b.p50_ms) == (20.0, 20.0)


def test_compare_as_json_is_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = save(tmp_path / "a.json", shy()), save(tmp_path / "b.json", right())
    assert main(["compare", a, b, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [flip["id"] for flip in told["regression"]["gained"]] == ["x1"]
    (passed,) = (one for one in told["measures"] if one["name"] == "passed")
    assert passed["after"] == 1.0


@pytest.mark.parametrize(
    ("b", "message"),
    [("absent.json", "没有这个文件"), ("colour=red", "没有这一项设置"), ("broken.json", "不是 python -m evals")],
)
def test_compare_says_what_it_cannot_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, b: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.json").write_text("{}", encoding="utf-8")
    assert main(["compare", save(tmp_path / "a.json", right()), b]) == 2
    assert message in capsys.readouterr().err


def test_runs_without_a_case_in_common_cannot_be_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = right().to_json()
    saved["cases"] = [Outcome.model_validate(one).model_copy(update={"id": "z"}).model_dump() for one in saved["cases"]]
    other = tmp_path / "b.json"
    other.write_text(json.dumps(saved), encoding="utf-8")
    assert main(["compare", save(tmp_path / "a.json", right()), str(other)]) == 2
    assert "没有相同的用例" in capsys.readouterr().err


def test_every_class_of_the_cases_that_ship_has_a_name() -> None:
    shipped = sorted((HERE / "cases").rglob("*.jsonl"))
    assert {case.category for path in shipped for case in load_all([path])} <= set(CLASSES)
