"""A clause opened for reading: its neighbours, and the whole section it stands in."""

from dataclasses import dataclass

from corpus.types import Clause, ClauseKind, Corpus, Document, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A clause with what is one step away."""

    clause: Clause
    document: Document
    previous: Clause | None
    following: Clause | None
    section: Section | None  # the innermost that it stands in
    section_clauses: tuple[Clause, ...]  # of its outermost section, headings included; the clause alone without one


def open_clause(corpus: Corpus, clause_id: str) -> Opened | None:
    """Return a clause of any document, in force or not; None where the corpus has none of this id any more."""
    document = corpus.known(clause_id.partition("#")[0])
    if document is None:
        return None
    try:
        clause = document.clause(clause_id)
    except KeyError:
        return None
    shown = [c for c in document.clauses if c.kind is not ClauseKind.HEADING or c is clause]
    at = next(i for i, c in enumerate(shown) if c is clause)
    outermost = clause.section_ids[0] if clause.section_ids else None
    return Opened(
        clause=clause,
        document=document,
        previous=shown[at - 1] if at else None,
        following=shown[at + 1] if at + 1 < len(shown) else None,
        section=document.section(clause.section_ids[-1]) if clause.section_ids else None,
        section_clauses=tuple(c for c in document.clauses if outermost in c.section_ids) if outermost else (clause,),
    )
