"""Tables in captured text: rows in bars, or one cell a line with a running number opening each row."""

import re
from collections.abc import Sequence

from corpus.parsing.blocks import Block
from corpus.types import ClauseKind

_BARE_NUMBER = re.compile(r"\d{1,3}")
_MIN_ROWS = 3
_MAX_CELL = 15


def is_numbered_table(blocks: Sequence[Block]) -> bool:
    """Whether lines that hold nothing but the next number open rows."""
    return len(_row_starts(blocks)) >= _MIN_ROWS


def _row_starts(blocks: Sequence[Block]) -> list[int]:
    starts: list[int] = []
    last = 0
    for i, block in enumerate(blocks):
        if block.mark is None and _BARE_NUMBER.fullmatch(block.compact):
            number = int(block.compact)
            if number == last + 1 or not starts:
                starts.append(i)
                last = number
    return starts


def split_rows(blocks: Sequence[Block], *, numbered: bool) -> list[tuple[ClauseKind, list[Block]]]:
    """Part a run of blocks into table rows and stretches of ordinary text; ``numbered`` where numbers open rows."""
    groups: list[tuple[ClauseKind, list[Block]]] = []
    starts = set(_row_starts(blocks)) if numbered else set()
    if numbered and not starts and all(_is_cell(block) for block in blocks):
        return [(ClauseKind.TABLE, list(blocks))]  # the head of the table, above its first section
    in_row = False
    for i, block in enumerate(blocks):
        if is_bar_row(block):
            groups.append((ClauseKind.TABLE, [block]))
            in_row = False
        elif i in starts:
            groups.append((ClauseKind.TABLE, [block]))
            in_row = True
        elif in_row or (groups and groups[-1][0] is ClauseKind.PARAGRAPH):
            groups[-1][1].append(block)
        else:
            groups.append((ClauseKind.PARAGRAPH, [block]))
    return groups


def is_head(row: Sequence[Block]) -> bool:
    """Whether a row only names the columns."""
    if len(row) > 1:
        return all(_is_cell(block) and not block.compact.isdecimal() for block in row)
    cells = [cell.strip() for cell in row[0].text.strip("|").split("|")]
    return len(cells) > 1 and all(0 < len(cell) <= _MAX_CELL and not re.search(r"[\d。；]", cell) for cell in cells)


def row_names(blocks: Sequence[Block]) -> dict[int, str]:
    """Return what the rows of tables among a text's blocks are called, by position: 表格表头, 表格第1行."""
    names: dict[int, str] = {}
    n = 0
    for i, block in enumerate(blocks):
        if not is_bar_row(block):
            continue
        opens = i - 1 not in names
        if opens and is_head([block]):
            n, names[i] = 0, "表格表头"
        else:
            n = 1 if opens else n + 1
            names[i] = f"表格第{n}行"
    return names


def is_bar_row(block: Block) -> bool:
    """Whether a block is a row of cells between bars."""
    return block.text.startswith("|") and block.text.count("|") >= 2


def _is_cell(block: Block) -> bool:
    return len(block.compact) <= _MAX_CELL and not block.compact.endswith(("。", "：", ":"))
