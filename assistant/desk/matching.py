"""Where words stand in a text, however widths, case and line wraps differ between the two."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]  # start and end, in characters of the text as shown

_REMEMBERED_TEXTS = 20_000


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the form that is compared, and the place of each of its characters in the text as it is."""

    text: str
    origins: tuple[int, ...]

    def spans_of(self, word: str) -> list[Span]:
        """Return every place where a folded word stands, none overlapping."""
        spans: list[Span] = []
        at = self.text.find(word) if word else -1
        while at >= 0:
            spans.append((self.origins[at], self.origins[at + len(word) - 1] + 1))
            at = self.text.find(word, at + len(word))
        return spans


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def fold(text: str) -> Folded:
    """Fold widths, compatibility forms and case, and drop blanks."""
    folded: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        for piece in unicodedata.normalize("NFKC", character).lower():
            if not piece.isspace():
                folded.append(piece)
                origins.append(position)
    return Folded("".join(folded), tuple(origins))


def mark_words(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Return where any of the words stands in a text, joined where they touch, in order."""
    folded = fold(text)
    spans = sorted(span for word in words for span in folded.spans_of(fold(word).text))
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def split_at(text: str, spans: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether it is one of the spans, which are in order and do not overlap."""
    pieces: list[tuple[str, bool]] = []
    reached = 0
    for start, end in spans:
        pieces += [(text[reached:start], False), (text[start:end], True)]
        reached = end
    pieces.append((text[reached:], False))
    return tuple(piece for piece in pieces if piece[0])


def excerpt(text: str, spans: Sequence[Span], *, max_chars: int) -> tuple[int, int]:
    """Return which part of a text to show where there is room for so much: from a little before the first span."""
    if len(text) <= max_chars:
        return 0, len(text)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - max_chars // 5, len(text) - max_chars))
    return start, start + max_chars


def clip(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the spans as they stand in ``text[start:end]``."""
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start)
