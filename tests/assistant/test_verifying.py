import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting import DraftSentence, Support, quotation, whole
from assistant.verifying import Verifier
from corpus.types import Clause, Corpus, Document


@pytest.fixture(scope="module")
def verifier(shipped_corpus: Corpus) -> Verifier:
    return Verifier(shipped_corpus)


@pytest.mark.parametrize(
    "text",
    [
        "最高30万元。",
        "最高1000万元。",
        "最高1,000万元。",
        "责任单位：市人力资源社会保障局。",
        "符合条件的可以申请。",
    ],
)
def test_sentence_that_its_clause_bears_out_holds(verifier: Verifier, loan_clause: Clause, text: str) -> None:
    assert verifier.holds(DraftSentence(text=text, supports=(whole(loan_clause),)))


@pytest.mark.parametrize(
    "text",
    [
        "最高300万元。",
        "最高3万元。",
        "最高0万元。",
        "最高30元。",
        "利率为3%。",
        "贷款期限3年。",
        "2025年底前申请。",
        "每年100人可以申请。",
        "责任单位：市总工会。",
        "责任单位：市人力资源社会保障局、市财政局。",
        "由日照市财政局负责。",
        "请拨打12345。",
    ],
)
def test_wrong_number_or_department_is_dropped(verifier: Verifier, loan_clause: Clause, text: str) -> None:
    assert verifier.verify([DraftSentence(text=text, supports=(whole(loan_clause),))]) == ()


def test_number_of_another_clause_is_no_support(verifier: Verifier, loan_clause: Clause, policy: Document) -> None:
    other = next(clause for clause in policy.body() if "最高30万元" not in clause.plain)
    text = "最高30万元。"
    assert not verifier.holds(DraftSentence(text=text, supports=(whole(other),)))
    assert verifier.holds(DraftSentence(text=text, supports=(whole(other), whole(loan_clause))))


def test_sentence_without_support_is_dropped(verifier: Verifier) -> None:
    assert verifier.verify([DraftSentence(text="政策支持创业。")]) == ()


def test_every_verbatim_quote_holds(verifier: Verifier, policy: Document) -> None:
    for clause in policy.body():
        for sentence in clause.sentences:
            support = Support(clause=clause, start=sentence.start, end=sentence.end)
            assert verifier.holds(quotation(sentence.plain, support))


@given(data=st.data())
def test_quote_with_one_character_changed_is_dropped(
    data: st.DataObject, verifier: Verifier, loan_clause: Clause
) -> None:
    sentence = loan_clause.sentences[0]
    at = data.draw(st.integers(min_value=0, max_value=len(sentence.plain) - 2))
    altered = sentence.plain[:at] + "龘" + sentence.plain[at + 1 :]
    support = Support(clause=loan_clause, start=sentence.start, end=sentence.end)
    assert not verifier.holds(quotation(altered, support))


def test_quote_from_beyond_its_span_is_dropped(verifier: Verifier, policy: Document) -> None:
    clause = next(clause for clause in policy.body() if len(clause.sentences) > 1)
    first, second = clause.sentences[:2]
    assert not verifier.holds(quotation(second.plain, Support(clause=clause, start=first.start, end=first.end)))


def test_fixed_sentences_stay_and_order_is_kept(verifier: Verifier, loan_clause: Clause) -> None:
    fixed = DraftSentence(text="最多500字。", fixed=True)
    wrong = DraftSentence(text="最高77万元。", supports=(whole(loan_clause),))
    right = DraftSentence(text="最高50万元。", supports=(whole(loan_clause),))
    assert verifier.verify([right, wrong, fixed]) == (right, fixed)


def test_name_broken_across_lines_is_borne_out_by_its_clause(verifier: Verifier, policy: Document) -> None:
    issuers = policy.clause(f"{policy.document_id}#issuers")
    text = "由中共日照市委网络安全和信息化委员会办公室印发。"
    assert verifier.holds(DraftSentence(text=text, supports=(whole(issuers),)))
