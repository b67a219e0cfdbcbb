import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.freshness.loose import Loose


def find(piece: str, text: str) -> str | None:
    return Loose.of(text).find(piece, text)


@pytest.mark.parametrize(
    ("piece", "text", "now"),
    [
        ("支持企业，创办学院", "一是支持企业创办学院。", "支持企业创办学院"),
        ("最高30万元", "最高 ３０\n万元。", "最高 ３０\n万元"),
        ("采取“一事一议”的方式", "采取「一事一议」的方式引进", "采取「一事一议」的方式"),
        ("每年不少于100人。", "每年不少于100人；", "每年不少于100人；"),
        ("第十二条 本措施自公布之日起施行", "第十三条　本措施自公布之日起施行。", "本措施自公布之日起施行"),
        ("（三）给予补贴", "（四）给予补贴", "给予补贴"),
    ],
)
def test_find_sees_through_layout_punctuation_and_numbers_of_items(piece: str, text: str, now: str) -> None:
    assert find(piece, text) == now


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("最高1.5万元", "最高15万元"),
        ("1-3个月", "13个月"),
        ("30万元", "最高430万元"),
        ("不少于10", "不少于100人"),
        ("补贴50%", "补贴50"),
        ("第三条规定的补贴", "第四条规定的补偿"),
        ("，。", "，。"),
    ],
)
def test_find_never_takes_one_number_or_word_for_another(piece: str, text: str) -> None:
    assert find(piece, text) is None


@settings(deadline=None)
@given(st.text(), st.text(), st.text(min_size=1))
def test_whatever_is_found_is_verbatim(before: str, after: str, piece: str) -> None:
    text = before + piece + after
    found = find(piece, text)
    assert found is None or (found in text and found)
