"""Which sorts of answer a question asks for, and what it only tells before it asks."""

import pytest

from assistant.answer_kinds import AnswerKind
from assistant.asking import asked_kinds


@pytest.mark.parametrize(
    "question",
    [
        "账上就几万块，评上以后能多贷点不",
        "我们几个博士开公司，那笔款怎么用",
        "贷款有几个月没还上，现在还能申请吗",
        "手里有几本技能证，再去念书能不能少上课",
        "我干了十几年，能不能直接评高级",
        "外面堆了几天没人管，让不让自己清",
    ],
)
def test_a_few_in_what_is_told_first_asks_for_no_number(question: str) -> None:
    assert not {AnswerKind.MONEY, AnswerKind.COUNT, AnswerKind.DURATION, AnswerKind.PERSONS} & set(
        asked_kinds(question)
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("最多能贷几万，利息要不要自己出", AnswerKind.MONEY),
        ("几天之内得报上去，要带什么", AnswerKind.DURATION),
        ("一个人最多领几个月，去哪领", AnswerKind.DURATION),
        ("培训几天", AnswerKind.DURATION),
        ("一年开几次会，听说能旁听，真的假的", AnswerKind.TIMES),
    ],
)
def test_a_number_that_is_called_for_stays_asked(question: str, kind: AnswerKind) -> None:
    assert kind in asked_kinds(question)


@pytest.mark.parametrize("question", ["电梯坏了咋办", "没人管咋办呢", "对家造谣抹黑我怎么办"])
def test_what_is_done_about_a_trouble_is_no_procedure(question: str) -> None:
    assert AnswerKind.PROCEDURE not in asked_kinds(question)


@pytest.mark.parametrize("question", ["营业执照怎么办", "怎么办居住证", "补贴怎么弄", "那怎么办"])
def test_how_to_get_a_paper_or_a_benefit_is_one(question: str) -> None:
    assert AnswerKind.PROCEDURE in asked_kinds(question)


@pytest.mark.parametrize("question", ["这事由哪家来督促", "开这样的公司要哪家点头", "该问哪家"])
def test_which_body_sees_to_something_asks_for_no_list(question: str) -> None:
    assert asked_kinds(question) == (AnswerKind.UNIT,)


@pytest.mark.parametrize("question", ["多久评选一次", "几年搞一回大赛", "几个月发一次补贴"])
def test_how_often_asks_for_times_not_for_a_length(question: str) -> None:
    assert AnswerKind.TIMES in asked_kinds(question)
    assert AnswerKind.DURATION not in asked_kinds(question)


@pytest.mark.parametrize("question", ["打了电话几天有信儿", "打电话约车要带什么", "不想打电话，写信行不行"])
def test_who_telephones_asks_for_no_number(question: str) -> None:
    assert AnswerKind.PHONE not in asked_kinds(question)


@pytest.mark.parametrize("question", ["消费券一个人能领几张", "一次能借几本", "给几份"])
def test_things_counted_are_no_money(question: str) -> None:
    assert AnswerKind.MONEY not in asked_kinds(question)


@pytest.mark.parametrize("question", ["要培养多少护士", "引进多少博士", "多少学员能来", "培训多少名教师"])
def test_people_of_any_trade_are_persons(question: str) -> None:
    assert asked_kinds(question) == (AnswerKind.PERSONS,)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("需要什么,条件我有", set()),
        ("违反规定,我怎么申请", {AnswerKind.PROCEDURE}),
        ("一起申报,钱怎么分", set()),
        ("门票要收多少,学生团有没有便宜", {AnswerKind.MONEY}),
        ("扣了2万利息,本金算多少", {AnswerKind.RATE, AnswerKind.MONEY}),
    ],
)
def test_what_is_asked_ends_at_a_comma(question: str, kinds: set[AnswerKind]) -> None:
    assert set(asked_kinds(question)) == kinds


@pytest.mark.parametrize(
    ("question", "kind"),
    [("给补贴吗,一个月多少", AnswerKind.MONEY), ("我想申请补贴,怎么弄", AnswerKind.PROCEDURE)],
)
def test_an_amount_or_a_way_may_be_asked_after_the_comma(question: str, kind: AnswerKind) -> None:
    assert asked_kinds(question) == (kind,)


@pytest.mark.parametrize("question", ["补贴对象要多大年纪", "租金,多大岁数能免"])
def test_how_old_asks_for_no_amount(question: str) -> None:
    assert asked_kinds(question) == (AnswerKind.AGE,)


@pytest.mark.parametrize(
    "question",
    ["怎么判断是否符合", "谈判失败了还能再报吗", "裁判证去哪考", "被判过刑的能报名吗", "孩子判给谁", "我不服判决"],
)
def test_judging_asks_for_no_consequence(question: str) -> None:
    assert AnswerKind.CONSEQUENCE not in asked_kinds(question)


@pytest.mark.parametrize("question", ["会判几年", "会不会判刑", "骗补贴怎么判"])
def test_being_sentenced_is_one(question: str) -> None:
    assert AnswerKind.CONSEQUENCE in asked_kinds(question)


@pytest.mark.parametrize("question", ["需要什么委托书", "有什么局限", "什么委员有表决权", "受了什么委屈可以说"])
def test_words_that_begin_like_a_body_ask_for_none(question: str) -> None:
    assert AnswerKind.UNIT not in asked_kinds(question)


@pytest.mark.parametrize("question", ["哪个局管", "向哪个委员会汇报", "哪个委牵头"])
def test_an_office_or_a_committee_is_a_body(question: str) -> None:
    assert AnswerKind.UNIT in asked_kinds(question)


@pytest.mark.parametrize("question", ["有没有利息", "要不要利息", "利息要不要交"])
def test_whether_there_is_interest_asks_for_the_rate(question: str) -> None:
    assert asked_kinds(question) == (AnswerKind.RATE,)


@pytest.mark.parametrize("question", ["利息不要,本金还我就行", "我想要不要利息的贷款", "想找没有利息的"])
def test_interest_that_is_told_asks_for_no_rate(question: str) -> None:
    assert AnswerKind.RATE not in asked_kinds(question)


@pytest.mark.parametrize("question", ["写程序的能贷款吗", "我写程序的能贷款吗"])
def test_writing_software_asks_for_no_procedure(question: str) -> None:
    assert AnswerKind.PROCEDURE not in asked_kinds(question)


@pytest.mark.parametrize("question", ["程序是什么", "填写程序是什么"])
def test_the_procedure_of_something_is_one(question: str) -> None:
    assert asked_kinds(question) == (AnswerKind.PROCEDURE,)


@pytest.mark.parametrize("question", ["经费在哪里列支", "经费在哪列支", "哪里支持创业"])
def test_where_money_is_booked_is_no_place(question: str) -> None:
    assert AnswerKind.PLACE not in asked_kinds(question)


@pytest.mark.parametrize("question", ["在哪里支取", "补贴哪里支付", "在哪里审批", "在哪"])
def test_where_something_is_done_is_one(question: str) -> None:
    assert AnswerKind.PLACE in asked_kinds(question)


@pytest.mark.parametrize("question", ["没什么人来怎么办呢", "附近没有啥人", "条件是什么意思", "门槛啥意思"])
def test_few_people_and_the_sense_of_a_word_ask_for_no_condition(question: str) -> None:
    assert not {AnswerKind.CONDITION, AnswerKind.REQUIREMENT} & set(asked_kinds(question))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("有没有什么人不能报", AnswerKind.CONDITION),
        ("什么人有资格", AnswerKind.CONDITION),
        ("条件是什么", AnswerKind.REQUIREMENT),
    ],
)
def test_for_whom_and_on_what_conditions_are_told_apart(question: str, kind: AnswerKind) -> None:
    assert asked_kinds(question) == (kind,)


@pytest.mark.parametrize("question", ["工资怎么定", "专家拿年薪,钱怎么算", "月薪咋算"])
def test_how_pay_is_determined_asks_for_no_amount(question: str) -> None:
    assert AnswerKind.MONEY not in asked_kinds(question)


@pytest.mark.parametrize("question", ["补贴怎么算", "奖金怎么定", "工资多少", "年薪是多少"])
def test_how_a_benefit_is_reckoned_asks_for_one(question: str) -> None:
    assert AnswerKind.MONEY in asked_kinds(question)
