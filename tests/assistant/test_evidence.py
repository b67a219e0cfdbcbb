import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer_kinds import AnswerKind
from assistant.evidence import (
    Evidence,
    corpus_idf,
    coverage,
    gather_evidence,
    term_coverage,
)
from assistant.question import Ask
from corpus.types import Clause, Corpus
from index.types import Background, Retrieval
from tests.assistant.findings import ask, passage


def gathered(question: Ask, clause: Clause, corpus: Corpus, **given: object) -> Evidence:
    retrieval = Retrieval(query=question.text, passages=(passage(clause),), background=Background(mean=0.0, std=0.1))
    (found,) = gather_evidence(question, retrieval, corpus, corpus_idf(corpus), **given)
    return found


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("贷款", "申请贷款", 1.0),
        ("贷款", "申请", 0.0),
        ("担保贷款", "担保人申请贷款", 0.8 * 2 / 3),  # of 担保, 保贷, 贷款 two occur
        ("apple", "APPLE", 1.0),
    ],
)
def test_term_coverage_counts_whole_terms_and_shared_bigrams(term: str, text: str, expected: float) -> None:
    assert term_coverage(term, text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("short", "text", "expected"),
    [
        ("网安", "举办网络安全职业技能竞赛", 0.8),
        ("社保", "缴纳社会保险费", 0.8),
        ("技校", "技工院校", 0.8),
        ("网安", "安全网络", 0.0),  # the other way round
        ("网安", "网上办理、安全生产", 0.0),  # too far apart
        ("ab", "axxb", 0.0),  # letters are not shortened so
    ],
)
def test_short_form_counts_where_the_text_has_the_long_one(short: str, text: str, expected: float) -> None:
    assert term_coverage(short, text) == expected


def test_coverage_weighs_terms_by_idf() -> None:
    idf = {"贷款": 1.0, "企业": 3.0}.__getitem__
    assert coverage(("贷款", "企业"), "企业申请", idf) == pytest.approx(0.75)
    assert coverage((), "企业申请", idf) == 0.5


@given(
    terms=st.lists(st.text("贷款企业申请", min_size=1, max_size=4), max_size=5).map(tuple),
    text=st.text("贷款企业申请甲"),
)
def test_coverage_stays_between_none_and_all(terms: tuple[str, ...], text: str) -> None:
    assert 0 <= coverage(terms, text, lambda term: 1.0) <= 1 + 1e-9


def test_idf_weighs_a_word_of_no_clause_most(shipped_corpus: Corpus) -> None:
    idf = corpus_idf(shipped_corpus)
    assert idf("数字") < idf("贷款") < idf("红烧肉")
    n = 31  # measures: log(1 + (31 + 0.5) / 0.5) / log(64) = log(64) / log(64)
    assert idf("红烧肉") == pytest.approx(math.log(1 + (n + 0.5) / 0.5) / math.log(2 * n + 2)) == pytest.approx(1.0)


def test_signals_tell_what_is_stated_from_what_is_not(loan_clause: Clause, shipped_corpus: Corpus) -> None:
    amount = gathered(ask("贷多少", terms=("贷款",), kinds=(AnswerKind.MONEY,)), loan_clause, shipped_corpus)
    rate = gathered(ask("利率多少", terms=("贷款",), kinds=(AnswerKind.RATE,)), loan_clause, shipped_corpus)
    nothing = gathered(ask("贷款", terms=("贷款",)), loan_clause, shipped_corpus)
    assert (amount.stated, amount.signals.kinds_stated, amount.signals.hard_kind_missing) == ((AnswerKind.MONEY,), 1, 0)
    assert (rate.unstated, rate.signals.kinds_stated, rate.signals.hard_kind_missing) == ((AnswerKind.RATE,), 0, -1)
    assert nothing.signals.kinds_stated == 0.5


def test_signals_grow_with_what_the_clause_covers(loan_clause: Clause, shipped_corpus: Corpus) -> None:
    near = gathered(ask("创业担保贷款", terms=("创业", "担保", "贷款")), loan_clause, shipped_corpus).signals
    far = gathered(ask("红烧肉", terms=("红烧肉",)), loan_clause, shipped_corpus).signals
    assert near.coverage == pytest.approx(1.0)
    assert near.missing == 0
    assert (far.coverage, far.missing) == (0.0, pytest.approx(-1.0))


def test_clause_cited_before_follows(loan_clause: Clause, shipped_corpus: Corpus) -> None:
    question = ask("归谁管", kinds=(AnswerKind.UNIT,), bare=True)
    assert gathered(question, loan_clause, shipped_corpus).signals.follows == 0
    before = gathered(question, loan_clause, shipped_corpus, cited_before=(loan_clause.clause_id,))
    assert before.signals.follows == 1
