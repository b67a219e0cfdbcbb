"""Where a link or a mark leads: the corpus may have changed since it was made, which is told and never fatal."""

from dataclasses import dataclass, replace
from typing import Self
from zlib import crc32

from assistant.types import Citation
from assistant.web.phrases import Message
from assistant.web.source import Highlight
from corpus.types import Corpus, Document
from corpus.validity.corrections import STATE_NAMES

MOVED = Message(text="这一处原文后来有改动，现在标出的是整条；请以现行原文为准。")
REPLACED = Message(text="所引的条款在现行文本里找不到了，请以现行原文为准。")
NOT_IN_FORCE = Message(text="您看的是不在施行的文本（%(state)s），仅供查阅，不作回答依据。")
GONE = Message(text="所引的文件已不再收录，这里显示现在收录的文件。")


def check_of(quote: str) -> str:
    """Return a short check of a quote, by which a link notices that the text at its place has changed."""
    return f"{crc32(quote.encode('utf-8', 'replace')):08x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a link or a mark leads today, whatever state of the corpus it was made in."""

    document: Document | None = None
    highlight: Highlight | None = None
    note: Message | None = None  # why it is not quite what was asked for

    @classmethod
    def cited(cls, corpus: Corpus, citation: Citation) -> Self:
        """Return the place that a citation quotes."""
        return cls.named(corpus, citation.clause_id, citation.start, citation.end, check_of(citation.quote))

    @classmethod
    def of_document(cls, corpus: Corpus, document_id: str) -> Self:
        """Return the beginning of a document, or of the version of it that is in force."""
        document = _find(corpus, document_id)
        if document is None:
            return cls(note=GONE)
        return cls(document=document, note=_standing(document))

    @classmethod
    def named(cls, corpus: Corpus, clause_id: object, start: object, end: object, check: object = "") -> Self:
        """Return the place with this clause and span; the span is checked where the link carries a check."""
        document = _find(corpus, str(clause_id).partition("#")[0])
        if document is None:
            return cls(note=GONE)
        highlight = resolve_highlight(document, clause_id, start, end)
        if highlight is None:
            return cls(document=document, note=REPLACED)
        marked = document.source[highlight.start : highlight.end]
        if not check or check_of(marked) == check:
            return cls(document=document, highlight=highlight, note=_standing(document))
        clause = document.clause(highlight.clause_id)
        whole = replace(highlight, start=clause.start, end=clause.end)
        return cls(document=document, highlight=whole, note=MOVED)


def _find(corpus: Corpus, document_id: str) -> Document | None:
    """The document of this id, in force or not; else what its family has in force."""
    every = (*corpus.documents, *corpus.not_in_force)
    family = document_id.partition("@")[0]
    same = (document for document in every if document.document_id == document_id)
    return next(same, None) or next((document for document in corpus.documents if document.family == family), None)


def _standing(document: Document) -> Message | None:
    if document.validity.applies:
        return None
    return replace(NOT_IN_FORCE, values={"state": STATE_NAMES[document.validity.state]})


def resolve_highlight(document: Document, clause_id: object, start: object, end: object) -> Highlight | None:
    """Return the place that a link names, or None where the document has no such clause.

    A span that is not within the clause (a link made from another version) becomes the whole clause.
    """
    try:
        clause = document.clause(str(clause_id))
        first, last = int(str(start)), int(str(end))
    except KeyError:
        return None
    except ValueError:
        first, last = clause.start, clause.end
    if not clause.start <= first < last <= clause.end:
        first, last = clause.start, clause.end
    return Highlight(document_id=clause.document_id, clause_id=clause.clause_id, start=first, end=last)
