import pytest

from assistant.drafting import Support, quotation, whole
from corpus.types import Clause, Corpus


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("可申请贷款。", "可申请贷款。"),
        ("小微企业可申请贷款；", "小微企业可申请贷款。"),
        ("四、支持创业", "四、支持创业。"),
        ("有下列情形之一的：", "有下列情形之一的："),
        ("打造“金字招牌”", "打造“金字招牌”。"),
    ],
)
def test_quotation_ends_as_a_sentence(loan_clause: Clause, words: str, shown: str) -> None:
    assert quotation(words, whole(loan_clause)).text == shown


def test_quotation_claims_only_the_policys_own_words(loan_clause: Clause) -> None:
    sentence = quotation("最高30万元；", whole(loan_clause), opening="请以原文为准：")
    assert sentence.text == "请以原文为准：最高30万元。"
    assert sentence.quote == "最高30万元"
    assert not sentence.fixed


def test_support_quotes_its_span_of_the_source(loan_clause: Clause, shipped_corpus: Corpus) -> None:
    assert whole(loan_clause).quote(shipped_corpus) == loan_clause.text
    (tag,) = loan_clause.responsibilities
    assert Support(clause=loan_clause, start=tag.start, end=tag.end).quote(shipped_corpus).startswith("(责任单位")
