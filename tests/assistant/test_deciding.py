import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer_kinds import AnswerKind
from assistant.deciding import Calibration, Weighing, choose, load_calibration
from assistant.errors import CalibrationError
from assistant.evidence import Evidence, Finding, Signals
from corpus.types import Clause
from tests.assistant.findings import NO_SIGNALS, ask, evidence
from tests.builders import make_document

NAMES = [field.name for field in fields(Signals)]
CLAUSES = make_document(
    "d",
    """
    # 一、贷款
    可申请最高30万元贷款。（责任单位：市人社局）
    支持创业学院。（责任单位：市教育局）
    # 二、培训
    每年培训100人。
    鼓励企业培训。
    """,
).body()


@pytest.fixture
def calibration() -> Calibration:
    """Only coverage counts: probability is 1 / (1 + exp(10 - 20 · coverage)), so 0.5 at a coverage of 0.5."""
    weights = tuple(20.0 if name == "coverage" else 0.0 for name in NAMES)
    weighing = Weighing(weights=weights, bias=-10.0)
    return Calibration(
        ranking=weighing, answering=weighing, answer_threshold=0.5, amount_threshold=0.8, further_threshold=0.5
    )


def covering(clause: Clause, coverage: float, **given: object) -> Evidence:
    signals = replace(NO_SIGNALS, coverage=coverage, hard_kind_missing=given.pop("hard_kind_missing", 0.0))
    return evidence(clause, signals=signals, **given)


def written(path: Path, names: list[str]) -> Path:
    weighing = {"weights": dict.fromkeys(names, 1.0), "bias": 0.5}
    one = {
        "ranking": weighing,
        "answering": weighing,
        "answer_threshold": 0.6,
        "amount_threshold": 0.8,
        "further_threshold": 0.7,
    }
    path.write_text(
        json.dumps({"with_scorer": one, "without_scorer": {**one, "answer_threshold": 0.4}}), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("with_scorer", [True, False])
def test_shipped_calibration_fits_the_signals_there_are(with_scorer: bool) -> None:
    calibration = load_calibration(with_scorer=with_scorer)
    assert len(calibration.ranking.weights) == len(calibration.answering.weights) == len(NAMES)
    assert 0 < calibration.answer_threshold <= calibration.amount_threshold < 1


def test_calibration_is_read_as_written(tmp_path: Path) -> None:
    path = written(tmp_path / "c.json", NAMES)
    assert load_calibration(with_scorer=True, path=path).ranking.bias == 0.5
    without = load_calibration(with_scorer=False, path=path)
    assert (without.answering.bias, without.answer_threshold, without.further_threshold) == (0.5, 0.4, 0.7)


@pytest.mark.parametrize("names", [NAMES[:-1], NAMES[::-1], [*NAMES, "unheard_of"]])
def test_calibration_for_other_signals_is_rejected(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(CalibrationError, match=r"c\.json 是按另一组信号"):
        load_calibration(with_scorer=False, path=written(tmp_path / "c.json", names))


def test_probability_is_logistic(calibration: Calibration) -> None:
    # coverage 0.6: activation 20 · 0.6 - 10 = 2, 1 / (1 + e^-2) = 0.8808
    assert calibration.answering.probability(replace(NO_SIGNALS, coverage=0.6)) == pytest.approx(0.8808, abs=1e-4)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_probability_never_leaves_its_range(dense: float, bias: float) -> None:
    weighing = Weighing(weights=(1.0,) * len(NAMES), bias=bias)
    assert 0 <= weighing.probability(replace(NO_SIGNALS, dense_z=dense)) <= 1


def test_nothing_found_answers_nothing(calibration: Calibration) -> None:
    assert choose(Finding(ask=ask("贷款"), evidence=()), calibration, anchors=()) == ()


def test_evidence_below_the_threshold_is_a_refusal(calibration: Calibration) -> None:
    finding = Finding(ask=ask("贷款"), evidence=(covering(CLAUSES[0], 0.49),))
    assert choose(finding, calibration, anchors=()) == ()


def test_an_amount_takes_more_certainty_than_anything_else(calibration: Calibration) -> None:
    found = (covering(CLAUSES[0], 0.55),)  # a probability of 0.73
    assert choose(Finding(ask=ask("能贷款吗"), evidence=found), calibration, anchors=()) == found
    asked = ask("能贷多少钱", kinds=(AnswerKind.MONEY,))
    assert choose(Finding(ask=asked, evidence=found), calibration, anchors=()) == ()
    surer = (covering(CLAUSES[0], 0.6),)
    assert choose(Finding(ask=asked, evidence=surer), calibration, anchors=()) == surer


def test_a_clause_that_plainly_leaves_open_what_is_asked_never_answers(calibration: Calibration) -> None:
    asked = ask("创业学院什么时候开学", kinds=(AnswerKind.DATE,))
    near, told = covering(CLAUSES[1], 0.95), covering(CLAUSES[2], 0.9)
    assert choose(Finding(ask=asked, evidence=(near, told)), calibration, anchors=()) == ()
    assert choose(Finding(ask=asked, evidence=(told, near)), calibration, anchors=()) == (told,)


def test_a_department_answers_only_for_what_its_clause_is_about() -> None:
    units = tuple(3.0 if name == "unit_stated" else 0.0 for name in NAMES)
    weighing = Weighing(weights=units, bias=-1.0)
    calibration = Calibration(
        ranking=weighing, answering=weighing, answer_threshold=0.5, amount_threshold=0.5, further_threshold=0.9
    )
    for coverage, answers in ((0.2, False), (0.6, True)):
        signals = replace(NO_SIGNALS, unit_stated=1.0, coverage=coverage)
        found = evidence(CLAUSES[0], signals=signals, stated=(AnswerKind.UNIT,))
        asked = ask("路灯坏了找谁", kinds=(AnswerKind.UNIT,))
        assert bool(choose(Finding(ask=asked, evidence=(found,)), calibration, anchors=())) is answers


def test_best_evidence_answers_alone_where_the_next_is_far_off(calibration: Calibration) -> None:
    best, far = covering(CLAUSES[0], 0.9), covering(CLAUSES[1], 0.51)
    assert choose(Finding(ask=ask("贷款"), evidence=(best, far)), calibration, anchors=()) == (best,)


def test_single_fact_cites_at_most_two_clauses_and_a_list_three(calibration: Calibration) -> None:
    close = tuple(covering(clause, 0.9) for clause in CLAUSES)
    assert len(choose(Finding(ask=ask("贷款"), evidence=close), calibration, anchors=())) <= 2
    assert choose(Finding(ask=ask("贷款", listing=True), evidence=close), calibration, anchors=()) == close[:3]


def test_clause_that_the_question_names_answers_whatever_its_signals(calibration: Calibration) -> None:
    likely, named = covering(CLAUSES[0], 0.9), covering(CLAUSES[1], 0.0, exact=True)
    assert choose(Finding(ask=ask("第二项"), evidence=(likely, named)), calibration, anchors=()) == (named,)


def test_clause_that_the_question_names_does_not_answer_what_it_does_not_state(calibration: Calibration) -> None:
    named = covering(CLAUSES[1], 0.9, exact=True, hard_kind_missing=-1.0, unstated=(AnswerKind.MONEY,))
    finding = Finding(ask=ask("第二项多少钱", kinds=(AnswerKind.MONEY,)), evidence=(named,))
    assert choose(finding, calibration, anchors=()) == ()


def test_bare_attribute_is_looked_for_only_in_what_was_spoken_of(calibration: Calibration) -> None:
    spoken = covering(CLAUSES[0], 0.1, stated=(AnswerKind.UNIT,))
    other = covering(CLAUSES[1], 0.9, stated=(AnswerKind.UNIT,))
    finding = Finding(ask=ask("归谁管", kinds=(AnswerKind.UNIT,), bare=True), evidence=(other, spoken))
    assert choose(finding, calibration, anchors=(CLAUSES[0].clause_id,)) == (spoken,)


def test_bare_attribute_is_that_of_what_was_cited_first(calibration: Calibration) -> None:
    loan, college = (evidence(clause, stated=(AnswerKind.UNIT,)) for clause in CLAUSES[:2])
    bare = ask("归谁管", kinds=(AnswerKind.UNIT,), bare=True)
    cited = (college.clause.clause_id, loan.clause.clause_id)

    assert choose(Finding(ask=bare, evidence=(loan, college)), calibration, anchors=cited) == (college,)


def test_bare_attribute_of_nothing_spoken_of_is_refused(calibration: Calibration) -> None:
    other = covering(CLAUSES[1], 0.9, stated=(AnswerKind.UNIT,))
    finding = Finding(ask=ask("归谁管", kinds=(AnswerKind.UNIT,), bare=True), evidence=(other,))
    assert choose(finding, calibration, anchors=()) == ()


def test_place_that_is_named_wins_over_what_was_spoken_of(calibration: Calibration) -> None:
    spoken = covering(CLAUSES[0], 0.9, stated=(AnswerKind.UNIT,))
    named = covering(CLAUSES[1], 0.0, exact=True, stated=(AnswerKind.UNIT,))
    finding = Finding(ask=ask("第二项归谁管", kinds=(AnswerKind.UNIT,), bare=True), evidence=(spoken, named))
    assert choose(finding, calibration, anchors=(CLAUSES[0].clause_id,)) == (named,)


def test_bare_attribute_that_what_was_spoken_of_does_not_state_is_refused(calibration: Calibration) -> None:
    spoken = covering(CLAUSES[0], 0.9, unstated=(AnswerKind.DURATION,))
    other = covering(CLAUSES[2], 0.9, stated=(AnswerKind.DURATION,))
    finding = Finding(ask=ask("要多久", kinds=(AnswerKind.DURATION,), bare=True), evidence=(other, spoken))
    assert choose(finding, calibration, anchors=(CLAUSES[0].clause_id,)) == ()


def test_another_subject_is_not_answered_by_the_clause_spoken_of_before(calibration: Calibration) -> None:
    found = (covering(CLAUSES[0], 0.9),)
    before = [CLAUSES[0].clause_id]

    def answers(words: str, own_terms: tuple[str, ...]) -> bool:
        asked = replace(ask(words), terms=("贷款", *own_terms), own_terms=own_terms)
        return bool(choose(Finding(ask=asked, evidence=found), calibration, anchors=before))

    assert not answers("孩子上学呢", ("孩子", "上学"))
    assert answers("贷款呢", ("贷款",))
    assert answers("孩子上学能用这笔钱吗", ("孩子", "上学"))  # weighed as any other question


def test_what_leans_on_the_first_part_is_answered_from_its_document(calibration: Calibration) -> None:
    found = evidence(CLAUSES[0], signals=replace(NO_SIGNALS, coverage=1.0))
    leaning = replace(ask("一天多少", terms=("一天",)), leans=True)

    assert choose(Finding(ask=leaning, evidence=(found,)), calibration, anchors=("d#2.1",)) == (found,)
    assert choose(Finding(ask=leaning, evidence=(found,)), calibration, anchors=("other#2.1",)) == ()
