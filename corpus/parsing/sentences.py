"""Sentences within a paragraph: the spans that answers quote."""

import itertools
import re

from corpus.parsing.brackets import outermost_pairs
from corpus.parsing.texts import trim

_STOPS = "。！？!?"
_CLOSERS = '”’」』）)】》"'
_WORD = re.compile(r"\w")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*[0-9A-Za-z/=&#_-]")  # a ? in it asks nothing


def split_sentences(source: str, start: int, end: int, skip: tuple[tuple[int, int], ...] = ()) -> list[tuple[int, int]]:
    """Return the sentence spans of one paragraph, in order.

    A sentence ends after 。！？ and the closing marks behind them, never inside brackets or quotation marks. Spans
    in ``skip`` (responsibility tags) belong to no sentence and part those around them. Blanks at the ends and
    pieces without a word are left out.
    """
    spans = []
    for a, b in _without(start, end, skip):
        spans.extend(_cut(source, a, b))
    trimmed = [trim(source, a, b) for a, b in spans]
    return [(a, b) for a, b in trimmed if a < b and _WORD.search(source, a, b)]


def _without(start: int, end: int, skip: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    kept, begin = [], start
    for a, b in sorted(skip):
        if a < end and b > start:
            kept.append((begin, max(begin, a)))
            begin = max(begin, b)
    kept.append((begin, end))
    return [(a, b) for a, b in kept if a < b]


def _cut(source: str, start: int, end: int) -> list[tuple[int, int]]:
    text = source[start:end]
    protected = outermost_pairs(text)
    in_address = {i for address in _ADDRESS.finditer(text) for i in range(*address.span()) if text[i] in _STOPS}
    cuts, i = [0], 0
    while i < len(text):
        if text[i] in _STOPS and not _is_inside(i, protected, text) and i not in in_address:
            i += 1
            while i < len(text) and (text[i] in _STOPS or text[i] in _CLOSERS):
                i += 1
            cuts.append(i)
        else:
            i += 1
    cuts.append(len(text))
    return [(start + a, start + b) for a, b in itertools.pairwise(cuts) if a < b]


def _is_inside(i: int, protected: list[tuple[int, int]], text: str) -> bool:
    for a, b in protected:
        if a < i < b:
            # 他说：“……。”  The stop before a closing quotation mark ends the sentence around it as well.
            return not (text[b] in '”"' and i == b - 1 and b + 1 <= len(text))
    return False
