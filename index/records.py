"""What is embedded and searched: every clause, and every sentence of it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.running_text import reading_text
from corpus.types import Clause, ClauseKind, Corpus, Document

_INNER_TITLE = re.compile(r"[《〈](.+)[》〉]")
RECORDS_VERSION = 1  # part of the index's manifest: a change in what is embedded rebuilds the index
WHOLE = -1


class Level(StrEnum):
    """How large a piece of text a record stands for."""

    SENTENCE = "sentence"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One searchable piece of text."""

    record_id: str  # clause id (and position), and a hash of all that Chroma stores for it
    level: Level
    document_id: str
    clause_id: str
    position: int  # of the sentence in its clause; WHOLE for the clause itself
    kind: ClauseKind
    section_ids: tuple[str, ...]
    units: tuple[str, ...]
    text: str  # as shown
    passage: str  # as embedded
    words: str  # as tokenised

    @property
    def passage_hash(self) -> str:
        """Identify the embedded text, so that it is never embedded twice."""
        return hashlib.sha256(self.passage.encode()).hexdigest()


def build_records(corpus: Corpus) -> tuple[Record, ...]:
    """Return the records of every clause but headings, in corpus order, each clause followed by its sentences."""
    return tuple(record for document in corpus.documents for record in _document_records(document))


def records_digest(records: tuple[Record, ...]) -> str:
    """Identify everything that is indexed."""
    digest = hashlib.sha256(f"{RECORDS_VERSION}".encode())
    for record in records:
        digest.update(record.record_id.encode() + b"\n")
    return digest.hexdigest()


def _document_records(document: Document) -> Iterator[Record]:
    headings = {section.section_id: section.heading for section in document.sections}
    name = _short_title(document.title)
    for clause in document.clauses:
        if clause.kind is ClauseKind.HEADING:
            continue
        heading = headings[clause.section_ids[-1]] if clause.section_ids else ""
        context = "，".join(filter(None, [name, heading]))
        units = clause.responsible_units
        yield _record(clause, units, WHOLE, clause.text, context)
        for position, sentence in enumerate(clause.sentences):
            yield _record(clause, units, position, sentence.text, context)


def _short_title(title: str) -> str:
    """Return the name of what is issued: 甲局关于印发《乙办法》的通知 is about 乙办法."""
    inner = _INNER_TITLE.search(title)
    return inner.group(1) if inner else title


def _record(clause: Clause, units: tuple[str, ...], position: int, text: str, context: str) -> Record:
    level = Level.CLAUSE if position == WHOLE else Level.SENTENCE
    shown = reading_text(text)
    full = f"{context}：{shown}" if context else shown
    # For words, context tells documents apart at both levels. For meaning, the clause brings the context and its
    # sentences the point: the same words before each of them make their vectors alike.
    passage = shown if level is Level.SENTENCE else full
    name = f"{clause.clause_id}/{position}" if level is Level.SENTENCE else clause.clause_id
    stored = (name, full, clause.kind.value, clause.section_ids, units)
    return Record(
        record_id=f"{name}@{hashlib.sha256(repr(stored).encode()).hexdigest()[:12]}",
        level=level,
        document_id=clause.document_id,
        clause_id=clause.clause_id,
        position=position,
        kind=clause.kind,
        section_ids=clause.section_ids,
        units=units,
        text=shown,
        passage=passage,
        words=full,
    )
