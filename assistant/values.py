"""What a quantity amounts to, whichever way it is written: 三十万元 and 300000元, 1年 and 12个月, 不少于100人."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.quantities import Quantity, QuantityKind, comparable
from corpus.parsing.numerals import CHINESE_DIGITS, parse_number

_NUMERAL = re.compile(rf"[\d.百千万亿{CHINESE_DIGITS}]+")
_DIGITS = re.compile(r"(\d+(?:\.\d+)?)([百千]?)")
_SMALL_SCALES = {"": 1, "百": 100, "千": 1000}
_LARGE_SCALES = (("亿", 100_000_000), ("万", 10_000))
_ROUGH = re.compile(r"[余多几]")
_MIXED = re.compile(r"(?<!百)分之|半")  # 三分之二 and 一年半, which nobody tells in numerals

_UPPER = re.compile(
    r"(?:不(?:得|会|能)?(?:超过|高于|多于|大于)|最[高多长晚迟大]|至多|顶多|上限|封顶|未满|不满|不足|(?<![不得])(?:低于|少于|小于))\D{0,6}$"
)
_LOWER = re.compile(
    r"(?:不(?:得|会|能)?(?:少于|低于|小于)|最[低少短]|至少|起码|下限|达到|(?<![未不])满(?![足意])|(?<![不得])(?:超过|高于|多于|大于|突破))\D{0,4}$"
)
_UPPER_AFTER = re.compile(r"^(?:\(不?含\))?(?:及?以下|以内|之内|内|封顶)")
_LOWER_AFTER = re.compile(r"^(?:\(不?含\))?(?:及?以上|起)")
_DAY = "日期"
_DATE = re.compile(rf"(?:([\d{CHINESE_DIGITS}]{{4}})年)?(?:(\d{{1,2}})月)?(?:(\d{{1,2}})日)?")
_SEVERAL_DAYS = re.compile(r"[-—–~～至到]")
_UNTIL = re.compile(r"(?:至|到|截止)$")
_UNTIL_AFTER = re.compile(r"^(?:之?前|以前|为?止)")
_PART_MARKS = re.compile(r"[,;。?!、:]")

_PERIODS = (
    ("day", re.compile(r"每个?[天日]|一天|/[天日]")),
    ("month", re.compile(r"每个?月|按月|一个?月|/月|月均")),
    ("year", re.compile(r"每个?年|按年|一年|/年|年均|全年")),
    ("all", re.compile(r"一共|总共|合计|总额|总计|累计")),
)
_UNITS = {  # one unit for what is said in several
    "年": ("月", 12.0),
    "个月": ("月", 1.0),
    "周": ("天", 7.0),
    "星期": ("天", 7.0),
    "日": ("天", 1.0),
    "自然日": ("天", 1.0),
    "个人": ("人", 1.0),
    "名": ("人", 1.0),
    "位": ("人", 1.0),
    "个人次": ("人次", 1.0),
    "周岁": ("岁", 1.0),
    "‰": ("%", 0.1),
}


class Bound(StrEnum):
    """Which values beside its own a number admits."""

    NONE = "none"
    UPPER = "upper"  # 最高, 以内
    LOWER = "lower"  # 不少于, 以上


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """The values from ``low`` to ``high`` of one unit, and the period for which they count where one is said."""

    unit: str
    low: float
    high: float
    bound: Bound
    period: str

    def comparable_with(self, other: "Amount") -> bool:
        """Whether both measure the same: a year's money is no month's, the day of a beginning no end."""
        if self.unit == _DAY and {self.bound, other.bound} == {Bound.LOWER, Bound.UPPER}:
            return False
        return self.unit == other.unit and (not self.period or not other.period or self.period == other.period)

    def admits(self, said: "Amount") -> bool:
        """Whether ``said`` is what this amount states, or a value that its bound leaves open."""
        if self.low <= said.low and said.high <= self.high:
            return True
        if said.low <= self.low and self.high <= said.high:  # 2027年 of 2027年12月31日
            return True
        if said.bound is self.bound:
            return False  # who says 最高20万元 states another bound than 最高30万元
        if self.bound is Bound.UPPER:
            return said.high <= self.high
        return self.bound is Bound.LOWER and said.low >= self.low


def read_amount(quantity: Quantity, text: str) -> Amount | None:
    """Return what ``quantity`` of ``text`` amounts to; None for an ordinal and what is said only roughly."""
    before = _PART_MARKS.split(comparable(text[: quantity.start]))[-1]
    after = _PART_MARKS.split(comparable(text[quantity.end :]))[0]
    written = comparable(quantity.text)
    if quantity.kind is QuantityKind.DATE:
        return _date(written, before, after)
    if _ROUGH.search(written) or _MIXED.search(written):
        return None
    share = written.startswith("百分之")
    numerals = list(_NUMERAL.finditer(written.removeprefix("百分之")))
    values = [number_value(match.group()) for match in numerals]
    low, high = (values[0], values[-1]) if values else (None, None)
    if low is None or high is None:
        return None
    low *= _shared_scale(low, numerals[-1].group()) if len(values) > 1 else 1
    name = "%" if share else written[numerals[-1].end() :]
    if name == "周" and after.startswith("岁"):
        name = "岁"
    unit, factor = _UNITS.get(name, (name, 1.0))
    lasts = quantity.kind is QuantityKind.DURATION
    return Amount(
        unit=unit,
        low=min(low, high) * factor,
        high=max(low, high) * factor,
        bound=_bound(before, after),
        period="" if lasts else next((p for p, said in _PERIODS if said.search(before) or said.match(after)), ""),
    )


def _date(written: str, before: str, after: str) -> Amount | None:
    """The days that a date may mean, counted as if every month had 31; None for 3月1日至15日, which is several."""
    match = _DATE.match(written) if not _SEVERAL_DAYS.search(written) else None
    year, month, day = (parse_number(part) if part else None for part in match.groups()) if match else (None,) * 3
    if year is None and month is None:
        return None
    start, end = (((year or 0) * 12 + (month or m)) * 31 + (day or d) for m, d in ((1, 1), (12, 31)))
    bound = Bound.UPPER if _UNTIL.search(before) or _UNTIL_AFTER.match(after) else _bound(before, after)
    return Amount(unit=_DAY if year else "月日", low=start, high=end, bound=bound, period="")


def number_value(numeral: str) -> float | None:
    """Return what a numeral counts, in figures, characters or both; None for what is none."""
    for mark, scale in _LARGE_SCALES:
        head, found, tail = numeral.rpartition(mark)
        if found:
            above, below = number_value(head), number_value(tail) if tail else 0.0
            return None if above is None or below is None else above * scale + below
    digits = _DIGITS.fullmatch(numeral)
    return float(digits[1]) * _SMALL_SCALES[digits[2]] if digits else parse_number(numeral)


def _shared_scale(low: float, high: str) -> float:
    """What 30 counts in 30-50万元, though not in 5000元至1万元."""
    for mark, scale in _LARGE_SCALES:
        if high.endswith(mark):
            above = number_value(high.removesuffix(mark))
            return scale if above is not None and low <= above else 1
    return 1


def _bound(before: str, after: str) -> Bound:
    if _UPPER_AFTER.match(after) or _UPPER.search(before):
        return Bound.UPPER
    return Bound.LOWER if _LOWER_AFTER.match(after) or _LOWER.search(before) else Bound.NONE
