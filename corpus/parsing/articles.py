"""Articles (第X条): one clause each, whose sentences know their 款, 项 and 目."""

import re

from corpus.parsing.blocks import Block
from corpus.parsing.builder import Piece, piece
from corpus.parsing.numbering import Mark, Rank
from corpus.parsing.numerals import to_chinese
from corpus.parsing.tree import Node

_DASH = re.compile(r"[—\-－–•·●]")


def article_pieces(node: Node, locator: str) -> list[Piece]:
    """Return the article's blocks, each located by 款 (where there are several), 项 and 目."""
    blocks = list(node.blocks())
    places = _places(blocks)
    several = max(paragraph for paragraph, _ in places) > 1
    pieces = []
    for block, (paragraph, items) in zip(blocks, places, strict=True):
        finer = f"第{to_chinese(paragraph)}款" if several else ""
        for mark in items:
            finer += _item(mark)
        pieces.append(piece(block, locator + finer if finer else ""))
    return pieces


def _item(mark: Mark) -> str:
    if mark.rank is Rank.HAN_BRACKET:
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
        if mark and mark.rank > Rank.ARTICLE:
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
