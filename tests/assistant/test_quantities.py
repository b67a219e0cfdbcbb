from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities import QuantityKind, comparable, find_quantities, unsupported_quantities

PIECES = st.sampled_from(
    [
        *"0123456789",
        *"一二三十百千万亿两零",
        *"元人名次年月日天个项家%至到-～ ",
        "。",
        "1.5",
        "2025.4.14",
        "不少于",
        "最高",
        "以上",
        "贷款",
    ]
)
WORDY = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "kind", "found", "phrase"),
    [
        ("可申请最高30万元的贷款", QuantityKind.MONEY, "30万元", "最高30万元"),
        ("补助 1,000 元以内", QuantityKind.MONEY, "1,000 元", "1,000 元以内"),
        ("投资1.5亿元", QuantityKind.MONEY, "1.5亿元", "1.5亿元"),
        ("奖励10-20万元", QuantityKind.MONEY, "10-20万元", "10-20万元"),
        ("奖励三十万元", QuantityKind.MONEY, "三十万元", "三十万元"),
        ("奖励三万五千元", QuantityKind.MONEY, "三万五千元", "三万五千元"),
        ("补贴5000元/人", QuantityKind.MONEY, "5000元", "5000元/人"),
        ("占比不低于20%", QuantityKind.PERCENT, "20%", "不低于20%"),
        ("百分之二十", QuantityKind.PERCENT, "百分之二十", "百分之二十"),
        ("培训不少于300人次", QuantityKind.PERSONS, "300人次", "不少于300人次"),
        ("培育8000名以上人才", QuantityKind.PERSONS, "8000名", "8000名以上"),
        ("4000多人", QuantityKind.PERSONS, "4000多人", "4000多人"),
        ("不少于5次培训", QuantityKind.TIMES, "5次", "不少于5次"),
        ("工作满3年的", QuantityKind.DURATION, "3年", "满3年"),
        ("15个工作日内", QuantityKind.DURATION, "15个工作日", "15个工作日内"),
        ("印发于2025年4月14日", QuantityKind.DATE, "2025年4月14日", "2025年4月14日"),
        ("到2027年", QuantityKind.DATE, "2027年", "到2027年"),
        ("自2025年1月1日起施行", QuantityKind.DATE, "2025年1月1日", "自2025年1月1日起"),
        ("二〇二五年", QuantityKind.DATE, "二〇二五年", "二〇二五年"),
        ("给予50万至100万元奖励", QuantityKind.MONEY, "50万至100万元", "50万至100万元"),
        ("给予2万到5万元补贴", QuantityKind.MONEY, "2万到5万元", "2万到5万元"),
        ("按5%-10%补贴", QuantityKind.PERCENT, "5%-10%", "5%-10%"),
        ("不超过企业实际支出的50%", QuantityKind.PERCENT, "50%", "不超过企业实际支出的50%"),
        ("最高给予30万元", QuantityKind.MONEY, "30万元", "最高给予30万元"),
        ("额度最高可贷30万元", QuantityKind.MONEY, "30万元", "最高可贷30万元"),
        ("上限为人民币30万元", QuantityKind.MONEY, "30万元", "上限为人民币30万元"),
        ("投资额5000万元（含）以上", QuantityKind.MONEY, "5000万元", "5000万元（含）以上"),
        ("毕业5年内", QuantityKind.DURATION, "5年", "5年内"),
        ("建设3年内容库", QuantityKind.DURATION, "3年", "3年"),
        ("补贴标准为每月1,500元", QuantityKind.MONEY, "1,500元", "每月1,500元"),
        ("按照每人1000元的标准", QuantityKind.MONEY, "1000元", "每人1000元"),
        ("按每人每月不超过100元补贴", QuantityKind.MONEY, "100元", "每人每月不超过100元"),
        ("给予1500元/人一次性补贴", QuantityKind.MONEY, "1500元", "1500元/人"),
        ("给予1500元/人·年补贴", QuantityKind.MONEY, "1500元", "1500元/人·年"),
        ("奖励为30万元", QuantityKind.MONEY, "30万元", "30万元"),
        ("竞赛项目不少于2项", QuantityKind.COUNT, "2项", "不少于2项"),
        # what denies a bound belongs to it
        ("额度不能超过50万元", QuantityKind.MONEY, "50万元", "不能超过50万元"),
        ("累计补贴不应当超过3年", QuantityKind.DURATION, "3年", "不应当超过3年"),
        ("工作不满1年的", QuantityKind.DURATION, "1年", "不满1年"),
        ("噪声禁止超过60分贝", QuantityKind.COUNT, "60分贝", "禁止超过60分贝"),
        ("最高额度为60万元", QuantityKind.MONEY, "60万元", "最高额度为60万元"),
        ("最高不超过每人3000元", QuantityKind.MONEY, "3000元", "最高不超过每人3000元"),
        # numbers in parts
        ("补助2万5千元", QuantityKind.MONEY, "2万5千元", "2万5千元"),
        ("注册资本1亿5000万元", QuantityKind.MONEY, "1亿5000万元", "1亿5000万元"),
        ("交存比例为百分之零点五", QuantityKind.PERCENT, "百分之零点五", "百分之零点五"),
        ("经三分之二以上业主同意", QuantityKind.PERCENT, "三分之二", "三分之二以上"),
        ("按日加收万分之五", QuantityKind.PERCENT, "万分之五", "万分之五"),
        ("罚款一点五倍", QuantityKind.COUNT, "一点五倍", "一点五倍"),
        ("最长一年半", QuantityKind.DURATION, "一年半", "最长一年半"),
        # days are no lengths of time, and ages no weeks
        ("于次月20日前发放", QuantityKind.DATE, "次月20日", "次月20日前"),
        ("2025年3月1日至15日公示", QuantityKind.DATE, "2025年3月1日至15日", "2025年3月1日至15日"),
        ("每年6月报名", QuantityKind.DATE, "6月", "每年6月"),
        ("发放至子女18周岁", QuantityKind.COUNT, "18周岁", "18周岁"),
    ],
)
def test_find_tells_kind_and_what_bounds_it(text: str, kind: QuantityKind, found: str, phrase: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.kind, quantity.text, quantity.phrase) == (kind, found, phrase)


def test_find_keeps_the_order_of_the_text() -> None:
    found = find_quantities("最高400万元的贷款，3年培训100人以上，占比20%")
    assert [q.text for q in found] == ["400万元", "3年", "100人", "20%"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一般性支持",
        "人民币",
        "工人和职员",
        "三农",
        "自第二年起",
        "依照第六条规定",
        "一至九年级学生",
        "2024年度申报",
        "挖掘一批案例",
    ],
)
def test_find_takes_no_word_for_a_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@given(WORDY)
def test_find_reports_spans_of_the_text(text: str) -> None:
    quantities = find_quantities(text)
    for quantity in quantities:
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.text in quantity.phrase
        assert quantity.phrase in text
    assert all(before.end <= after.start for before, after in pairwise(quantities))


@given(WORDY)
def test_every_text_supports_itself(text: str) -> None:
    assert unsupported_quantities(text, text) == ()


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("30万元", "430万元"),
        ("30万元", "30元"),
        ("30元", "30万元"),
        ("3年", "2023年"),
        ("5%", "0.5%"),
        ("5%", "15%"),
        ("十万元", "三十万元"),
        ("十人", "二十人"),
        ("五千元", "三万五千元"),
        ("20万元", "200万元"),
        ("1000人", "1,000,000人"),
        ("1万元", "1.5万元"),
        ("4月1日", "4月14日"),
        ("10万元", "10-20万元"),
        ("300人", "300名"),
        ("共7个部门", "共11个部门"),
        ("编号12", "编号1234"),
        ("编号34", "编号1234"),
        ("自第三年起", "自第二年起"),
    ],
)
def test_number_that_only_resembles_one_is_unsupported(text: str, support: str) -> None:
    assert unsupported_quantities(text, support)


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("最高30万元。", "可申请最高30万元的个人创业担保贷款"),
        ("30万元", "３０ 万元"),
        ("1000万元", "1,000万元"),
        ("1,000万元", "1000万元"),
        ("10-20万元", "10－20万元"),
        ("2025年4月", "2025年4月14日"),
        ("100人以上", "用3年时间培训数字技术工程师100\n人以上"),
        ("三十万元", "三十万元整"),
        ("自2025.4.14起", "2025.4.14"),
        (".5万元", ".5万元"),
        ("30万元", "1. 30万元以内"),
        ("400万元", "最高4\n00万元"),
        ("三万五千元", "奖励三万五千元"),
        ("一元", "万一元月开工"),
        ("没有数字的一句话。", ""),
    ],
)
def test_number_in_another_spelling_is_supported(text: str, support: str) -> None:
    assert unsupported_quantities(text, support) == ()


def test_bare_digits_need_support_too() -> None:
    assert unsupported_quantities("拨打12345", "联系市人社局") == ("12345",)


def test_comparable_folds_width_space_and_thousands() -> None:
    assert comparable("１,０００ 元\n整 ABC") == "1000元整abc"
    assert comparable("1,2,3") == "1,2,3"


def test_a_factor_of_a_formula_is_no_quantity() -> None:
    assert find_quantities("计算方法：感染人次数/手术台次数×100%。") == ()
