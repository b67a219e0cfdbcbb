"""Tables in captured text: rows in bars, or one cell a line with a running number opening each row."""

import re

from corpus.parsing.blocks import Block
from corpus.types import ClauseKind

_BARE_NUMBER = re.compile(r"\d{1,3}")
_MIN_ROWS = 3


def is_numbered_table(blocks: list[Block]) -> bool:
    """Whether lines that hold nothing but the next number open rows."""
    return len(_row_starts(blocks, 0)) >= _MIN_ROWS


def _row_starts(blocks: list[Block], last: int) -> list[int]:
    starts: list[int] = []
    for i, block in enumerate(blocks):
        if block.mark is None and _BARE_NUMBER.fullmatch(block.compact):
            number = int(block.compact)
            if number == last + 1 or (not starts and last == 0):
                starts.append(i)
                last = number
    return starts


def split_rows(blocks: list[Block], *, numbered: bool) -> list[tuple[ClauseKind, list[Block]]]:
    """Part a run of blocks into table rows and stretches of ordinary text."""
    groups: list[tuple[ClauseKind, list[Block]]] = []
    starts = set(_row_starts(blocks, 0)) if numbered else set()
    in_table = False
    for i, block in enumerate(blocks):
        if block.text.startswith("|") and block.text.count("|") >= 2:
            groups.append((ClauseKind.TABLE, [block]))
            in_table = False
        elif i in starts:
            groups.append((ClauseKind.TABLE, [block]))
            in_table = True
        elif in_table or (groups and groups[-1][0] is ClauseKind.PARAGRAPH):
            groups[-1][1].append(block)
        else:
            groups.append((ClauseKind.PARAGRAPH, [block]))
    return groups
