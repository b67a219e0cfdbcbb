"""What a query names outright: an article, a chapter, a document by number or title, a department.

Such names are followed exactly, before and beside any likeness of meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.types import Clause, ClauseKind, Corpus, Document
from index.locators import PlaceMention, Steps, find_places, names, parse_path, section_step
from index.titles import DocumentNames
from index.units import UnitNames

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}  # ０–９ only: offsets must not move
_SECTION_WORDS = frozenset({"部分", "编", "篇", "章", "节", "点", "项"})  # how people call what is printed 四、
_TOO_SMALL_ALONE = frozenset({"款", "项", "目", "点", "段"})  # 第三项 without 第几条: every list has one
_PART = re.compile(r"《(.+?)》")


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Everything that a query names. Places that the named documents do not have are ``missing``, not an error."""

    clause_ids: tuple[str, ...] = ()  # named by place, in corpus order
    section_ids: tuple[str, ...] = ()  # sections that a place names as a whole
    sentences: tuple[tuple[str, int], ...] = ()  # clause id and position, where a place is finer than a clause
    document_ids: tuple[str, ...] = ()
    units: tuple[str, ...] = ()  # the corpus's names of the bodies mentioned, several for one body where it has them
    missing: tuple[str, ...] = ()  # places as written, e.g. 第四十条
    unknown_documents: tuple[str, ...] = ()  # titles in 《》 and numbers that are no document of the corpus
    spans: tuple[tuple[int, int], ...] = ()  # of the query, that name places, documents or bodies


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause with the whole path from its outermost section to itself."""

    clause: Clause
    path: Steps
    own_path: Steps  # from its locator alone
    section_paths: tuple[tuple[str, Steps], ...]  # of each section it stands in, outermost first


class ReferenceFinder:
    """Finds references to one corpus; build it once."""

    def __init__(self, corpus: Corpus) -> None:
        self._documents = DocumentNames(corpus)
        self._units = UnitNames(_bodies(corpus))
        self._places = {document.document_id: _places(document) for document in corpus.documents}

    def find(self, query: str) -> References:
        """Return what a query names."""
        text = query.translate(_WIDTHS)
        documents = self._documents.find(text)
        units = self._units.find(text)
        places = [place for place in find_places(text) if not documents.is_foreign_before(text, place.start)]
        clauses: dict[str, None] = {}
        sections: dict[str, None] = {}
        sentences: dict[tuple[str, int], None] = {}
        missing = []
        for place in places:
            path, found = self._resolve(place, documents.document_ids or tuple(self._places))
            found = _within_part(text, found)
            if not found:
                missing.append(place.text)
            clauses.update(dict.fromkeys(hit.clause.clause_id for hit in found))
            sections.update(dict.fromkeys(_named_sections(path, found)))
            sentences.update(dict.fromkeys(_named_sentences(path, found)))
        return References(
            clause_ids=tuple(clauses),
            section_ids=tuple(sections),
            sentences=tuple(sentences),
            document_ids=documents.document_ids,
            units=tuple(dict.fromkeys(name for mention in units for name in mention.units)),
            missing=tuple(missing),
            unknown_documents=documents.unknown,
            spans=tuple(
                sorted(
                    [
                        *documents.spans,
                        *((place.start, place.end) for place in places),
                        *((unit.start, unit.end) for unit in units),
                    ]
                )
            ),
        )

    def _resolve(self, mention: PlaceMention, document_ids: Iterable[str]) -> tuple[Steps, list[_Place]]:
        """Return the path as the documents number it, and what it names there."""
        places = [place for document_id in document_ids for place in self._places[document_id]]
        path = mention.path
        if len(path) == 1 and path[0][0] in _TOO_SMALL_ALONE:
            found = [place for place in places if place.own_path == path]
        else:
            found = _named(path, places)
        if not found and path[0][0] in _SECTION_WORDS:
            path = (("条", path[0][1]), *path[1:])
            found = _named(path, places)
        return path, found


def _named(path: Steps, places: Sequence[_Place]) -> list[_Place]:
    """Return what a path names: the clauses at or under it, else the clause within which it must lie."""
    for length in range(len(path), 0, -1):
        found = [place for place in places if names(path[:length], place.path)]
        if found:
            in_text = [place for place in found if not any(unit == "附件" for unit, _ in place.path)]
            return found if path[0][0] == "附件" else in_text or found
    return []


def _places(document: Document) -> list[_Place]:
    steps = {section.section_id: section_step(section) for section in document.sections}
    places = []
    for clause in document.clauses:
        if clause.kind is ClauseKind.HEADING:
            continue
        above: Steps = ()
        section_paths = []
        for section_id in clause.section_ids:
            if step := steps[section_id]:
                above = (*above, step)
                section_paths.append((section_id, above))
        own = parse_path(clause.locator)
        path = (*above, *(step for step in own if step not in above))
        if path:
            places.append(_Place(clause, path, own, tuple(section_paths)))
    return places


def _within_part(text: str, found: list[_Place]) -> list[_Place]:
    """Keep what lies in the part of a document whose title the text names: 《甲办法》第一条 among 甲 and 乙."""
    inside = [place for place in found if (part := _PART.match(place.clause.locator)) and part[1] in text]
    return inside or found


def _named_sections(path: Steps, found: Sequence[_Place]) -> list[str]:
    """Return the sections that a path ends at."""
    return [
        section_id
        for place in found
        for section_id, above in place.section_paths
        if names(path, above) and not names(path, above[:-1])
    ]


def _named_sentences(path: Steps, found: Sequence[_Place]) -> list[tuple[str, int]]:
    """Return the sentences whose own locators a path names, where it is finer than their clauses."""
    return [
        (place.clause.clause_id, position)
        for place in found
        if not names(path, place.path)
        for position, sentence in enumerate(place.clause.sentences)
        if sentence.locator and names(path, parse_path(sentence.locator))
    ]


def _bodies(corpus: Corpus) -> list[str]:
    responsible = [unit for document in corpus.documents for unit in document.responsible_units]
    return responsible + [issuer for document in corpus.documents for issuer in document.issuers]


def find_references(query: str, corpus: Corpus) -> References:
    """Return what a query names; for many queries keep a ReferenceFinder."""
    return ReferenceFinder(corpus).find(query)
