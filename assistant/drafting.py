"""What the composing steps hand on: sentences with the spans that they rest on, not yet verified or numbered."""

from dataclasses import dataclass

from corpus.types import Clause, Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A span of one clause: ``document.source[start:end]`` is what a sentence rests on."""

    clause: Clause
    start: int
    end: int

    def quote(self, corpus: Corpus) -> str:
        """Return the span verbatim."""
        return corpus.document(self.clause.document_id).source[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence of a reply with what it rests on; ``fixed`` marks the assistant's own words that state no policy."""

    text: str
    supports: tuple[Support, ...] = ()
    fixed: bool = False


def whole(clause: Clause) -> Support:
    """Return the support that is all of ``clause``."""
    return Support(clause=clause, start=clause.start, end=clause.end)
