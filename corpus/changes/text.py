"""Changes for reading in a terminal."""

from collections.abc import Iterator, Sequence

from corpus.changes.types import ChangeKind, ClauseChange, DocumentChange, Edit, EditKind
from corpus.changes.wording import count, heading, kind_name, place, quantity_lines
from corpus.validity import describe

_RED, _GREEN, _BOLD, _RESET = "\033[31m", "\033[32m", "\033[1m", "\033[0m"
_SHOWN = 24  # characters kept on either side of a change
_MAX_TEXT = 400


def to_text(changes: Sequence[DocumentChange], *, colour: bool) -> str:
    """Return every change, numbers and dates first; ``colour`` marks with it, else with [-…-] and {+…+}."""
    if not changes:
        return "没有变化。"
    return "\n\n".join("\n".join(_document(change, colour)) for change in changes)


def _document(change: DocumentChange, colour: bool) -> Iterator[str]:
    yield f"{_BOLD}{heading(change)}{_RESET}" if colour else heading(change)
    if change.old and change.new and describe(change.old) != describe(change.new):
        yield f"  效力：{describe(change.old)} → {describe(change.new)}"
    yield f"  {count(change.changes)}"
    if quantities := quantity_lines(change.changes):
        yield "  数字和日期："
        for where, old, new in quantities:
            yield f"    {where}：{_mark(EditKind.DELETED, old, colour)} → {_mark(EditKind.INSERTED, new, colour)}"
    renumbered = [clause for clause in change.changes if clause.kind is ChangeKind.RENUMBERED]
    for clause in change.changes:
        if clause.kind is not ChangeKind.RENUMBERED:
            yield from _clause(clause, colour)
    if renumbered:
        yield f"  改号  {'；'.join(place(clause) for clause in renumbered)}"


def _clause(change: ClauseChange, colour: bool) -> Iterator[str]:
    yield f"  {kind_name(change)}  {place(change)}"
    if change.edits:
        yield f"        {''.join(_edit(edit, colour) for edit in _shortened(change.edits))}"
    elif change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        kind = EditKind.INSERTED if change.kind is ChangeKind.ADDED else EditKind.DELETED
        yield f"        {_mark(kind, _cut(change.clause.plain), colour)}"
    else:
        yield f"        {_cut(change.clause.plain)}"


def _shortened(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Leave out the middle of what was kept."""
    for n, edit in enumerate(edits):
        text = edit.text
        if edit.kind is EditKind.KEPT and len(text) > 2 * _SHOWN + 2:
            head = "" if n == 0 else text[:_SHOWN]
            tail = "" if n == len(edits) - 1 else text[-_SHOWN:]
            text = f"{head}……{tail}"
        yield Edit(kind=edit.kind, text=text, is_quantity=edit.is_quantity)


def _edit(edit: Edit, colour: bool) -> str:
    if edit.kind is EditKind.KEPT:
        return edit.text
    return _mark(edit.kind, edit.text, colour, strong=edit.is_quantity)


def _mark(kind: EditKind, text: str, colour: bool, *, strong: bool = False) -> str:
    if not colour:
        return f"[-{text}-]" if kind is EditKind.DELETED else f"{{+{text}+}}"
    return f"{_BOLD if strong else ''}{_RED if kind is EditKind.DELETED else _GREEN}{text}{_RESET}"


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}……"
