"""Which numbers of a question are not what the policy's words state."""

import pytest

from assistant.premises import contradicts

LIMIT = "创业担保贷款额度最高为三十万元。"
SHARE = "补贴期限为1年，按照缴费的百分之五十给予补贴。"
HIRING = "招用30人以上的企业，给予10万元补贴。"
MONTHLY = "给予每人每月1,500元补贴。"
RANGE = "对企业给予5000元至1万元奖励。"
GRADUATES = "毕业5年内的高校毕业生可申请补贴。"
DATES = "自2025年1月1日起施行，有效期至2027年12月31日。"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LIMIT, "听说最高30万元，对吗"),
        (LIMIT, "听说最高30万，是吗"),
        (LIMIT, "听说最高300000元，对吗"),
        (LIMIT, "听说最多能贷三十万，对吗"),
        (LIMIT, "听说能贷30万块钱，对吧"),
        (SHARE, "听说补贴50%，是不是"),
        (SHARE, "听说补贴期限12个月，是吗"),
        (MONTHLY, "听说每个月能领1500块，对吧"),
        ("对企业给予30-50万元奖励。", "听说奖励300000元到50万元，对吗"),
        (DATES, "听说有效期到2027年，对吗"),
    ],
)
def test_same_number_written_in_another_way_agrees(text: str, question: str) -> None:
    assert not contradicts(question, [text])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LIMIT, "我想贷20万元，是不是可以"),
        (HIRING, "我们公司招了50人，是不是能补10万元"),
        (HIRING, "听说招50个人能补10万元，对吗"),
        ("每年培训不少于100人。", "听说每年培训150人，对吧"),
        (GRADUATES, "听说毕业3年能领，对吗"),
        (RANGE, "听说奖8000元，对吗"),
    ],
)
def test_number_that_the_policys_bound_leaves_open_agrees(text: str, question: str) -> None:
    assert not contradicts(question, [text])


INCOME = "家庭人均月收入低于900元的，每月给予600元；年满6周岁的儿童可领取补贴。"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (INCOME, "人均月收入低于800元的，是不是能申请"),
        (INCOME, "人均月收入低于800元的是不是能申请"),
        (INCOME, "家里每月2500元，是不是能领600元"),
        (INCOME, "孩子5岁了，是不是能领"),
        (INCOME, "孩子5岁了能领吧"),
        (INCOME, "每月花1000元吃药，每月能领600元，对吗"),
        (HIRING, "去年交了8000元社保，是不是能补"),
        (SHARE, "刚入职两个月，可以申请了，真的假的"),
    ],
)
def test_what_citizens_tell_of_themselves_is_not_held_against_the_policy(text: str, question: str) -> None:
    assert not contradicts(question, [text])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LIMIT, "最高40万元，是不是"),
        (LIMIT, "最高40万元，是真的吗"),
        (LIMIT, "额度涨到40万元了吧"),
        (LIMIT, "最高40万元吗，听说"),
        (SHARE, "听说补贴60%，期限1年，对吗"),
        (SHARE, "听说补贴50%，期限2年，对吗"),
        (INCOME, "听说孩子5岁就可以领，对吗"),
    ],
)
def test_what_is_supposed_before_a_tag_or_after_hearsay_is_checked(text: str, question: str) -> None:
    assert contradicts(question, [text])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LIMIT, "听说能贷40万，对吗"),
        (LIMIT, "听说最高20万元，对吗"),
        ("可申请最高30万元的担保贷款或最高50万元的提振贷。", "听说个人能贷400万元，对吗"),
        (SHARE, "听说补贴60%，对吗"),
        (SHARE, "听说补贴期限是6个月吧"),
        (HIRING, "我们公司招了50人，是不是能补20万元"),
        (HIRING, "听说招20人就给10万元，对吗"),
        (HIRING, "听说招50人以上才补10万元，对吗"),
        ("每年开展不少于5次培训。", "听说每年只开展3次，对吗"),
        (MONTHLY, "听说每月补2000块，对吧"),
        (RANGE, "听说奖2万元，对吗"),
        (GRADUATES, "听说毕业8年内能领，对吗"),
        (DATES, "听说有效期到2026年，对吗"),
        ("每年9月30日前申报。", "听说10月31日前申报，对吗"),
    ],
)
def test_other_number_of_the_same_sort_contradicts(text: str, question: str) -> None:
    assert contradicts(question, [text])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LIMIT, "最高能贷40万吗"),  # asked, not supposed
        (LIMIT, "听说利率是3%，对吗"),
        (MONTHLY, "听说一年能领18000元，对吗"),
        (HIRING, "听说一个人能补10万元，对吗"),
        (GRADUATES, "我毕业8年了，听说能领补贴，对吗"),  # the citizen's own case; the quotation says the rest
        ("第一年给予50%补贴，第二年给予30%补贴。", "听说第二年补30%，对吗"),
        ("培训100余人。", "听说培训120人，对吗"),
    ],
)
def test_numbers_that_cannot_be_held_against_each_other_do_not_contradict(text: str, question: str) -> None:
    assert not contradicts(question, [text])
