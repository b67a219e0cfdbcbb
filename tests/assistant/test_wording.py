import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording import clean_question, content_terms
from index.tokens import Tokeniser


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  贷款\t最高\n多少  ", "贷款 最高 多少"),
        ("贷\u200b款\u202e最\u0000高\ufeff", "贷款最高"),
        ("贷\ud800款", "贷款"),
        ("創業擔保貸款最高多少", "创业担保贷款最高多少"),
        ("数据標注基地", "数据标注基地"),
        ("３０万元", "30万元"),
        ("\u3000\u00a0 ", ""),
        ("", ""),
    ],
)
def test_clean_question_keeps_what_was_asked(typed: str, cleaned: str) -> None:
    assert clean_question(typed) == cleaned


@given(st.text(max_size=80))
def test_clean_question_leaves_no_control_and_one_kind_of_space(text: str) -> None:
    cleaned = clean_question(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not any(ord(c) < 32 or c in "\u200b\u200e\u202a\u202e\u2066\ufeff" for c in cleaned)


@given(st.text(alphabet=st.characters(), max_size=80))
def test_clean_question_twice_changes_nothing_more(text: str) -> None:
    once = clean_question(text)
    assert clean_question(once) == once


def test_content_terms_name_the_subject_without_question_words(tokeniser: Tokeniser) -> None:
    assert content_terms("请问创业担保贷款最高能有多少呢？", tokeniser.words) == ("创业", "担保", "贷款")


@pytest.mark.parametrize("question", ["多少钱？", "归谁管", "还有别的吗", "30、50", "？！", ""])
def test_content_terms_of_a_question_without_subject_are_none(question: str, tokeniser: Tokeniser) -> None:
    assert content_terms(question, tokeniser.words) == ()


def test_content_terms_come_once_each(tokeniser: Tokeniser) -> None:
    assert content_terms("贷款，贷款，还是贷款", tokeniser.words) == ("贷款",)
