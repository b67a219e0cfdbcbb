"""Places in a document as people name them: 第四条第1项, 第二章, 十二条第一款, 附件二."""

import re
from dataclasses import dataclass

from corpus.parsing.numerals import CHINESE_DIGITS, parse_number
from corpus.types import Section

Step = tuple[str, int]  # unit and number: (条, 12)
Steps = tuple[Step, ...]  # a path, outermost first

_NUMBER = rf"(?:[{CHINESE_DIGITS}]{{1,7}}|\d{{1,4}})"
_UNIT = "部分|编|篇|章|节|条|款|项|目|点|段"
_STEP = rf"第\s?[（(]?\s?(?P<number>{_NUMBER})\s?[）)]?\s?(?P<unit>{_UNIT})(?!钱)"
_BARE_STEP = rf"(?<![第\d{CHINESE_DIGITS}]){_NUMBER}(?:条|章|节|款)"  # only before a further step: 十二条第一款
_BRACKETED = rf"[（(]\s?{_NUMBER}\s?[）)]"
_ANNEX = rf"附[件表录](?:\s?{_NUMBER})?"
_JOINT = r"[\s的里中之]{0,2}"
_REFERENCE = re.compile(
    rf"(?:{_ANNEX}{_JOINT})?"
    rf"(?:{_BARE_STEP}(?={_JOINT}第)|{_STEP.replace('?P<number>', '?:').replace('?P<unit>', '?:')})"
    rf"(?:{_JOINT}(?:{_STEP.replace('?P<number>', '?:').replace('?P<unit>', '?:')}|{_BRACKETED}))*"
    rf"|{_ANNEX}"
)
_PIECE = re.compile(
    rf"附[件表录](?:\s?(?P<annex>{_NUMBER}))?|第?\s?[（(]?\s?(?P<number>{_NUMBER})\s?[）)]?\s?(?P<unit>{_UNIT})"
    rf"|[（(]\s?(?P<bracketed>{_NUMBER})\s?[）)]"
)
_TOP_LABEL = re.compile(rf"(?:第?(?P<number>{_NUMBER}))(?P<unit>部分|编|篇|章|节|条)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """One place named in a query."""

    path: Steps
    start: int
    end: int
    text: str


def find_places(query: str) -> list[PlaceMention]:
    """Return every place that a query names, in order."""
    return [
        PlaceMention(path=parse_path(match.group()), start=match.start(), end=match.end(), text=match.group())
        for match in _REFERENCE.finditer(query)
    ]


def parse_path(text: str) -> Steps:
    """Read a reference or a clause's locator as steps; what is neither is passed over."""
    steps: list[Step] = []
    for piece in _PIECE.finditer(text):
        if piece["number"]:
            steps.append((piece["unit"], parse_number(piece["number"]) or 0))
        elif piece["bracketed"]:
            steps.append(("项", parse_number(piece["bracketed"]) or 0))
        else:
            steps.append(("附件", parse_number(piece["annex"] or "") or 0))
    return tuple(steps)


def section_step(section: Section) -> Step | None:
    """Return the step that a section's label stands for; a bare 四 heads 第四条, （一） is an item."""
    if section.label.startswith("附"):
        return next(iter(parse_path(section.label)), ("附件", 0))  # a bare 附 heads an attachment too
    if section.label[:1] in "（(":
        return ("项", parse_number(section.label.strip("（）()")) or 0)
    label = _TOP_LABEL.match(section.label)
    if label is None:
        return None
    return (label["unit"] or "条", parse_number(label["number"]) or 0)


def names(reference: Steps, place: Steps) -> bool:
    """Whether a reference names a place or something that holds it: its steps occur in the place's, in order."""
    steps = iter(place)
    return bool(reference) and all(any(_same(wanted, step) for step in steps) for wanted in reference)


def _same(wanted: Step, step: Step) -> bool:
    # 附件 without a number means whichever there is.
    return wanted == step or (wanted[0] == step[0] == "附件" and 0 in {wanted[1], step[1]})
