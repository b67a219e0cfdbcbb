import pytest

from assistant.ranges import falls_outside, falls_within, of_its_step, step_of

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


@pytest.mark.parametrize(
    ("words", "within"),
    [("想借8万块", True), ("贷8万开店", True), ("借10万元", True), ("想借12万", False), ("贷一百二十万", False)],
)
def test_an_amount_told_is_of_the_step_up_to_which_it_goes(words: str, within: bool) -> None:
    text = "个人申请10万元以下贷款的，免除反担保；"
    assert falls_within(words, text) is within
    assert falls_outside(words, text) is not within


def test_what_is_given_up_to_an_amount_is_no_step() -> None:
    assert not falls_outside("我借了8万块", "处5万元以下罚款的，应当听证。")
    assert not falls_outside("我借了8万块", "最高可申请5万元以下贷款。")


AGES = (
    "1.80至89周岁老年人，每人每月60元。",
    "2.90至99周岁老年人，每人每月200元。",
    "3.100周岁及以上老年人，每人每月600元。",
)


@pytest.mark.parametrize(("words", "meant"), [("百岁津贴", 2), ("我爷爷89岁了", 0), ("今年90岁能领多少", 1)])
def test_an_age_told_is_of_the_step_that_holds_it(words: str, meant: int) -> None:
    left, fitting = of_its_step(words, dict(enumerate(AGES)))
    assert left == fitting == {meant}


def test_other_cases_are_another_step_than_the_one_told_before_them() -> None:
    texts = {1: "个人申请10万元以下贷款的，免除反担保。", 2: "其他情形应当提供反担保。", 3: "反担保人应当有稳定收入。"}
    assert of_its_step("想借8万块", texts) == ({1, 3}, {1})
    assert of_its_step("想借18万块", texts) == ({1, 2, 3}, set())
    assert of_its_step("要反担保吗", texts) == ({1, 2, 3}, set())


def test_a_sentence_with_a_part_for_no_step_is_left_out_of_none() -> None:
    texts = {1: "申请10万元以下贷款的，免除反担保；获奖者另行规定。", 2: "申请20万元以下贷款的，减半收取担保费。"}
    assert of_its_step("想借15万块", texts) == ({1, 2}, set())
