import pytest

from assistant.ranges import falls_outside, falls_within, step_of

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


TRAINS = ("每列400人以上的，奖励5万元；", "600人以上的，奖励8万元。")
CONCERTS = ("5000人以上不足1万人的，奖励20万元；", "1万人以上不足2万人的，奖励50万元；", "2万人以上的，奖励80万元。")


@pytest.mark.parametrize(
    ("words", "steps", "meant"),
    [
        ("拉来一趟六百多人的专列奖多少钱", TRAINS, 1),
        ("450名游客的专列奖多少", TRAINS, 0),
        ("300个人的专列奖多少", TRAINS, None),
        ("专列奖多少", TRAINS, None),
        ("要是卖票观众有两万多人呢", CONCERTS, 2),
        ("卖了1.5万人的票", CONCERTS, 1),
        ("六千人的演唱会", CONCERTS, 0),
    ],
)
def test_the_highest_step_that_is_reached_is_the_one_meant(words: str, steps: tuple[str, ...], meant: int) -> None:
    assert step_of(words, steps) == meant


def test_what_holds_up_to_a_number_is_for_no_one_above_it() -> None:
    text = "参保职工30人(含)以下的企业，裁员率不高于20%。"
    assert falls_within("我们厂才25个人", text)
    assert falls_outside("我们公司有300人", text)
    assert not falls_outside("我们公司有300人", "每户企业最多补贴30人。")
