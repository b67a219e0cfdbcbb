"""Which end of an age range is asked for, and which sentences state it."""

import pytest

from assistant.ages import states_age_asked

LEAST = "驾驶的必须年满16周岁。"
FROM = "80周岁以上老年人可以申领。"
BETWEEN = "18至60周岁的人员可以参加。"
GREATEST = "可以搭载1名12周岁以下未成年人。"
BELOW = "申请人未满35周岁。"


@pytest.mark.parametrize(
    "words",
    [
        "小孩几岁可以上路",
        "多大才能考",
        "孩子多大能上路",
        "老人多少岁能领",
        "要满几岁",
        "最小多大年纪",
        "至少得几岁",
        "几岁以上",
    ],
)
def test_the_least_age_is_stated_by_what_somebody_must_have_reached(words: str) -> None:
    assert [states_age_asked(words, text) for text in (LEAST, FROM, BETWEEN, GREATEST, BELOW)] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "words", ["多大年纪以内能报", "最大几岁", "不能超过多少岁", "几岁以下的孩子能坐", "年龄上限是几岁"]
)
def test_the_greatest_age_is_stated_by_what_nobody_may_be_beyond(words: str) -> None:
    assert [states_age_asked(words, text) for text in (LEAST, FROM, BETWEEN, GREATEST, BELOW)] == [
        False,
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "words", ["小孩几岁可以免票", "对年龄有什么要求", "多大面积可以申请", "房子多大能申请", "我16岁可以上路吗"]
)
def test_where_no_one_end_is_asked_for_none_is_stated(words: str) -> None:
    assert not any(states_age_asked(words, text) for text in (LEAST, FROM, BETWEEN, GREATEST, BELOW))
