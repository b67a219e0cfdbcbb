"""The paragraphs and tables of a part of a page, as lines."""

import re
from collections.abc import Iterator

from lxml import html

from corpus.adding.tables import is_layout, to_lines

_BLOCKS = (
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "legend", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
)  # fmt: skip


def element_lines(element: html.HtmlElement) -> Iterator[str]:
    """Yield the paragraphs of an element."""
    pending: list[str] = []
    for piece in _pieces(element):
        if piece is None or isinstance(piece, list):
            yield _line(pending)
            pending = []
            yield from piece or ()
        else:
            pending.append(piece)
    yield _line(pending)


def is_data_table(element: html.HtmlElement) -> bool:
    """Whether a table holds data, where one that arranges the page holds text or tables."""
    return element.tag == "table" and not element.xpath(".//table") and not is_layout(_rows(element))


def _pieces(element: html.HtmlElement) -> Iterator[str | list[str] | None]:
    """Yield text, None where a paragraph ends, and a table as a list of lines."""
    if is_data_table(element):
        yield [line for caption in element.iterchildren("caption") for line in element_lines(caption) if line]
        yield to_lines(_rows(element))
        return
    block = element.tag in _BLOCKS
    if block or element.tag == "br":
        yield None
    if element.tag == "pre":
        yield [_line([line]) for line in element.text_content().splitlines()]
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield None


def _line(pieces: list[str]) -> str:
    return re.sub(r"[ \t\r\n\u00a0\u2002-\u200a]+", " ", "".join(pieces)).strip(" \u200b\ufeff")


def _rows(table: html.HtmlElement) -> list[list[str]]:
    """Return a table's cells, one that spans rows repeated in each so that every row reads by itself."""
    rows: list[list[str]] = []
    spanning: dict[int, tuple[int, str]] = {}  # column → rows still to fill, text
    for tr in table.iter("tr"):
        row: list[str] = []
        for cell in tr.iterchildren("td", "th"):
            _fill(row, spanning)
            text = " ".join(line for line in element_lines(cell) if line)
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    spanning[len(row)] = (down - 1, text)
                row.append(text)
                text = ""
        _fill(row, spanning)
        rows.append(row)
    return rows


def _fill(row: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    while len(row) in spanning:
        left, text = spanning.pop(len(row))
        if left > 1:
            spanning[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), 50) if value.isdecimal() and int(value) > 0 else 1
