"""The text of a PDF that has a text layer: paragraphs joined from its lines, tables as rows, page furniture dropped."""

import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from corpus.adding.tables import to_lines
from corpus.errors import SourceError

_MAX_PAGES = 500
_MIN_CHARS_A_PAGE = 10
_PAGE_NUMBER = re.compile(r"^[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·\s]*$")
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff]")
_MOST_UNMAPPED = 0.02
# a line that begins with 1.5万元 goes on, one with 1.2025年 or 2.1.1 opens a paragraph
_ARABIC = r"\d{1,2}(?:、|[.．](?!\d)|[.．](?=\d{4}年|\d{1,2}[.．]\d))"
_STARTS = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    rf"|{_ARABIC}|附\s*件)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page as set."""

    text: str
    x0: float
    x1: float
    top: float
    size: float  # of its characters, in points
    page: int
    is_row: bool = False  # of a table


def read_pdf(data: bytes, *, name: str) -> str:
    """Return the PDF's text, one paragraph a line.

    Raises SourceError where it is encrypted, broken, longer than any policy, or a scan.
    """
    if b"%PDF-" not in data[:1024]:
        raise SourceError(name, "不是 PDF 文件（可能已损坏，或只是改了扩展名）。")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES:
                raise SourceError(name, f"有 {len(pdf.pages)} 页，超过 {_MAX_PAGES} 页，不像一份政策文件。")
            pages = [_page_lines(page) for page in pdf.pages]
    except PDFPasswordIncorrect as error:
        raise SourceError(name, "PDF 已加密，请先去掉密码。") from error
    except PdfminerException as error:
        locked = any(isinstance(reason, PDFPasswordIncorrect) for reason in (*error.args, error.__cause__))
        reason = "PDF 已加密，请先去掉密码。" if locked else "PDF 已损坏，无法打开。"
        raise SourceError(name, reason) from error
    except (PDFException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise SourceError(name, f"PDF 已损坏，无法读取（{type(error).__name__}）。") from error
    text = "".join(line.text for page in pages for line in page)
    if len(text) < _MIN_CHARS_A_PAGE * len(pages):
        raise SourceError(
            name, "PDF 里没有文字，可能是扫描件。请提供带文字的 PDF、Word 或网页，或先做文字识别（OCR）并校对。"
        )
    if len(_UNMAPPED.findall(text)) > _MOST_UNMAPPED * len(text):
        raise SourceError(name, "PDF 的字体没有文字对照，读出的是乱码。请提供 Word 或网页。")
    return "\n".join(_paragraphs(_without_furniture(pages))) + "\n"


def _page_lines(page: Any) -> list[_Line]:
    """Return the lines of a page from the top down, tables as their rows."""
    found = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in found]

    def outside(piece: dict[str, Any]) -> bool:
        x, y = (piece["x0"] + piece["x1"]) / 2, (piece["top"] + piece["bottom"]) / 2
        return not any(a <= x <= c and b <= y <= d for a, b, c, d in boxes)

    words = page.filter(lambda piece: piece["object_type"] != "char" or outside(piece)).extract_text_lines(
        return_chars=True, strip=True
    )
    lines = [
        _Line(
            word["text"],
            word["x0"],
            word["x1"],
            word["top"],
            max(char["size"] for char in word["chars"]),
            page.page_number,
        )
        for word in words
        if word["text"].strip()
    ]
    for table in found:
        x0, top, x1, _ = table.bbox
        for n, row in enumerate(to_lines(_filled(table.extract()))):
            lines.append(_Line(row, x0, x1, top + n * 0.01, 0.0, page.page_number, is_row=True))
    return sorted(lines, key=lambda line: line.top)


def _filled(rows: list[list[str | None]]) -> list[list[str | None]]:
    """Repeat in each row what spans several, as None cells below a filled first column tell."""
    for above, row in itertools.pairwise(rows):
        for n, cell in enumerate(row):
            if cell is None and n < len(above) and above[n] and (n == 0 or row[n - 1] == above[n - 1]):
                row[n] = above[n]
    return rows


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Drop page numbers, and lines that stand at the same edge of most pages."""
    edges = (
        Counter(line.text for page in pages for line in {page[0], page[-1]} if page) if len(pages) > 2 else Counter()
    )
    kept: list[_Line] = []
    head_of_last_table = ""
    for page in pages:
        for n, line in enumerate(page):
            at_edge = n == 0 or n == len(page) - 1
            if not line.is_row and at_edge and (_PAGE_NUMBER.match(line.text) or edges[line.text] > len(pages) // 2):
                continue
            if (
                line.is_row
                and kept
                and kept[-1].is_row
                and line.page != kept[-1].page
                and line.text == head_of_last_table
            ):
                continue  # the head of a table that goes on
            if line.is_row and not (kept and kept[-1].is_row):
                head_of_last_table = line.text
            kept.append(line)
    return kept


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Join what was broken at the right edge; an indented line, or a number, opens a paragraph."""
    prose = [line for line in lines if not line.is_row]
    if not prose:
        return [line.text for line in lines]
    left = Counter(round(line.x0) for line in prose).most_common()
    margin = (
        min(x for x, count in left if count >= max(2, len(prose) // 20)) if len(prose) > 8 else min(x for x, _ in left)
    )
    right = max(line.x1 for line in prose)
    joined: list[str] = []
    previous: _Line | None = None
    for line in lines:
        runs_on = (
            previous is not None
            and not previous.is_row
            and not line.is_row
            and previous.x1 > right - 1.9 * previous.size  # the line was full
            and line.x0 < margin + 0.9 * line.size
            and not _STARTS.match(line.text)
            and abs(line.size - previous.size) < 1.5
        )
        if runs_on and joined:
            glue = " " if joined[-1][-1].isascii() and line.text[0].isascii() and not joined[-1][-1].isdigit() else ""
            joined[-1] += glue + line.text
        else:
            joined.append(line.text)
        previous = line
    return [_squeeze(text) for text in joined]


def _squeeze(text: str) -> str:
    """Take out the blanks that justified setting puts between 汉字."""
    return re.sub(r"(?<=[\u3001-\u9fff\uff00-\uffef])(?<![条章节]) (?=[\u3001-\u9fff\uff00-\uffef])", "", text)
