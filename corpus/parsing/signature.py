"""The end of a part: who signed, when, and the notes below."""

import re

from corpus.parsing.blocks import Block
from corpus.parsing.dates import DATE
from corpus.parsing.frame import OFFICER, PHONE_LINE, Line, classify, is_note
from corpus.parsing.part import Part, PartKind
from corpus.parsing.texts import ends_sentence
from corpus.types import ClauseKind

_KINDS = {
    Line.DATE: ClauseKind.ISSUE_DATE,
    Line.SIGNATURE: ClauseKind.ISSUERS,
    Line.DISCLOSURE: ClauseKind.DISCLOSURE,
    Line.CONTACT: ClauseKind.CONTACT,
    Line.COPIES: ClauseKind.CLOSING,
    Line.NUMBER: ClauseKind.NUMBER,
}
_SURE = (Line.DATE, Line.DISCLOSURE, Line.CONTACT, Line.COPIES)
_ATTACHMENT_LIST = re.compile(r"附\s*(?:件|表)?\s*\d{0,2}\s*[：:]|附件$")
_MAX_NAME_LINE = 70
_MARKS = re.compile(r"[。！？；：，:;!?|]|\d{3}|[A-Za-z]{3}")
_MAX_NOTES = 12


def part_tail(part: Part) -> None:
    """Move the signature and the notes at the end of a part's content into its tail."""
    content = part.content
    cut = len(content)
    while cut:
        line = classify(content[cut - 1])
        if (line in _KINDS and (line is not Line.SIGNATURE or part.kind is PartKind.MAIN or cut < len(content))) or (
            cut < len(content) and part.kind is PartKind.MAIN and _is_broken_name(content, cut)
        ):
            cut -= 1
        elif start := _attachment_list(content, cut):
            cut = start - 1
        elif _is_officer(content, cut) or _is_more_contact(content, cut):
            cut -= 1
        elif (above := _above_notes(content, cut)) is not None:
            cut = above
        else:
            break
    if cut and cut < len(content) and content[cut - 1].mark and not ends_sentence(content[cut - 1].text):
        # 三、咨询方式: what stands directly below a heading is its text
        while cut < len(content) and classify(content[cut]) is Line.CONTACT:
            cut += 1
    end = content[cut:]
    opens_list = bool(end) and _ATTACHMENT_LIST.match(end[0].text) is not None
    if part.kind is not PartKind.MAIN and not opens_list and not any(classify(b) in _SURE for b in end):
        return
    tail, part.content = content[cut:], content[:cut]
    for block in tail:
        kind = _KINDS.get(classify(block))
        if kind is None:
            kind = _kind_of_other(block, part.tail[-1][0] if part.tail else None)
        if (
            part.tail
            and part.tail[-1][0] is kind
            and kind in (ClauseKind.ISSUERS, ClauseKind.CLOSING, ClauseKind.CONTACT)
        ):
            part.tail[-1][1].append(block)
        else:
            part.tail.append((kind, [block]))


def _kind_of_other(block: Block, above: ClauseKind | None) -> ClauseKind:
    """Say what a line of the tail is that does not say so itself."""
    if classify(block) is Line.PUBLICATION and DATE.search(block.text):
        return ClauseKind.PUBLICATION
    if above is ClauseKind.CONTACT and PHONE_LINE.fullmatch(block.compact):
        return ClauseKind.CONTACT
    listed = _ATTACHMENT_LIST.match(block.text) or block.mark
    other = listed or is_note(block) or OFFICER.fullmatch(block.compact)
    return ClauseKind.CLOSING if other or above is ClauseKind.CLOSING else ClauseKind.ISSUERS


def _above_notes(content: list[Block], cut: int) -> int | None:
    """Return where the page's notes at the end of content[:cut] begin, if they stand below a signature."""
    above = cut
    while above and cut - above < _MAX_NOTES and is_note(content[above - 1]):
        above -= 1
    if above == cut or not above:
        return None
    line = classify(content[above - 1])
    dated = line is Line.SIGNATURE and DATE.search(content[above - 1].text)
    return above if line in _SURE or dated else None


def _is_officer(content: list[Block], cut: int) -> bool:
    """Whether the line directly above the date, or above another such line, is a person who signs: 省长　赵一鸣."""
    below = content[cut : cut + 1]
    stands = bool(below) and (classify(below[0]) is Line.DATE or OFFICER.fullmatch(below[0].compact))
    return bool(stands and OFFICER.fullmatch(content[cut - 1].compact))


def _is_more_contact(content: list[Block], cut: int) -> bool:
    """Whether a line goes on with the telephone numbers that a contact line above begins."""
    above = cut
    while above and cut - above < _MAX_NOTES and PHONE_LINE.fullmatch(content[above - 1].compact):
        above -= 1
    return 0 < above < cut and classify(content[above - 1]) is Line.CONTACT


def _is_broken_name(content: list[Block], cut: int) -> bool:
    """A line among the signatures that holds only part of a name: short, unnumbered, without marks."""
    block = content[cut - 1]
    if block.mark or len(block.text) > _MAX_NAME_LINE or _MARKS.search(block.text):
        return False
    signed = [classify(b) for b in content[cut:]]
    return Line.DATE in signed and any(
        classify(b) is Line.SIGNATURE for b in [*content[cut:], *content[max(0, cut - 2) : cut]]
    )


def _attachment_list(content: list[Block], cut: int) -> int | None:
    """Return the 1-based index of the line 附件：… when content[:cut] ends with a list of attachments."""
    for i in range(cut, max(0, cut - 20), -1):
        block = content[i - 1]
        if block.mark is None and _ATTACHMENT_LIST.match(block.text) and len(block.compact) <= 100:
            return i
        if "。" in block.text or len(block.compact) > 100:
            return None
    return None
