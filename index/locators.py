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
_ONE_STEP = _STEP.replace("?P<number>", "?:").replace("?P<unit>", "?:")
_STEPS = rf"(?:{_BARE_STEP}(?={_JOINT}第)|{_ONE_STEP})"
_FURTHER_STEP = rf"(?:{_JOINT}(?:{_ONE_STEP}|{_BRACKETED}))"
# 开通第二条航线, 发表第一篇论文 count things of the world. A place in a document is followed by what is asked of it,
# or a document or a verb that looks into one stands before it.
_LOOKED_INTO = (
    r"(?:(?<=[》法典例则查看念读])|(?<=解释)|(?<=规定)|(?<=措施)|(?<=政策)|(?<=文件)|(?<=通知)|(?<=意见)|(?<=方案)"
    r"|(?<=违反)|(?<=触犯)|(?<=根据)|(?<=依据)|(?<=[依按对参]照)|(?<=[章条款项][和、及与或到至]))"
)
PLACE_ENDS = (
    r"(?=$|\W|[的里中讲说写规是有怎啥哪谁为由归要第和与跟及到至或吗呢吧了叫指都也还这那你我就等所仅只不未已均应]|什么|如何|多[少久]|几[个项条款]"
    r"|对(?!外)|(?<!节)能|可以|最|适用|提[到出及的]|内容|原[文话]|全文|标题|题目|名[称字]|条[款文]|措施|举措|政策|任务|工作|支持|鼓励"
    r"|明确|涉及|包[括含]|情形|到底|究竟|具体|主要|关于|意思|以[及外])"
)
_REFERENCE = re.compile(
    rf"{_ANNEX}{_JOINT}{_STEPS}{_FURTHER_STEP}*|{_STEPS}{_FURTHER_STEP}+|{_LOOKED_INTO}{_ONE_STEP}|{_ONE_STEP}{PLACE_ENDS}"
    rf"|第\s?{_NUMBER}\s?章|{_ANNEX}"
)
_PIECE = re.compile(
    rf"附[件表录](?:\s?(?P<annex>{_NUMBER}))?|第?\s?[（(]?\s?(?P<number>{_NUMBER})\s?[）)]?\s?(?P<unit>{_UNIT})"
    rf"|[（(]\s?(?P<bracketed>{_NUMBER})\s?[）)]"
)
_COUNTERS = frozenset({"篇", "节", "目", "点", "段"})
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


def may_count(path: Steps) -> bool:
    """Whether a path may as well count something (第一段, 第二节) and is a place only where a document has it."""
    return len(path) == 1 and path[0][0] in _COUNTERS


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
