"""Collecting sections and clauses: ids that stay unique, sentences, responsibilities."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parsing.blocks import Block
from corpus.parsing.responsibility import find_tags
from corpus.parsing.sentences import split_sentences
from corpus.types import Clause, ClauseKind, Responsibility, Section, Sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one block that goes into a clause, and the locator of its sentences where it is finer."""

    start: int
    end: int
    body_start: int  # after the number
    locator: str = ""


def piece(block: Block, locator: str = "") -> Piece:
    """Return a whole block as a piece."""
    return Piece(block.start, block.end, block.body_start, locator)


class Builder:
    """Collects the sections and clauses of one document in source order."""

    def __init__(self, source: str, document_id: str) -> None:
        self.source = source
        self.document_id = document_id
        self.clauses: list[Clause] = []
        self._sections: list[Section] = []
        self._clause_ids: dict[str, int] = {}
        self._section_ids: dict[str, int] = {}
        self._counts: dict[str, int] = {}

    def add_clause(
        self,
        kind: ClauseKind,
        pieces: Sequence[Piece],
        *,
        path: str,
        locator: str,
        section_ids: tuple[str, ...] = (),
        whole: bool = False,
    ) -> Clause:
        """Add the clause that the pieces make up; ``whole`` keeps each piece as one sentence."""
        start, end = pieces[0].start, pieces[-1].end
        responsibilities: list[Responsibility] = []
        sentences: list[Sentence] = []
        for part in pieces:
            tags = find_tags(self.source[part.body_start : part.end], part.body_start) if _may_be_tagged(kind) else []
            for tag in tags:
                responsibilities.extend(tag.responsibilities)
            spans = (
                [(part.body_start, part.end)]
                if whole
                else split_sentences(
                    self.source, part.body_start, part.end, tuple((t.start, t.end) for t in tags if not t.mixed)
                )
            )
            sentences.extend(
                Sentence(text=self.source[a:b], start=a, end=b, locator=part.locator) for a, b in spans if a < b
            )
        clause = Clause(
            clause_id=_unique(f"{self.document_id}#{path}", self._clause_ids),
            document_id=self.document_id,
            kind=kind,
            text=self.source[start:end],
            start=start,
            end=end,
            locator=locator,
            section_ids=section_ids,
            sentences=tuple(sentences),
            responsibilities=tuple(responsibilities),
        )
        self.clauses.append(clause)
        return clause

    def count(self, what: str) -> int:
        """Return how often this has been counted, this time included."""
        self._counts[what] = self._counts.get(what, 0) + 1
        return self._counts[what]

    def open_section(
        self, *, path: str, label: str, heading: str, start: int, parents: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Begin a section and return the section ids of what stands in it."""
        section_id = _unique(f"{self.document_id}#{path}", self._section_ids)
        self._sections.append(
            Section(
                section_id=section_id,
                label=label,
                heading=heading,
                level=len(parents) + 1,
                start=start,
                end=start,
                parent_id=parents[-1] if parents else None,
            )
        )
        return (*parents, section_id)

    def sections(self) -> tuple[Section, ...]:
        """Return the sections, each reaching to the end of its last clause."""
        ends: dict[str, int] = {}
        for clause in self.clauses:
            for section_id in clause.section_ids:
                ends[section_id] = max(ends.get(section_id, 0), clause.end)
        return tuple(
            Section(
                section_id=s.section_id,
                label=s.label,
                heading=s.heading,
                level=s.level,
                start=s.start,
                end=max(s.start, ends.get(s.section_id, s.start)),
                parent_id=s.parent_id,
            )
            for s in self._sections
        )


def _may_be_tagged(kind: ClauseKind) -> bool:
    return kind in (ClauseKind.MEASURE, ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.PARAGRAPH)


def _unique(candidate: str, taken: dict[str, int]) -> str:
    """Return the candidate, with a running number where it was taken before."""
    name = candidate
    while name in taken:
        taken[candidate] += 1
        name = f"{candidate}-{taken[candidate]}"
    taken[name] = 1
    return name
