"""Who is responsible: the many ways a tag is set."""

import pytest

from corpus.parsing.responsibility import find_tags


def _read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.role, r.units) for tag in find_tags(text, 0) for r in tag.responsibilities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位：甲局、乙局）", [("责任单位", ("甲局", "乙局"))]),
        ("(责任单位:甲局,乙局)", [("责任单位", ("甲局", "乙局"))]),
        ("〔责任部门：甲局；列首位的为牵头单位，下同〕", [("责任部门", ("甲局",))]),
        ("[牵头单位：甲局；配合单位：乙局、丙委]", [("牵头单位", ("甲局",)), ("配合单位", ("乙局", "丙委"))]),
        ("【牵头考核单位：甲局】", [("牵头考核单位", ("甲局",))]),
        ("（牵头部门：甲局 乙局）", [("牵头部门", ("甲局", "乙局"))]),
        ("（责任单位：各县（市、区）政府、甲局等）", [("责任单位", ("各县（市、区）政府", "甲局"))]),
        ("（责任单位：甲局，各市、自治州人民政府）", [("责任单位", ("甲局", "各市、自治州人民政府"))]),
        ("（6月底完成，牵头单位：甲局）", [("牵头单位", ("甲局",))]),
        ("责任单位：甲局、乙局", [("责任单位", ("甲局", "乙局"))]),
        ("支持培训。（甲局牵头，乙局、丙局按职责分工负责）", [("牵头", ("甲局",)), ("负责", ("乙局", "丙局"))]),
        ("支持培训。（甲局、乙局，列首的为牵头单位，下同）", [("责任单位", ("甲局", "乙局"))]),
        ("支持培训。（市甲局）", [("责任单位", ("市甲局",))]),
        ("支持培训。（各高等院校、市科协负责）", [("负责", ("各高等院校", "市科协"))]),
        ("（责任单\n位：市人力资源社会\n保障局）", [("责任单位", ("市人力资源社会保障局",))]),
    ],
)
def test_tags_are_read_in_every_setting(text, expected):
    assert _read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各责任单位要加强领导。",
        "由甲局牵头（技工院校由人社部门负责），乙局配合。",
        "企业（含分公司、子公司）可以申请。",
        "符合条件的单位（以下简称责任单位）应当报告。",
        "甲局会同有关部门（乙局、丙局）研究。",
        "由市甲局负责。（以下简称甲局）",
        "支持培训。（暂行办法）",
        "支持培训。（市里）",
    ],
)
def test_running_text_is_no_tag(text):
    assert _read(text) == []


def test_spans_cover_the_bracket_or_the_role_within_it():
    text = "支持培训。（牵头单位：甲局；配合单位：乙局）"
    (tag,) = find_tags(text, 100)
    assert text[tag.start - 100 : tag.end - 100] == "（牵头单位：甲局；配合单位：乙局）"
    assert [text[r.start - 100 : r.end - 100] for r in tag.responsibilities] == ["牵头单位：甲局", "配合单位：乙局"]
