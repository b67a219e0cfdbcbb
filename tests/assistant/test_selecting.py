"""Which words of a clause are quoted, and when one amount is clearly the one that is meant."""

from dataclasses import replace

import pytest

from assistant.answer_kinds import AnswerKind
from assistant.asking import asked_kinds
from assistant.evidence import corpus_idf
from assistant.selecting import meant_quantity, select
from corpus.parsing import parse_document
from corpus.types import Clause
from tests.assistant.findings import ask, evidence
from tests.builders import make_corpus, make_document

CLAUSES = make_document(
    "d",
    """
    # 一、贷款
    符合条件的小微企业可申请最高400万元的担保贷款；符合条件的个人可申请最高30万元的担保贷款。
    鼓励合作。建设创业学院。每年培训100人。举办五次展会。引进专家团队。
    企业可申请最高400万元的担保贷款或最高1000万元的提振贷。
    """,
).body()
IDF = corpus_idf(make_corpus(make_document("d", "\n".join(clause.text for clause in CLAUSES))))
MONEY = (AnswerKind.MONEY,)


def texts(clause: Clause, words: str, *terms: str, **given: object) -> tuple[str, ...]:
    scores = given.pop("scores", None)
    return select(ask(words, terms=terms, **given), evidence(clause, scores=scores), IDF).texts


def test_part_between_semicolons_is_singled_out_by_the_questions_words() -> None:
    assert texts(CLAUSES[0], "个人能贷多少", "个人", kinds=MONEY) == ("符合条件的个人可申请最高30万元的担保贷款。",)
    assert texts(CLAUSES[0], "小微企业能贷多少", "小微企业", kinds=MONEY) == (
        "符合条件的小微企业可申请最高400万元的担保贷款",
    )


@pytest.mark.parametrize("terms", [("担保", "贷款"), ("小微企业", "个人"), ()])
def test_sentence_stays_whole_where_no_part_is_singled_out(terms: tuple[str, ...]) -> None:
    assert texts(CLAUSES[0], "能贷多少", *terms, kinds=MONEY) == (CLAUSES[0].plain,)


def test_sentence_stays_whole_for_a_list() -> None:
    assert texts(CLAUSES[0], "个人有哪些支持", "个人", listing=True) == (CLAUSES[0].plain,)


def test_sentence_that_states_what_is_asked_is_preferred() -> None:
    assert texts(CLAUSES[1], "培训多少人", "培训", kinds=(AnswerKind.PERSONS,), scores=[0.5, 0, 0, 0, 0]) == (
        "每年培训100人。",
    )


def test_a_number_within_a_quoted_name_is_no_number_that_is_asked_for() -> None:
    (clause,) = make_document("d", "设培训基地，每年培训100人。落实“新八级工”制度。").body()
    quoted = texts(clause, "培训基地培训几个", "培训基地", kinds=(AnswerKind.COUNT,), scores=[3.0, 0])
    assert quoted == ("设培训基地，每年培训100人。",)


def test_equally_good_sentences_are_quoted_in_source_order_two_or_four_for_a_list() -> None:
    equal = [1.0, 1.1, 1.2, 1.3, 1.4]
    assert texts(CLAUSES[1], "怎么支持", scores=equal) == ("举办五次展会。", "引进专家团队。")
    assert texts(CLAUSES[1], "有哪些支持", scores=equal, listing=True) == (
        "建设创业学院。",
        "每年培训100人。",
        "举办五次展会。",
        "引进专家团队。",
    )


def test_selected_words_are_spans_of_the_clause() -> None:
    for clause in CLAUSES:
        selection = select(ask("个人能贷多少", terms=("个人",)), evidence(clause), IDF)
        for support in selection.supports:
            assert clause.start <= support.start < support.end <= clause.end


@pytest.mark.parametrize(
    ("words", "terms", "phrase"),
    [
        ("个人能贷多少", ("个人",), "最高30万元"),
        ("小微企业能贷多少", ("小微企业",), "最高400万元"),
        ("能贷多少", ("担保", "贷款"), None),
        ("能贷多少", (), None),
    ],
)
def test_amount_is_meant_only_where_the_question_is_clearly_nearer_to_it(
    words: str, terms: tuple[str, ...], phrase: str | None
) -> None:
    text = "小微企业可申请最高400万元的担保贷款；个人可申请最高30万元的担保贷款。"
    quantity = meant_quantity(ask(words, terms=terms, kinds=MONEY), text, IDF)
    assert (quantity.phrase if quantity else None) == phrase


def test_amounts_joined_by_or_are_told_apart() -> None:
    quantity = meant_quantity(ask("提振贷多少", terms=("提振贷",), kinds=MONEY), CLAUSES[2].plain, IDF)
    assert quantity is not None
    assert quantity.text == "1000万元"


def test_single_quantity_of_the_kind_is_meant() -> None:
    text = "用3年时间培训100人以上。"
    persons = meant_quantity(ask("多少人", kinds=(AnswerKind.PERSONS,)), text, IDF)
    years = meant_quantity(ask("几年", kinds=(AnswerKind.DURATION,)), text, IDF)
    assert persons is not None
    assert years is not None
    assert (persons.phrase, years.text) == ("100人以上", "3年")


@pytest.mark.parametrize("kinds", [(), (AnswerKind.UNIT,), (AnswerKind.PERCENT,)])
def test_no_quantity_is_meant_where_none_of_the_kind_is_asked_or_printed(kinds: tuple[AnswerKind, ...]) -> None:
    assert meant_quantity(ask("怎么样", kinds=kinds), "最高30万元。", IDF) is None


LISTED = parse_document(
    "资金管理办法\n第一条 为规范管理，制定本办法。\n第二条 公司接受资金，应当符合下列规定：\n（一）期限不得少于一年；\n"
    "（二）单笔不得低于人民币5万元。\n第三条 注册资本不得低于3亿元。主管部门可以调整注册资本最低限额。\n第四条 本办法自印发之日起施行。",
    document_id="m",
).body()


def test_list_item_is_quoted_with_what_introduces_it() -> None:
    assert texts(LISTED[1], "单笔最少多少钱", "单笔", kinds=MONEY) == (
        "公司接受资金，应当符合下列规定：",
        "单笔不得低于人民币5万元。",
    )


def test_introduction_is_never_quoted_without_what_it_introduces() -> None:
    quoted = texts(LISTED[1], "接受资金要符合什么规定", "接受", "资金", scores=[9.0, 0.0, 0.0])
    assert quoted == ("公司接受资金，应当符合下列规定：", "期限不得少于一年；", "单笔不得低于人民币5万元。")


PAPERS = parse_document(
    "补贴申领办法\n第一条 申请人应当提交下列材料：\n（一）申请表；\n（二）身份证明；\n（三）劳动合同；\n（四）银行账户；\n"
    "（五）缴费凭证；\n（六）本人承诺。\n第二条 本办法自印发之日起施行。",
    document_id="p",
).body()[0]


def test_list_of_papers_is_quoted_whole() -> None:
    quoted = texts(PAPERS, "申请补贴要带什么材料", "申请", "补贴", kinds=(AnswerKind.MATERIALS,))
    assert len(quoted) == 7
    assert texts(PAPERS, "都要哪些", "申请", listing=True) == quoted


def test_one_item_is_quoted_alone_where_no_list_is_asked_for() -> None:
    scores = [0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0]
    assert texts(PAPERS, "劳动合同要交吗", "劳动合同", scores=scores) == ("申请人应当提交下列材料：", "劳动合同；")


def test_list_too_long_to_quote_is_said_to_go_on() -> None:
    items = "\n".join(
        f"（{number}）{name * 160}；" for number, name in zip("一二三四五六", "甲乙丙丁戊己", strict=True)
    )
    clause = parse_document(f"某办法\n第一条 应当提交下列材料：\n{items}\n第二条 施行。", document_id="l").body()[0]
    materials = ask("交哪些材料", kinds=(AnswerKind.MATERIALS,))
    assert select(materials, evidence(clause), IDF).cut_short
    assert not select(materials, evidence(PAPERS), IDF).cut_short


def test_amount_asked_for_is_taken_from_a_sentence_that_states_one() -> None:
    quoted = texts(LISTED[2], "注册资本最低多少", "注册资本", "最低", kinds=MONEY, scores=[0.0, 3.0])
    assert quoted == ("注册资本不得低于3亿元。",)


STEPS = make_document(
    "s", "取得初级证书的，可直接申报初级职称；取得中级证书且工作满3年的，可直接申报中级职称。\n贷款期限为3年。"
).body()


def test_amount_that_only_another_case_has_is_not_put_first() -> None:
    duration = (AnswerKind.DURATION,)
    asked_of_the_other = ask("取得初级证书干满几年能升", terms=("初级", "证书"), kinds=duration)
    asked_of_its_own = ask("取得中级证书干满几年能申报", terms=("中级", "证书"), kinds=duration)
    assert meant_quantity(asked_of_the_other, STEPS[0].plain, IDF) is None
    own = meant_quantity(asked_of_its_own, STEPS[0].plain, IDF)
    assert own is not None
    assert "3年" in own.phrase


EXCEPTED = make_document(
    "e",
    """
    个人可申请最高30万元的创业担保贷款；但失信被执行人、已享受过贷款的不得申请。
    对独角兽企业给予500万元奖励；对瞪羚企业给予50万元奖励；其中制造业企业再上浮10%；已享受省级奖励的不重复享受。
    对独角兽企业给予500万元奖励；对瞪羚企业给予50万元奖励，总额不得超过500万元；对龙头企业不得低于80万元。
    """,
).body()


@pytest.mark.parametrize(
    ("at", "term", "quoted"),
    [
        (0, "个人", EXCEPTED[0].plain),
        (1, "瞪羚", "对瞪羚企业给予50万元奖励；其中制造业企业再上浮10%；已享受省级奖励的不重复享受。"),
        (1, "独角兽", EXCEPTED[1].plain),
        (2, "独角兽", "对独角兽企业给予500万元奖励"),
    ],
)
def test_part_that_takes_back_from_the_one_meant_stays_with_it(at: int, term: str, quoted: str) -> None:
    assert texts(EXCEPTED[at], f"{term}能有多少", term, kinds=MONEY) == (quoted,)


GRADUATES = "博士、硕士、本科毕业生每月分别给予3000元、2000元、1000元生活补贴。"
BASES = "对评为国家级、省级、市级示范基地的，分别给予100万元、50万元和20万元奖励。"
PRIZES = "分别给予一、二、三等奖10万元、5万元、3万元奖励。"
TURNOVER = "对年主营业务收入首次突破1亿元的企业，给予50万元一次性奖励。"
STAFF = "在职职工补贴标准为每人500元，离职人员不予补贴。"
TRAINING = "用3年时间培训数字技术工程师100人以上。"
YEARLY = "到2027年，每年培育8000名以上数据标注相关人才。"
INJURED = "一级伤残补助金为27个月的本人工资，二级伤残为25个月的本人工资。"
SERVED = "满1年补1000元，满半年补500元。"
PUPILS = "本市户籍学生每人每年补助2000元，其他学生每人每年补助1000元。"
HIRING = "企业招用毕业年度高校毕业生满6个月的，给予1500元/人一次性补贴。"
TRAINEES = "为离校2年内未就业的高校毕业生提供见习补贴，每人每月1500元。"
APPLYING = "自申请之日起5个工作日内受理，20个工作日内审核完毕。"


@pytest.mark.parametrize(
    ("text", "words", "terms", "phrase"),
    [
        # an amount in a condition is asked for only where the question asks for the condition
        (TURNOVER, "主营业务收入首次突破1亿元的企业奖励多少", "主营 业务收入 首次 突破 企业 奖励", "50万元"),
        ("对上年度销售收入2000万元以上的企业给予租金减免。", "企业租金减免多少钱", "企业 租金 减免", None),
        ("毕业5年内的高校毕业生来我市就业的，可申请租房补贴。", "租房补贴能领几年", "租房 补贴", None),
        (TRAINEES, "见习补贴能领几年", "见习 补贴", None),
        (TRAINEES, "见习补贴多少钱", "见习 补贴", "每人每月1500元"),
        (HIRING, "招用高校毕业生要满几个月", "招用 高校 毕业生 满", "满6个月"),
        (HIRING, "补贴能领多久", "补贴", None),
        (HIRING, "补多少钱", "补", "1500元/人"),
        ("按照每人1000元的标准给予一次性补贴。", "补贴多少钱", "补贴", "每人1000元"),
        ("最高可申请30万元的个人创业担保贷款。", "个人能贷多少", "个人", "最高可申请30万元"),
        ("在床位一百张以上的机构设立首席护理员。", "多少张床以上要设首席护理员", "床 首席 护理员", "一百张以上"),
        ("连续工作满十五年的可申报副高级职称。", "待多少年能评副高", "副高", "满十五年"),
        ("定损核赔后，再增加核定损失部分5%的支持。", "再支持的比例是多少", "支持", "5%"),
        # 分别: the amount in the same place as the name
        (GRADUATES, "博士每月补贴多少", "博士 补贴", "3000元"),
        (GRADUATES, "硕士每月补贴多少", "硕士 补贴", "2000元"),
        (GRADUATES, "本科生每月补贴多少", "本科生 补贴", "1000元"),
        (GRADUATES, "博士后每月补贴多少", "博士后 补贴", None),
        (GRADUATES, "毕业生每月补贴多少", "毕业生 补贴", None),
        ("博士、硕士、本科毕业生分别补贴3000、2000、1000元。", "博士补贴多少", "博士 补贴", None),
        (BASES, "国家级示范基地奖励多少", "国家级 示范 基地 奖励", "100万元"),
        (BASES, "市级示范基地奖励多少", "市级 示范 基地 奖励", "20万元"),
        (PRIZES, "一等奖奖励多少", "一等奖 奖励", "10万元"),
        (PRIZES, "三等奖奖励多少", "三等奖 奖励", "3万元"),
        # what is denied to somebody is not theirs
        (STAFF, "离职人员补贴多少钱", "离职 人员 补贴", None),
        ("在职职工每人500元，离职满1年的不予补贴。", "离职职工补贴多少钱", "离职 职工 补贴", None),
        (STAFF, "在职职工补贴多少钱", "在职 职工 补贴", "每人500元"),
        ("参保单位按每人100元补贴，退休人员除外。", "退休人员补贴多少钱", "退休 人员 补贴", None),
        ("不得对未满16周岁的人员发放补贴500元。", "未满16周岁的能领多少补贴", "未满 周岁 补贴", None),
        ("补贴为企业缴费部分，不含个人应缴纳的500元。", "补贴多少钱", "补贴", None),
        ("被聘后两年内不得降薪。", "多少年内不许降薪", "降薪", "两年内"),
        ("对不能按期缴税的企业，可延期三个月。", "企业缴税能延期多久", "企业 缴税 延期", "三个月"),
        ("追回补贴资金，并处1万元以下罚款。", "补贴多少钱", "补贴", None),
        # an amount for three years is none for one, one a year is none in all
        (TRAINING, "一年培训多少人", "培训", None),
        (TRAINING, "要培训多少人", "培训", "100人以上"),
        (YEARLY, "五年内培育多少名", "五年 培育", None),
        (YEARLY, "2026年培育多少人", "培育", None),
        (YEARLY, "每年培育多少人", "培育", "每年培育8000名以上"),
        # the step of a scale that is asked for, or none
        (INJURED, "二级伤残补助几个月工资", "二级 伤残 补助 工资", "25个月"),
        (INJURED, "三级伤残补助几个月工资", "三级 伤残 补助 工资", None),
        (SERVED, "工作满半年给多少奖励", "工作 奖励", "500元"),
        (SERVED, "工作满一年给多少奖励", "工作 奖励", "1000元"),
        (SERVED, "工作满两年给多少奖励", "工作 奖励", None),
        ("招用30人以上的企业，给予10万元补贴。", "招了20人补贴多少钱", "补贴", None),
        ("第一年补贴50%，第二年补贴30%，第三年不予补贴。", "第三年补贴比例", "第三年 补贴", None),
        # a number of something else is none
        ("评价指标满分100分。", "这一项能拿几分", "一项", None),
        ("第四级体力劳动强度的作业。", "一次超过多少公斤不让干", "公斤", None),
        # a starting point is not what takes the time, and half a number is none
        (APPLYING, "申请多久能批下来", "申请 批", None),
        (APPLYING, "审核要多久", "审核", "20个工作日内"),
        ("每人每月发放生活补贴1 000元。", "生活补贴多少钱", "生活 补贴", None),
        ("给予企业50万至100万元奖励。", "企业奖励多少钱", "企业 奖励", "50万至100万元"),
        # what one must have oneself is not what one gets
        ("申请补贴的企业，上年度营业收入应当达到500万元。", "补贴能领多少钱", "补贴", None),
        ("人均月收入低于3000元，租金按照市场租金收取。", "租金多少钱", "租金", None),
        ("人均月收入低于3000元，租金按照市场租金收取。", "收入多少钱以下才能申请", "收入", "低于3000元"),
        ("连续足额缴存满6个月，可以申请贷款。", "最长能贷几年", "贷款", None),
        ("住院起付标准为500元，以上的部分支付85%。", "住院能报销多少钱", "住院 报销", None),
        # how long one has to apply is not how long it takes
        ("申请人应当在30日内提出认定申请。", "认定要多久", "认定", None),
        ("申请人应当在30日内提出认定申请。", "认定申请要在多久内提", "认定 申请", "30日内"),
        # a beginning is no end
        ("自2025年1月1日起购买的，给予补贴。", "补贴什么时候截止", "补贴", None),
        ("于2025年12月31日前申报。", "什么时候开始申报", "申报", None),
        ("于2025年12月31日前申报。", "最晚什么时候申报", "申报", "2025年12月31日前"),
        # what is said of one case does not hold for its opposite
        (PUPILS, "不是本市户籍的学生能补助多少钱", "户籍 学生 补助", None),
        (PUPILS, "本市户籍的学生能补助多少钱", "本市 户籍 学生 补助", "每人每年补助2000元"),
    ],
)
def test_amount_leads_only_where_it_is_plainly_the_one_asked_for(
    text: str, words: str, terms: str, phrase: str | None
) -> None:
    idf = corpus_idf(make_corpus(make_document("p", text)))
    quantity = meant_quantity(ask(words, terms=tuple(terms.split()), kinds=asked_kinds(words)), text, idf)
    assert (quantity.phrase if quantity else None) == phrase


@pytest.mark.parametrize(
    ("question", "terms", "meant"),
    [("小微企业最高贷多少", ("小微企业",), None), ("小微企业甲贷最高多少", ("小微企业", "甲贷"), "400万元")],
)
def test_of_amounts_joined_by_or_none_leads_unless_one_is_named(
    question: str, terms: tuple[str, ...], meant: str | None
) -> None:
    text = "符合条件的小微企业可申请最高400万元的甲贷或最高1000万元的乙贷。"
    found = meant_quantity(ask(question, terms=terms, kinds=(AnswerKind.MONEY,)), text, lambda term: 1.0)
    assert (found.text if found else None) == meant


def test_who_does_it_is_quoted_where_an_item_begins_with_its_name() -> None:
    (clause,) = make_document("d", "# 分工\n城市规划研究院。开发信息平台，提供技术支撑。").body()
    found = texts(clause, "信息平台由谁开发", "信息平台", kinds=(AnswerKind.UNIT,), scores=[0, 3])
    assert found == ("城市规划研究院。", "开发信息平台，提供技术支撑。")
    assert texts(clause, "有信息平台吗", "信息平台", scores=[0, 3]) == ("开发信息平台，提供技术支撑。",)


def test_a_part_about_another_case_is_not_singled_out_by_what_follows_from_it() -> None:
    (clause,) = make_document("c", "有两个以上意向者的，应当采取拍卖方式出让；只有一个意向者的，可以协议出让。").body()

    assert texts(clause, "只有我一家还要拍卖吗", "拍卖") == (clause.plain,)


def test_what_goes_on_with_a_case_stays_with_it() -> None:
    text = "数据不一致的，相关部门应当协商形成一致意见；不能形成一致意见的，由主管部门协调处理。"
    (clause,) = make_document("c", text).body()

    assert texts(clause, "数据不一致怎么断", "数据") == (text,)


CAPITAL = parse_document(
    "管理办法\n第一条 为规范管理，制定本办法。\n"
    "第二条 公司的注册资本不得低于人民币3亿元。经营外汇业务的公司，其注册资本中应包括不少于1500万美元的外汇。\n"
    "第三条 缴费满1年不足5年的，期限最长为12个月；缴费满5年不足10年的，期限最长为18个月。\n"
    "第四条 本办法自印发之日起施行。",
    document_id="m",
).body()


def test_general_case_is_quoted_where_the_question_names_no_special_one() -> None:
    assert texts(CAPITAL[1], "开公司最少多少本钱", "开公司", kinds=MONEY, scores=[0.0, 1.0]) == (
        "公司的注册资本不得低于人民币3亿元。",
    )
    assert "外汇" in "".join(texts(CAPITAL[1], "做外汇的要多少资本", "外汇", kinds=MONEY, scores=[0.0, 1.0]))


def test_step_is_quoted_that_the_number_told_falls_into() -> None:
    assert texts(CAPITAL[2], "缴了七年最长多久", "缴费", kinds=(AnswerKind.DURATION,)) == (
        "缴费满5年不足10年的，期限最长为18个月。",
    )


RIDING = make_document(
    "r", "驾驶必须年满16周岁。成年人可以在固定座椅上搭载1名12周岁以下未成年人。驾驶人应当佩戴头盔。"
).body()[0]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("小孩几岁可以驾驶", "驾驶必须年满16周岁。"),
        ("带小孩最大几岁", "成年人可以在固定座椅上搭载1名12周岁以下未成年人。"),
    ],
)
def test_the_end_of_the_age_range_that_is_asked_for_is_quoted(words: str, quoted: str) -> None:
    for scores in ([0.0, 3.0, 0.0], [3.0, 0.0, 0.0]):
        assert texts(RIDING, words, "小孩", kinds=(AnswerKind.AGE,), scores=scores) == (quoted,)


RENEWAL = make_document(
    "u",
    "# 换新\n购买新车的，按照售价的20%给予补贴。补贴由市商务局组织实施，20个工作日内拨付到账户。每人限享受1次。\n"
    "购买新车的，按照售价的20%给予补贴，由市财政局负责拨付。补贴由市商务局组织实施。",
).body()


def test_the_sentence_that_names_who_does_it_is_quoted_where_no_line_does() -> None:
    body = "补贴由市商务局组织实施，20个工作日内拨付到账户。"
    amount = "购买新车的，按照售价的20%给予补贴。"
    asked = {"kinds": (AnswerKind.UNIT,), "scores": [3.0, 0.0, 0.0]}
    assert texts(RENEWAL[0], "换新补贴归哪个局管", "换新", "补贴", **asked) == (body,)
    assert texts(RENEWAL[0], "换新归哪个局管", "换新", **asked) == (amount, body)  # which may be of something else
    assert texts(RENEWAL[0], "换新补贴咋给", "换新", "补贴", scores=[3.0, 0.0, 0.0]) == (amount,)


def test_the_sentence_meant_stays_where_it_names_a_body_itself() -> None:
    asked = {"kinds": (AnswerKind.UNIT,), "scores": [3.0, 0.0]}
    assert texts(RENEWAL[1], "补贴归哪个局给", "补贴", **asked) == (
        "购买新车的，按照售价的20%给予补贴，由市财政局负责拨付。",
    )


GUARANTEE = make_document(
    "g", "个人申请10万元以下贷款的，免除反担保；获奖的创业者，20万元以下免除反担保。其他情形应当提供反担保。"
).body()[0]


def test_other_cases_are_not_quoted_where_the_amount_told_has_its_own() -> None:
    scores = [0.0, 3.0]
    assert texts(GUARANTEE, "想借8万块，没有担保能行不", "担保", scores=scores) == (
        "个人申请10万元以下贷款的，免除反担保",
    )
    assert texts(GUARANTEE, "想借30万块，没有担保能行不", "担保", scores=scores) == ("其他情形应当提供反担保。",)


ALLOWANCE = make_document(
    "a", "年满80周岁的老年人，享受津贴。80至89周岁老年人，每月60元。100周岁及以上老年人，每月600元。"
).body()[0]


def test_the_step_that_is_told_is_quoted_beside_the_rule() -> None:
    quoted = texts(ALLOWANCE, "百岁津贴", "百岁", "津贴", scores=[0.5, 0.2, 0.0])
    assert "100周岁及以上老年人，每月600元。" in quoted
    assert "80至89周岁老年人，每月60元。" not in quoted


FINES = make_document(
    "f",
    "违反规定的，依法处罚：逆行的，处30元罚款；加装的，处50元罚款。拒绝接受罚款处罚的，可以扣留车辆。初次的可以警告。",
).body()[0]


@pytest.mark.parametrize(
    ("words", "told", "quoted"),
    [
        ("我要是不肯交这个罚款呢", "50元。[1]加装的，处50元罚款。[1]", 1),
        ("我要是不肯交这个罚款呢", "", 0),  # nothing was told before
        ("我要是不肯交这个罚款呢", "可以扣留车辆。[1]", 0),
        ("那罚款多少呢", "加装的，处50元罚款。[1]", 0),  # asks for an amount itself
    ],
)
def test_a_follow_up_is_answered_with_what_was_not_told_yet(words: str, told: str, quoted: int) -> None:
    found = replace(evidence(FINES, scores=[3.0, 0.0, 0.0]), relevances=((0, 0.8), (1, 2.7), (2, -1.6)))
    asked = ask(words, terms=("罚款",), kinds=(AnswerKind.MONEY,))
    assert select(asked, found, IDF, told=told).texts == (FINES.sentences[quoted].plain,)


def test_follow_up_is_answered_with_the_sentence_that_speaks_of_what_it_names() -> None:
    terms = ("合作", "建设", "展会")
    assert texts(CLAUSES[1], "展会呢", *terms, own_terms=("展会",)) == ("举办五次展会。",)
    assert texts(CLAUSES[1], "集市呢", *terms, own_terms=("集市",)) == ("鼓励合作。",)


RESCUE = make_document("l", "维护单位应当每15日保养一次，设立24小时值班电话。有人被困的，应当在30分钟内赶到。").body()[
    0
]


@pytest.mark.parametrize("words", ["打了电话最晚多久得到", "多长时间内要赶到", "几分钟以内得来"])
def test_the_limit_is_quoted_where_one_is_asked_for(words: str) -> None:
    for kinds in ((AnswerKind.DATE, AnswerKind.DURATION), (AnswerKind.DURATION,)):
        assert texts(RESCUE, words, "电话", kinds=kinds, scores=[3.0, 0.0]) == ("有人被困的，应当在30分钟内赶到。",)


def test_how_often_is_no_limit() -> None:
    quoted = texts(RESCUE, "多久保养一次", "保养", kinds=(AnswerKind.TIMES,), scores=[3.0, 0.0])
    assert quoted == ("维护单位应当每15日保养一次，设立24小时值班电话。",)


YEARLY = make_document("y", "每年开展不少于5次产业培训。每年开展数据集评选认定，挖掘一批案例。").body()[0]


def test_the_number_of_times_of_something_else_is_not_quoted_for_what_is_done_every_year() -> None:
    for words in ("数据集一年评几次", "数据集每年评选多少回", "数据集多久评一次"):
        quoted = texts(YEARLY, words, "数据集", kinds=(AnswerKind.TIMES,), scores=[0.0, 3.0])
        assert quoted == ("每年开展数据集评选认定，挖掘一批案例。",)


def test_the_number_of_times_that_is_asked_for_is_quoted() -> None:
    quoted = texts(YEARLY, "产业培训一年办几次", "培训", kinds=(AnswerKind.TIMES,), scores=[3.0, 0.0])
    assert quoted == ("每年开展不少于5次产业培训。",)
