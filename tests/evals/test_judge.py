from dataclasses import replace
from datetime import date

import pytest

from assistant.types import Answer, AnswerSentence, Status
from evals.cases import Case
from evals.judge import Source, Verdict, judge
from evals.records import Record
from tests.fakes_assistant import answered, cite, make_corpus, refused

CORPUS = make_corpus(
    loans=["数字人才可申请最高30万元的贷款。(责任单位:市财政局)", "企业可申请最高400万元的贷款。", "鼓励创业。"],
    skills=["每年培训不少于100人。", "举办大赛。"],
)
SOURCE = Source.of(CORPUS)
QUESTION = "个人最多能贷多少？"
CASE = Case.model_validate(
    {
        "id": "loan",
        "category": "金额",
        "turns": [QUESTION],
        "expect": "answer",
        "evidence": ["最高30万元的贷款"],
        "facts": [["30万元", "三十万元"]],
        "forbid": ["400万元"],
    }
)
REFUSE = Case.model_validate({"id": "no", "category": "拒答", "turns": ["利率？"], "expect": "refuse", "forbid": ["%"]})


def verdict(answer: Answer, case: Case = CASE, retrieved: tuple[str, ...] = ()) -> Verdict:
    return judge(case, Record(case_id=case.id, answer=answer, retrieved=retrieved, latency_ms=1.0), SOURCE)


def test_a_right_answer_passes() -> None:
    right = verdict(answered(QUESTION, cite(CORPUS, "loans#1", "数字人才可申请最高30万元的贷款。")))
    assert right.passed
    assert right.reasons == ()


def test_a_refusal_of_a_covered_question_fails_by_its_status_alone() -> None:
    wrong = verdict(refused(QUESTION))
    assert wrong.reasons == ("应为 answered，实为 not_covered",)
    assert wrong.evidence_cited == (False,)
    assert wrong.facts_stated == (False,)


def test_what_a_refusal_points_at_is_neither_cited_nor_stated() -> None:
    pointing = replace(answered(QUESTION, cite(CORPUS, "loans#1")), status=Status.NOT_COVERED)
    wrong = verdict(pointing)
    assert (wrong.cited, wrong.evidence_cited, wrong.facts_stated) == ((), (False,), (False,))


def test_an_answer_without_its_evidence_fails_and_says_where_retrieval_had_it() -> None:
    case = CASE.model_copy(update={"facts": ()})
    answer = answered(QUESTION, cite(CORPUS, "loans#3"))
    assert verdict(answer, case).reasons == ("没有引用依据“最高30万元的贷款”（检索也未找到）",)
    found = verdict(answer, case, retrieved=("loans#3", "loans#1"))
    assert found.reasons == ("没有引用依据“最高30万元的贷款”（检索排第 2）",)
    assert found.evidence_rank == 2


def test_a_missing_fact_and_a_forbidden_one_fail() -> None:
    answer = answered(QUESTION, cite(CORPUS, "loans#1"), text="最高400万元")
    assert verdict(answer).reasons == ("答了不该答的“400万元”", "没有说到“30万元”或“三十万元”")


def test_marks_are_not_read_as_part_of_the_answer() -> None:
    case = CASE.model_copy(update={"facts": (("1",),)})
    assert not verdict(answered(QUESTION, cite(CORPUS, "loans#1"), text="三十万元"), case).passed


def test_a_quote_must_be_what_the_source_says_at_its_offsets() -> None:
    right = cite(CORPUS, "loans#1", "数字人才可申请最高30万元的贷款。")
    shifted = replace(right, start=right.start + 1, end=right.end + 1)
    elsewhere = replace(right, document_id="skills")
    unknown = replace(right, document_id="gone")
    for citation in (shifted, elsewhere, unknown):
        assert verdict(answered(QUESTION, citation)).false_quotes == (right.quote,)
        assert "引文与原文不符" in verdict(answered(QUESTION, citation)).reasons[0]


def test_an_empty_quote_is_not_verbatim() -> None:
    right = cite(CORPUS, "loans#1")
    empty = replace(right, quote="", start=3, end=3)
    assert verdict(answered(QUESTION, empty, text="30万元")).false_quotes == ("",)


def test_two_clauses_beyond_the_required_ones_are_allowed_and_three_are_not() -> None:
    ids = ["loans#1", "loans#3", "skills#1", "skills#2"]
    citations = [cite(CORPUS, clause_id, n=n) for n, clause_id in enumerate(ids, start=1)]
    assert verdict(answered(QUESTION, *citations[:3])).passed
    assert verdict(answered(QUESTION, *citations[:3])).surplus == 2
    assert verdict(answered(QUESTION, *citations)).reasons == ("多引了 3 个条款，最多 2 个",)


def test_a_clause_cited_twice_counts_once() -> None:
    twice = answered(QUESTION, *(cite(CORPUS, "loans#1", n=n) for n in (1, 2)))
    assert verdict(twice).cited == ("loans#1",)


def test_evidence_that_the_corpus_does_not_hold_is_named_stale() -> None:
    case = CASE.model_copy(update={"evidence": ("最高50万元",)})
    answer = answered(QUESTION, cite(CORPUS, "loans#1"))
    assert verdict(answer, case).stale == ("最高50万元",)
    assert verdict(answer, case).reasons[0] == "用例过期：政策中没有这段依据“最高50万元”"


def test_a_refuse_case_passes_when_refused_without_saying_what_is_forbidden() -> None:
    assert verdict(refused("利率？"), REFUSE).passed
    assert verdict(refused("利率？", "政策没有提到利率，一般是5%。"), REFUSE).reasons == ("答了不该答的“%”",)
    assert not verdict(answered("利率？", cite(CORPUS, "loans#1")), REFUSE).passed


@pytest.mark.parametrize("status", list(Status))
def test_smalltalk_wants_its_own_status(status: Status) -> None:
    case = Case.model_validate({"id": "hi", "category": "寒暄", "turns": ["你好"], "expect": "smalltalk"})
    answer = Answer(question="你好", standalone_question="你好", status=status, sentences=())
    assert verdict(answer, case).passed == (status is Status.SMALLTALK)


def test_every_sentence_of_an_answer_needs_a_mark_that_leads_somewhere() -> None:
    answer = answered(QUESTION, cite(CORPUS, "loans#1"))
    bare, dangling = AnswerSentence(text="另外。", marks=()), AnswerSentence(text="还有。", marks=(9,))
    both = replace(answer, sentences=(*answer.sentences, bare, dangling))
    assert verdict(both).uncited_sentences == ("另外。", "还有。")
    assert verdict(refused(QUESTION)).uncited_sentences == ()


def test_a_sentence_that_says_what_no_clause_states_needs_no_mark() -> None:
    answer = answered(QUESTION, cite(CORPUS, "loans#1"))
    partial = AnswerSentence(text="关于“利率”，政策没有写明。", marks=())
    both = replace(answer, sentences=(*answer.sentences, partial))
    assert verdict(both).uncited_sentences == (partial.text,)
    assert verdict(replace(both, uncovered=("利率",))).uncited_sentences == ()


def test_the_day_that_an_answer_is_of_needs_no_mark() -> None:
    answer = answered(QUESTION, cite(CORPUS, "loans#1"))
    day = AnswerSentence(text="（以下按2030年1月1日有效的政策回答。）", marks=())
    dated = replace(answer, sentences=(day, *answer.sentences))
    assert verdict(dated).uncited_sentences == (day.text,)
    assert verdict(replace(dated, as_of=date(2030, 1, 1))).uncited_sentences == ()


def test_without_evidence_nothing_is_beyond_what_is_required() -> None:
    case = CASE.model_copy(update={"evidence": ()})
    ids = ["loans#1", "loans#3", "skills#1", "skills#2"]
    answer = answered(QUESTION, *(cite(CORPUS, i, n=n) for n, i in enumerate(ids, start=1)), text="30万元")
    assert verdict(answer, case).passed
