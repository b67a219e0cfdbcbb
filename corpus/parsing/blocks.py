"""Blocks: the source's paragraphs, each with the number that opens it."""

import re
from dataclasses import dataclass

from corpus.parsing.lines import Layout, Line, split_lines
from corpus.parsing.numbering import Mark, Rank, find_marks
from corpus.parsing.texts import trim

_HEADING_GAP = re.compile(r"(?<=[^，、；：,;:])[^\S\n]+(?=\S)")
_MAX_HEADING = 40


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or heading; ``text`` is exactly ``source[start:end]`` and has no blanks around it."""

    text: str
    start: int
    end: int
    mark: Mark | None = None

    @property
    def body_start(self) -> int:
        """Where the text after the number begins."""
        return min(self.mark.end, self.end) if self.mark else self.start

    @property
    def body(self) -> str:
        """The text after the number."""
        return self.text[self.body_start - self.start :]

    @property
    def compact(self) -> str:
        """The text without any blanks, for recognising lines that are set with padding."""
        return "".join(self.text.split())


def split_blocks(source: str) -> list[Block]:
    """Return the paragraphs of the source in order; together they hold every non-blank character."""
    lines, layout = split_lines(source)
    marks = {mark.start: mark for mark in find_marks(source, lines, layout)}
    blocks = []
    for start, end in _paragraph_spans(lines, sorted(marks)):
        blocks.extend(_cut_heading(source, *trim(source, start, end), marks.get(start), layout))
    return blocks


def _paragraph_spans(lines: list[Line], mark_starts: list[int]) -> list[tuple[int, int]]:
    """Join the lines of wrapped paragraphs and cut lines at the numbers inside them."""
    joined: list[list[int]] = []
    for line in lines:
        if line.continues and joined:
            joined[-1][1] = line.end
        else:
            joined.append([line.start, line.end])
    spans: list[tuple[int, int]] = []
    position = 0
    for start, end in joined:
        cuts = [start]
        while position < len(mark_starts) and mark_starts[position] < end:
            if mark_starts[position] > start:
                cuts.append(mark_starts[position])
            position += 1
        spans.extend(zip(cuts, [*cuts[1:], end], strict=True))
    return spans


def _cut_heading(source: str, start: int, end: int, mark: Mark | None, layout: Layout) -> list[Block]:
    """In flat text, part a heading from the paragraph that follows it after a blank."""
    if layout is Layout.FLAT and mark and mark.rank in (Rank.HAN, Rank.HAN_BRACKET, Rank.PART):
        gap = _HEADING_GAP.search(source, min(mark.end, end), end)
        if gap and gap.start() - mark.end <= _MAX_HEADING and "。" not in source[mark.end : gap.start()]:
            cut = gap.start()
            rest = trim(source, cut, end)
            return [
                Block(source[start:cut], start, cut, mark),
                Block(source[rest[0] : rest[1]], *rest),
            ]
    return [Block(source[start:end], start, end, mark)]
