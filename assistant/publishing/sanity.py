"""Text that no government writes: read in the wrong encoding, or lost on the way. The evaluation may not ask about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.types import Clause, Corpus

_HAN = re.compile(r"[\u3400-\u9fff]")
# A bullet of Wingdings is a single private character, and boxes to be filled in stand behind a colon.
_LOST = re.compile(r"\ufffd|锟斤拷|[\ue000-\uf8ff]{3,}|[?？■]{4,}|(?<![：:□])□{4,}(?=[\u4e00-\u9fff])")
_FOREIGN = re.compile(r"[\u00c0-\u024f\u0370-\u05ff\uff61-\uff9f]")
_MIN_CHARS = 10
_SCRIPTS = ("gb2312", "big5")  # a text is written in simplified or in traditional characters
_MAX_RARE_SHARE = 0.2  # of characters that the script of the text does not have; names and rare terms are far fewer
_MAX_FOREIGN_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """A clause that looks garbled."""

    clause_id: str
    reason: str
    excerpt: str


def garbled_clauses(corpus: Corpus, *, known: Iterable[str] = ()) -> tuple[Oddity, ...]:
    """Return the clauses that look garbled, those whose texts are ``known`` from before left out."""
    passed = frozenset(known)
    everything = (*corpus.documents, *corpus.not_in_force)
    return tuple(
        Oddity(clause_id=clause.clause_id, reason=reason, excerpt=clause.plain[:40])
        for document in everything
        for clause in document.clauses
        if clause.text not in passed and (reason := _garbled(clause))
    )


def _garbled(clause: Clause) -> str:
    text = clause.plain
    if lost := _LOST.search(text):
        return f"含有丢失的字符“{lost.group()}”"
    han = _HAN.findall(text)
    if len(han) >= _MIN_CHARS and min(_missing(han, script) for script in _SCRIPTS) > _MAX_RARE_SHARE * len(han):
        return "多为生僻字，像是编码错误"
    if len(text) >= _MIN_CHARS and len(_FOREIGN.findall(text)) > _MAX_FOREIGN_SHARE * len(text):
        return "夹杂大量外文字母，像是编码错误"
    return ""


def _missing(characters: list[str], script: str) -> int:
    return sum(not character.encode(script, "ignore") for character in characters)
