"""A piece of source text as running prose: without its layout, and with nothing run together that stood apart."""

import re

_GAP = re.compile(r"\s+")
_PADDING = re.compile(r"[\t\u00a0\u2000-\u200a\u3000]")
_LATIN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")


def reading_text(text: str) -> str:
    """Join hard-wrapped lines and drop layout padding, for showing a piece of source text in running prose."""
    return _GAP.sub(_joined, text).strip()


def _joined(gap: re.Match[str]) -> str:
    """Return what stands for a gap: nothing where it is layout, one blank where it may part two cells of a table.

    A tab within a line parts cells. So does any gap between two digits or Latin letters, over lines as well: cells are
    set one a line more often than a number is broken over two, and 50, 3 must never read as 503.
    """
    kept = "" if "\n" in gap[0] else _PADDING.sub("", gap[0])
    if kept == gap[0]:
        return kept
    before, behind = gap.string[max(0, gap.start() - 1) : gap.start()], gap.string[gap.end() : gap.end() + 1]
    parts_cells = "\t" in gap[0] and "\n" not in gap[0]
    return " " if parts_cells or (_LATIN.match(before) and _LATIN.match(behind)) else kept
