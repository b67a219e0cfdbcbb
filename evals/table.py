"""Tables that read well in a terminal and as Markdown: a 汉字 takes two columns."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def render_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an aligned Markdown table: the first column to the left, the others to the right."""
    columns = [max(3, *(width(row[i]) for row in (header, *rows))) for i in range(len(header))]
    ruler = ["-" * columns[0], *("-" * (size - 1) + ":" for size in columns[1:])]
    return "\n".join(_line(row, columns) for row in (header, ruler, *rows))


def percent(value: float | None) -> str:
    """Write a share as a percentage, a dash where there was nothing to judge."""
    return "–" if value is None else f"{value * 100:.1f}%"


def number(value: float | None, digits: int = 3) -> str:
    """Write a figure, a dash where there was nothing to judge."""
    return "–" if value is None else f"{value:.{digits}f}"


def _line(cells: Sequence[str], columns: Sequence[int]) -> str:
    first, *rest = zip(cells, columns, strict=True)
    left = first[0] + " " * (first[1] - width(first[0]))
    return "| " + " | ".join([left, *(" " * (size - width(cell)) + cell for cell, size in rest)]) + " |"
