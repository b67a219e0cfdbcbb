import pytest

from assistant.answer_kinds import RULES, AnswerKind, states
from assistant.asking import asked_kinds, without_kinds
from corpus.types import Clause
from tests.builders import make_document

K = AnswerKind


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("最高能贷多少", [K.MONEY]),
        ("能借几万", [K.MONEY]),
        ("能补几个钱", [K.MONEY]),
        ("一个城市拨多少", [K.MONEY]),
        ("补贴标准是多少", [K.MONEY]),
        ("年薪多少", [K.MONEY]),
        ("一张值多少钱", [K.MONEY]),
        ("利息多少", [K.RATE]),
        ("利息多少钱", [K.RATE]),
        ("贷款的利率是多少", [K.RATE]),
        ("贷款利率和额度各是多少", [K.RATE, K.MONEY]),
        ("保险的费率是多少", [K.RATE]),
        ("补贴比例是多少", [K.PERCENT]),
        ("贷款电话多少", [K.PHONE]),
        ("利率是多少，能贷多少钱", [K.RATE, K.MONEY]),
        ("占比多少", [K.PERCENT]),
        ("每年培训多少人", [K.PERSONS]),
        ("奖励多少人", [K.PERSONS]),
        ("多少个名额", [K.PERSONS]),
        ("一年办几次", [K.TIMES]),
        ("每届有几个项目", [K.COUNT]),
        ("干满几年才行", [K.DURATION]),
        ("审批要多久", [K.DURATION]),
        ("培训时间多长", [K.DURATION]),
        ("补助多少个月", [K.DURATION]),
        ("什么时候截止", [K.DATE]),
        ("到哪年为止", [K.DATE]),
        ("去哪里办", [K.PLACE]),
        ("在哪个窗口交", [K.PLACE]),
        ("电话多少", [K.PHONE]),
        ("官网是什么", [K.WEBSITE]),
        ("要带什么材料", [K.MATERIALS]),
        ("怎么申请", [K.PROCEDURE]),
        ("咋报名", [K.PROCEDURE]),
        ("归谁管", [K.UNIT]),
        ("总数据师谁来推", [K.UNIT]),
        ("谁推荐的人", []),
        ("贷款归谁", [K.UNIT]),
        ("兼职赚的钱归谁", []),
        ("哪个部门负责", [K.UNIT]),
        ("牵头的是谁", [K.UNIT]),
        ("有什么条件", [K.REQUIREMENT]),
        ("要满足哪些条件", [K.REQUIREMENT]),
        ("评职称要几篇论文", [K.COUNT]),
        ("窗口在哪条街上", [K.PLACE]),
        ("几点下班", [K.DATE]),
        ("谁能申请", [K.CONDITION]),
        ("不遵守怎么罚", [K.CONSEQUENCE]),
        ("入选名单", [K.NAMES]),
        ("是哪几家部门的责任", [K.UNIT]),
        ("有哪几家入选", [K.NAMES]),
        ("归谁管，什么时候截止", [K.UNIT, K.DATE]),
    ],
)
def test_asked_kinds_of_everyday_questions(question: str, kinds: list[AnswerKind]) -> None:
    assert list(asked_kinds(question)) == kinds


@pytest.mark.parametrize(
    "question",
    ["支持哪些企业家", "介绍一下绿色通道", "数字人才有没有优惠", "几乎没人知道这项政策", "大家都说好", ""],
)
def test_asked_kinds_finds_none_where_nothing_particular_is_asked(question: str) -> None:
    assert asked_kinds(question) in ((), (K.NAMES,), (K.CONDITION,))
    assert not {K.MONEY, K.DATE, K.DURATION, K.PHONE} & set(asked_kinds(question))


@pytest.mark.parametrize("filler", ["创业担保贷款", "数据标注培训", "甲乙丙"])
def test_asked_kinds_do_not_depend_on_the_subject(filler: str) -> None:
    assert asked_kinds(f"{filler}归谁管") == (K.UNIT,)
    assert asked_kinds(f"{filler}的利率是多少") == (K.RATE,)
    assert asked_kinds(f"{filler}的截止日期") == (K.DATE,)


def test_without_kinds_leaves_the_subject() -> None:
    assert without_kinds("创业担保贷款归谁管").startswith("创业担保贷款")
    assert "多久" not in without_kinds("培训要多久")


@pytest.mark.parametrize(
    ("kind", "stating", "silent"),
    [
        (K.MONEY, "最高30万元。", "给予资金支持。"),
        (K.RATE, "按贷款市场报价利率减50个基点执行。", "可申请最高30万元的贷款。"),
        (K.RATE, "保险费率不超过2%。", "再增加核定损失部分5%的支持。"),
        (K.PERCENT, "占比不低于20%。", "占比逐步提高。"),
        (K.PERSONS, "每年培训不少于100人。", "扩大培训规模。"),
        (K.TIMES, "每年开展不少于5次培训。", "持续开展培训。"),
        (K.COUNT, "竞赛项目不少于2项。", "增加竞赛项目。"),
        (K.DURATION, "工作满3年。", "工作一定时间。"),
        (K.DATE, "于2025年12月31日前申报。", "按规定申报。"),
        (K.PHONE, "电话：0633-8781234。", "联系市人社局。"),
        (K.WEBSITE, "登录官网申请。", "到现场申请。"),
        (K.PLACE, "到政务大厅办理。", "由本人办理。"),
        (K.MATERIALS, "提交身份证复印件。", "符合规定的予以支持。"),
        (K.PROCEDURE, "向所在单位提出申请，经审核后公示。", "给予重点支持。"),
        (K.REQUIREMENT, "年满18周岁，可以申请。", "符合条件的企业可以申请。"),
        (K.CONSEQUENCE, "责令改正，处以罚款。", "给予奖励。"),
        (K.MONEY, "支付百分之二百的工资报酬。", "支付工资报酬。"),
        (K.MONEY, "按60%报销。", "予以报销。"),
        (K.DATE, "按月发放。", "统一发放。"),
        (K.DATE, "三十日内提出申请。", "提出申请。"),
        (K.PLACE, "可以到就近的派出所办理。", "由本人办理。"),
        (K.PHONE, "拨打12345热线。", "每人12000元。"),
        (K.PHONE, "电话12333转2。", "面积12350平方米。"),
        (K.TIMES, "每人限领两次。", "其次，维护市场秩序。"),
        (K.TIMES, "每两年评选10名。", "长期有效，任期届满的除外。"),
        (K.TIMES, "每三年轮训一遍。", "允许学期中转学。"),
        (K.TIMES, "按季度发放。", "租两轮自行车。"),
        (K.TIMES, "证件一年一审。", "培育一批示范企业。"),
        (K.PERCENT, "门票打八折。", "发生的设备折旧费用。"),
        (K.PERCENT, "票价享受五折优惠。", "创业成果可折算学分。"),
        (K.PROCEDURE, "凭身份证领取。", "开户行出具凭证。"),
        (K.PROCEDURE, "可凭证申领补贴。", "凭什么不给。"),
        (K.PROCEDURE, "持居住证办理。", "支持新材料研发。"),
        (K.UNIT, "由理事会负责。", "组织召开会议。"),
        (K.UNIT, "由联席会议协调。", "审计结果向社会公布，落实责任。"),
        (K.UNIT, "市委组织实施。", "委托他人管理。"),
        (K.UNIT, "由市发改委牵头。", "优化布局，实施方案。"),
        (K.UNIT, "管理委员会负责监督。", "乡镇会同学校组织家访。"),
        (K.PERCENT, "占比不低于20%。", "负债合计/资产合计×100%。"),
        (K.DURATION, "发放3个月。", "缴纳相当于3个月租金的保证金。"),
        (K.MONEY, "缴纳相当于3个月租金的保证金。", "缴纳保证金。"),
        (K.DATE, "可以在到期前30日提出。", "可以提前提出。"),
        (K.PLACE, "通过“某某”小程序提交申请。", "由平台企业承担。"),
    ],
)
def test_states_tells_a_text_that_says_it_from_one_that_does_not(kind: AnswerKind, stating: str, silent: str) -> None:
    clause = make_document("d", "某项规定。").clauses[0]
    assert states(kind, stating, clause)
    assert not states(kind, silent, clause)


def test_states_unit_where_the_clause_has_responsible_units() -> None:
    with_units, without = make_document("d", "开展培训。（责任单位：市教育局）\n鼓励创新。").clauses
    assert states(K.UNIT, "开展培训。", with_units)
    assert not states(K.UNIT, "鼓励创新。", without)
    assert states(K.UNIT, "由市财政局负责监督。", without)


def test_shipped_loan_clause_states_amounts_and_units_but_no_rate(loan_clause: Clause) -> None:
    stated = {kind for kind in AnswerKind if states(kind, loan_clause.plain, loan_clause)}
    assert {K.MONEY, K.UNIT} <= stated
    assert not stated & {K.RATE, K.DURATION, K.DATE, K.PHONE, K.PLACE, K.MATERIALS}


def test_every_kind_has_a_rule_with_a_name() -> None:
    assert set(RULES) == set(AnswerKind)
    assert all(rule.name for rule in RULES.values())


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("一年培训出多少工程师", (AnswerKind.PERSONS,)),
        ("最多能申请多少创业贷款", (AnswerKind.MONEY,)),
        ("建成多少养老驿站", (AnswerKind.COUNT,)),
        ("营业额多少以上可以申请", ()),
        ("我是搞程序开发的，能贷款不", ()),
        ("贷款的程序是什么", (AnswerKind.PROCEDURE,)),
        ("对年龄有什么上限", (AnswerKind.AGE,)),
        ("几岁能参加", (AnswerKind.AGE,)),
        ("我28岁，学人工智能的，有什么班可以上", ()),
        ("干了十几年的老工人能评吗", ()),
        ("体检费由谁承担", ()),
        ("体检费找谁要", (AnswerKind.UNIT,)),
        ("补贴由谁申请", ()),
        ("补贴由谁审批", (AnswerKind.UNIT,)),
        ("什么单位可以申请补贴", (AnswerKind.CONDITION,)),
        ("去哪个单位可以申请补贴", (AnswerKind.UNIT,)),
        ("身份证去哪办", (AnswerKind.PLACE,)),
        ("车牌号码可以自己选吗", ()),
        ("扣多少分", (AnswerKind.COUNT,)),
        ("休息时间是多久", (AnswerKind.DURATION,)),
        ("每年几月报名", (AnswerKind.DATE,)),
        ("这名额还作数不", ()),
        ("名额有多少", (AnswerKind.PERSONS,)),
        ("忘记认证咋办", ()),
        ("居住证咋办", (AnswerKind.PROCEDURE,)),
    ],
)
def test_what_is_asked_is_told_from_words_that_only_look_alike(question: str, kinds: tuple[AnswerKind, ...]) -> None:
    assert asked_kinds(question) == kinds
