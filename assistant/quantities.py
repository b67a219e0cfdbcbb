"""Amounts, counts, shares, periods and dates in Chinese text: found for leading an answer and for checking it."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class QuantityKind(StrEnum):
    """What a number measures, told by its unit."""

    MONEY = "money"
    PERCENT = "percent"
    PERSONS = "persons"
    TIMES = "times"
    DURATION = "duration"
    DATE = "date"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit. ``phrase`` adds what bounds it (不少于…, …以上), as printed."""

    kind: QuantityKind
    text: str
    phrase: str
    start: int
    end: int


_HAN = "零〇一二两三四五六七八九十百千"
_HAN_NUMERAL = rf"[{_HAN}](?:[{_HAN}万亿]*[{_HAN}])?(?:点[零〇一二三四五六七八九]+)?"
# 2万5千元 and 1亿5000万元 are one amount each: 5千元 would be a wrong one.
_NUMERAL = rf"(?:\d(?:[\d,，]*\d)?(?:\.\d+)?(?:[万亿]\d+(?=[千百万元]))?|{_HAN_NUMERAL})"
# A range may carry its unit twice: 50万至100万元 is one amount, 100万元 alone would be a wrong one.
_NUMBER = rf"{_NUMERAL}(?:\s*[百千万亿%％‰]?\s*[-—–~～至到]\s*{_NUMERAL})?"
_SCALE = r"\s*[余多几]?\s*(?:千|百|万|亿|万亿)?\s*[余多]?\s*"
_UNTIL = r"\s*[-—–~～至到]\s*\d{1,2}\s*"
_DAY_OF_YEAR = rf"\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日(?:{_UNTIL}日)?|{_UNTIL}月|底|末|初)?"
# The order matters: a longer unit is tried before one that begins it.
_UNITS = (
    (
        QuantityKind.DATE,
        rf"(?:\d{{4}}|[二〇零一三四五六七八九]{{4}})\s*年(?:\s*{_DAY_OF_YEAR}|底|末)?(?!度|\s*(?:以上|以下|以内|内))",
    ),
    (QuantityKind.DATE, rf"{_DAY_OF_YEAR}(?!\s*(?:以上|以下|以内|内))"),
    (QuantityKind.DATE, rf"[每次当本首上]个?月的?\s*\d{{1,2}}\s*[日号](?:(?:{_UNTIL}|、\s*\d{{1,2}}\s*)[日号])*"),
    (QuantityKind.PERCENT, rf"{_NUMBER}\s*[%％‰]|[{_HAN}万]+分之{_NUMERAL}|{_NUMERAL}个百分点"),
    (QuantityKind.MONEY, rf"{_NUMBER}{_SCALE}(?:元|美元|欧元|港元)"),
    (
        QuantityKind.DURATION,
        rf"{_NUMBER}\s*(?:个)?\s*(?:工作日|自然日|年(?![级龄度])(?:半(?!数))?|半月|个月|月|周(?![岁年边])|星期|日|天|小时|分钟)",
    ),
    (QuantityKind.PERSONS, rf"{_NUMBER}{_SCALE}个?(?:人次|人|名|位)(?!民|员|才|力|工|大|社|均)"),
    (QuantityKind.TIMES, rf"{_NUMBER}{_SCALE}(?:次(?!性)|场|期|届|批)"),
    (
        QuantityKind.COUNT,
        rf"{_NUMBER}{_SCALE}(?:个(?!(?:纳税|会计|自然|财政|预算)年度|年度|学年|学期|周期)|家|户|项|件|套|类|种|门|所|处|座|间|台|辆|亩|平方米|平方公里|公里|厘米|毫米|米|吨|公斤|千克|斤|千瓦时|千瓦|升(?![级学本规任降])|公顷|分贝|分(?!之)|倍|级|条|款|章|部|张|份|岁|周岁|%)",
    ),
)
_MOST = r"最高|最低|最多|最少|最长|最短|至少|至多|上限|下限"
_COMPARED = r"超过|超出|高出|达到|低于|高于|多于|少于|大于|小于|晚于|早于"
# What denies a bound belongs to it: 不能超过50万元 is never told as 超过50万元.
_NO_MORE = rf"(?:不|未|没有?|禁止|严禁)(?:得|应当?|能够?|可以?|会|宜|准|允许|再)*(?:{_COMPARED}|满|足)|{_COMPARED}|满"
_EACH = r"(?:每[^\W\d每]{1,3})+"
_GIVEN = (
    r"可以?|能|给予|申请|贷款?|获得?|享受|领取?|补[贴助偿]|奖励?|资助|支持|额度|限额|标准|金额|支付|发放|报销|返还|提取"
)
_BEFORE = re.compile(
    rf"(?:{_EACH})?(?:(?:{_MOST})(?:{_GIVEN})*)?(?:{_NO_MORE})?(?:{_EACH})?(?:可?达|为|到|是)?(?:人民币)?$"
)
_BOUND_OF = re.compile(rf"(?:{_NO_MORE})[^\W\d]{{1,12}}的$")  # 不超过实际支出的50%
_BOUNDS = re.compile(rf"{_EACH}|{_MOST}|{_NO_MORE}|人民币")
_POINT = re.compile(
    r"(?:截[至止]到?|(?<![拿看达得收来])[到至自从])\s*$"
)  # 到2027年 is another thing to be told than 2027年
_LONGEST_BOUND = 30  # characters
_INCLUSIVE = r"(?:[（(]不?含[^（()）]{0,6}[）)])"
_WHOM = r"(?:人次|人|名|位|户|家|个|年|月|日|天|次|期|岗位?|学年|学期|季度?|课时|小时|亩|吨|件|套|台|辆|张|项|公里|平方米|千瓦时|度)"
_AFTER = re.compile(
    rf"{_INCLUSIVE}?(?:及?以上|及?以下|以内|之内|之前|左右|前(?![期沿景往提])|内(?![容部外地资需设])){_INCLUSIVE}?"
    rf"|(?:[/／·]\s*{_WHOM}(?!工|才|员))+"
)
_SINCE = re.compile(rf"起(?![草步点诉])|{_AFTER.pattern}")
_PATTERN = re.compile("|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(_UNITS)))
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CHINESE_NUMERAL = re.compile(rf"[{_HAN}](?!分之)")
_NUMBER_BEFORE = re.compile(r"(?:[零〇一二两三四五六七八九十百千]|[零〇一二两三四五六七八九十百千][万亿])$")
_GAP = re.compile(r"(?<=[\d.零〇一二两三四五六七八九十百千万亿])\s+(?=[\d零〇一二两三四五六七八九十百千万亿])")
_REST_OF_A_NUMBER = re.compile(rf"第\Z|[\d{_HAN}][百千万亿]\Z")  # 第二年 is no two years, nor are 1万5千8百元 800元
_SOME = "一批"  # of an unsaid number: 挖掘一批案例
_FACTOR = re.compile(r"[×✕÷]\s*\Z")  # 人次数/床位数×100% is no share of anything
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_ORDINAL = re.compile(rf"第{_HAN_NUMERAL}")
_WHOLE_PART = re.compile(r"(?<![\d.])\d+\.$")  # of a decimal; the 4. of 2025.4.14 is none


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of ``text`` in order, none overlapping."""
    found = []
    for match in _PATTERN.finditer(text):
        if _FACTOR.search(text, 0, match.start()) or _REST_OF_A_NUMBER.search(text, 0, match.start()):
            continue
        if match.group() == _SOME:
            continue
        kind = _UNITS[int(str(match.lastgroup)[1:])][0]
        start = _bound_start(kind, text[: match.start()])
        after = (_SINCE if kind is QuantityKind.DATE else _AFTER).match(text, match.end())
        end = after.end() if after else match.end()
        found.append(
            Quantity(kind=kind, text=match.group(), phrase=text[start:end], start=match.start(), end=match.end())
        )
    return tuple(found)


def _bound_start(kind: QuantityKind, before: str) -> int:
    """Return where the words begin that bound the quantity that follows ``before``."""
    if kind is QuantityKind.PERCENT and (of := _BOUND_OF.search(before)):
        return of.start()
    if kind is QuantityKind.DATE and (point := _POINT.search(before)):
        return point.start()
    bound = _BEFORE.search(before[-_LONGEST_BOUND:])
    if bound is None or not _BOUNDS.search(bound.group()):  # 为 or 到 alone bounds nothing
        return len(before)
    return len(before) - len(bound.group())


def comparable(text: str) -> str:
    """Return ``text`` in the form in which two spellings of the same words are equal: NFKC, no white space."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    return _THOUSANDS.sub("", folded)


def unsupported_quantities(text: str, support: str) -> tuple[str, ...]:
    """Return the numbers of ``text``, with their units, that ``support`` does not contain."""
    # A gap between two numbers may be a line wrapped within one (4\n00万元) or set two apart (1. 30万元).
    grounds = (comparable(support), comparable(_GAP.sub("|", unicodedata.normalize("NFKC", support))))
    missing = [q.text for q in find_quantities(text) if not any(_occurs(comparable(q.text), g) for g in grounds)]
    missing += [d for d in _DIGITS.findall(comparable(text)) if not any(_occurs(d, g) for g in grounds)]
    missing += [ordinal for ordinal in _ORDINAL.findall(comparable(text)) if not any(ordinal in g for g in grounds)]
    return tuple(dict.fromkeys(missing))


def _occurs(needle: str, ground: str) -> bool:
    """Whether ``needle`` occurs in ``ground`` without being the tail or head of a longer number."""
    start = ground.find(needle)
    while start >= 0:
        end = start + len(needle)
        before, after = ground[start - 1 : start], ground[end : end + 1]
        decimal = "." not in needle and _WHOLE_PART.search(ground[max(0, start - 20) : start]) is not None
        longer_left = (needle[0].isdigit() and (before.isdigit() or decimal)) or (
            _CHINESE_NUMERAL.match(needle) and _NUMBER_BEFORE.search(ground[max(0, start - 2) : start])
        )
        longer_right = needle[-1].isdigit() and after.isdigit()
        if not longer_left and not longer_right:
            return True
        start = ground.find(needle, start + 1)
    return False
