"""Amounts given 分别: 博士、硕士、本科毕业生 to 3000元、2000元、1000元, each to the name in the same place."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.quantities import Quantity
from assistant.question import Ask

_JOINT = re.compile(r"、|以及|[和及与]")
_BETWEEN = re.compile(r"^(?:、|以及|[和及与])(?:最[高低多少长]|每[^\W\d]{1,2}|不超过)?$")
_NUMERALS = "一二三四五六七八九十"


def in_series(text: str, found: Sequence[Quantity]) -> bool:
    """Whether amounts of ``text`` are set one beside the other for several names."""
    return len(found) > 1 and ("分别" in text or any(_joined(text, a, b) for a, b in pairwise(found)))


def of_series(ask: Ask, text: str, found: Sequence[Quantity]) -> Quantity | None:
    """Return the amount whose name ``ask`` says; None unless names and amounts pair off and one name is said."""
    if "分别" not in text or not all(_joined(text, a, b) for a, b in pairwise(found)):
        return None
    before = re.split(r"[；;。]", text[: found[0].start])[-1]
    lists = [items for part in re.split(r"[，,]", before) if len(items := _JOINT.split(part)) > 1]
    if len(lists) != 1 or len(lists[0]) != len(found):
        return None
    said = [i for i in range(len(found)) if _says(ask, lists[0], i)]
    return found[said[0]] if len(said) == 1 else None


def _joined(text: str, first: Quantity, second: Quantity) -> bool:
    return _BETWEEN.match(text[first.end : second.start]) is not None


def _says(ask: Ask, items: Sequence[str], at: int) -> bool:
    """Whether the question says the name at a place of the list, by itself and not as part of a longer word."""
    if items[-1][0] in _NUMERALS and all(item[-1:] in _NUMERALS for item in items[:-1]):  # 一、二、三等奖
        return (items[at][-1:] if at < len(items) - 1 else items[at][0]) + items[-1][1:2] in ask.words
    item = items[at]
    if at == 0:  # what leads up to the list stands before its first name
        names = [item[i:] for i in range(len(item) - 1)]
    elif at == len(items) - 1:  # and what they have in common behind the last
        names = [item[:i] for i in range(len(item), 1, -1)]
    else:
        names = [item] if len(item) > 1 else []
    name = next((name for name in names if name in ask.words), "")
    return bool(name) and not any(name in term and term not in (name, f"{name}生") for term in ask.own_terms)
