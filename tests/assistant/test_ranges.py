import pytest

from assistant.ranges import falls_outside, falls_within

FIRST = "累计缴费时间满1年不足5年的，期限最长为12个月。"
SECOND = "累计缴费时间满五年不足十年的，期限最长为18个月。"
LAST = "累计缴费时间10年以上的，期限最长为24个月。"


@pytest.mark.parametrize(
    ("words", "text"),
    [("交了七年能拿多久", SECOND), ("交了3年能拿多久", FIRST), ("交满10年能拿多久", LAST), ("交了12年", LAST)],
)
def test_number_told_falls_within_its_step_alone(words: str, text: str) -> None:
    assert [falls_within(words, each) for each in (FIRST, SECOND, LAST)] == [
        each == text for each in (FIRST, SECOND, LAST)
    ]
    assert [falls_outside(words, each) for each in (FIRST, SECOND, LAST)] == [
        each != text for each in (FIRST, SECOND, LAST)
    ]


@pytest.mark.parametrize(
    "words",
    ["能拿多久", "交了7个月能拿多久", "我45岁了能拿多久", "一年能拿几个月", "2020年开始交的", "合同到2027年"],
)
def test_without_a_number_of_its_unit_no_step_is_left_out(words: str) -> None:
    assert not falls_outside(words, FIRST)
    assert not falls_within(words, FIRST)


def test_text_without_a_range_leaves_nobody_out() -> None:
    assert not falls_outside("交了七年", "最长可领12个月，每年核定1次。")
