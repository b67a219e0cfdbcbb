"""Tables in captured text: rows in bars, or one cell a line with a running number opening each row."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.parsing.blocks import Block
from corpus.parsing.numerals import parse_number
from corpus.types import ClauseKind

_SERIAL = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")
_SUBORDINATE = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_COLUMN = re.compile(r"[|\t]")
_VALUE = re.compile(r"[\d。；]")
_YEAR = re.compile(r"\d{4}年")
_NOTE = re.compile(r"(?:附|备)?注\s*[：:\d]|说明\s*[：:]")
_RULE = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_MIN_ROWS = 3
_MAX_CELL = 15
_MAX_CELLS = 12  # columns
_MAX_ROW = 400  # characters in the mean
_NEAR = 8  # lines with the same number among which the one that opens a row is looked for


def read_cells(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, int]]:
    """Find rows whose cells stand one a line, by the running numbers (1 or 一, with （一） below) that open them.

    Returns the blocks, of which numbers inside rows head nothing any more, and where each row begins and ends in the
    source; the head of a table is a row too.
    """
    unmarked = list(blocks)
    rows: dict[int, int] = {}
    for i in _tabbed(blocks):
        unmarked[i] = replace(blocks[i], mark=None)
        rows[blocks[i].start] = blocks[i].end
    for han in (False, True):
        numbers = [
            (i, parse_number(block.compact) or 0)
            for i, block in enumerate(blocks)
            if block.mark is None and _SERIAL.fullmatch(block.compact) and block.compact.isdecimal() is not han
        ]
        for starts in _counts(numbers):
            if blocks[starts[-1]].start - blocks[starts[0]].start > _MAX_ROW * (len(starts) - 1):
                continue  # numbers of pages
            if han:
                inside = range(starts[0], starts[-1])
                starts = sorted({*starts, *(i for i in inside if _SUBORDINATE.fullmatch(blocks[i].compact))})
            ends = [*starts[1:], _last_end(blocks, starts)]
            if head := _head(blocks, starts[0]):
                rows[head[0].start] = head[-1].end
            rows |= {blocks[i].start: blocks[end - 1].end for i, end in zip(starts, ends, strict=True)}
            if han:
                inside = range(starts[0], ends[-1])
                unmarked = [replace(block, mark=None) if i in inside else block for i, block in enumerate(unmarked)]
    return unmarked, rows


def _tabbed(blocks: Sequence[Block]) -> list[int]:
    """Return the lines that tabs part into columns, as where a table was copied from a page: several on end."""
    found: list[int] = []
    for tabbed, lines in itertools.groupby(range(len(blocks)), key=lambda i: "\t" in blocks[i].body):
        stretch = list(lines)
        if tabbed and len(stretch) > 1 and any(blocks[i].body.count("\t") > 1 for i in stretch):
            found += stretch
    return found


def _counts(numbers: list[tuple[int, int]]) -> list[list[int]]:
    """Return the lines that count rows from 1, a list for every table; a cell may hold a number as well."""
    several = len({n for _, n in numbers}) < len(numbers)
    rows = min(
        (_count(numbers, width) for width in range(2, _MAX_CELLS + 1 if several else 3)),
        key=lambda c: (-len(c[1]), c[0]),
    )[1]
    if len(rows) < _MIN_ROWS:
        return []
    above = [(i, n) for i, n in numbers if i < rows[0]]
    below = [(i, n) for i, n in numbers if i > rows[-1]]
    return [*_counts(above), rows, *_counts(below)]


def _count(numbers: list[tuple[int, int]], width: int) -> tuple[int, list[int]]:
    """Return the longest count with rows nearest to a width, by the sum of squares, and that sum."""
    reached: dict[int, list[tuple[int, list[int]]]] = {0: [(0, [])]}
    for i, n in numbers:
        if counts := reached.get(n - 1, [])[-_NEAR:]:
            cost, rows = min((cost + (i - rows[-1] - width) ** 2 if rows else 0, rows) for cost, rows in counts)
            reached.setdefault(n, []).append((cost, [*rows, i]))
    return min(reached[max(reached)])


def _last_end(blocks: Sequence[Block], starts: list[int]) -> int:
    """The last row is at most as long as the longest above it, and ends at a note."""
    end = min(len(blocks), starts[-1] + max(b - a for a, b in itertools.pairwise(starts)))
    return next((i for i in range(starts[-1], end) if _NOTE.match(blocks[i].text)), end)


def _head(blocks: Sequence[Block], first: int) -> Sequence[Block]:
    """Return the names of the columns above the first row, with nothing or at most a heading in between."""
    end = first
    while end and blocks[end - 1].mark:
        end -= 1
    start = end
    while start and blocks[start - 1].mark is None and _is_cell(blocks[start - 1]):
        start -= 1
    return blocks[start:end] if 1 < end - start <= _MAX_CELLS and (end == first or start == 0) else []


def split_rows(blocks: Sequence[Block], rows: Mapping[int, int]) -> list[tuple[ClauseKind, list[Block]]]:
    """Part a run of blocks into table rows and stretches of ordinary text; ``rows`` as found by ``read_cells``."""
    groups: list[tuple[ClauseKind, list[Block]]] = []
    end = 0  # of the row
    for block in blocks:
        if groups and groups[-1][0] is ClauseKind.TABLE and is_rule(block):
            groups[-1][1].append(block)
        elif is_bar_row(block) or block.start in rows:
            groups.append((ClauseKind.TABLE, [block]))
            end = rows.get(block.start, 0)
        elif block.start < end or (groups and groups[-1][0] is ClauseKind.PARAGRAPH):
            groups[-1][1].append(block)
        else:
            groups.append((ClauseKind.PARAGRAPH, [block]))
    return groups


def is_head(row: Sequence[Block]) -> bool:
    """Whether a row only names the columns."""
    row = [block for block in row if not is_rule(block)] or row
    if len(row) > 1:
        return not is_serial(row[0]) and all(_is_cell(block) and not block.compact.isdecimal() for block in row)
    cells = [cell.strip() for cell in _COLUMN.split(row[0].text.strip("|"))]
    return len(cells) > 1 and all(
        0 < len(cell) <= _MAX_CELL and not _VALUE.search(_YEAR.sub("", cell)) for cell in cells
    )


def row_names(blocks: Sequence[Block]) -> dict[int, str]:
    """Return what the rows of tables among a text's blocks are called, by position: 表格表头, 表格第1行."""
    names: dict[int, str] = {}
    n = 0
    for i, block in enumerate(blocks):
        if not is_bar_row(block) or is_rule(block):
            continue
        above = i - 2 if i > 1 and is_rule(blocks[i - 1]) else i - 1
        opens = above not in names
        if opens and is_head([block]):
            n, names[i] = 0, "表格表头"
        else:
            n = 1 if opens else n + 1
            names[i] = f"表格第{n}行"
    return names


def is_serial(block: Block) -> bool:
    """Whether a block is nothing but the number of a row."""
    return bool(_SERIAL.fullmatch(block.compact) or _SUBORDINATE.fullmatch(block.compact))


def is_bar_row(block: Block) -> bool:
    """Whether a block is a row of cells between bars."""
    return block.text.startswith("|") and block.text.count("|") >= 2


def is_rule(block: Block) -> bool:
    """Whether a block is the rule that Markdown draws below the head of a table: | --- | --- |."""
    return bool(_RULE.fullmatch(block.text))


def _is_cell(block: Block) -> bool:
    return len(block.compact) <= _MAX_CELL and not block.compact.endswith(("。", "：", ":"))
