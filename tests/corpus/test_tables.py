"""Tables as captures keep them: rows between bars, cells parted by tabs, one cell a line."""

from corpus.parsing import parse_document
from corpus.types import ClauseKind, Document


def _parse(text: str) -> Document:
    return parse_document(text, document_id="d")


def _rows(document: Document) -> list[tuple[str, list[str]]]:
    return [(c.locator, c.text.split()) for c in document.clauses if c.kind is ClauseKind.TABLE]


def test_a_number_in_a_cell_opens_no_row():
    document = _parse(
        "补贴指南\n一、材料\n序号\n名称\n份数\n备注\n1\n申请表\n2\n可在窗口领取\n2\n残疾人证\n1\n退回\n3\n户口簿\n1\n无"
    )
    assert _rows(document) == [
        ("第一条表格表头", ["序号", "名称", "份数", "备注"]),
        ("第一条表格序号1", ["1", "申请表", "2", "可在窗口领取"]),
        ("第一条表格序号2", ["2", "残疾人证", "1", "退回"]),
        ("第一条表格序号3", ["3", "户口簿", "1", "无"]),
    ]


def test_short_texts_beside_a_table_are_no_rows():
    document = _parse(
        "办事指南\n一、收费标准\n不收费\n二、材料\n1\n申请表\n原件\n2\n残疾人证\n复印件\n3\n户口簿\n复印件\n三、时限\n法定：60日\n承诺：30日"
    )
    assert [locator for locator, _ in _rows(document)] == [f"第二条表格序号{n}" for n in (1, 2, 3)]
    assert [c.text for c in document.clauses if c.kind is ClauseKind.ITEM] == ["不收费", "法定：60日\n承诺：30日"]


def test_rows_numbered_in_chinese_are_put_together_with_those_below_them():
    document = _parse(
        "某州收费办法\n一、收费清单\n序号\n项目\n标准\n一\n停车费\n（一）\n机场\n首小时5元\n（二）\n医院\n每小时2元\n二\n电视费\n每月25元\n三\n垃圾费\n1. 低保户免收；2. 军烈属减半\n注：均为最高限价。"
    )
    assert [locator for locator, _ in _rows(document)] == [
        "第一条表格表头",
        "第一条表格序号一",
        "第一条表格序号一（一）",
        "第一条表格序号一（二）",
        "第一条表格序号二",
        "第一条表格序号三",
    ]
    assert document.body()[-1].text == "注：均为最高限价。"


def test_numbers_of_pages_count_no_rows():
    page = "各地各部门要结合实际认真贯彻落实，加强组织领导，明确责任分工，确保取得实效。" * 12
    document = _parse("某市意见\n" + "\n".join(f"{page}\n{n}" for n in range(1, 5)) + f"\n{page}")
    assert _rows(document) == []


def test_rows_parted_by_tabs_are_rows_whatever_number_opens_them():
    document = _parse(
        "某镇考核办法\n一、评分表\n考核项目\t分值\t评分标准\n一、清洁（40分）\t15\t每处扣0.5分\n\t10\t每户扣0.3分\n二、厕所（30分）\t20\t每户扣1分"
    )
    assert [(locator, cells[0]) for locator, cells in _rows(document)] == [
        ("第一条表格表头", "考核项目"),
        ("第一条表格第1行", "一、清洁（40分）"),
        ("第一条表格第2行", "10"),
        ("第一条表格第3行", "二、厕所（30分）"),
    ]


def test_the_rule_below_the_head_of_a_table_is_no_row():
    document = _parse(
        "采砂规划\n一、可采区见下表。\n二、严格执行。\n| 编号 | 名称 |\n| --- | --- |\n| 1 | 柳湾 |\n| 2 | 石桥 |"
    )
    table = [clause for clause in document.clauses if clause.kind is ClauseKind.TABLE]
    assert [(c.locator.partition("表格")[2], [s.text for s in c.sentences]) for c in table] == [
        ("表头", ["| 编号 | 名称 |"]),
        ("第1行", ["| 1 | 柳湾 |"]),
        ("第2行", ["| 2 | 石桥 |"]),
    ]


def test_the_rule_in_an_articles_table_is_no_sentence():
    document = _parse(
        "某某办法\n第一条 标准如下：\n| 类别 | 标准 |\n| --- | --- |\n| 新建 | 每亩800元 |\n第二条 按年发放。"
    )
    assert [(s.locator, s.text) for s in document.clause("d#1").sentences] == [
        ("", "标准如下："),
        ("第一条表格表头", "| 类别 | 标准 |"),
        ("第一条表格第1行", "| 新建 | 每亩800元 |"),
    ]


def test_tabs_behind_the_numbers_of_articles_part_no_rows():
    document = _parse("某某办法\n第一条\t制定本办法。\n第二条\t标准如下：甲\t每亩800元。\n第三条\t按年发放。")
    assert [c.locator for c in document.body()] == ["第一条", "第二条", "第三条"]
