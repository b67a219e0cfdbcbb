"""Which step of a scale a number told in the question falls into: 交了七年 is of 满5年不足10年, not of 满1年不足5年."""

import math
import re
from collections.abc import Mapping, Sequence

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
# 参保职工30人以下的企业, 申请10万元以下贷款的，: what an amount is at most, which is no range, stands before no 的.
_UP_TO = re.compile(
    rf"(?P<below>{_NUMERAL})(?P<unit>{_UNIT})(?:\(含\))?及?(?:以下|以内)(?=的|[^,。;、罚奖补]{{1,6}}的,)"
)
# 80至89周岁, of ages alone: 2至3年 may as well be what is given.
_AGES = re.compile(r"(?P<least>\d+)(?:周?岁)?[-—–~至到](?P<below>\d+)(?P<unit>周?岁)")
# 3.100周岁及以上 is item 3, of people who are 100.
_ITEM_NUMBER = re.compile(r"^\d{1,2}\.(?=\d+(?:周?岁|[-—–~至到]\d+周?岁))")
# 2020年 and 6月1日 are days, no lengths of time.
_TOLD = re.compile(
    rf"(?P<number>(?<![\d月])(?!\d{{4}}年)(?!\d+月){_NUMERAL})[多来余几]?(?P<unit>{_UNIT}|(?<=[百千万多来余几])块(?![地头木石]))"
)
# 贷8万: of money, without a unit.
_LENT = re.compile(rf"[借贷]个?(?P<number>{_NUMERAL})(?<=万)(?![元块人家户平亩美欧港])")
_PERSONS = frozenset({"名", "位", "名人", "位人"})
_PARTS = re.compile(r"[；;]")
_OTHERS = re.compile(r"(?:其他|其它|其余)(?:情[形况]|人员|人|对象|企业|单位|申请人|的)*(?:的|,|应|须|需|可|按|不|由)")
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


def of_its_step(words: str, texts: Mapping[int, str]) -> tuple[set[int], set[int]]:
    """Return which of a clause's sentences are for the step that ``words`` tell or for none, and which for that step.

    Both by their position. None is left out where none is for that step; 其他情形 after one that is, is another step.
    """
    fitting = {position for position, text in texts.items() if falls_within(words, text)}
    if not fitting:
        return set(texts), set()
    others = {p for p, text in texts.items() if p > min(fitting) and _OTHERS.match(comparable(text))}
    left = {p for p, text in texts.items() if p not in others and not _wholly_outside(words, text)}
    return left, fitting if len(left) < len(texts) else set()


def _wholly_outside(words: str, text: str) -> bool:
    """Whether each ；-part is for another step: what one says of no step may be of any."""
    return all(falls_outside(words, part) for part in _PARTS.split(text) if part)


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
    found = [(m["unit"], number_value(m["number"])) for m in _TOLD.finditer(said)]
    found += [("元", number_value(m["number"])) for m in _LENT.finditer(said)]
    return [(_plain(unit), number) for unit, number in found if number is not None]


def _ranges(text: str) -> list[Range]:
    """Return unit, least and what it stays below (None: nothing) of every range."""
    said = _ITEM_NUMBER.sub("", comparable(text))
    found = [(m["unit"], m["least"], m["below"] or m["below_"]) for m in _BETWEEN.finditer(said)]
    said = _BETWEEN.sub("|", said)
    found += [(m["unit"], m["least"], None) for m in _FROM.finditer(said)]
    ranges = [
        (_plain(unit), number, number_value(below) if below else None)
        for unit, least, below in found
        if (number := number_value(least)) is not None
    ]
    closed = [(m["unit"], m["least"], m["below"]) for m in _AGES.finditer(said)]
    closed += [(m["unit"], "0", m["below"]) for m in _UP_TO.finditer(said)]
    return ranges + [
        (_plain(unit), number, math.nextafter(most, math.inf))  # 以下 and 至 hold their last number too
        for unit, least, last in closed
        if (number := number_value(least)) is not None and (most := number_value(last)) is not None
    ]


def _plain(unit: str) -> str:
    plain = unit.removeprefix("个").removeprefix("周")
    return "人" if plain in _PERSONS else "元" if plain == "块" else plain
