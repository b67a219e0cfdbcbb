"""The forms that Chinese policies take, each in a text made up for it."""

import re
from datetime import date

import pytest

from corpus.parsing import parse_document
from corpus.types import Clause, ClauseKind, Document, MetadataName


def _parse(text: str) -> Document:
    return parse_document(re.sub(r"\n +", "\n", text.strip()), document_id="d")


def _body(document: Document) -> list[tuple[str, str]]:
    return [(clause.clause_id.removeprefix("d#"), clause.locator) for clause in document.body()]


def _of(document: Document, kind: ClauseKind) -> list[Clause]:
    return [clause for clause in document.clauses if clause.kind is kind]


NOTICE = """
    索 引 号：0001/2023-45　　主题分类：人力资源
    发文机关：某市人民政府办公室　　成文日期：2023年05月06日
    发文字号：某政办发〔2023〕12号　　发布日期：2023年05月10日
    某市人民政府办公室
    关于优化营商环境的通告
    为优化营商环境，根据《优化营商环境条例》，现将有关事项通告如下：
    1、自2023年6月1日起，对小微企业给予每户最高5000元补助。
    2、申请人应当提交以下材料：（1）身份证；（2）营业执照。
    本通告自发布之日起施行，有效期至2025年12月31日。
    附件：1.申请表
    2.办事指南
    某市人民政府办公室
    二〇二三年五月六日
    （联系人：张三，电话：0123-1234567）
    抄送：市委各部门。
    附件1
    申请表
    | 姓名 | 证号 |
    | 张三 | 123 |
    附件2
    办事指南
    一、办理条件
    年满18周岁。
"""


def test_a_sites_header_gives_number_and_both_dates():
    document = _parse(NOTICE)
    assert document.title == "某市人民政府办公室关于优化营商环境的通告"
    assert document.number == "某政办发〔2023〕12号"
    assert (document.issue_date, document.publication_date) == (date(2023, 5, 6), date(2023, 5, 10))


def test_a_signature_above_attachments_is_found():
    document = _parse(NOTICE)
    assert document.issuers == ("某市人民政府办公室",)
    assert [clause.text for clause in _of(document, ClauseKind.ISSUE_DATE)] == ["二〇二三年五月六日"]
    assert document.contact == "张三，电话：0123-1234567"
    assert [clause.text.split("：")[0] for clause in _of(document, ClauseKind.CLOSING)] == ["附件", "抄送"]


def test_numbers_at_the_top_level_and_attachments_are_located():
    assert _body(_parse(NOTICE)) == [
        ("1", "第1项"),
        ("2", "第2项"),
        ("z1", "文末第1段"),
        ("a1.t0", "附件1表格表头"),
        ("a1.t1", "附件1表格第1行"),
        ("a2.1.1", "附件2第一条"),
    ]


def test_lines_that_list_attachments_are_no_attachments():
    document = _parse("某某通知\n各部门：\n请填表。\n附件：申请表\n某某局\n2024年1月1日")
    assert document.sections == ()
    assert [clause.kind for clause in document.clauses[-3:]] == [
        ClauseKind.CLOSING,
        ClauseKind.ISSUERS,
        ClauseKind.ISSUE_DATE,
    ]


STATUTE = """
    某省促进数据发展条例
    （2022年11月30日某省人民代表大会常务委员会第三十八次会议通过）
    目　　录
    第一章　总　则
    第二章　数据资源
    第一章　总　则
    第一条　为了促进数据发展，根据有关法律，制定本条例。
    第二条　本条例所称数据，包括：
    （一）公共数据；
    （二）企业数据，包括：
    1.生产数据；
    2.经营数据；
    （三）个人数据。
    前款第二项规定的数据，由主管部门确定。
    第二章　数据资源
    第一节　公共数据
    第三条　违反本条例第二条第一款规定的，责令改正。
    第三条之一　本条例自2023年1月1日起施行。
"""


def test_a_table_of_contents_heads_nothing():
    document = _parse(STATUTE)
    assert document.title == "某省促进数据发展条例"
    assert [section.title for section in document.sections] == ["第一章 总则", "第二章 数据资源", "第一节 公共数据"]
    assert next(clause.locator for clause in _of(document, ClauseKind.HEADING)) == "目录"


def test_articles_are_counted_through_chapters_with_those_inserted_later():
    assert _body(_parse(STATUTE)) == [("1", "第一条"), ("2", "第二条"), ("3", "第三条"), ("3-1", "第三条之一")]


def test_sentences_of_an_article_name_paragraph_item_and_subitem():
    sentences = _parse(STATUTE).clause("d#2").sentences
    assert [(sentence.locator, sentence.text) for sentence in sentences] == [
        ("第二条第一款", "本条例所称数据，包括："),
        ("第二条第一款第（一）项", "公共数据；"),
        ("第二条第一款第（二）项", "企业数据，包括："),
        ("第二条第一款第（二）项第1目", "生产数据；"),
        ("第二条第一款第（二）项第2目", "经营数据；"),
        ("第二条第一款第（三）项", "个人数据。"),
        ("第二条第二款", "前款第二项规定的数据，由主管部门确定。"),
    ]


def test_an_article_of_one_paragraph_names_its_items_directly():
    document = _parse("某某办法\n第一条 有下列情形的，不予受理：\n（一）材料不全；\n（二）超过期限。")
    assert [sentence.locator for sentence in document.clause("d#1").sentences] == [
        "",
        "第一条第（一）项",
        "第一条第（二）项",
    ]


def test_unnumbered_paragraphs_are_counted():
    document = _parse(
        "关于做好开学工作的通知\n各中小学校：\n学期将于2月26日开学。\n请假不超过3天。\n某区教育体育局\n2024年2月18日"
    )
    assert _body(document) == [("g1", "第1段"), ("g2", "第2段")]
    assert document.issuers == ("某区教育体育局",)
    assert [item.value for item in document.values(MetadataName.ADDRESSEE)] == ["各中小学校"]


def test_questions_stay_with_their_answers():
    document = _parse(
        "《人才安居办法》政策解读\n问：谁可以申请？\n答：本科毕业生。\n问：补贴多少？\n答：每月800元。\n最长36个月。"
    )
    assert [clause.text for clause in document.body()] == [
        "问：谁可以申请？\n答：本科毕业生。",
        "问：补贴多少？\n答：每月800元。\n最长36个月。",
    ]


def test_contact_lines_under_a_heading_are_its_text_and_metadata():
    document = _parse(
        "人才政策解读\n一、背景\n工作取得成效。\n二、咨询方式\n联系单位：市人社局人才科\n联系电话：0123-765432"
    )
    assert document.contact == "市人社局人才科"
    assert document.clause("d#2.1").text.endswith("0123-765432")


def test_labels_in_lenticular_brackets_are_places():
    document = _parse(
        "税费优惠指引\n一、增值税\n（一）免税\n【享受主体】\n纳税人。\n【政策依据】\n1.甲公告\n2.乙公告\n二、所得税\n按规定减免。"
    )
    assert [locator for _, locator in _body(document)] == [
        "第一条第（一）项【享受主体】",
        "第一条第（一）项【政策依据】第1目",
        "第一条第（一）项【政策依据】第2目",
        "第二条",
    ]


def test_a_heading_with_its_text_behind_it_is_one_clause():
    document = _parse("若干措施\n一、支持进口。对进口给予补助。\n二、支持出口。对出口给予补助。")
    assert [section.heading for section in document.sections] == ["支持进口", "支持出口"]
    assert [clause.text for clause in document.body()] == [
        "一、支持进口。对进口给予补助。",
        "二、支持出口。对出口给予补助。",
    ]
    assert _of(document, ClauseKind.HEADING) == []


def test_measures_of_one_section_are_told_apart_by_their_tags():
    document = _parse(
        "若干措施\n一、支持企业\n给予补贴。（责任单位：甲局）给予贷款。加快审批。（责任单位：乙局）\n按年兑现。\n二、支持个人\n给予奖励。（责任单位：丙局）"
    )
    assert [(clause.kind, clause.locator, clause.responsible_units) for clause in document.body()] == [
        (ClauseKind.MEASURE, "第一条第1项", ("甲局",)),
        (ClauseKind.MEASURE, "第一条第2项", ("乙局",)),
        (ClauseKind.PARAGRAPH, "第一条第3项", ()),
        (ClauseKind.MEASURE, "第二条", ("丙局",)),
    ]


def test_text_behind_the_last_item_belongs_to_them_all():
    document = _parse("某某方案\n一、内容\n（一）甲事。说明甲。\n（二）乙事。说明乙。\n以上各事按年评估。")
    assert _body(document) == [("1.1", "第一条第（一）项"), ("1.2", "第一条第（二）项"), ("1.g1", "第一条第1段")]


def test_a_short_list_stays_with_its_item():
    document = _parse("某某通知\n一、申请材料包括：\n（1）身份证；\n（2）营业执照。\n二、办理期限为3日。")
    assert _body(document) == [("1", "第一条"), ("2", "第二条")]
    assert [sentence.locator for sentence in document.clause("d#1").sentences] == [
        "",
        "第一条第（1）点",
        "第一条第（2）点",
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("国发〔2019〕4号", "国发〔2019〕4号"),
        ("某政发[2019] 4 号", "某政发[2019]4号"),
        ("（皖政办秘〔2021〕82号）", "皖政办秘〔2021〕82号"),
        ("某部公告2020年第6号", "某部公告2020年第6号"),
        ("某省人民政府令第300号", "某省人民政府令第300号"),
        ("商合电【2020】69号", "商合电【2020】69号"),
        ("某政发〔２０２５〕６号", "某政发〔２０２５〕６号"),
        ("某政〔一九八七〕一〇三号", "某政〔一九八七〕一〇三号"),
        ("（87）某政字第103号", "（87）某政字第103号"),
        ("某市人民政府令\n第　58　号", "某市人民政府令第58号"),
    ],
)
def test_document_numbers_are_read_in_their_forms(line, number):
    document = _parse(f"某某通知\n{line}\n各部门：\n现予印发。\n")
    assert document.number == number
    assert [clause.text for clause in _of(document, ClauseKind.NUMBER)] == [line]


def test_names_of_issuers_in_columns_are_read_across_and_down():
    document = _parse(
        "某某通知\n各部门：\n现予印发。\n某市教育局          某市财政局\n某市住房和城乡        某市民政局\n建设委员会\n2024年1月2日"
    )
    assert document.issuers == ("某市教育局", "某市财政局", "某市住房和城乡建设委员会", "某市民政局")


@pytest.mark.parametrize("office", ["编办", "网信办", "信访办", "外办", "办公室"])
def test_an_office_below_its_committee_is_the_end_of_its_name(office):
    document = _parse(f"某某通知\n各部门：\n现予印发。\n某市委              某市财政局\n{office}\n2024年1月2日")
    assert document.issuers == (f"某市委{office}", "某市财政局")


def test_an_office_with_its_level_is_a_name_of_its_own():
    document = _parse("某某通知\n各部门：\n现予印发。\n市财政局\n市外办\n2024年1月2日")
    assert document.issuers == ("市财政局", "市外办")


def test_letter_spaced_issuers_are_one_name():
    assert _parse("某某通知\n各部门：\n现予印发。\n国　务　院\n2024年1月2日").issuers == ("国务院",)


def test_an_unknown_title_below_a_signature_still_begins_the_document():
    document = _parse(
        "某某局关于印发某书的通知\n各部门：\n现予印发。\n某某局\n2024年1月2日\n某市数字经济白皮书\n一、概况\n发展良好。"
    )
    assert [item.value for item in document.values(MetadataName.TITLE)] == [
        "某某局关于印发某书的通知",
        "某市数字经济白皮书",
    ]
    assert document.issuers == ("某某局",)
    assert _body(document) == [("1.1", "第一条")]


def test_ids_are_stable_when_text_elsewhere_changes():
    before = _parse(STATUTE)
    after = _parse(STATUTE.replace("为了促进数据发展，", "为了更好地促进数据发展，"))
    assert [clause.clause_id for clause in before.clauses] == [clause.clause_id for clause in after.clauses]


def test_two_telephone_numbers_on_a_contact_line_stay_two():
    document = parse_document("甲市办法\n第一条 内容在此。\n联系电话：0123-7654321  7654322\n", document_id="phones")
    assert [item.value for item in document.values(MetadataName.CONTACT)] == ["0123-7654321 7654322"]


def test_a_span_of_days_that_a_document_deals_with_is_not_its_own():
    document = parse_document(
        "甲市办法\n第一条 本办法对自2024年1月1日起至2024年6月30日止购买的农机给予补贴。\n", document_id="span"
    )
    assert not document.values(MetadataName.EFFECTIVE_DATE)


ORDER = """
    某省人民政府令
    第321号
    《某省监督办法》已经2021年11月2日省人民政府第98次常务会议通过，现予公布，自2022年1月1日起施行。
    省长　赵一鸣
    2021年11月10日
    某省监督办法
    第一条　为了加强监督，制定本办法。
    第二条　本办法自2022年1月1日起施行。
"""


@pytest.mark.parametrize("heading", ["某省人民政府令\n第321号", "某省人民政府令第321号"], ids=["two lines", "one line"])
def test_an_order_was_issued_by_who_signed_it_on_that_day(heading):
    document = _parse(ORDER.replace("某省人民政府令\n    第321号", heading))
    assert (document.title, document.number) == ("某省监督办法", "某省人民政府令第321号")
    assert (document.issuers, document.issue_date) == (("某省人民政府",), date(2021, 11, 10))
    assert document.publication_date is None
    assert _body(document) == [("1", "第一条"), ("2", "第二条")]


def test_a_text_passed_on_one_day_and_published_on_another_is_of_the_latter():
    document = _parse(
        "某市办法\n（2022年11月8日某市人民政府常务会议通过　2022年11月20日某市人民政府令第58号公布）\n第一条 内容。"
    )
    assert (document.issue_date, document.number) == (date(2022, 11, 20), "某市人民政府令第58号")
    assert _parse("某市条例\n（2022年11月8日某市人大常委会通过）\n第一条 内容。").issue_date == date(2022, 11, 8)


def test_a_stamp_below_the_title_names_number_day_and_issuer():
    document = _parse("应急预案\n（某政办发〔2023〕17号　2023年6月1日某市人民政府办公室印发）\n1　总则\n内容在此。")
    assert (document.number, document.issue_date) == ("某政办发〔2023〕17号", date(2023, 6, 1))
    assert document.issuers == ("某市人民政府办公室",)


SIGNED = "某市财政局关于税收的通知\n某财〔2023〕9号\n各县财政局：\n一、减征增值税。\n二、退还税款。退还期限为30日。\n某市财政局\n2023年8月18日\n"


@pytest.mark.parametrize(
    "below",
    [
        "责任编辑：张三",
        "（责任编辑：admin）",
        "编辑：张三 审核：李四\n校对：王五",
        "来源：某市财政局",
        "（共印45份）",
        "分送：各县。\n（共印50份）",
        "抄送：市委办。\n某市财政局办公室　2023年8月18日印发\n校对：王五",
        "上一篇：关于公示的通知\n下一篇：关于公告的通知",
        "政策解读：一图读懂",
        "相关链接：《关于税收的通知》政策解读\n扫一扫在手机打开当前页\n【打印】【关闭】\n主办：某市财政局　　备案号：某ICP备05001234号",
        "相关附件：\n1.申请表.doc",
        "【打印】【关闭】",
        "某ICP备05001234号",
        "Copyright 某市财政局",
        "— 3 —",
        "（此件发至县级）",
        "（此件删减后公开）",
        "（发至县团级）",
    ],
)
def test_what_a_page_leaves_below_a_signature_does_not_hide_it(below):
    document = _parse(SIGNED + below)
    assert (document.issuers, document.issue_date) == (("某市财政局",), date(2023, 8, 18))
    assert document.title == "某市财政局关于税收的通知"
    assert _body(document) == [("1", "第一条"), ("2", "第二条")]


@pytest.mark.parametrize("behind", ["印制", "印发", ""])
def test_a_signature_may_end_with_the_day_of_printing(behind):
    document = _parse(SIGNED.rstrip() + behind)
    assert (document.issuers, document.issue_date) == (("某市财政局",), date(2023, 8, 18))


def test_notes_without_a_signature_above_stay_where_they_are():
    document = _parse("某某指南\n一、条件\n年满18周岁。\n二、来源\n来源：市民申报\n审核：社区")
    assert [clause.text for clause in document.body()] == ["年满18周岁。", "来源：市民申报\n审核：社区"]


def test_a_note_on_disclosure_may_say_how_long_the_document_applies():
    document = _parse(SIGNED + "（此件公开发布，有效期5年）")
    assert [item.value for item in document.values(MetadataName.DISCLOSURE)] == ["此件公开发布，有效期5年"]
    assert [item.value for item in document.values(MetadataName.EXPIRY)] == ["有效期5年"]


def test_more_telephone_numbers_are_contacts_and_no_issuers():
    document = _parse(
        "某县公告\n有关事项公告如下。\n咨询电话：0356-4321567（县民政局）\n0356-4321890（县人社局）\n监督电话：0356-4322345\n某县民政局　某县人力资源和社会保障局\n2024年5月6日"
    )
    assert document.issuers == ("某县民政局", "某县人力资源和社会保障局")
    assert [item.value for item in document.values(MetadataName.CONTACT)] == [
        "0356-4321567（县民政局）",
        "0356-4321890（县人社局）",
        "0356-4322345",
    ]


def test_a_person_and_a_telephone_number_stay_apart():
    assert _parse(SIGNED + "（联系人：陈敏　联系电话：0746-2233445）").contact == "陈敏 联系电话：0746-2233445"


def test_a_list_of_attachments_below_a_contact_begins_no_document():
    document = _parse(
        "某某通知\n各部门：\n一、其他\n联系电话：0123-765432\n电子邮箱：a@126.com\n附件：1.申请表\n2.承诺书\n某某局\n2024年3月5日\n附件2\n承诺书\n本单位郑重承诺：\n1.材料真实，没有隐瞒任何情况。"
    )
    assert [item.value for item in document.values(MetadataName.TITLE)] == ["某某通知", "承诺书"]
    assert [item.value for item in document.values(MetadataName.ADDRESSEE)] == ["各部门"]
    assert [clause.text for clause in _of(document, ClauseKind.CLOSING)] == ["附件：1.申请表\n2.承诺书"]


def test_a_bracket_with_one_role_a_line_is_one_tag():
    document = _parse(
        "若干措施\n1.支持达标。到2025年完成。\n〔牵头单位：甲局\n配合单位：乙局\n完成时限：2025年底〕\n2.支持培训。（责任单位：丙局）"
    )
    assert [(clause.locator, clause.responsible_units) for clause in document.body()] == [
        ("第1项", ("甲局", "乙局")),
        ("第2项", ("丙局",)),
    ]
