"""The words that changed in a clause; numbers, amounts and dates are compared as wholes."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from corpus.changes.types import Edit, EditKind

_DIGITS = r"(?:\d+(?:[,，]\d{3})*(?:\.\d+)?|[〇零一二三四五六七八九十百千两]+)"
_UNIT = (
    r"(?:个?(?:百分点|工作日|自然日|交易日|年度|季度|月|年|日|天|小时|分钟|周岁|岁|周)|[百千万亿]*(?:美元|欧元|港元|元)"
    r"|[百千万亿]+(?:人次|户次|平方米|公里|人|名|户|家|亩|吨|套|次|件|个|项)?|人次|户次|人|名|户|家|亩|吨|套|次|件|个|项|倍|成|折|级|条|款|期|批|所|座|台|平方米|公里|公斤|米|%|％|‰)"
)
_DATE = r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_DOCUMENT_NUMBER = r"[〔\[［](?:19|20)\d{2}[〕\]］]\d{1,5}号"
_QUANTITY = re.compile(
    rf"{_DATE}|{_DOCUMENT_NUMBER}|第{_DIGITS}[条款项章节号]|百分之{_DIGITS}|{_DIGITS}\s*{_UNIT}|\d+(?:\.\d+)?"
)
_TOKEN = re.compile(rf"(?:{_QUANTITY.pattern})|[A-Za-z]+|\s+|.", re.DOTALL)
_TOO_SHORT_TO_KEEP = 2  # characters kept between two changes that read better as one change


def tokens(text: str) -> list[str]:
    """Cut a text into quantities, Latin words and single characters."""
    return _TOKEN.findall(text)


def edit(old: str, new: str) -> tuple[Edit, ...]:
    """Return the stretches that turn one text into the other."""
    a, b = tokens(old), tokens(new)
    edits: list[Edit] = []
    for deleted, inserted, kept in _runs(a, b):
        edits += [*_changed(EditKind.DELETED, deleted), *_changed(EditKind.INSERTED, inserted)]
        if kept:
            edits.append(Edit(kind=EditKind.KEPT, text="".join(kept)))
    return tuple(edits)


def changed_quantities(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers and dates that changed, old and new side by side."""
    pairs: list[tuple[str, str]] = []
    for deleted, inserted, _ in _runs(tokens(old), tokens(new)):
        gone = [token for token in deleted if is_quantity(token)]
        come = [token for token in inserted if is_quantity(token)]
        same = set(gone) & set(come)
        gone, come = [t for t in gone if t not in same], [t for t in come if t not in same]
        for i in range(max(len(gone), len(come))):
            pairs.append((gone[i] if i < len(gone) else "", come[i] if i < len(come) else ""))
    return tuple(pairs)


def is_quantity(token: str) -> bool:
    """Whether a token is a number, an amount, a period or a date."""
    return _QUANTITY.fullmatch(token) is not None


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield what was deleted, what was inserted in its place, and what was kept behind it."""
    deleted: list[str] = []
    inserted: list[str] = []
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for n, (tag, a1, a2, b1, b2) in enumerate(opcodes):
        if tag != "equal":
            deleted += a[a1:a2]
            inserted += b[b1:b2]
            continue
        between = 0 < n < len(opcodes) - 1
        if between and sum(map(len, a[a1:a2])) <= _TOO_SHORT_TO_KEEP and not any(map(_stands_alone, a[a1:a2])):
            deleted += a[a1:a2]
            inserted += b[b1:b2]
            continue
        yield deleted, inserted, list(a[a1:a2])
        deleted, inserted = [], []
    if deleted or inserted:
        yield deleted, inserted, []


def _stands_alone(token: str) -> bool:
    """Whether a token parts two changes however short it is."""
    return is_quantity(token) or not token.isalnum()


def _changed(kind: EditKind, words: Sequence[str]) -> Iterator[Edit]:
    """Yield a changed stretch, its quantities apart."""
    plain = ""
    for word in words:
        if is_quantity(word):
            if plain:
                yield Edit(kind=kind, text=plain)
            yield Edit(kind=kind, text=word, is_quantity=True)
            plain = ""
        else:
            plain += word
    if plain:
        yield Edit(kind=kind, text=plain)
