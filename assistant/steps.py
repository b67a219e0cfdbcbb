"""The step of a scale that a question names: 三级 of 一级 to 三级, 满半年 beside 满1年, 2026年 where 2027年 is meant."""

import re
from collections.abc import Sequence

from assistant.quantities import Quantity, comparable, find_quantities

_RANK = re.compile(
    r"第?[一二三四五六七八九十\d]+(?P<of>[级类档]|等(?!级))|[初中高特](?P<grade>级)|[甲乙丙](?P<class>[类级等])"
    r"|(?:国家|省|市|县|区)(?P<tier>级)|第[一二三四五六七八九十\d]+(?P<turn>[年次名期])"
)
_HALF_YEAR = re.compile(r"半年")
_ONE = re.compile(r"(?<![满够了过作干])(?:每|一|1)个?(?:人|[年月天日](?!级|内|以))")  # 一个月多少: a rate, no step
_DIGITS = dict(zip("一二两三四五六七八九", "1223456789", strict=True))
_LONE_NUMERAL = re.compile(
    r"(?<![零一二两三四五六七八九十百千万亿])[一二两三四五六七八九](?![零一二两三四五六七八九十百千万亿])"
)


def of_the_step(words: str, text: str, given: Sequence[Quantity], conditions: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return those of ``given`` that stand with every step that ``words`` name; all where ``text`` has no scale."""
    given_texts = {_plain(q.text) for q in given}
    scales = {scale for scale, step in _steps(text) if step not in given_texts}
    scales |= {q.kind.value for q in conditions}
    named = {(scale, step) for scale, step in _steps(_ONE.sub(" ", words)) if scale in scales}
    cases = {q: _steps(_case(text, given, i)) for i, q in enumerate(given)}
    return [q for q in given if named - {(q.kind.value, t) for t in given_texts} <= cases[q]]


def _steps(text: str) -> set[tuple[str, str]]:
    """Return what of ``text`` may be a step of a scale, with the scale it is of."""
    ranks = list(_RANK.finditer(text))
    found = {(f"{'第' if m['turn'] else ''}{next(filter(None, m.groups()))}", m.group()) for m in ranks}
    found |= {(q.kind.value, _plain(q.text)) for q in find_quantities(_RANK.sub(" ", text))}
    return found | {("duration", m.group()) for m in _HALF_YEAR.finditer(text)}


def _plain(quantity: str) -> str:
    """Return the quantity's text with a lone numeral as a digit, so that 三年 is 3年 and 3个月 is 3月."""
    digits = _LONE_NUMERAL.sub(lambda m: _DIGITS[m.group()], comparable(quantity))
    return digits.replace("个", "")


def _case(text: str, given: Sequence[Quantity], at: int) -> str:
    """Return the words about one amount: from behind the one before it to its own part's end."""
    quantity = given[at]
    start = max(text.rfind(mark, 0, quantity.start) + 1 for mark in "；;。")
    if at:
        rest = text[given[at - 1].end : quantity.start]
        after_break = re.search(r"[，,；;、或]", rest)
        start = max(start, given[at - 1].end + (after_break.end() if after_break else 0))
    following = given[at + 1].start if at + 1 < len(given) else len(text)
    own_end = re.compile(r"[，；;。、]").search(text, quantity.end)
    return text[start : min(following, own_end.start() if own_end else len(text))]
