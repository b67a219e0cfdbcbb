"""The numbers that Word prints before the paragraphs of a list; they are no part of the paragraphs' text."""

import re
from collections import defaultdict
from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from corpus.parsing.numerals import to_chinese

_HAN_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_MAX_LEVEL = 9


class Numbers:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, document: DocxDocument) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # list → level → format, text, first number
        self._abstract: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}  # list and level → where its first paragraph begins again
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return  # the document numbers nothing
        patterns = {
            element.get(qn("w:abstractNumId")): _read_levels(element) for element in root.iter(qn("w:abstractNum"))
        }
        for number in root.iter(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            if reference is not None:
                number_id, abstract = number.get(qn("w:numId"), ""), reference.get(qn("w:val"), "")
                self._levels[number_id] = {**patterns.get(abstract, {}), **_read_levels(number)}
                self._abstract[number_id] = abstract
                self._restarts |= {(number_id, level): first for level, first in _read_restarts(number)}

    def next_label(self, paragraph: Paragraph) -> str:
        """Return the number printed before a paragraph, "" where it has none or only a bullet."""
        number_id, level = _numbering_of(paragraph)
        levels = self._levels.get(number_id, {})
        if level not in levels:
            return ""
        counts = self._counts[self._abstract[number_id]]
        begun = counts.get(level, levels[level][2] - 1)
        counts[level] = self._restarts.pop((number_id, level), begun + 1)  # only once: the list then counts on
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        if levels[level][0] == "bullet":
            return ""

        def number_of(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form, _, first = levels.get(at, ("decimal", "", 1))
            return _numeral(counts.get(at, first), form)

        label = re.sub(r"%(\d)", number_of, levels[level][1])
        return f"{label} " if label.endswith(("条", "章", "节")) else label


def _read_levels(abstract: etree._Element) -> dict[int, tuple[str, str, int]]:
    levels = {}
    for level in abstract.iter(qn("w:lvl")):
        at = int(level.get(qn("w:ilvl"), "0"))
        if at < _MAX_LEVEL:
            first = _value(level, "w:start") or "1"
            form, text = _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or ""
            levels[at] = (form, text, int(first) if first.isdecimal() else 1)
    return levels


def _read_restarts(number: etree._Element) -> Iterator[tuple[int, int]]:
    """Yield the levels that a list begins anew ("restart numbering"), with their first number."""
    for override in number.iter(qn("w:lvlOverride")):
        level, first = override.get(qn("w:ilvl"), ""), _value(override, "w:startOverride") or ""
        if level.isdecimal() and first.isdecimal():
            yield int(level), int(first)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _numbering_of(paragraph: Paragraph) -> tuple[str, int]:
    """Return the list and level that a paragraph, or the style that it has, names."""
    places = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        places.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for properties in places:
        numbering = None if properties is None else properties.find(qn("w:numPr"))
        if numbering is not None and (number_id := _value(numbering, "w:numId")) is not None:
            return number_id, int(_value(numbering, "w:ilvl") or "0")
    return "", 0


def _numeral(number: int, form: str) -> str:
    return to_chinese(number) if form in _HAN_FORMATS and 0 < number < 1000 else str(number)
