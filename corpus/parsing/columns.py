"""Names of issuing bodies, also where a capture set them in columns and broke them over lines."""

import re
from dataclasses import dataclass, field

from corpus.parsing.blocks import Block
from corpus.parsing.lines import display_width
from corpus.parsing.organizations import cannot_stand_alone, names_body

_CELL_GAP = re.compile(r"[^\S\n]{2,}|\u3000")
_SHORT_GAP = re.compile(r"[^\S\n]+|[、，,]")


@dataclass(slots=True)
class Name:
    """One name with the spans of its pieces."""

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    column: int = 0

    def extend(self, text: str, span: tuple[int, int]) -> None:
        """Append the piece from the next line."""
        self.text += text
        self.spans.append(span)


def read_names(blocks: list[Block]) -> list[Name]:
    """Return the names that stand in the lines of a signature, in reading order.

    A cell goes on in the same column of the next line where it is no complete name yet, or where what follows
    could not stand alone.
    """
    names: list[Name] = []
    above: list[Name] = []
    for block in blocks:
        cells = _cells(block)
        row: list[Name] = []
        for cell in cells:
            broken = _broken_above(cell, above, alone=len(cells) == 1)
            if broken is not None:
                broken.extend(cell.text, cell.spans[0])
                row.append(broken)
            else:
                names.append(cell)
                row.append(cell)
        above = row if len(row) >= len(above) else row + [n for n in above if not any(n is r for r in row)]
    return names


def _broken_above(cell: Name, above: list[Name], *, alone: bool) -> Name | None:
    """Return the name above that this cell continues."""
    open_names = [name for name in above if not names_body(name.text)]
    if cannot_stand_alone(cell.text):
        open_names = open_names or above
    if not open_names:
        return None
    nearest = min(open_names, key=lambda name: abs(name.column - cell.column))
    if alone or abs(nearest.column - cell.column) <= 6:
        return nearest
    return None


def _cells(block: Block) -> list[Name]:
    cells = _split(block, _CELL_GAP)
    refined: list[Name] = []
    for cell in cells:
        start, end = cell.spans[0]
        narrow = _split(Block(block.text[start - block.start : end - block.start], start, end), _SHORT_GAP)
        if len(narrow) > 1 and all(names_body(piece.text) for piece in narrow):
            refined.extend(narrow)
        else:
            refined.append(cell)
    if len(refined) > 1 and all(len(cell.text) <= 2 for cell in refined):
        # 国 务 院: letter-spaced, one name
        return [Name("".join(cell.text for cell in refined), [(block.start, block.end)])]
    return refined


def _split(block: Block, gap: re.Pattern[str]) -> list[Name]:
    cells, begin, column = [], 0, 0
    for match in [*gap.finditer(block.text), None]:
        end = match.start() if match else len(block.text)
        if piece := "".join(block.text[begin:end].split()):
            cells.append(Name(piece, [(block.start + begin, block.start + end)], column))
        stop = match.end() if match else end
        column += display_width(block.text[begin:stop])
        begin = stop
    return cells
