"""Articles (第X条): one clause each, whose sentences know their 款, 项 and 目."""

import re
from dataclasses import replace

from corpus.parsing.blocks import Block
from corpus.parsing.builder import Piece, piece
from corpus.parsing.numbering import Mark, Rank
from corpus.parsing.numerals import to_chinese
from corpus.parsing.tables import is_bar_row, is_rule, row_names
from corpus.parsing.tree import Node, goes_with_tag

_DASH = re.compile(r"[—\-－–•·●]")


def article_pieces(node: Node, locator: str) -> list[Piece]:
    """Return the article's blocks, each located by 款 (where there are several), 项 and 目, or as a row of a table."""
    blocks = list(node.blocks())
    places = _places(blocks)
    several = max(paragraph for paragraph, _ in places) > 1
    rows = row_names(blocks)
    pieces = []
    for i, (block, (paragraph, items)) in enumerate(zip(blocks, places, strict=True)):
        finer = f"第{to_chinese(paragraph)}款" if several else ""
        finer += "".join(_item(mark, directly=mark is items[0]) for mark in items)
        finer += rows.get(i, "")
        located = piece(block, locator + finer if finer else "")
        if is_rule(block):
            located = Piece(block.start, block.end, block.end)
        end = _list_end(blocks, i) if items and i not in rows else None
        if end is None:
            pieces.append(located)
        else:
            pieces += [replace(located, end=end), Piece(end, block.end, end)]
    return pieces


def _list_end(blocks: list[Block], i: int) -> int | None:
    """Where line breaks were lost, what follows the last item's first sentence is no longer part of the item."""
    block, above = blocks[i], blocks[i - 1]
    stop = block.text.find("。") + 1
    glued = block.start == above.end and above.text.endswith(("；", ";"))
    return block.start + stop if glued and 0 < stop < len(block.text) else None


def _item(mark: Mark, *, directly: bool) -> str:
    """What stands directly under an article is an 项, whatever its number looks like."""
    if mark.rank is Rank.HAN_BRACKET or directly:
        return f"第{mark.label}项"
    if mark.rank is Rank.ARABIC:
        return f"第{mark.number}目"
    return f"第{mark.label}点"


def _places(blocks: list[Block]) -> list[tuple[int, tuple[Mark, ...]]]:
    """Return (款, path of item marks) for each block of an article."""
    paragraph, path = 0, ()  # type: int, tuple[Mark, ...]
    places: list[tuple[int, tuple[Mark, ...]]] = []
    for i, block in enumerate(blocks):
        mark = block.mark
        if is_bar_row(block) or (paragraph and mark is None and goes_with_tag(block)):
            pass  # a table belongs to what introduces it, a tag to what it closes
        elif mark and mark.rank > Rank.ARTICLE:
            path = (*(m for m in path if m.rank < mark.rank), mark)
        elif mark:
            paragraph = 1 if block.body.strip() else 0
        elif not (path and _list_goes_on(blocks, i, path[0])) and not (_DASH.match(block.text) and paragraph):
            paragraph, path = paragraph + 1, ()
        places.append((max(paragraph, 1), path))
    return places


def _list_goes_on(blocks: list[Block], i: int, last: Mark) -> bool:
    """An unnumbered block between the third and the fourth item still belongs to the third."""
    following = next((b.mark for b in blocks[i + 1 :] if b.mark and b.mark.rank <= last.rank), None)
    return following is not None and following.rank is last.rank and following.number == last.number + 1
