"""Clauses cut into the pieces that are shown in one style each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.desk.lookup import Hit
from assistant.desk.matching import Span, clip, excerpt, mark_words, split_at
from corpus.running_text import reading_text
from corpus.types import Clause

EXCERPT_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a clause."""

    text: str
    marked: bool = False
    duty: bool = False  # a （责任单位：…） tag
    near: bool = False  # the nearest sentence in meaning


_GAP = Piece(text="…")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause as shown for reading."""

    clause: Clause
    pieces: tuple[Piece, ...]


def clause_view(clause: Clause, words: Sequence[str]) -> ClauseView:
    """Return a clause as running prose with the words marked and its duties set apart."""
    return ClauseView(clause=clause, pieces=tuple(_pieces(clause, words)))


def hit_pieces(hit: Hit) -> list[Piece]:
    """Return the part of a hit's text that a list has room for; where no word matches, its nearest sentence stands out."""
    text = _without_last_duty(hit.clause)
    spans = [(start, min(end, len(text))) for start, end in hit.marks if start < len(text)]
    near = not spans and hit.best is not None
    if near and hit.best is not None:
        spans = [hit.best]
    start, end = excerpt(text, spans, max_chars=EXCERPT_CHARS)
    pieces = [
        Piece(text=piece, marked=inside and not near, near=inside and near)
        for piece, inside in split_at(text[start:end], clip(spans, start, end))
    ]
    return [*([_GAP] if start else []), *pieces, *([_GAP] if end < len(text) else [])]


def _without_last_duty(clause: Clause) -> str:
    """Return a clause as running prose without the duty at its end, which a list shows by itself."""
    text = clause.plain
    if clause.responsibilities and clause.responsibilities[-1].end == clause.end:
        tag = clause.responsibilities[-1]
        duty = reading_text(clause.text[tag.start - clause.start :])
        if text.endswith(duty) and len(text) > len(duty):
            return text[: -len(duty)]
    return text


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
