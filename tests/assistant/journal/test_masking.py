"""No number that points to a person survives masking, however it is written; what policies are about does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.journal.masking import (
    BANK_CARD,
    EMAIL,
    IDENTITY_CARD,
    LANDLINE,
    LONG_NUMBER,
    MOBILE,
    mask,
    passes_luhn,
)

FULL_WIDTH = str.maketrans("0123456789X-@.", "０１２３４５６７８９Ｘ－＠．")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
SEPARATORS = st.sampled_from(["", " ", "-", "—", "－", "\u3000", "\u200b", ".", "·", " - "])
AROUND = st.text(alphabet="我的号码是请问，。：电话贷款？ab ", max_size=12)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(alphabet="0123456789", min_size=count, max_size=count)


mobiles = st.builds("1{}{}".format, st.sampled_from("3456789"), digits(9))
identity_cards = st.builds(
    "{}{}{:04}{:02}{:02}{}{}".format,
    st.sampled_from("123456789"),
    digits(5),
    st.integers(1900, 2099),
    st.integers(1, 12),
    st.integers(1, 28),
    digits(3),
    st.sampled_from("0123456789Xx"),
)


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(["62", "4", "5"])) + draw(st.integers(13, 16).flatmap(digits))
    return next(body + check for check in "0123456789" if passes_luhn(body + check))


def grouped(number: str, separator: str, size: int) -> str:
    return separator.join(number[i : i + size] for i in range(0, len(number), size))


@given(AROUND, mobiles, SEPARATORS, st.sampled_from([3, 4, 1]), AROUND)
def test_a_mobile_number_is_masked(before: str, number: str, separator: str, size: int, after: str) -> None:
    written = (
        number[:3] + separator + grouped(number[3:], separator, 4) if size == 3 else grouped(number, separator, size)
    )
    assert mask(before + written + after) == before + MOBILE + after


@given(AROUND, mobiles, AROUND)
def test_a_mobile_number_is_masked_in_other_digits(before: str, number: str, after: str) -> None:
    for table in (FULL_WIDTH, CHINESE):
        assert mask(before + number.translate(table) + after) == before + MOBILE + after


@given(AROUND, identity_cards, SEPARATORS, AROUND)
def test_an_identity_card_is_masked(before: str, number: str, separator: str, after: str) -> None:
    for written in (number, separator.join((number[:6], number[6:14], number[14:])), number.translate(FULL_WIDTH)):
        assert mask(before + written + after) == before + IDENTITY_CARD + after


@given(AROUND, bank_cards(), SEPARATORS, AROUND)
def test_a_bank_card_is_masked(before: str, number: str, separator: str, after: str) -> None:
    masked = mask(before + grouped(number, separator, 4) + after)
    # a card number whose seventh to fourteenth digits happen to be a date is taken for an identity card
    assert masked in {before + BANK_CARD + after, before + IDENTITY_CARD + after}


@given(AROUND, st.integers(15, 40).flatmap(digits), AROUND)
def test_a_long_number_is_masked_even_with_a_slip_in_it(before: str, number: str, after: str) -> None:
    assert "已隐去〕" in mask(before + number + after)
    assert not any(char.isdigit() for char in mask(before + number + after))


@given(
    st.sampled_from(["010", "021", "0633", "(0633)", "（0633）", "+86 633", "０６３３"]),
    st.sampled_from(["", "-", " ", "—", "－"]),
    st.sampled_from(["8771234", "88771234", "８７７１２３４"]),
    st.sampled_from(["", "转12", "-转 803", "分机5"]),
)
def test_a_landline_number_is_masked(area: str, separator: str, number: str, extension: str) -> None:
    assert mask(f"打{area}{separator}{number}{extension}找谁") == f"打{LANDLINE}找谁"


@pytest.mark.parametrize("said", ["我家电话8771234", "座机是877-1234", "号码：88771234。"])
def test_a_number_without_area_code_is_masked_where_it_is_called_a_number(said: str) -> None:
    assert LANDLINE in mask(said)
    assert "1234" not in mask(said)


@pytest.mark.parametrize(
    "address", ["zhang.san@qq.com", "zhang＠ｑｑ．com", "a_b+c@mail.rz.gov.cn", "ZHANG @ 163.com", "zhang@qq。com"]
)
def test_an_email_address_is_masked(address: str) -> None:
    assert mask(f"请发到{address}，谢谢") == f"请发到{EMAIL}，谢谢"


@pytest.mark.parametrize("prefix", ["+86", "86", "+86 ", "+86-", "0086 "])
def test_the_country_code_goes_with_the_number(prefix: str) -> None:
    assert mask(f"{prefix}13812345678") == MOBILE


def test_several_numbers_are_each_named() -> None:
    said = (
        "我叫李四，身份证37110219900307123X，卡号6222 0212 3456 7890 128，手机138-1234-5678，邮箱li@qq.com，能贷多少？"
    )
    assert passes_luhn("6222021234567890128")
    assert mask(said) == (f"我叫李四，身份证{IDENTITY_CARD}，卡号{BANK_CARD}，手机{MOBILE}，邮箱{EMAIL}，能贷多少？")


def test_neighbouring_numbers_are_all_masked() -> None:
    assert mask("371102199003071234 13812345678") == f"{IDENTITY_CARD} {MOBILE}"
    assert mask("13812345678/13912345678") == f"{MOBILE}/{MOBILE}"
    assert LONG_NUMBER in mask("12345678901234567890123")


@pytest.mark.parametrize(
    "question",
    [
        "日人社发〔2025〕6号是什么时候印发的？",
        "2025年4月14日到2027-12-31之间申请，2025.04.14 2025.04.25行吗",
        "小微企业最高400万元、5000000元、13,800,000,000元能贷吗",
        "第四条第1项第（三）目和第十二条",
        "2019 2020 2021 2023年各培训多少人，每年100人，3年300人",
        "拨打12345或者4006001234可以吗",
        "一、二、三、四条都归谁管，比例是百分之三点五，1/3还是0.0063",
        "统一社会信用代码91371100MA3C",
    ],
)
def test_amounts_dates_and_document_numbers_stay(question: str) -> None:
    assert mask(question) == question


@given(st.text(max_size=300))
def test_masking_again_changes_nothing_and_text_without_digits_stays(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    if not any(char.isnumeric() or char in "@＠﹫" for char in text):
        assert once == text


@given(st.text(alphabet="0123456789 -.Xx@a（）转", max_size=200))
def test_no_mobile_number_is_left_in_any_tangle_of_digits(text: str) -> None:
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{15}", mask(text))
