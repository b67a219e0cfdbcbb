"""What a published policy is made of.

Offsets are in characters of the source as read: ``document.source[x.start:x.end] == x.text`` for every piece,
so that any of them can be highlighted in the original.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.running_text import reading_text

_ISSUING = re.compile(r"印发(?:《(.+)》|([^《》]+))的通知$")


class ClauseKind(StrEnum):
    """What a clause is in its document: BODY_KINDS are its text, a HEADING stands over that, all others are its frame."""

    PUBLICATION = "publication"  # the site's line with source and publication date, above the title
    TITLE = "title"
    NUMBER = "number"
    ADDRESSEES = "addressees"
    PREAMBLE = "preamble"
    ISSUERS = "issuers"
    ISSUE_DATE = "issue_date"
    DISCLOSURE = "disclosure"
    CONTACT = "contact"
    HEADING = "heading"
    MEASURE = "measure"  # sentences up to and including their （责任单位：…）
    ARTICLE = "article"  # 第X条, whole
    ITEM = "item"  # a numbered item with its text (一、 （一） 1. （1）), deepest level that has text of its own
    PARAGRAPH = "paragraph"  # unnumbered text
    TABLE = "table"
    CLOSING = "closing"  # signature, date or copy list below the text


BODY_KINDS = frozenset(
    {ClauseKind.MEASURE, ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.TABLE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence within a clause: the span that an answer quotes."""

    text: str
    start: int
    end: int
    locator: str = ""  # finer than its clause's where the text numbers it, e.g. 第四条第二款第（三）项; else ""

    @property
    def plain(self) -> str:
        """The sentence as running prose, without line wraps and padding."""
        return reading_text(self.text)

    @property
    def introduces(self) -> bool:
        """Whether it only announces what follows: …应当符合下列规定："""
        return self.text.rstrip().endswith(("：", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """One （责任单位：…） tag: the role it names and its units in order."""

    role: str
    units: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above."""

    section_id: str
    label: str  # the number as printed: 第二章, 四, （三）, 附件; "" where a heading has none
    heading: str  # without its label
    level: int  # 1 is outermost
    start: int  # of the heading line
    end: int  # of the section's last character
    parent_id: str | None = None

    @property
    def title(self) -> str:
        """Label and heading as a person would write them."""
        if not self.label or self.label.endswith("）"):
            return f"{self.label}{self.heading}"
        mark = "、" if self.label[-1] in "一二三四五六七八九十百零〇" else " "
        return f"{self.label}{mark}{self.heading}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The unit that is cited: one measure, article, item, paragraph or line of the document's frame."""

    clause_id: str  # document_id + "#" + number path, e.g. rizhao-digital-talent#4.1; survives re-indexing
    document_id: str
    kind: ClauseKind
    text: str
    start: int
    end: int
    locator: str  # as a person would say it: 第四条第1项, 第十二条, 标题, 发文字号, 联系方式
    section_ids: tuple[str, ...] = ()  # outermost first
    sentences: tuple[Sentence, ...] = ()  # responsibility tags and opening numbers (第十二条, 1．) excluded
    responsibilities: tuple[Responsibility, ...] = ()

    @property
    def responsible_units(self) -> tuple[str, ...]:
        """Every responsible unit once, in printed order."""
        return tuple(dict.fromkeys(unit for tag in self.responsibilities for unit in tag.units))

    def lead_in(self, position: int) -> int | None:
        """Return the position of the sentence that introduces the list item at ``position``; None for any other."""
        before = position
        while before > 0 and self.sentences[before].locator.endswith("项"):
            before -= 1
        return before if before < position and self.sentences[before].introduces else None

    @property
    def plain(self) -> str:
        """The clause as running prose."""
        return reading_text(self.text)


class MetadataName(StrEnum):
    """What a document says about itself."""

    TITLE = "title"
    NUMBER = "number"
    ISSUER = "issuer"
    ISSUE_DATE = "issue_date"
    PUBLICATION_DATE = "publication_date"
    EFFECTIVE_DATE = "effective_date"
    EXPIRY = "expiry"
    CONTACT = "contact"
    DISCLOSURE = "disclosure"
    BASIS = "basis"  # a higher-level document it rests on
    ADDRESSEE = "addressee"
    INTERPRETER = "interpreter"  # who explains it: 由…负责解释


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataItem:
    """One value with the places in the source that it was read from (a name broken across lines has several)."""

    name: MetadataName
    value: str
    spans: tuple[tuple[int, int], ...]
    clause_id: str  # the clause that holds the first span


class State(StrEnum):
    """Whether a document applies on the day that its corpus was read for."""

    DRAFT = "draft"
    PENDING = "pending"  # issued, in force from a later day
    IN_FORCE = "in_force"
    EXPIRED = "expired"  # its own period of validity is over
    SUPERSEDED = "superseded"  # a later version of the same document applies
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when to when a document applies, and what took its place; a date that nothing states is None."""

    state: State = State.IN_FORCE
    in_force_from: date | None = None
    in_force_until: date | None = None  # the last day
    superseded_by: str | None = None  # document id of the next version
    repealed_by: str | None = None  # clause id of what repeals it, or what the TOML says where no clause does

    @property
    def applies(self) -> bool:
        """Whether answers may come from the document."""
        return self.state is State.IN_FORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one issued policy, parsed."""

    document_id: str
    source: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    issue_date: date | None
    publication_date: date | None
    contact: str | None
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]  # in source order
    metadata: tuple[MetadataItem, ...] = ()
    provenance: dict[str, str] = field(default_factory=dict)  # from the TOML beside the source
    validity: Validity = field(default_factory=Validity)

    @property
    def family(self) -> str:
        """What all versions of one document share: the id before ``@``."""
        return self.document_id.partition("@")[0]

    @property
    def label(self) -> str:
        """Which version it is: the id after ``@``, "" where there is none."""
        return self.document_id.partition("@")[2]

    @property
    def name(self) -> str:
        """The title people cite: that of the issued text, without the notice that issues it."""
        issued = _ISSUING.search(self.title)
        return next((name for name in issued.groups() if name), self.title) if issued else self.title

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with this id; KeyError if there is none."""
        for clause in self.clauses:
            if clause.clause_id == clause_id:
                return clause
        raise KeyError(clause_id)

    def section(self, section_id: str) -> Section:
        """Return the section with this id; KeyError if there is none."""
        for section in self.sections:
            if section.section_id == section_id:
                return section
        raise KeyError(section_id)

    def body(self) -> tuple[Clause, ...]:
        """Return the clauses that state policy, without the document's frame and headings."""
        return tuple(clause for clause in self.clauses if clause.kind in BODY_KINDS)

    def values(self, name: MetadataName) -> tuple[MetadataItem, ...]:
        """Return every metadata item of this name, in source order."""
        return tuple(item for item in self.metadata if item.name == name)

    @property
    def responsible_units(self) -> tuple[str, ...]:
        """Every responsible unit of the document once, in order of first mention."""
        return tuple(dict.fromkeys(unit for clause in self.clauses for unit in clause.responsible_units))


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Every document that answers may come from, and those that do not apply on the day."""

    documents: tuple[Document, ...]  # in force
    digest: str  # sha256 over ids, sources, provenance and parser version, of both
    not_in_force: tuple[
        Document, ...
    ] = ()  # drafts, later, expired, superseded and repealed ones: never cited as valid
    as_of: date | None = None  # the day that was asked for; None for today

    def known(self, document_id: str) -> Document | None:
        """Return the document with this id whether it is in force or not; None if there is none."""
        every = (*self.documents, *self.not_in_force)
        return next((document for document in every if document.document_id == document_id), None)

    def document(self, document_id: str) -> Document:
        """Return the document in force with this id; KeyError if there is none."""
        for document in self.documents:
            if document.document_id == document_id:
                return document
        raise KeyError(document_id)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with this id; KeyError if there is none."""
        return self.document(clause_id.partition("#")[0]).clause(clause_id)
