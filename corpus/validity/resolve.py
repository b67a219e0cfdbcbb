"""Which documents of a corpus apply on a day, and what took the place of the others.

Each document first says itself when it applies; then versions of one family follow each other, and documents
repeal one another; what a person wrote in a TOML comes last and wins.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from corpus.types import Document, State, Validity
from corpus.validity.corrections import Corrections, read_corrections
from corpus.validity.periods import Stated, read_period
from corpus.validity.repeals import Register, read_repeals


@dataclass(slots=True, kw_only=True)
class _Entry:
    """One document while its validity is worked out."""

    document: Document
    stated: Stated
    corrections: Corrections
    start: date | None = None
    end: date | None = None  # of its own period
    ended: list[tuple[date | None, State, str]] = field(default_factory=list)  # first day without it, how, by what

    @property
    def is_draft(self) -> bool:
        """Whether it never came into force."""
        state = self.corrections.state
        return state is State.DRAFT or (state is None and self.stated.is_draft)


def resolve(documents: Sequence[Document], day: date) -> tuple[Document, ...]:
    """Return the documents, each with its validity as it is on a day; LibraryError for a TOML that makes no sense."""
    entries = [_entry(document) for document in documents]
    by_id = {entry.document.document_id: entry for entry in entries}
    families: dict[str, list[_Entry]] = {}
    for entry in entries:
        if not entry.is_draft:
            families.setdefault(entry.document.family, []).append(entry)
    for family in families.values():
        _follow_each_other(family)
    register = Register(documents)
    for entry in entries:
        if not entry.is_draft:
            _repeal_others(entry, register, by_id)
    for entry in entries:
        _apply_stated_end(entry, by_id)
    return tuple(replace(entry.document, validity=_validity(entry, day)) for entry in entries)


def _entry(document: Document) -> _Entry:
    stated = read_period(document)
    corrections = read_corrections(document.provenance, path=f"{document.document_id}.toml")
    return _Entry(
        document=document,
        stated=stated,
        corrections=corrections,
        start=corrections.in_force_from or stated.in_force_from,
        end=corrections.in_force_until or (None if corrections.state is State.IN_FORCE else stated.in_force_until),
    )


def _order(entry: _Entry, *, dated: bool) -> tuple[date, tuple[tuple[int, str], ...]]:
    """Sort key of versions; labels compare as people count: v2 before v10, none first."""
    parts = re.findall(r"\d+|\D+", entry.document.label)
    label = tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
    return (entry.start if dated and entry.start else date.min, label)


def _follow_each_other(family: Sequence[_Entry]) -> None:
    """Let each version of a family be ended by the next."""
    dated = all(version.start for version in family)
    ordered = sorted(family, key=lambda version: _order(version, dated=dated))
    for version, following in itertools.pairwise(ordered):
        _end(version, following.start, State.SUPERSEDED, following.document.document_id)


def _repeal_others(by: _Entry, register: Register, by_id: dict[str, _Entry]) -> None:
    for repeal in read_repeals(by.document):
        for document in register.find(repeal, by.document):
            repealed = by_id[document.document_id]
            if repealed is not by and _may_repeal(by, repealed):
                _end(repealed, repeal.on or by.start, State.REPEALED, repeal.clause_id)


def _may_repeal(by: _Entry, repealed: _Entry) -> bool:
    """Whether the one came after the other: a title alone may mean an older document of the same name."""
    if repealed.start and by.start:
        return repealed.start < by.start
    if repealed.document.family == by.document.family:
        return _order(repealed, dated=False) < _order(by, dated=False)
    return True


def _end(entry: _Entry, first_day_without: date | None, state: State, by: str) -> None:
    if entry.corrections.state is not State.IN_FORCE:
        entry.ended.append((first_day_without, state, by))


def _apply_stated_end(entry: _Entry, by_id: dict[str, _Entry]) -> None:
    """Add the end that a person or the page it was saved from states."""
    said = entry.corrections
    last_day = said.in_force_until
    # a person writes 9999-12-31 for what never ends; the calendar has no day after it
    after = min(last_day, date.max - timedelta(days=1)) + timedelta(days=1) if last_day else None
    if said.superseded_by and said.state in (None, State.SUPERSEDED):
        successor = by_id.get(said.superseded_by)
        if successor is None or not successor.is_draft:
            start = after or (successor.start if successor else None)
            _end(entry, start, State.SUPERSEDED, said.superseded_by)
    if said.state is State.SUPERSEDED and not said.superseded_by and not entry.ended:
        _end(entry, after, State.SUPERSEDED, "")
    if said.state is State.REPEALED or (said.state is None and said.repealed_by):
        known = next((by for _, state, by in entry.ended if state is State.REPEALED), "")
        entry.ended = [end for end in entry.ended if end[1] is not State.REPEALED]
        _end(entry, after, State.REPEALED, said.repealed_by or known)
    if said.state is None and entry.stated.is_withdrawn and not entry.ended:
        _end(entry, after, State.REPEALED, "")


def _validity(entry: _Entry, day: date) -> Validity:
    """Return how a document stands on a day; what ends it later is told too."""
    ends = sorted(entry.ended, key=lambda end: (end[0] or date.min, end[1] is not State.REPEALED))
    superseded_by = next((by for _, state, by in ends if state is State.SUPERSEDED and by), None)
    repealed_by = next((by for _, state, by in ends if state is State.REPEALED and by), None)
    last_days = [first - timedelta(days=1) for first, _, _ in ends if first and first > date.min] + (
        [entry.end] if entry.end else []
    )
    last_days = [last for last in last_days if entry.start is None or last >= entry.start]  # else it never applied
    if entry.is_draft:
        state = State.DRAFT
    elif over := next((state for first, state, _ in ends if first is None or first <= day), None):
        state = over
    elif entry.end and entry.end < day:
        state = State.EXPIRED
    elif entry.start and day < entry.start:
        state = State.PENDING
    else:
        state = State.IN_FORCE
    return Validity(
        state=state,
        in_force_from=entry.start,
        in_force_until=min(last_days) if last_days else None,
        superseded_by=superseded_by,
        repealed_by=repealed_by,
    )
