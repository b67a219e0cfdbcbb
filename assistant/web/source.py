"""A document laid out for reading: its clauses in order, an outline, and the cited span marked to the character."""

from dataclasses import dataclass
from itertools import pairwise

from corpus.types import BODY_KINDS, Clause, ClauseKind, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """The cited place: ``document.source[start:end]``, in this clause."""

    document_id: str
    clause_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of source text shown in one style."""

    text: str
    marked: bool = False
    duty: bool = False  # a （责任单位：…） tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One clause as shown."""

    clause_id: str
    kind: ClauseKind
    label: str  # its locator where the text is numbered or structured, else ""
    level: int  # of the heading, 0 for text
    cited: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A section in the outline."""

    clause_id: str  # of the block it leads to
    title: str
    level: int


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    """Return the document's sections as an outline; deeper levels than the second would drown it."""
    return tuple(
        OutlineEntry(clause_id=clause.clause_id, title=section.title, level=section.level)
        for section in document.sections
        if section.level <= 2 and section.title
        for clause in [_first_from(document, section.start)]
        if clause is not None
    )


def lay_out(document: Document, highlight: Highlight | None = None) -> tuple[Block, ...]:
    """Return the document's clauses as blocks in source order, the highlighted span in runs of its own."""
    levels = {section.start: section.level for section in document.sections}
    return tuple(
        Block(
            clause_id=clause.clause_id,
            kind=clause.kind,
            label=clause.locator if clause.kind in BODY_KINDS else "",
            level=levels.get(clause.start, 1) if clause.kind is ClauseKind.HEADING else 0,
            cited=highlight is not None and highlight.clause_id == clause.clause_id,
            runs=_runs(document, clause, highlight),
        )
        for clause in document.clauses
    )


def _first_from(document: Document, position: int) -> Clause | None:
    return next((clause for clause in document.clauses if clause.end > position), None)


def _runs(document: Document, clause: Clause, highlight: Highlight | None) -> tuple[Run, ...]:
    marked = _span_within(clause, highlight)
    duties = [(duty.start, duty.end) for duty in clause.responsibilities]
    edges = {clause.start, clause.end, *marked, *(edge for span in duties for edge in span)}
    cuts = sorted(edge for edge in edges if clause.start <= edge <= clause.end)
    return tuple(
        Run(
            text=document.source[start:end],
            marked=bool(marked) and marked[0] <= start and end <= marked[1],
            duty=any(first <= start and end <= last for first, last in duties),
        )
        for start, end in pairwise(cuts)
    )


def _span_within(clause: Clause, highlight: Highlight | None) -> tuple[int, ...]:
    if highlight is None or highlight.clause_id != clause.clause_id:
        return ()
    start, end = max(highlight.start, clause.start), min(highlight.end, clause.end)
    return (start, end) if start < end else (clause.start, clause.end)
