"""Attachments, as opposed to the lines that only list them."""

import itertools
import re

from corpus.parsing.blocks import Block
from corpus.parsing.frame import Line, classify
from corpus.parsing.heads import read_head_lines
from corpus.parsing.part import Part
from corpus.parsing.titles import could_be_title_line, title_end
from corpus.types import ClauseKind

_ATTACHMENT = re.compile(
    r"(?P<label>附\s*(?:件|表|录|图)?\s*(?P<n>[\d一二三四五六七八九十]{0,3}))\s*(?P<colon>[：:．.、]?)\s*(?P<rest>.*)",
    re.S,
)
_SHORT = 60


def _attachment_match(block: Block) -> re.Match[str] | None:
    if block.mark is not None or len(block.compact) > 100:
        return None
    match = _ATTACHMENT.fullmatch(block.text)
    if (
        match
        and match["rest"]
        and not match["colon"]
        and not match["n"]
        and not block.text[len(match["label"])].isspace()
    ):
        return None
    if match and ("。" in match["rest"] or (match["label"] == "附" and not match["colon"])):
        return None
    return match


def attachment_label(block: Block) -> str:
    """Return how an attachment is called where it begins: 附件, 附件1, 附表."""
    match = _attachment_match(block)
    return "".join(match["label"].split()) if match else "附件"


def attachment_starts(blocks: list[Block], position: int) -> set[int]:
    """Return where attachments begin, as opposed to lines that only list them.

    The last mention of a number is the attachment itself, provided that text follows before the end.
    """
    mentions: dict[str, int] = {}
    for i in range(position, len(blocks)):
        if match := _attachment_match(blocks[i]):
            mentions["".join(match["n"].split())] = i
    starts: set[int] = set()
    for i in mentions.values():
        if any(j > i for j in mentions.values()) and _lists_above_signature(blocks, i):
            continue
        following = blocks[i + 1 : min([j for j in mentions.values() if j > i], default=len(blocks))]
        if any(_carries_text(block) for block in following) or (following and _stands_below_date(blocks, position, i)):
            starts.add(i)
    return starts


def _lists_above_signature(blocks: list[Block], i: int) -> bool:
    """Whether the line 附件：1.某表 and the numbered names below it end at a signature or its date."""
    match = _attachment_match(blocks[i])
    below = itertools.dropwhile(lambda block: block.mark is not None and "。" not in block.text, blocks[i + 1 :])
    return match is not None and bool(match["rest"]) and classify(next(below, blocks[i])) in (Line.SIGNATURE, Line.DATE)


def _stands_below_date(blocks: list[Block], position: int, i: int) -> bool:
    """Below the signature a line that says nothing but 附件1 opens an attachment, be it only a form to fill in."""
    match = _attachment_match(blocks[i])
    bare = match is not None and not match["rest"] and not match["colon"]
    return bare and any(classify(block) is Line.DATE for block in blocks[position:i])


def _carries_text(block: Block) -> bool:
    if block.mark:
        return len(block.compact) > _SHORT or "。" in block.text
    return classify(block) is Line.OTHER and (
        "。" in block.text or len(block.compact) > _SHORT or block.text.startswith("|") or block.text.count("\t") > 1
    )


def read_attachment_head(blocks: list[Block], position: int, part: Part) -> int:
    """Read the line 附件 and the title below or behind it."""
    first = blocks[position]
    match = _attachment_match(first)
    part.head.append((ClauseKind.HEADING, [first]))
    if match and match["rest"]:
        part.titles.append([Block(first.text[match.start("rest") :], first.start + match.start("rest"), first.end)])
        return read_head_lines(blocks, position + 1, part)
    end = title_end(blocks, position + 1)
    below = blocks[position + 1] if position + 1 < len(blocks) else None
    if end is None and below and could_be_title_line(below) and "\t" not in below.text:
        end = position + 2
    if end:
        part.add_head(ClauseKind.TITLE, blocks[position + 1 : end])
        return read_head_lines(blocks, end, part)
    return position + 1
