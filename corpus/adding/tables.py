"""Tables as lines of text, one row a line between bars, as the parser reads them."""

import re
from collections.abc import Sequence

Row = Sequence[str | None]


def to_lines(rows: Sequence[Row]) -> list[str]:
    """Return the rows as ``| a | b |``; empty rows, and columns that are empty throughout, are left out."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    width = max((len(row) for row in cells), default=0)
    full = [row + [""] * (width - len(row)) for row in cells]
    columns = [n for n in range(width) if any(row[n] for row in full)]
    return [f"| {' | '.join(row[n] for n in columns)} |" for row in full if any(row)]


def is_layout(rows: Sequence[Row]) -> bool:
    """Whether a table only arranges a page: a single column or row, or text of several paragraphs in one cell."""
    cells = [[_cell(cell) for cell in row if cell and cell.strip()] for row in rows]
    widest = max((len(row) for row in cells), default=0)
    longest = max((len(cell) for row in cells for cell in row), default=0)
    return widest < 2 or len([row for row in cells if row]) < 2 or longest > 600


def _cell(text: str | None) -> str:
    """A cell's text on one line; a bar in it would be read as the cell's end."""
    joined = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])", "", (text or "").strip())
    return re.sub(r"\s+", " ", joined).replace("|", "｜")
