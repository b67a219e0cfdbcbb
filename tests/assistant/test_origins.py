"""Which places only say where somebody or something comes from: X stands for one in each question."""

import pytest

from assistant.origins import is_back_here, is_destination, is_origin


@pytest.mark.parametrize(
    "question",
    [
        "从X引进的数字人才有什么支持",
        "有位X的专家只愿意每月来几天，市里支持吗",
        "想请几位X的教授来讲课，有补贴吗",
        "从X调过来的工程师职称怎么认定",
        "从X回来创业能贷多少",
        "公司从X搬过来有补贴吗",
        "从X到你们这创业能贷多少",
        "由X迁入的企业有什么支持",
        "来自X的人才能申请吗",
        "X来的人才有什么补贴",
        "X的公司迁过来有支持吗",
        "我公司在X，想搬到你们这有奖励吗",
        "我户口在X，在你们这创业能申请贷款吗",
        "老家是X的能申请吗",
        "X户口能申请吗",
        "X户籍人员能申请吗",
        "我是X人，能申请吗",
        "X人可以申请吗",
        "我在X上大学，毕业后回来创业能贷多少",
        "X毕业的大学生能申请吗",
        "X理工大学毕业能申请吗",
        "我在X工作过，职称怎么认定",
        "我在X干了三年，能申请吗",
        "在X交过社保能申请吗",
        "我在X打工，想返乡创业能贷多少",
        "我在X评的职称，到你们这认吗",
    ],
)
def test_place_that_one_comes_from_is_an_origin(question: str) -> None:
    assert is_origin(*question.split("X"))


@pytest.mark.parametrize(
    "question",
    [
        "去X看病能报销吗",
        "在X住院怎么报销",
        "去X的大医院看病怎么报",
        "转诊到X怎么备案",
        "养老金怎么转到X",
        "社保关系转移到X要多久",
        "在X买房能提取公积金吗",
    ],
)
def test_place_that_one_only_goes_to_is_a_destination(question: str) -> None:
    assert is_destination(*question.split("X"))
    assert not is_origin(*question.split("X"))


@pytest.mark.parametrize(
    "question",
    [
        "X的人才补贴多少",
        "X的专家有什么补贴",
        "有没有X的专家补贴标准",
        "X人才补贴",
        "X人均补贴多少",
        "X人社局补贴多少",
        "X人的补贴",
        "X引进人才补贴多少",
        "X的企业迁入奖励多少",
        "X对外地迁来的企业有什么奖励",
        "X对过来创业的人有什么支持",
        "X，外地企业迁来有奖励吗",
        "X户口怎么办",
        "X户籍政策",
        "户口在X怎么落",
        "X毕业生补贴多少",
        "X大学生补贴多少",
        "我在X，能申请吗",
        "在X上班能申请吗",
        "在X创业能贷多少",
        "在X创业能贷多少，回来呢",
        "在X返乡创业能贷多少",
        "在X，留学回来的能贷多少",
        "在X就业满了三年补多少",
        "在X工作了三年能领多少补贴",
        "在X就业超过一年补多少",
        "在X申请过期了怎么办",
        "从X的政策来看能贷多少",
        "从X到北京的车票多少钱",
        "由X人社局来发的补贴多少",
        "来自X的政策有哪些",
        "X的补贴多少，你们这知道吗",
        "你们这里有X的政策吗",
        "X怎么规定的",
        "在X参保住院怎么报",
        "在X看病有什么补贴",
        "去X买房有补贴吗",
        "社保转到X后待遇多少",
        "社保转到X的政策",
        "把公司转到X有补贴吗",
        "X居民能参保吗",
    ],
)
def test_place_whose_rules_may_be_meant_is_none(question: str) -> None:
    assert not is_origin(*question.split("X"))
    assert not is_destination(*question.split("X"))


@pytest.mark.parametrize("question", ["X居民能参保吗", "X学生能申请吗", "X同胞来创业有补贴吗", "X籍人员怎么参保"])
@pytest.mark.parametrize("name", ["香港", "澳门", "台湾省"])
def test_compatriots_are_spoken_of_everywhere(question: str, name: str) -> None:
    assert is_origin(*question.split("X"), name=name)


@pytest.mark.parametrize("question", ["X的政策", "X居民的待遇"])
def test_rules_of_their_own_are_none_of_ours(question: str) -> None:
    assert not is_origin(*question.split("X"), name="香港")


@pytest.mark.parametrize(
    "question",
    [
        "家在X不想挪窝,隔三差五过去帮你们出出主意,这样支持不",
        "我人在X，周末来给你们讲课有补助吗",
        "家住X，一年去几趟帮你们企业，算不算引进",
    ],
)
def test_home_of_somebody_who_comes_here_is_an_origin(question: str) -> None:
    assert is_origin(*question.split("X"))


@pytest.mark.parametrize(
    "question",
    [
        "家在X能申请吗",
        "家住X，有什么补贴",
        "家在X，来问问你们能申请吗",
        "人在X，想去贷款，你们支持吗",
        "家在X能过去吗，你们管不管",
    ],
)
def test_home_of_somebody_who_only_asks_here_is_none(question: str) -> None:
    assert not is_origin(*question.split("X"))


@pytest.mark.parametrize(
    ("question", "back"),
    [("那咱们这归谁管", True), ("你们市呢", True), ("那归谁管", False), ("你们那个贷款呢", False), ("我们这呢", False)],
)
def test_a_question_may_come_back_here(question: str, back: bool) -> None:
    assert is_back_here(question) is back
