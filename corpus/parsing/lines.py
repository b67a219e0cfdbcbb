"""Lines as captured, and what kind of capture it was: real paragraphs, hard-wrapped pages, or no line breaks."""

import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.parsing.flat import cut_flat
from corpus.parsing.texts import ends_sentence, trim

_WIDTH_SLACK = 4  # half-width columns by which a full line may fall short: one character and a mark that hangs over
_FLAT_LINE = 400  # characters: no line of a set page is that long, a paragraph may be
_ONLY_LINE = 80
_STOPPED = re.compile(r"[。！？!?][”’」』）)】》\"]*$")
_OPEN_TAG = re.compile(r"(?P<open>[（(〔\[【])[\u4e00-\u9fff]{2,8}(?:单位|部门|机构|机关)[：:]")
_CLOSER = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_MAX_TAG_LINES = 6
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


def split_lines(source: str) -> tuple[list[Line], Layout]:
    """Return the non-blank lines and the layout; in flat text, pieces between meaningful blanks count as lines."""
    spans = _non_blank(source)
    if _is_flat(spans):
        return [_line(source, s, e) for span in spans for s, e in cut_flat(source, *span)], Layout.FLAT
    lines = [_line(source, start, end) for start, end in spans]
    full = _full_width(source, lines)
    if full is None:
        return _join_tags(source, lines), Layout.PARAGRAPHS
    return _join_tags(source, _mark_continuations(source, lines, full)), Layout.WRAPPED


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


def _join_tags(source: str, lines: list[Line]) -> list[Line]:
    """Let a bracket of responsibilities run on where it is set one role a line: （牵头单位：甲局 / 配合单位：乙局）."""
    joined = list(lines)
    for i, line in enumerate(lines):
        if not (opened := _OPEN_TAG.match(source, line.start, line.end)):
            continue
        closer = _CLOSER[opened["open"]]
        for j in range(i, min(len(lines), i + _MAX_TAG_LINES)):
            text = source[line.start : lines[j].end]
            if text.count(opened["open"]) == text.count(closer):
                if text.endswith(closer):
                    joined[i + 1 : j + 1] = [replace(below, continues=True) for below in lines[i + 1 : j + 1]]
                break
            if "。" in text:
                break
    return joined


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
        long = 2 * previous.width >= full
        if by_indent:
            runs_on = not opens and (is_full or (long and not ends_sentence(source[previous.start : previous.end])))
        else:
            closed = _STOPPED.search(source, previous.start, previous.end)
            introduces = source[previous.end - 1] in "；：;:"
            ends = closed or (introduces and (_NUMBERED.match(source, line.start) or source[previous.start] == "各"))
            runs_on = is_full and not ends
        marked.append(Line(line.start, line.end, line.width, adjacent and runs_on))
    return marked
