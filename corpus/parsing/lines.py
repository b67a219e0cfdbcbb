"""Lines as captured, and what kind of capture it was: real paragraphs, hard-wrapped pages, or no line breaks."""

import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from corpus.parsing.brackets import outermost_pairs
from corpus.parsing.dates import DATE
from corpus.parsing.organizations import names_body

TERMINALS = "。！？；：!?;:"
_CLOSERS = '”’」』）)】》"'
_GAP = re.compile(r"[ \t\u00a0\u3000]+")
_WIDTH_SLACK = 4  # half-width columns by which a full line may fall short: one character and a mark that hangs over
_FLAT_LINE = 400  # characters: no line of a set page is that long, a paragraph may be
_ONLY_LINE = 80
_SIGNER_CHARS = 60
_STOPPED = re.compile(r"[。！？!?][”’」』）)】》\"]*$")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]|第[一二三四五六七八九十百\d]{1,5}[章节条]")


class Layout(StrEnum):
    """How the capture relates lines to paragraphs."""

    PARAGRAPHS = "paragraphs"  # one line, one paragraph
    WRAPPED = "wrapped"  # a page's lines: a paragraph spans several
    FLAT = "flat"  # line breaks lost, blanks at best


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line without the blanks around it."""

    start: int
    end: int
    width: int  # half-width columns
    continues: bool = False  # the previous line of a wrapped page runs on into this one


def display_width(text: str) -> int:
    """Return the width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a mark that closes a sentence or introduces a list."""
    return text.rstrip().rstrip(_CLOSERS).endswith(tuple(TERMINALS))


def split_lines(source: str) -> tuple[list[Line], Layout]:
    """Return the non-blank lines and the layout; in flat text, pieces between meaningful blanks count as lines."""
    spans = _non_blank(source)
    if _is_flat(spans):
        return [_line(source, s, e) for span in spans for s, e in _cut_flat(source, *span)], Layout.FLAT
    lines = [_line(source, start, end) for start, end in spans]
    full = _full_width(source, lines)
    if full is None:
        return lines, Layout.PARAGRAPHS
    return _mark_continuations(source, lines, full), Layout.WRAPPED


def trim(source: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a span to leave out the blanks at its ends."""
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _line(source: str, start: int, end: int) -> Line:
    return Line(start, end, display_width(source[start:end]))


def _non_blank(source: str) -> list[tuple[int, int]]:
    spans = []
    for match in re.finditer(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", source):
        start, end = trim(source, *match.span())
        if start < end:
            spans.append((start, end))
    return spans


def _is_flat(spans: list[tuple[int, int]]) -> bool:
    longest = max((end - start for start, end in spans), default=0)
    least = _FLAT_LINE if len(spans) > 1 else _ONLY_LINE
    return longest > least and 2 * longest > sum(end - start for start, end in spans)


def _cut_flat(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut where a blank stands for a lost line break.

    Between sentences any blank does, elsewhere only wide ones, except in the head and tail of the text, where
    titles, addressees and signatures stand without closing marks. Blanks inside brackets never do.
    """
    text = source[start:end]
    inside = outermost_pairs(text)
    edges = _edges(text)
    cuts, pair = [0], 0
    for gap in _GAP.finditer(text):
        while pair < len(inside) and inside[pair][1] < gap.start():
            pair += 1
        if pair < len(inside) and inside[pair][0] < gap.start():
            continue
        at_edge = any(a <= gap.start() <= b for a, b in edges) and _parts_words(text, gap)
        wide = len(gap[0]) > 1 or gap[0] == "\u3000"
        if at_edge or wide or ends_sentence(text[max(0, gap.start() - 3) : gap.start()]):
            cuts.append(gap.start())
    cuts.append(len(text))
    pieces = [trim(source, start + a, start + b) for a, b in itertools.pairwise(cuts)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _edges(text: str) -> list[tuple[int, int]]:
    """Return where a flat text is no running prose: its head, its tail, and around each signature's date."""
    first_stop, last_stop = text.find("。"), text.rfind("。")
    edges = [(0, first_stop), (last_stop + 1, len(text))]
    for date in DATE.finditer(text):
        before, after = text[: date.start()], text[date.end() : date.end() + 1]
        signer = before[-_SIGNER_CHARS:].split()
        if before[-1:].isspace() and (not after or after.isspace()) and signer and names_body(signer[-1]):
            stop = text.find("。", date.end())
            edges.append((before.rfind("。") + 1, stop if stop >= 0 else len(text)))
    return edges


def _parts_words(text: str, gap: re.Match[str]) -> bool:
    """Whether a narrow blank parts two phrases, unlike the padding of Latin words and figures in Chinese text."""
    before, after = text[gap.start() - 1], text[gap.end() : gap.end() + 1]
    if DATE.match(text, gap.end()):
        return not before.isascii()
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _full_width(source: str, lines: list[Line]) -> int | None:
    """Return the width that a wrapped page's full lines share, or None where lines are paragraphs."""
    widths = Counter(line.width for line in lines if line.width >= 24)
    if not widths:
        return None

    def near(width: int) -> int:
        return sum(widths[w] for w in range(width - 2, width + 3))

    peak = max(sorted(widths), key=near)
    at_peak = [line for line in lines if abs(line.width - peak) <= 2]
    open_ended = sum(not ends_sentence(source[line.start : line.end]) for line in at_peak)
    if len(at_peak) < 8 or len(at_peak) < 0.35 * len(lines) or open_ended < 0.6 * len(at_peak):
        return None
    return peak


def _mark_continuations(source: str, lines: list[Line], full: int) -> list[Line]:
    """Say which lines go on with the paragraph above: by indentation where pages indent, else by full lines."""
    indented = [
        source[line.start - 2 : line.start].isspace() and "\n" not in source[line.start - 2 : line.start]
        for line in lines
    ]
    by_indent = 0.1 * len(lines) < sum(indented) < 0.7 * len(lines)
    marked = lines[:1]
    for (previous, line), opens in zip(itertools.pairwise(lines), indented[1:], strict=True):
        adjacent = source.count("\n", previous.end, line.start) == 1
        is_full = previous.width >= full - _WIDTH_SLACK
        if by_indent:
            runs_on = is_full and not opens
        else:
            closed = _STOPPED.search(source, previous.start, previous.end)
            introduces = source[previous.end - 1] in "；：;:"
            runs_on = is_full and not closed and not (introduces and _NUMBERED.match(source, line.start))
        marked.append(Line(line.start, line.end, line.width, adjacent and runs_on))
    return marked
