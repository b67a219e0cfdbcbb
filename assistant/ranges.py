"""Which step of a scale a number told in the question falls into: 交了七年 is of 满5年不足10年, not of 满1年不足5年."""

import re

from assistant.provisos import without_rates
from assistant.quantities import comparable
from corpus.parsing.numerals import parse_number

_NUMERAL = r"(?:\d+|[一二两三四五六七八九十百千]+)"
_UNIT = r"(?:年|个?月|周?岁|人|万元|元|亩|天|日)"
_BETWEEN = re.compile(
    rf"(?P<least>{_NUMERAL})(?P<unit>{_UNIT})(?:及?以上)?[、，,但且]*"
    rf"(?:(?:不足|不满|未满|不超过|低于|少于)(?P<below>{_NUMERAL}){_UNIT}|(?P<below_>{_NUMERAL}){_UNIT}(?:以下|以内))"
)
_FROM = re.compile(rf"(?:满|达到?|超过)?(?P<least>{_NUMERAL})(?P<unit>{_UNIT})及?以上")
# 2020年 and 6月1日 are days, no lengths of time.
_TOLD = re.compile(rf"(?P<number>(?<![\d月])(?!\d{{4}}年)(?!\d+月){_NUMERAL})(?P<unit>{_UNIT})")


def falls_outside(words: str, text: str) -> bool:
    """Whether ``text`` is for a range that the number told in ``words`` does not fall into."""
    ranges = _ranges(text)
    told = [(unit, number) for unit, number in _told(words) if any(unit == of for of, _, _ in ranges)]
    return bool(told) and not any(_within(unit, number, ranges) for unit, number in told)


def falls_within(words: str, text: str) -> bool:
    """Whether ``text`` is for a range that a number told in ``words`` falls into."""
    ranges = _ranges(text)
    return any(_within(unit, number, ranges) for unit, number in _told(words))


def _within(unit: str, number: int, ranges: list[tuple[str, int, int | None]]) -> bool:
    return any(unit == of and least <= number and (below is None or number < below) for of, least, below in ranges)


def _told(words: str) -> list[tuple[str, int]]:
    said = without_rates(comparable(words))
    found = ((m["unit"], parse_number(m["number"])) for m in _TOLD.finditer(said))
    return [(_plain(unit), number) for unit, number in found if number is not None]


def _ranges(text: str) -> list[tuple[str, int, int | None]]:
    """Return unit, least and what it stays below (None: nothing) of every range."""
    said = comparable(text)
    found = [(m["unit"], m["least"], m["below"] or m["below_"]) for m in _BETWEEN.finditer(said)]
    found += [(m["unit"], m["least"], None) for m in _FROM.finditer(_BETWEEN.sub("|", said))]
    return [
        (_plain(unit), number, parse_number(below) if below else None)
        for unit, least, below in found
        if (number := parse_number(least)) is not None
    ]


def _plain(unit: str) -> str:
    return unit.removeprefix("个").removeprefix("周")
