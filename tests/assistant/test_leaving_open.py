"""What a clause plainly leaves open: told by what its text lacks, in any policy."""

import pytest

from assistant.leaving_open import leaves_open
from assistant.question import split_asks
from tests.builders import make_document

LOAN, CONTEST, TRAINING, PLAN, FEE = make_document(
    "town",
    """
    # 一、支持
    符合条件的家政企业可申请最高200万元贷款，对新吸纳的员工给予支持。（责任单位：市人社局）
    举办全市厨艺大赛和美食月活动，弘扬工匠精神。（责任单位：市总工会）
    依托培训机构开展月嫂培训，每年培训300人以上，培训由市妇联组织，6月底前完成。（责任单位：市妇联）
    截至2024年，全市已建成养老驿站46家，位于和平路8号的服务大厅全天开放。（责任单位：市民政局）
    为60周岁以上老年人免费体检，每季度安排一次。（责任单位：市卫生健康委）
    """,
).body()


def told_by(question: str, clause: object) -> bool:
    (asked,) = split_asks(question, list)
    return not leaves_open(asked, clause)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "厨艺大赛什么时候开始报名？",
        "美食月是每年几月份？",
        "厨艺大赛今年在哪个体育馆办",
        "上一届厨艺大赛都有哪些人得奖？",
        "厨艺大赛一等奖奖多少钱",
        "厨艺大赛对年龄有什么上限",
        "厨艺大赛的评委是怎么选的",
        "报名电话多少",
        "参加美食月门票免不免",
        "参赛包吃住吗",
    ],
)
def test_an_event_without_particulars_tells_none(question: str) -> None:
    assert not told_by(question, CONTEST)


@pytest.mark.parametrize(
    "question",
    [
        "去年一共放了多少笔贷款？",
        "到现在为止已经贷给多少家企业了？",
        "2023年发放了多少贷款",
        "到现在为止已经扶持了多少技能人才了",
        "2022年引进了多少家政人才",
        "贷200万要不要抵押？",
        "贷款要抵押吗",
        "抵押要什么",
        "贷款期限几年",
        "申请贷款有户口限制吗",
        "我今年61岁了，还能贷款吗",
        "贷款窗口在哪条路上",
        "具体要满足什么条件才算“符合条件”",
        "贷款的条件有哪些",
        "这个贷款去哪家银行办",
        "哪些企业不能贷",
        "贷款证明丢了怎么补",
        "贷款多久能批下来",
        "几天到账",
    ],
)
def test_a_rule_tells_neither_its_results_nor_a_condition_that_it_does_not_name(question: str) -> None:
    assert not told_by(question, LOAN)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("家政企业最多能贷多少钱", LOAN),
        ("我去年开的家政公司，能贷多少", LOAN),
        ("现在最高贷多少", LOAN),
        ("我已经开业两年了，能贷多少", LOAN),
        ("已经开业两年的贷多少钱", LOAN),
        ("哪个部门管贷款", LOAN),
        ("每年培训多少月嫂", TRAINING),
        ("今年哪些人能参加月嫂培训", TRAINING),
        ("培训什么时候完成", TRAINING),
        ("已经建成多少家养老驿站了？", PLAN),
        ("服务大厅在哪条路上", PLAN),
        ("体检要花多少钱", FEE),
        ("体检什么时候安排", FEE),
        ("我65岁了，能免费体检吗", FEE),
        ("厨艺大赛谁来办", CONTEST),
        ("今年有厨艺大赛吗", CONTEST),
    ],
)
def test_what_a_clause_may_well_state_is_left_to_be_weighed(question: str, clause: object) -> None:
    assert told_by(question, clause)


CHILDREN, GUARD = make_document(
    "rules",
    """
    # 一、规定
    生育二孩的补贴3000元，怀孕满三个月的给予5天产检假。
    申请保安员证应当具有初中以上文化程度。
    """,
).body()


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("去年生了二胎补贴多少钱", CHILDREN),
        ("我上个月怀孕了补贴一共多少钱", CHILDREN),
        ("已经怀孕五个月了产检假给几天", CHILDREN),
        ("已经怀孕五个月给几天产检假", CHILDREN),
        ("考保安证要什么学历", GUARD),
        ("保安员有没有学历要求", GUARD),
    ],
)
def test_what_happened_to_somebody_is_no_result_of_the_rule(question: str, clause: object) -> None:
    assert told_by(question, clause)


@pytest.mark.parametrize("question", ["去年一共补了多少人", "去年实际发放补贴多少", "已经补给多少家了"])
def test_what_came_of_the_rule_is_left_open_still(question: str) -> None:
    assert not told_by(question, CHILDREN)


@pytest.mark.parametrize(("question", "clause"), [("免费体检要什么条件", FEE), ("培训有哪些条件", TRAINING)])
def test_a_condition_that_may_be_meant_is_weighed(question: str, clause: object) -> None:
    assert told_by(question, clause)


PRICE, FINE, LATE = make_document(
    "fines",
    """
    # 一、充电
    充电服务费每千瓦时不超过0.4元，对乱收费的由市场监管部门查处。
    违反规定充电的，对个人处500元以上1000元以下罚款。
    逾期不缴的，按日加收万分之五的滞纳金。
    """,
).body()


@pytest.mark.parametrize("question", ["在楼道充电个人要罚多少钱啊", "乱充电罚款最高多少", "乱充电会罚几百块"])
def test_how_much_one_is_fined_no_price_of_something_else_tells(question: str) -> None:
    assert not told_by(question, PRICE)
    assert told_by(question, FINE)
    assert told_by(question, LATE)


@pytest.mark.parametrize("question", ["充电一度多少钱", "乱收费怎么处罚"])
def test_what_asks_for_no_amount_of_a_fine_is_weighed(question: str) -> None:
    assert told_by(question, PRICE)


def test_how_long_an_office_takes_is_not_how_long_one_worked() -> None:
    worked, takes = make_document(
        "d",
        """
        # 一、职称
        从事本专业工作满3年的，可直接申报中级职称。
        申报材料齐全的，20个工作日内办结。
        """,
    ).body()
    assert not told_by("职称多久能批下来", worked)
    assert told_by("职称多久能批下来", takes)
    assert told_by("干多久能报中级职称", worked)
