"""What was found, as a table for a spreadsheet and as a Word file. Policy text is data: no cell of it is a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from docx import Document as WordFile
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt

from assistant.desk.lookup import Found, Hit
from assistant.desk.quoting import citation_head, statement
from assistant.desk.states import state_label

BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows that the file is UTF-8
COLUMNS = ("政策文件", "文号", "条款", "所在章节", "原文", "责任单位", "状态")
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # Unicode's categories of controls, formats and spaces
_FORMULA_SIGNS = "=+-@＝＋－＠"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML has no way to write these
_FONT = "宋体"


def to_csv(found: Found) -> bytes:
    """Return the hits as UTF-8 with a byte order mark, one row each."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(tuple(map(harmless, _row(hit))) for hit in found.hits)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8", "replace")


def to_word(found: Found, *, title: str, made_on: date) -> bytes:
    """Return the hits as a Word file, each with its citation and the clause as printed."""
    file = WordFile()
    _use_font(file)
    file.core_properties.title = _printable(title)
    file.core_properties.author = ""
    file.add_heading(_printable(title), level=1)
    made = f"{made_on.year}年{made_on.month}月{made_on.day}日"
    file.add_paragraph(f"共 {len(found.hits)} 条，导出日期：{made}。以政策原文为准。")
    heading = ""
    for hit in found.hits:
        above = f"《{hit.document.name}》{hit.section_title}"
        if above != heading:
            file.add_heading(_printable(above), level=2)
            heading = above
        file.add_paragraph().add_run(_printable(citation_head(hit.clause, hit.document))).bold = True
        file.add_paragraph(_printable(statement(hit.clause, hit.document)))
        for tag in hit.clause.responsibilities:
            file.add_paragraph(_printable(f"{tag.role}：{'、'.join(tag.units)}"))
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def harmless(cell: str) -> str:
    """Return text that a spreadsheet shows and never computes, in front of a formula's sign an apostrophe."""
    clean = _UNPRINTABLE.sub("", cell)
    first_seen = next((c for c in clean if unicodedata.category(c) not in _UNSEEN), " ")
    return f"'{clean}" if first_seen in _FORMULA_SIGNS or clean.startswith(("\t", "\r", "\n")) else clean


def _row(hit: Hit) -> Iterator[str]:
    yield hit.document.name
    yield hit.document.number or ""
    yield hit.clause.locator
    yield hit.section_title
    yield hit.clause.plain
    yield "、".join(hit.clause.responsible_units)
    yield state_label(hit.document)


def _use_font(file: WordDocument) -> None:
    """Set the body font for both scripts; Word takes the East Asian one from an attribute of its own."""
    style = file.styles["Normal"]
    style.font.name = _FONT
    style.font.size = Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
