"""Takes numbers and addresses that point to a person out of what a visitor wrote, before anything is kept.

Identity cards, bank cards, mobile and landline numbers and e-mail addresses; in half- and full-width and in Chinese
digits, with separators. Names and postal addresses are not recognised. In doubt more is masked, not less.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

IDENTITY_CARD = "〔身份证号已隐去〕"
BANK_CARD = "〔银行卡号已隐去〕"
MOBILE = "〔手机号已隐去〕"
LANDLINE = "〔电话号码已隐去〕"
EMAIL = "〔邮箱已隐去〕"
LONG_NUMBER = "〔长号码已隐去〕"

_TAKEN = "\0"  # stands in the shadow for what is masked already

_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+\-]*[-\s]*@[-\s]*[A-Za-z0-9][A-Za-z0-9\-]*(?:\s*[.。]\s*[A-Za-z0-9\-]+)+", re.ASCII
)

# The shadow below writes every separator as "-".
_GAP = "-{0,3}"
_CARD_DIGITS = ["[1-9]", *[r"\d"] * 5, "[12]", "[089]", *[r"\d"] * 9, r"[\dXx]"]
_IDENTITY_CARD = re.compile(rf"(?<!\d){_GAP.join(_CARD_DIGITS)}(?!\d)", re.ASCII)
_DIGIT_GROUPS = re.compile(r"\d+(?:-{1,3}\d+)*", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{15,}[Xx]?", re.ASCII)  # a card number with a slip in it still gives its owner away
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)", re.ASCII)
_LANDLINE = re.compile(
    rf"(?<!\d)(?:\(?(?:\+|00)86\)?{_GAP}\(?0?\d{{2,3}}|\(?0\d{{2,3}})\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"
    rf"(?:{_GAP}(?:转|分机){_GAP}\d{{1,6}})?",
    re.ASCII,
)
# without an area code it could be a date or an amount, unless it is called a number to ring
_LOCAL = re.compile(
    rf"(?:电话|座机|固话|手机|号码|tel|phone)[^\d\n]{{0,6}}?(\d{{3,4}}{_GAP}\d{{4}})(?!\d)", re.ASCII | re.I
)

_Finder = Callable[[str], Iterator[tuple[int, int]]]

_CHINESE_DIGITS = str.maketrans("零〇一二三四五六七八九幺", "001234567891")


def mask(text: str) -> str:
    """Return the text with every such number replaced by a word for what it was; the rest is as it was written."""
    plain = "".join(map(_narrow, text))
    spans = [(match.span(), EMAIL) for match in _EMAIL.finditer(plain)]
    shadow = "".join(map(_shadow, plain.translate(_CHINESE_DIGITS)))
    shadow = _without(shadow, (span for span, _ in spans))
    for find, label in _FINDERS:
        found = list(find(shadow))
        spans += [(span, label) for span in found]
        shadow = _without(shadow, found)
    for (start, end), label in sorted(spans, reverse=True):
        text = text[:start] + label + text[end:]
    return text


def _narrow(char: str) -> str:
    """The character in its plain form, where that is one character too, so that positions stay."""
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain.isdecimal():
        return str(unicodedata.decimal(plain))
    return plain if len(plain) == 1 else char


@cache
def _shadow(char: str) -> str:
    separates = unicodedata.category(char) in {"Pd", "Zs", "Cf", "Pc", "Cc"} or char in ".·・/~\n\t\r"
    return "-" if separates else char


def _without(shadow: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        shadow = shadow[:start] + _TAKEN * (end - start) + shadow[end:]
    return shadow


def _identity_cards(shadow: str) -> Iterator[tuple[int, int]]:
    for match in _IDENTITY_CARD.finditer(shadow):
        digits = match.group().replace("-", "")
        if _is_date(digits[6:14]):
            yield match.span()


def _is_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1850 <= born.year < 2100


def _bank_cards(shadow: str) -> Iterator[tuple[int, int]]:
    for run in _DIGIT_GROUPS.finditer(shadow):
        groups = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"\d+", run.group())]
        position = 0
        while position < len(groups):
            end = _card_from(shadow, groups[position:])
            if end:
                yield groups[position][0], groups[position + end - 1][1]
            position += end or 1


def _card_from(shadow: str, groups: list[tuple[int, int]]) -> int:
    """How many of the groups, from the first, make up a card number; 0 where they do not."""
    longest, digits = 0, ""
    for count, (start, end) in enumerate(groups, start=1):
        digits += shadow[start:end]
        if len(digits) > 19:
            break
        lengths = [last - first for first, last in groups[: count - 1]]
        grouped = all(length >= 3 for length in lengths) or all(length == 1 for length in lengths)
        if len(digits) >= 15 and digits[0] != "0" and grouped and passes_luhn(digits):
            longest = count
    return longest


def passes_luhn(digits: str) -> bool:
    """Tell whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for position, char in enumerate(reversed(digits)):
        doubled = int(char) * (2 if position % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _spans(pattern: re.Pattern[str], group: int = 0) -> _Finder:
    return lambda shadow: (match.span(group) for match in pattern.finditer(shadow))


# in this order: a longer number is never taken for a shorter one within it
_FINDERS: tuple[tuple[_Finder, str], ...] = (
    (_identity_cards, IDENTITY_CARD),
    (_bank_cards, BANK_CARD),
    (_spans(_LONG_NUMBER), LONG_NUMBER),
    (_spans(_MOBILE), MOBILE),
    (_spans(_LANDLINE), LANDLINE),
    (_spans(_LOCAL, 1), LANDLINE),
)
