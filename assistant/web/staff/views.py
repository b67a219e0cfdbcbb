"""Clauses cut into the pieces that are shown in one style each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.desk.lookup import Hit
from assistant.desk.matching import Span, clip, excerpt, mark_words, split_at
from corpus.types import Clause, reading_text

EXCERPT_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a clause."""

    text: str
    marked: bool = False
    duty: bool = False  # a （责任单位：…） tag


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause as shown for reading."""

    clause: Clause
    pieces: tuple[Piece, ...]


def clause_view(clause: Clause, words: Sequence[str]) -> ClauseView:
    """Return a clause as running prose with the words marked and its duties set apart."""
    return ClauseView(clause=clause, pieces=tuple(_pieces(clause, words)))


def hit_pieces(hit: Hit) -> list[tuple[str, bool]]:
    """Return the part of a hit's text that a list has room for, in pieces, each with whether it matches."""
    text = hit.clause.plain
    spans = hit.marks or ((hit.best,) if hit.best else ())
    start, end = excerpt(text, spans, max_chars=EXCERPT_CHARS)
    pieces = list(split_at(text[start:end], clip(spans, start, end)))
    return [*([("…", False)] if start else []), *pieces, *([("…", False)] if end < len(text) else [])]


def _pieces(clause: Clause, words: Sequence[str]) -> Iterator[Piece]:
    reached = clause.start
    for tag in clause.responsibilities:
        if clause.start <= reached <= tag.start and tag.end <= clause.end:
            yield from _marked(clause.text[reached - clause.start : tag.start - clause.start], words)
            yield Piece(text=reading_text(clause.text[tag.start - clause.start : tag.end - clause.start]), duty=True)
            reached = tag.end
    yield from _marked(clause.text[reached - clause.start :], words)


def _marked(raw: str, words: Sequence[str]) -> Iterator[Piece]:
    text = reading_text(raw)
    spans: tuple[Span, ...] = mark_words(text, words)
    for piece, is_mark in split_at(text, spans):
        yield Piece(text=piece, marked=is_mark)
