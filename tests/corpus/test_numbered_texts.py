"""What the numbers of a text make of its lines: headings, items, measures, in each form that the numbers take."""

import pytest

from corpus.parsing import parse_document
from corpus.types import ClauseKind, Document

_NOTICE = "某市财政局关于税收政策的通知\n某财税〔2023〕9号\n各县财政局：\n现将有关事项通知如下：\n"


def _parse(text: str) -> Document:
    return parse_document(text, document_id="d")


def _body(document: Document) -> list[tuple[str, str]]:
    return [(clause.clause_id.removeprefix("d#"), clause.locator) for clause in document.body()]


def _kinds(document: Document) -> list[tuple[ClauseKind, str, tuple[str, ...]]]:
    return [(clause.kind, clause.locator, clause.responsible_units) for clause in document.body()]


def _headings(document: Document) -> list[str]:
    return [clause.sentences[0].text for clause in document.clauses if clause.kind is ClauseKind.HEADING]


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [("（一）", "（二）", "第（{}）项"), ("1.", "2.", "第{}项")],
)
def test_a_short_rule_above_the_line_of_its_tag_is_no_heading(first, second, place):
    document = _parse(
        f"某市措施\n一、扩大消费\n{first}每户补贴2000元。\n责任单位：市商务局\n{second}每户再补贴500元。\n（责任单位：市财政局）"
    )
    assert _headings(document) == ["扩大消费"]
    names = ("一", "二") if "一" in first else ("1", "2")
    assert _kinds(document) == [
        (ClauseKind.MEASURE, "第一条" + place.format(names[0]), ("市商务局",)),
        (ClauseKind.MEASURE, "第一条" + place.format(names[1]), ("市财政局",)),
    ]
    assert [s.text for clause in document.body() for s in clause.sentences] == ["每户补贴2000元。", "每户再补贴500元。"]


def test_a_short_rule_at_the_top_level_keeps_its_tag_too():
    document = _parse("某市措施\n一、每户补贴2000元。\n（责任单位：市商务局）\n二、加快审批\n责任单位：市政务局")
    assert _headings(document) == []
    assert _kinds(document) == [
        (ClauseKind.MEASURE, "第一条", ("市商务局",)),
        (ClauseKind.MEASURE, "第二条", ("市政务局",)),
    ]


def test_a_short_rule_keeps_its_second_paragraph():
    document = _parse(
        _NOTICE + "一、缴存比例不得低于百分之五。\n个体工商户参照执行。\n二、减征增值税。\n本公告所称企业包括合伙企业。"
    )
    assert _headings(document) == []
    assert [clause.text for clause in document.body()[1:]] == [
        "一、缴存比例不得低于百分之五。\n个体工商户参照执行。",
        "二、减征增值税。\n本公告所称企业包括合伙企业。",
    ]


def test_a_heading_closed_like_a_sentence_stays_one_above_longer_text():
    text = "各地要结合实际制定标准，明确目标，细化措施，落实责任，加强督促检查，确保各项任务按期完成。"
    document = _parse(
        f"某某方案\n一、任务\n（一）完善标准。\n{text}\n（二）提高比例至20%。\n{text}\n（三）健全机制。\n{text}"
    )
    assert _headings(document) == ["任务", "完善标准。", "健全机制。"]
    assert document.clause("d#1.2").sentences[0].text == "提高比例至20%。"


@pytest.mark.parametrize("closing", ["本决定自公布之日起施行。", "特此公告。"])
def test_what_closes_the_whole_is_no_part_of_a_last_short_item(closing):
    document = _parse(f"某市决定\n一、废止甲办法。\n二、各部门不得以废止文件作为依据。\n{closing}")
    assert _body(document) == [("1", "第一条"), ("2", "第二条"), ("z1", "文末第1段")]


def test_what_closes_the_whole_is_the_text_of_a_heading_that_names_it():
    document = _parse("某市办法\n一、标准。\n按户补贴。\n二、施行日期。\n本办法自2024年1月1日起施行。")
    assert document.body()[-1].locator == "第二条"
    assert document.body()[-1].text.endswith("本办法自2024年1月1日起施行。")


def test_every_line_of_roles_belongs_to_the_item_above():
    document = _parse(
        "某市意见\n一、要求\n（一）推进改革。占比不得超过20%。\n牵头单位：市农业农村局\n配合单位：市委组织部\n完成时限：2025年底\n（二）保障权利。不得突破范围。\n牵头单位：市民政局"
    )
    assert _kinds(document) == [
        (ClauseKind.MEASURE, "第一条第（一）项", ("市农业农村局", "市委组织部")),
        (ClauseKind.MEASURE, "第一条第（二）项", ("市民政局",)),
    ]


def test_a_tag_closes_like_a_full_stop_where_line_breaks_were_lost():
    document = _parse(
        "某市促进消费措施 为促进消费，制定本措施。 一、提振消费1.发放消费券。每人补贴200元。（责任单位：市商务局）"
        "2.以旧换新。补贴10%。（责任单位：市商务局）二、扩大餐饮消费3.举办美食节。举办3场。（责任单位：市文旅局、各县（市、区）政府）"
        "4.夜间经济。允许外摆。（责任单位：市城管局）本措施由市商务局解释，自2023年1月1日起施行。"
    )
    assert _headings(document) == ["提振消费", "扩大餐饮消费"]
    assert _body(document)[1:] == [
        ("1.1", "第一条第1项"),
        ("1.2", "第一条第2项"),
        ("2.3", "第二条第3项"),
        ("2.4", "第二条第4项"),
        ("z1-2", "文末第1段"),
    ]


def test_chapters_without_articles_are_part_of_every_place_below_them():
    document = _parse(
        "某县规划\n第一章　背景\n第一节　基础\n现有机构23家。\n第二章　任务\n第一节　养老\n一、建立清单。逐年公布。"
    )
    assert [locator for _, locator in _body(document)] == ["第一章第一节", "第二章第一节第一条"]


@pytest.mark.parametrize(
    ("numbers", "places"),
    [
        (("1.", "2."), ("第1项", "第2项")),
        (("（1）", "（2）"), ("第（1）项", "第（2）项")),
        (("一、", "二、"), ("第一项", "第二项")),
    ],
)
def test_what_stands_directly_under_an_article_is_an_item(numbers, places):
    document = _parse(f"某某办法\n第一条 有下列情形的，不予受理：\n{numbers[0]}材料不全；\n{numbers[1]}超过期限。")
    assert [sentence.locator for sentence in document.clause("d#1").sentences] == ["", *("第一条" + p for p in places)]


def test_articles_in_lenticular_brackets_are_articles():
    document = _parse(
        "某区十条措施\n【第一条】支持落户。给予500万元奖励。\n责任单位：区投促局\n【第二条】支持流片。\n（1）补助60%。\n（2）补助40%。\n责任单位：区经发局\n【第三条】支持融资。给予100万元奖励。\n责任单位：区财政局"
    )
    assert [(c.kind, c.locator, c.responsible_units) for c in document.body()] == [
        (ClauseKind.ARTICLE, "第一条", ("区投促局",)),
        (ClauseKind.ARTICLE, "第二条", ("区经发局",)),
        (ClauseKind.ARTICLE, "第三条", ("区财政局",)),
    ]
    assert [s.locator for s in document.clause("d#2").sentences] == ["", "第二条第（1）项", "第二条第（2）项"]


def test_measures_without_numbers_are_counted_on_behind_a_list():
    document = _parse(
        "某区措施\n支持落户。给予奖励。（责任单位：区投促局）\n支持流片。按下列标准补助：\n（1）补助60%。\n（2）补助40%。（责任单位：区经发局）\n支持融资。给予奖励。（责任单位：区财政局）"
    )
    assert [locator for _, locator in _body(document)] == ["第1项", "第2项", "第（1）点", "第（2）点", "第3项"]


def test_decimal_numbers_are_places_of_their_own():
    document = _parse(
        "某市预案\n1　总则\n1.1　目的\n保护人民生命财产安全。\n1.2　分级\n1.2.1　重大：死亡10人以上。\n1.2.2　较大：死亡3人以上。\n2　响应\n2.1　分级响应\n（1）蓝色预警：加强值守。\n（2）红色预警：转移人员。\n3　附则\n本预案自印发之日起实施。"
    )
    assert _headings(document) == ["总则", "目的", "分级", "响应", "分级响应", "附则"]
    assert [locator for _, locator in _body(document)] == [
        "第1.1项",
        "第1.2.1项",
        "第1.2.2项",
        "第2.1项第（1）点",
        "第2.1项第（2）点",
        "第3项",
    ]


def test_decimals_that_count_nothing_are_no_numbers():
    document = _parse(
        "某市通知\n1.支持方向\n总投资不低于\n1.5 亿元的项目优先。\n2.申报条件\n2.1 注册满2年。\n2.2 已经开工。"
    )
    assert [locator for _, locator in _body(document)] == ["第1项", "第2.1项", "第2.2项"]


def test_the_list_of_attachments_above_a_signature_is_no_attachment():
    document = _parse(
        "某镇人民政府关于印发《某镇办法》的通知\n某镇发〔2023〕18号\n各村民委员会：\n现将《某镇办法》印发给你们。\n附件：1．评分表\n2．公示样式\n\n某镇人民政府\n2023年3月9日\n\n某镇办法\n第一条　制定本办法。\n附件1\n评分表\n一、清洁占40分。\n附件2\n公示样式\n一、公示不少于7日。"
    )
    assert document.issuers == ("某镇人民政府",)
    assert [section.title for section in document.sections if section.level == 1] == ["附件1 评分表", "附件2 公示样式"]
    assert [clause.text for clause in document.clauses if clause.kind is ClauseKind.CLOSING] == [
        "附件：1．评分表\n2．公示样式"
    ]
