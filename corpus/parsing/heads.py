"""The head of a part: title, number, date and addressees, in whatever order they are set."""

import re

from corpus.parsing.blocks import Block
from corpus.parsing.frame import Line, carries_number, classify, order_end
from corpus.parsing.part import Part, PartKind
from corpus.parsing.titles import could_be_title_line, is_navigation, title_end
from corpus.types import ClauseKind

_SUBTITLE = re.compile(r"[（(〔].{1,24}[）)〕]")


def read_main_head(blocks: list[Block]) -> tuple[Part, int]:
    """Find where the publication begins, below the site's navigation, and read the lines of its head."""
    part = Part(PartKind.MAIN)
    limit = _first_text(blocks)
    orders = {i for i in range(limit) if order_end(blocks, i)}
    found = [(i, end) for i in range(limit) if i not in orders and (end := title_end(blocks, i)) and end <= limit]
    if not found:
        return _read_untitled_head(blocks, part, limit)
    last = found[-1][0]
    chosen = min((i for i, end in found if end == title_end(blocks, last)), default=last)
    first = chosen
    wanted = set("".join(block.compact for block in blocks[chosen : found[-1][1]]))
    for i, end in found:
        text = set("".join(block.compact for block in blocks[i:end]))
        if i < first and len(text & wanted) >= 0.6 * len(wanted):
            first = i
    _take_lines_above(blocks, first, part)
    return part, read_head_lines(blocks, first, part)


def _first_text(blocks: list[Block]) -> int:
    """Return the index of the first numbered block, addressees or running text."""
    for i, block in enumerate(blocks):
        line = classify(block)
        if (block.mark and line is not Line.NUMBER) or line is Line.ADDRESSEES:
            return i
        if "。" in block.text and len(block.compact) > 30 and line is Line.OTHER:
            return i
    return len(blocks)


def _take_lines_above(blocks: list[Block], first: int, part: Part) -> None:
    """Take what stands between the site's navigation and the title into the head."""
    top = 0
    for i in range(first):
        if is_navigation(blocks[i].text) and classify(blocks[i]) not in (Line.PUBLICATION, Line.NUMBER):
            top = i + 1
    for i, block in enumerate(blocks[top:first], start=top):
        numbered = classify(block) is Line.NUMBER or order_end(blocks, i) is not None
        _append(part.head, ClauseKind.NUMBER if numbered else ClauseKind.PUBLICATION, block)


def _read_untitled_head(blocks: list[Block], part: Part, limit: int) -> tuple[Part, int]:
    """Without a title by its words, a short first line above other text is taken for one."""
    if limit and len(blocks) > 1:
        first = next((i for i in range(limit) if not is_navigation(blocks[i].text)), None)
        if first is not None:
            block = blocks[first]
            if could_be_title_line(block) and classify(block) is Line.OTHER and not order_end(blocks, first):
                part.add_head(ClauseKind.TITLE, [block])
                first += 1
            return part, read_head_lines(blocks, first, part)
    return part, 0


_HEAD_KINDS = {
    Line.NUMBER: ClauseKind.NUMBER,
    Line.HISTORY: ClauseKind.NUMBER,
    Line.PUBLICATION: ClauseKind.PUBLICATION,
    Line.LETTERHEAD: ClauseKind.PUBLICATION,
    Line.CONTENTS: ClauseKind.HEADING,
    Line.DATE: ClauseKind.ISSUE_DATE,
    Line.DISCLOSURE: ClauseKind.DISCLOSURE,
    Line.ADDRESSEES: ClauseKind.ADDRESSEES,
}


def read_head_lines(blocks: list[Block], position: int, part: Part) -> int:
    """Read titles, number, date, promulgation and addressees; return where the text begins."""
    while position < len(blocks):
        block, line = blocks[position], classify(blocks[position])
        if end := order_end(blocks, position):
            part.head.append((ClauseKind.NUMBER, blocks[position:end]))
            position = end
            continue
        if line in _HEAD_KINDS:
            kind = _HEAD_KINDS[line]
            if line is Line.HISTORY and not carries_number(block):
                kind = ClauseKind.ISSUE_DATE
            part.head.append((kind, [block]))
            position += 1
            if line is Line.ADDRESSEES:
                break
            continue
        end = title_end(blocks, position)
        if end and end < len(blocks) and _belongs_to_title(part, blocks[position:end]):
            part.add_head(ClauseKind.TITLE, blocks[position:end])
            position = end
            continue
        if part.titles and block.mark is None and line is Line.OTHER and _SUBTITLE.fullmatch(block.compact):
            if part.head[-1][1] is part.titles[-1]:
                part.titles[-1].append(block)
            else:
                part.head.append((ClauseKind.TITLE, [block]))
            position += 1
            continue
        if (
            line is Line.SIGNATURE
            and part.titles
            and position + 1 < len(blocks)
            and _head_goes_on(blocks, position + 1)
        ):
            part.head.append((ClauseKind.ISSUERS, [block]))
            position += 1
            continue
        break
    return position


def _belongs_to_title(part: Part, title: list[Block]) -> bool:
    """A head may repeat its title (page title and printed title), but what differs belongs to the text."""
    if not part.titles:
        return True
    known, new = set(part.title), set("".join(block.compact for block in title))
    return part.kind is PartKind.MAIN and len(known & new) >= 0.6 * min(len(known), len(new))


def _head_goes_on(blocks: list[Block], position: int) -> bool:
    return classify(blocks[position]) in _HEAD_KINDS or title_end(blocks, position) is not None


def _append(lines: list[tuple[ClauseKind, list[Block]]], kind: ClauseKind, block: Block) -> None:
    if lines and lines[-1][0] is kind:
        lines[-1][1].append(block)
    else:
        lines.append((kind, [block]))
