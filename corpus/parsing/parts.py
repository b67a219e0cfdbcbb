"""Parting a publication: the notice on top, the documents it issues, the attachments behind them."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.parsing.blocks import Block
from corpus.parsing.frame import Line, carries_number, classify
from corpus.parsing.titles import could_be_title_line, is_navigation, title_end
from corpus.types import ClauseKind

_ATTACHMENT = re.compile(
    r"(?P<label>附\s*(?:件|表|录|图)?\s*(?P<n>[\d一二三四五六七八九十]{0,3}))\s*(?P<colon>[：:．.、]?)\s*(?P<rest>.*)",
    re.S,
)
_QUOTED = re.compile(r"《([^《》]{4,120})》")
_SUBTITLE = re.compile(r"[（(〔].{1,24}[）)〕]")
_SIGNED = (Line.DATE, Line.DISCLOSURE, Line.CONTACT, Line.COPIES)
_SHORT = 60


class PartKind(StrEnum):
    """What a part is in the publication."""

    MAIN = "main"
    EMBEDDED = "embedded"
    ATTACHMENT = "attachment"


@dataclass(slots=True)
class Part:
    """One document of a publication: its frame lines in order, and the blocks of its text."""

    kind: PartKind
    label: str = ""  # 附件1
    titles: list[list[Block]] = field(default_factory=list)  # the last one is the title proper
    head: list[tuple[ClauseKind, list[Block]]] = field(default_factory=list)  # in source order, titles included
    content: list[Block] = field(default_factory=list)
    tail: list[tuple[ClauseKind, list[Block]]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title without line breaks and padding."""
        return "".join(block.compact for block in self.titles[-1]) if self.titles else ""


def split_parts(blocks: list[Block]) -> list[Part]:
    """Return the parts of a publication, the main one first; site navigation above it is left out."""
    blocks = _without_footer(blocks)
    main, position = _read_main_head(blocks)
    parts = [main]
    quoted = {_key(name) for name in _QUOTED.findall(main.title)}
    attachments = _attachment_starts(blocks, position)
    current = main
    while position < len(blocks):
        block = blocks[position]
        if position in attachments:
            current = Part(PartKind.ATTACHMENT, label=_attachment_label(block))
            parts.append(current)
            position = _read_attachment_head(blocks, position, current)
            continue
        end = _embedded_title_end(blocks, position, current, quoted)
        if end is not None:
            current = Part(PartKind.EMBEDDED)
            parts.append(current)
            if end > position:
                current.titles.append(blocks[position:end])
                current.head.append((ClauseKind.TITLE, current.titles[-1]))
            position = _read_head_lines(blocks, end, current)
            continue
        current.content.append(block)
        quoted |= {_key(name) for name in _QUOTED.findall(block.text)} if current is main else set()
        position += 1
    return parts


def _without_footer(blocks: list[Block]) -> list[Block]:
    """Leave out the site's navigation below the text."""
    end = len(blocks)
    while (
        end > 1
        and not blocks[end - 1].mark
        and len(blocks[end - 1].text) <= _SHORT
        and is_navigation(blocks[end - 1].text)
    ):
        end -= 1
    return blocks[:end]


def _key(title: str) -> str:
    return re.sub(r"[\s（）()〔〕\[\]—\-－–]", "", title)


def _read_main_head(blocks: list[Block]) -> tuple[Part, int]:
    """Find where the publication begins, below the site's navigation, and read the lines of its head."""
    part = Part(PartKind.MAIN)
    limit = _first_text(blocks)
    found = [(i, end) for i in range(limit) if (end := title_end(blocks, i)) and end <= limit]
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
    return part, _read_head_lines(blocks, first, part)


def _first_text(blocks: list[Block]) -> int:
    """Return the index of the first numbered block, addressees or running text."""
    for i, block in enumerate(blocks):
        if block.mark or classify(block) is Line.ADDRESSEES:
            return i
        if "。" in block.text and len(block.compact) > 30 and classify(block) is Line.OTHER:
            return i
    return len(blocks)


def _take_lines_above(blocks: list[Block], first: int, part: Part) -> None:
    """Take what stands between the site's navigation and the title into the head."""
    top = 0
    for i in range(first):
        if is_navigation(blocks[i].text) and classify(blocks[i]) not in (Line.PUBLICATION, Line.NUMBER):
            top = i + 1
    for block in blocks[top:first]:
        kind = ClauseKind.NUMBER if classify(block) is Line.NUMBER else ClauseKind.PUBLICATION
        _append(part.head, kind, block)


def _read_untitled_head(blocks: list[Block], part: Part, limit: int) -> tuple[Part, int]:
    """Without a title by its words, a short first line above other text is taken for one."""
    if limit and len(blocks) > 1:
        first = next((i for i in range(limit) if not is_navigation(blocks[i].text)), None)
        if first is not None and could_be_title_line(blocks[first]) and classify(blocks[first]) is Line.OTHER:
            part.titles.append([blocks[first]])
            part.head.append((ClauseKind.TITLE, part.titles[-1]))
            return part, _read_head_lines(blocks, first + 1, part)
        if first is not None:
            return part, _read_head_lines(blocks, first, part)
    return part, 0


_HEAD_KINDS = {
    Line.NUMBER: ClauseKind.NUMBER,
    Line.HISTORY: ClauseKind.NUMBER,
    Line.PUBLICATION: ClauseKind.PUBLICATION,
    Line.CONTENTS: ClauseKind.HEADING,
    Line.DATE: ClauseKind.ISSUE_DATE,
    Line.DISCLOSURE: ClauseKind.DISCLOSURE,
    Line.ADDRESSEES: ClauseKind.ADDRESSEES,
}


def _read_head_lines(blocks: list[Block], position: int, part: Part) -> int:
    """Read titles, number, date, promulgation and addressees; return where the text begins."""
    while position < len(blocks):
        block, line = blocks[position], classify(blocks[position])
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
            title = blocks[position:end]
            part.titles.append(title)
            part.head.append((ClauseKind.TITLE, title))
            position = end
            continue
        if part.titles and _SUBTITLE.fullmatch(block.compact) and line is Line.OTHER:
            part.titles[-1].append(block)
            if part.head[-1][1] is not part.titles[-1]:
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


def _embedded_title_end(blocks: list[Block], position: int, current: Part, quoted: set[str]) -> int | None:
    """Return the index after the title of a document that the notice issues, if one begins here."""
    if not current.content:
        return None
    above = classify(blocks[position - 1])
    signed = current.kind is PartKind.MAIN and above in _SIGNED and not any(block.mark for block in current.content)
    end = title_end(blocks, position)
    if end is None and signed:
        return _untitled_below(blocks, position)
    if end is None or end >= len(blocks):
        return None
    below = classify(blocks[end])
    if below in (Line.DATE, Line.SIGNATURE, Line.DISCLOSURE):
        return None
    if above in _SIGNED:
        return end
    if above is Line.SIGNATURE and not any(block.mark for block in current.content):
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


def _attachment_label(block: Block) -> str:
    match = _attachment_match(block)
    return "".join(match["label"].split()) if match else "附件"


def _attachment_starts(blocks: list[Block], position: int) -> set[int]:
    """Return where attachments begin, as opposed to lines that only list them.

    The last mention of a number is the attachment itself, provided that text follows before the end.
    """
    mentions: dict[str, int] = {}
    for i in range(position, len(blocks)):
        if match := _attachment_match(blocks[i]):
            mentions["".join(match["n"].split())] = i
    starts: set[int] = set()
    for i in mentions.values():
        following = blocks[i + 1 : min([j for j in mentions.values() if j > i], default=len(blocks))]
        if any(_carries_text(block) for block in following):
            starts.add(i)
    return starts


def _carries_text(block: Block) -> bool:
    if block.mark:
        return len(block.compact) > _SHORT or "。" in block.text
    return classify(block) is Line.OTHER and (
        "。" in block.text or len(block.compact) > _SHORT or block.text.startswith("|")
    )


def _read_attachment_head(blocks: list[Block], position: int, part: Part) -> int:
    """Read the line 附件 and the title below or behind it."""
    first = blocks[position]
    match = _attachment_match(first)
    part.head.append((ClauseKind.HEADING, [first]))
    if match and match["rest"]:
        part.titles.append([Block(first.text[match.start("rest") :], first.start + match.start("rest"), first.end)])
        return _read_head_lines(blocks, position + 1, part)
    end = title_end(blocks, position + 1)
    if end is None and position + 1 < len(blocks) and could_be_title_line(blocks[position + 1]):
        end = position + 2
    if end:
        part.titles.append(blocks[position + 1 : end])
        part.head.append((ClauseKind.TITLE, blocks[position + 1 : end]))
        return _read_head_lines(blocks, end, part)
    return position + 1


def _append(lines: list[tuple[ClauseKind, list[Block]]], kind: ClauseKind, block: Block) -> None:
    if lines and lines[-1][0] is kind:
        lines[-1][1].append(block)
    else:
        lines.append((kind, [block]))
