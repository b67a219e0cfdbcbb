"""Two versions of a document, or two states of a corpus, clause by clause."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from corpus.changes.matching import body, match_clauses, path, text_key
from corpus.changes.types import ChangeKind, ClauseChange, DocumentChange
from corpus.changes.words import changed_quantities, edit
from corpus.types import Clause, ClauseKind, Document

_SAME_HEADING = 60.0


def compare(old: Document | None, new: Document | None) -> tuple[ClauseChange, ...]:
    """Return every clause that differs, in the order of the new version, what was removed where it stood."""
    if old and new and old.source == new.source:
        return ()
    before = old.clauses if old else ()
    after = new.clauses if new else ()
    pairs = match_clauses(before, after)
    old_of = {id(b): a for a, b in pairs}
    matched = {id(a) for a, _ in pairs}
    out_of_order = _out_of_order(before, [(old_of[id(b)], b) for b in after if id(b) in old_of])
    removed = _removed_behind(before, matched)
    old_headings, headings = _headings(old), _headings(new)
    changes = [*removed.get(None, ())]
    for clause in after:
        counterpart = old_of.get(id(clause))
        if counterpart is None:
            changes.append(ClauseChange(kind=ChangeKind.ADDED, old=None, new=clause))
            continue
        moved = id(clause) in out_of_order or _differ(_heading(counterpart, old_headings), _heading(clause, headings))
        if change := _difference(counterpart, clause, moved=moved):
            changes.append(change)
        changes += removed.get(id(counterpart), ())
    return tuple(changes)


def compare_documents(old: Sequence[Document], new: Sequence[Document]) -> tuple[DocumentChange, ...]:
    """Return every document that differs; versions of one family are compared with each other."""
    old_by_id = {document.document_id: document for document in old}
    new_ids = {document.document_id for document in new}
    left = {d.family: d for d in old if d.document_id not in new_ids}
    found = []
    for document in new:
        before = old_by_id.get(document.document_id) or left.pop(document.family, None)
        changes = compare(before, document)
        if changes or before is None:
            found.append(DocumentChange(old=before, new=document, changes=changes))
    gone = {d.document_id for d in left.values()}
    found += [
        DocumentChange(old=document, new=None, changes=compare(document, None))
        for document in old
        if document.document_id in gone
    ]
    return tuple(found)


def _difference(old: Clause, new: Clause, *, moved: bool) -> ClauseChange | None:
    if text_key(old) != text_key(new):
        before, after = body(old), body(new)
        return ClauseChange(
            kind=ChangeKind.AMENDED,
            old=old,
            new=new,
            edits=edit(before, after),
            quantities=changed_quantities(before, after),
            moved=moved,
        )
    if moved:
        return ClauseChange(kind=ChangeKind.MOVED, old=old, new=new, moved=True)
    if path(old) != path(new):
        return ClauseChange(kind=ChangeKind.RENUMBERED, old=old, new=new)
    return None


def _removed_behind(before: Sequence[Clause], matched: set[int]) -> dict[int | None, list[ClauseChange]]:
    """Return what was removed by the kept clause that it stood behind, None for what stood first."""
    removed: dict[int | None, list[ClauseChange]] = {}
    last: int | None = None
    for clause in before:
        if id(clause) in matched:
            last = id(clause)
        else:
            removed.setdefault(last, []).append(ClauseChange(kind=ChangeKind.REMOVED, old=clause, new=None))
    return removed


def _out_of_order(before: Sequence[Clause], pairs: Sequence[tuple[Clause, Clause]]) -> set[int]:
    """Return the new clauses that stand in another order: all but a longest run that kept its own."""
    position = {id(clause): i for i, clause in enumerate(before)}
    sequence = [position[id(a)] for a, _ in pairs]
    tails: list[int] = []  # last position of the best run of each length
    lengths = []
    for value in sequence:
        length = bisect_left(tails, value)
        tails[length : length + 1] = [value]
        lengths.append(length)
    kept, wanted, above = set(), len(tails) - 1, len(before)
    for i in range(len(sequence) - 1, -1, -1):
        if lengths[i] == wanted and sequence[i] < above:
            kept.add(i)
            wanted, above = wanted - 1, sequence[i]
    return {id(b) for i, (_, b) in enumerate(pairs) if i not in kept}


def _headings(document: Document | None) -> dict[str, str]:
    return {section.section_id: section.heading for section in document.sections} if document else {}


def _heading(clause: Clause, headings: Mapping[str, str]) -> str:
    """Return the heading that a clause stands under; a heading that of what it stands in."""
    above = clause.section_ids[:-1] if clause.kind is ClauseKind.HEADING else clause.section_ids
    return headings[above[-1]] if above else ""


def _differ(before: str, after: str) -> bool:
    """Whether two headings are of two sections, rather than one heading reworded."""
    return before != after and fuzz.ratio(before, after) < _SAME_HEADING
