"""What the composing steps hand on: sentences with the spans that they rest on, not yet verified or numbered."""

import re
from dataclasses import dataclass

from corpus.types import Clause, Corpus

_ENDED = re.compile(r"[。！？!?：:][”’」』）)]*$")


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
    """A sentence of a reply with what it rests on."""

    text: str
    supports: tuple[Support, ...] = ()
    quote: str = ""  # the part of the text that is the policy's own wording, if it claims to be
    fixed: bool = False  # the assistant's own words, which state no policy
    reworded: bool = False  # said more plainly by a language model than it was drafted


def whole(clause: Clause) -> Support:
    """Return the support that is all of ``clause``."""
    return Support(clause=clause, start=clause.start, end=clause.end)


def quotation(text: str, support: Support, *, opening: str = "") -> DraftSentence:
    """Return the policy's own words as a sentence; a part cut out of a longer sentence gets its full stop."""
    words = text.rstrip("；;，,、 ")
    stop = "" if _ENDED.search(words) else "。"
    return DraftSentence(text=f"{opening}{words}{stop}", supports=(support,), quote=words)
