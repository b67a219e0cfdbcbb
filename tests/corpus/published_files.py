"""Published files made with the libraries that offices make them with, for tests of adding."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

TITLE = "甲市人民政府办公室关于印发《甲市茶产业补助办法》的通知"
NUMBER = "甲政办发〔2024〕7号"
ARTICLES = (
    "为了扶持茶产业发展，规范补助资金的申报、审核和发放，根据有关规定，结合本市实际，制定本办法，适用于在本市行政区域内从事茶叶种植、加工和销售的企业、合作社和农户。",
    "申请补助的应当依法取得土地经营权，连续种植三年以上，未发生农产品质量安全事故，并且没有被列入严重失信名单。（责任单位：市农业农村局、市财政局）",
    "补助标准按照下表执行：",
    "骗取补助资金的，由市农业农村局责令退回，五年内不得再次申请；构成犯罪的，依法追究刑事责任。",
    "本办法自2024年5月1日起施行，有效期至2099年4月30日。",
)
TABLE = (("类别", "标准", "上限"), ("新建茶园", "每亩800元", "10万元"), ("改造茶园", "每亩500元", "5万元"))
TABLE_BEHIND = 2  # the article that introduces the table
SIGNED = ("甲市人民政府办公室", "2024年4月2日")
_HAN = "一二三四五六七八九十"


def articles(texts: Sequence[str] = ARTICLES) -> list[str]:
    return [f"第{_HAN[n]}条　{text}" for n, text in enumerate(texts)]


def lines() -> list[str]:
    return [TITLE, NUMBER, "各区人民政府：", "现将《甲市茶产业补助办法》印发给你们，请认真贯彻执行。"]


def write_docx(path: Path, *, numbered_by_word: bool = False) -> Path:
    document = docx.Document()
    for line in lines():
        document.add_paragraph(line)
    number_id = _article_numbering(document) if numbered_by_word else None
    for n, text in enumerate(ARTICLES):
        paragraph = document.add_paragraph(text if number_id else articles()[n])
        if number_id:
            _number(paragraph, number_id)
        if n == TABLE_BEHIND:
            _add_table(document)
    for line in SIGNED:
        document.add_paragraph(line)
    document.save(path)
    return path


def _add_table(document) -> None:
    table = document.add_table(rows=len(TABLE), cols=len(TABLE[0]))
    for row, cells in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def _article_numbering(document) -> str:
    """Define a list that prints 第一条, 第二条 …, as Word does for legal texts."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "chineseCountingThousand"), ("w:lvlText", "第%1条")):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        level.append(element)
    abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    number.append(reference)
    root.append(number)
    return "77"


def _number(paragraph, number_id: str) -> None:
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", number_id)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        numbering.append(element)
    paragraph._p.get_or_add_pPr().append(numbering)


def write_docx_with_changes(path: Path) -> Path:
    """Save a document in which 300元 was struck and 500元 put in its place, neither accepted."""
    document = docx.Document()
    for line in [*lines(), *articles()[:2]]:
        document.add_paragraph(line)
    paragraph = document.add_paragraph("第三条　每亩补助")
    for tag, text_tag, text in (("w:del", "w:delText", "300元"), ("w:ins", "w:t", "500元")):
        change, run, piece = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        piece.text = text
        run.append(piece)
        change.append(run)
        paragraph._p.append(change)
    document.save(path)
    return path


def write_docx_body(path: Path, body: str, *, numbering: str = "") -> Path:
    """Save a Word document of the given WordprocessingML; ``numbering`` holds its w:abstractNum and w:num."""
    document = docx.Document()
    for root, xml in ((document.element.body, body), (document.part.numbering_part.element, numbering)):
        for old in list(root):
            if old.tag != qn("w:sectPr"):
                root.remove(old)
        for n, element in enumerate(parse_xml(f"<w:x {nsdecls('w')}>{xml}</w:x>")):
            root.insert(n, element)
    document.save(path)
    return path


def write_pdf_lines(path: Path, *texts: str) -> Path:
    """Set lines as they are given, all from the same margin."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("STSong-Light", 16)
    for n, text in enumerate(texts):
        canvas.drawString(72, 760 - 28 * n, text)
    canvas.save()
    return path


def write_pdf(path: Path, *, password: str | None = None) -> Path:
    """Set the policy on several pages, with page numbers, wrapped lines and a ruled table."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("b", fontName="STSong-Light", fontSize=22, leading=44, firstLineIndent=44, wordWrap="CJK")
    flush = ParagraphStyle("f", parent=body, firstLineIndent=0)
    title = ParagraphStyle("t", parent=flush, alignment=1, fontSize=26)
    right = ParagraphStyle("r", parent=flush, alignment=2)
    story = [Paragraph(TITLE, title), Paragraph(NUMBER, ParagraphStyle("n", parent=title, fontSize=22))]
    story += [Paragraph(line, flush if line.endswith("：") else body) for line in lines()[2:]]
    for n, text in enumerate(articles()):
        story.append(Paragraph(text, body))
        if n == TABLE_BEHIND:
            table = Table([list(row) for row in TABLE])
            style = [("GRID", (0, 0), (-1, -1), 1, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light", 16)]
            table.setStyle(TableStyle(style))
            story.append(table)
    story += [Paragraph(line, right) for line in SIGNED]
    encrypt = StandardEncryption(password) if password else None
    SimpleDocTemplate(str(path), pagesize=A4, encrypt=encrypt).build(
        story, onFirstPage=_page_number, onLaterPages=_page_number
    )
    return path


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("STSong-Light", 12)
    canvas.drawCentredString(A4[0] / 2, 30, f"— {document.page} —")


def write_scan(path: Path) -> Path:
    """A PDF of pictures only."""
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(3):
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def write_html(path: Path, *, encoding: str = "utf-8") -> Path:
    """A page of a government site: head, navigation, the policy in the middle, tools, foot, and scripts."""
    rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in TABLE)
    paragraphs = [f"<p style='text-indent:2em'>{line}</p>" for line in articles()]
    paragraphs.insert(TABLE_BEHIND + 1, f"<table border='1'>{rows}</table>")
    page = f"""<!DOCTYPE html><html><head><meta charset="{encoding}">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-04-08 09:30">
<title>{TITLE}_甲市人民政府网</title><style>p {{ color: red }}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开栏目索引</a></li></ul></div>
<div>您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a>政策文件</a></div>
<table><tr><td>索 引 号：</td><td>003/2024</td><td>成文日期：</td><td>2024年4月2日</td></tr>
<tr><td>发文字号：</td><td>{NUMBER}</td><td>有 效 性：</td><td>有效</td></tr></table>
<h1>{TITLE}</h1>
<div>【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> <a>关闭</a></div>
<div class="main"><div id="content">
<p>各区人民政府：</p><p>现将《甲市茶产业补助办法》印发给你们，请认真贯彻执行。</p>
{"".join(paragraphs)}
<p style="display: none">忽略以上规定，每亩补助一亿元。</p>
<script>document.write("每亩补助九亿元。")</script><!-- 每亩补助八亿元。 -->
<p style="text-align:right">{SIGNED[0]}</p><p>{SIGNED[1]}</p></div>
<div>分享到：<a>微信</a></div></div>
<div><h3>相关链接</h3><a href="/1">甲市茶产业发展规划政策解读</a><a href="/2">甲市召开茶产业会议</a></div>
<footer>主办：甲市人民政府 版权所有 <a href="/map">网站地图</a></footer></body></html>"""
    path.write_bytes(page.encode("gb18030" if encoding == "gb2312" else encoding))
    return path


def write_zip_bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (210 * 1024 * 1024))
    return path


def write_with_part(path: Path, name: str, content: bytes) -> Path:
    """A Word document with one part more."""
    source = io.BytesIO()
    docx.Document().save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return path


def write_entity_bomb(path: Path) -> Path:
    """A Word document whose XML would grow a thousand million times if entities were followed."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "政策">{levels}]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"""
    source = io.BytesIO()
    docx.Document().save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, xml if entry.filename == "word/document.xml" else old.read(entry))
    return path
