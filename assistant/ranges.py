"""Which step of a scale a number told in the question falls into: 交了七年 is of 满5年不足10年, not of 满1年不足5年."""

import re
from collections.abc import Sequence

from assistant.provisos import without_rates
from assistant.quantities import comparable
from assistant.values import number_value

_NUMERAL = r"(?:\d+(?:\.\d+)?[百千万]?|[一二两三四五六七八九十百千万]+)"
_UNIT = r"(?:年|个?月|周?岁|[个名位]?人|[名位]|万元|元|亩|天|日)"
_BETWEEN = re.compile(
    rf"(?P<least>{_NUMERAL})(?P<unit>{_UNIT})(?:及?以上)?[、，,但且]*"
    rf"(?:(?:不足|不满|未满|不超过|低于|少于)(?P<below>{_NUMERAL}){_UNIT}|(?P<below_>{_NUMERAL}){_UNIT}(?:以下|以内))"
)
_FROM = re.compile(rf"(?:满|达到?|超过)?(?P<least>{_NUMERAL})(?P<unit>{_UNIT})及?以上")
# 参保职工30人以下的企业: what an amount is at most, which is no range, stands before no 的.
_UP_TO = re.compile(rf"(?P<below>{_NUMERAL})(?P<unit>{_UNIT})(?:\(含\))?及?(?:以下|以内)(?=的)")
# 2020年 and 6月1日 are days, no lengths of time.
_TOLD = re.compile(rf"(?P<number>(?<![\d月])(?!\d{{4}}年)(?!\d+月){_NUMERAL})[多来余几]?(?P<unit>{_UNIT})")
_PERSONS = frozenset({"名", "位", "名人", "位人"})
Range = tuple[str, float, float | None]  # unit, least, and what it stays below (None: nothing)


def falls_outside(words: str, text: str) -> bool:
    """Whether ``text`` is for a range that the number told in ``words`` does not fall into."""
    ranges = _ranges(text)
    told = [(unit, number) for unit, number in _told(words) if any(unit == of for of, _, _ in ranges)]
    return bool(told) and not any(_within(unit, number, ranges) for unit, number in told)


def falls_within(words: str, text: str) -> bool:
    """Whether ``text`` is for a range that a number told in ``words`` falls into."""
    ranges = _ranges(text)
    return any(_within(unit, number, ranges) for unit, number in _told(words))


def step_of(words: str, texts: Sequence[str]) -> int | None:
    """Return which one of ``texts`` is for the step that ``words`` tell; None where none is, or more than one.

    Of 400人以上 and 600人以上 the second is meant by who tells of 650.
    """
    fitting = {
        i: max(least for of, least, below in ranges if _within(unit, number, [(of, least, below)]))
        for unit, number in _told(words)
        for i, ranges in enumerate(map(_ranges, texts))
        if _within(unit, number, ranges)
    }
    best = [i for i, least in fitting.items() if least == max(fitting.values())]
    return best[0] if len(best) == 1 else None


def _within(unit: str, number: float, ranges: list[Range]) -> bool:
    return any(unit == of and least <= number and (below is None or number < below) for of, least, below in ranges)


def _told(words: str) -> list[tuple[str, float]]:
    said = without_rates(comparable(words))
    found = ((m["unit"], number_value(m["number"])) for m in _TOLD.finditer(said))
    return [(_plain(unit), number) for unit, number in found if number is not None]


def _ranges(text: str) -> list[Range]:
    """Return unit, least and what it stays below (None: nothing) of every range."""
    said = comparable(text)
    found = [(m["unit"], m["least"], m["below"] or m["below_"]) for m in _BETWEEN.finditer(said)]
    said = _BETWEEN.sub("|", said)
    found += [(m["unit"], m["least"], None) for m in _FROM.finditer(said)]
    found += [(m["unit"], "0", m["below"]) for m in _UP_TO.finditer(said)]
    return [
        (_plain(unit), number, number_value(below) if below else None)
        for unit, least, below in found
        if (number := number_value(least)) is not None
    ]


def _plain(unit: str) -> str:
    plain = unit.removeprefix("个").removeprefix("周")
    return "人" if plain in _PERSONS else plain
