"""What each department has to do, over all documents."""

from collections import Counter
from dataclasses import dataclass, replace

from assistant.desk.lookup import Hit, Inquiry, Scope, documents_of
from corpus.types import Corpus, Document, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A responsible unit and how many clauses name it."""

    name: str
    n_clauses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGroup:
    """A department's clauses in one section of one document."""

    document: Document
    section: Section | None
    hits: tuple[Hit, ...]


def departments(corpus: Corpus, inquiry: Inquiry | None = None) -> tuple[Department, ...]:
    """Return every department that the documents make responsible, the busiest first."""
    inquiry = replace(inquiry or Inquiry(), unit="")
    counted = Counter(
        unit
        for document in documents_of(corpus, inquiry.scope)
        if inquiry.document_id in {"", document.document_id}
        for clause in document.clauses
        for unit in clause.responsible_units
    )
    return tuple(Department(name=name, n_clauses=count) for name, count in counted.most_common())


def duties(corpus: Corpus, unit: str, scope: Scope = Scope.IN_FORCE) -> tuple[DutyGroup, ...]:
    """Return every clause that names a department, in the order of the documents, by section."""
    groups: list[DutyGroup] = []
    for document in documents_of(corpus, scope):
        for clause in document.clauses:
            if unit not in clause.responsible_units:
                continue
            section = document.section(clause.section_ids[0]) if clause.section_ids else None
            hit = Hit(clause=clause, document=document)
            if groups and groups[-1].document is document and groups[-1].section is section:
                groups[-1] = replace(groups[-1], hits=(*groups[-1].hits, hit))
            else:
                groups.append(DutyGroup(document=document, section=section, hits=(hit,)))
    return tuple(groups)


def roles_of(hit: Hit, unit: str) -> str:
    """Return in which roles a clause names a department: 牵头单位、责任单位."""
    return "、".join(dict.fromkeys(tag.role for tag in hit.clause.responsibilities if unit in tag.units))
