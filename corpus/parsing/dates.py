"""Dates as policies print them: 2025年4月14日, 2025-04-14, 二〇二五年四月十四日."""

import re
from datetime import date

from corpus.parsing.numerals import parse_number

_N = r"[\d０-９〇○零一二三四五六七八九十]"
YEAR = r"(?:[1１][9９]|[2２][0０])\d{2}"  # of a document's number; \d matches full-width digits too
DATE = re.compile(
    rf"(?P<y>(?:[12１２]\s?[\d０-９]\s?[\d０-９]\s?[\d０-９]|[一二][〇○零一二三四五六七八九Ｏ]{{3}}))\s*"
    rf"(?:年\s*(?P<m>{_N}{{1,3}})\s*月\s*(?P<d>{_N}{{1,3}})\s*[日号]|[-/.](?P<m2>\d{{1,2}})[-/.](?P<d2>\d{{1,2}}))"
)


def to_date(match: re.Match[str]) -> date | None:
    """Return the date that a DATE match names, or None where there is no such day."""
    year = parse_number(match["y"])
    month = parse_number(match["m"] or match["m2"])
    day = parse_number(match["d"] or match["d2"])
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str) -> tuple[date, int, int] | None:
    """Return the first real date in the text with its span."""
    for match in DATE.finditer(text):
        if value := to_date(match):
            return value, match.start(), match.end()
    return None
