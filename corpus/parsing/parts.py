"""Parting a publication: the notice on top, the documents it issues, the attachments behind them."""

import re

from corpus.parsing.attachments import attachment_label, attachment_starts, read_attachment_head
from corpus.parsing.blocks import Block
from corpus.parsing.frame import Line, classify, is_note, is_site_owner
from corpus.parsing.heads import read_head_lines, read_main_head
from corpus.parsing.part import Part, PartKind
from corpus.parsing.titles import could_be_title_line, is_navigation, title_end
from corpus.types import ClauseKind

_QUOTED = re.compile(r"《([^《》]{4,120})》")
_SIGNED = (Line.DATE, Line.DISCLOSURE, Line.CONTACT, Line.COPIES)
_LIST = re.compile(r"附\s*(?:件|表)?\s*\d{0,2}\s*[：:]")
_SHORT = 60
_MAX_OWNER = 120


def split_parts(blocks: list[Block]) -> list[Part]:
    """Return the parts of a publication, the main one first; site navigation above it is left out."""
    blocks = _without_footer(blocks)
    main, position = read_main_head(blocks)
    parts = [main]
    quoted = {_key(name) for name in _QUOTED.findall(main.title)}
    attachments = attachment_starts(blocks, position)
    current = main
    while position < len(blocks):
        block = blocks[position]
        if position in attachments:
            current = Part(PartKind.ATTACHMENT, label=attachment_label(block))
            parts.append(current)
            position = read_attachment_head(blocks, position, current)
            continue
        end = _embedded_title_end(blocks, position, current, quoted)
        if end is not None:
            current = Part(PartKind.EMBEDDED)
            parts.append(current)
            if end > position:
                current.add_head(ClauseKind.TITLE, blocks[position:end])
            position = read_head_lines(blocks, end, current)
            continue
        current.add(block)
        quoted |= {_key(name) for name in _QUOTED.findall(block.text)} if current is main else set()
        position += 1
    return parts


def _without_footer(blocks: list[Block]) -> list[Block]:
    """Leave out the site's navigation below the text."""
    end = len(blocks)
    while (
        end > 1
        and not blocks[end - 1].mark
        and (
            (len(blocks[end - 1].text) <= _SHORT and is_navigation(blocks[end - 1].text))
            or (len(blocks[end - 1].text) <= _MAX_OWNER and is_site_owner(blocks[end - 1].text))
        )
    ):
        end -= 1
    return blocks[:end]


def _key(title: str) -> str:
    return re.sub(r"[\s（）()〔〕\[\]—\-－–]", "", title)


def _embedded_title_end(blocks: list[Block], position: int, current: Part, quoted: set[str]) -> int | None:
    """Return the index after the title of a document that the notice issues, if one begins here."""
    if not current.content or is_note(blocks[position]):
        return None
    above = classify(blocks[position - 1])
    signed = current.kind is PartKind.MAIN and above in _SIGNED and not current.is_numbered
    end = title_end(blocks, position)
    if end is None and signed:
        return _untitled_below(blocks, position)
    if end is None or end >= len(blocks) or any(_LIST.match(block.text) for block in blocks[position:end]):
        return None
    below = classify(blocks[end])
    if below in (Line.DATE, Line.SIGNATURE, Line.DISCLOSURE):
        return None
    if above in _SIGNED:
        return end
    if above is Line.SIGNATURE and not current.is_numbered:
        return end
    title = _key("".join(block.compact for block in blocks[position:end]))
    return end if title in quoted else None


def _untitled_below(blocks: list[Block], position: int) -> int | None:
    """Below the signature of a notice a document begins even where its title is none by its words, or missing."""
    block = blocks[position]
    if block.mark:
        return position if position + 1 < len(blocks) else None
    follows = any("。" in below.text or below.mark for below in blocks[position + 1 :])
    if could_be_title_line(block) and classify(block) is Line.OTHER and len(block.compact) <= _SHORT and follows:
        return position + 1
    return None
