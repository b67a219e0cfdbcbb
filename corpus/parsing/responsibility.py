"""Tags that name who is responsible: （责任单位：甲局、乙局）, [牵头部门:甲局；配合部门:乙局], （甲局负责，乙局配合）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.parsing.brackets import outermost_pairs
from corpus.parsing.organizations import names_body, split_names, split_outside_brackets
from corpus.types import Responsibility

_HAN = r"[\u4e00-\u9fff]"


def _breakable(words: str) -> str:
    """Let every word of an alternation be broken by a wrapped line."""
    return "|".join(r"\s*".join(word) for word in words.split("|"))


_ROLE_NAME = (
    rf"(?:{_HAN}\s*){{0,6}}?"
    rf"(?:{_breakable('责任|主责|牵头|配合|主办|承办|协办|参与|参加|落实|实施|主管|监管|考核|完成|协同|支持|组织')})\s*"
    rf"(?:{_breakable('单位|部门|机构|机关|处室|科室|主体')})"
)
_ROLE = re.compile(rf"【\s*(?P<boxed>{_ROLE_NAME})\s*】\s*[：:]?|(?P<role>{_ROLE_NAME})\s*[：:]")
# What else a tag tells: who answers in person, until when.
_OTHER_LABEL = re.compile(
    r"【?(?:(?:第一|直接|具体|主要)?责任人|(?:责任|牵头|分管|包保)领导|联系人|联系电话|(?:完成|办结|落实|整改|推进)?(?:时限|时间|期限|进度))】?\s*[：:】]"
)
_VERB = re.compile(
    r"(?:等|等部门|等单位)?(?:按照?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别)?)?"
    r"(?P<role>负责落实|牵头负责|分别负责|共同负责|负责|牵头|配合|参与|协同)$"
)
_REMARK = re.compile(
    r"下同|[列排].{0,4}[首前第]|首位|排名|^[按根以]|分工|职责|均|不再|[的为]$"
    r"|\d\s*[年月日]\s*(?:底|末|初)?\s*(?:以?前|前?完成)?$|持续推进|长期(?:坚持|推进)"
)
_MIXED_LEAD = re.compile(r"[^（(〔\[【）)〕\]】]*[，,；;。]\s*", re.S)
_LEVEL = re.compile(r"[省市县区州旗盟镇乡团]|各|国家")
_AND_OTHERS = re.compile(r"(?<=.{2})等(?:部门|单位)?$")
_CLOSED = ("。", "；", "！")
_BRACKETS = "（(〔[【"
UNNAMED_ROLE = "责任单位"  # what a bare list of bodies behind a provision stands for


@dataclass(frozen=True, slots=True)
class Tag:
    """One bracket (or line) of responsibilities; ``mixed`` when it also says something else, such as a deadline."""

    start: int
    end: int
    responsibilities: tuple[Responsibility, ...]
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class _Role:
    """The label of a role: where it stands with its colon, and its words."""

    start: int
    end: int
    name: str


def find_tags(text: str, offset: int) -> list[Tag]:
    """Return the responsibility tags of a paragraph in order; ``offset`` is where it begins in the source."""
    if whole := _read_line(text, offset):
        return [whole]
    tags = []
    for opening, closing in outermost_pairs(text):
        if text[opening] in _BRACKETS and (tag := _read_bracket(text, opening, closing, offset)):
            tags.append(tag)
    tail = _read_tail(text, offset)
    return [*tags, tail] if tail else tags


def _read_line(text: str, offset: int) -> Tag | None:
    """Read a line of its own without brackets: 责任单位：甲局、乙局."""
    first = next(_find_roles(text, 0, len(text)), None)
    if first is None or first.start or text[0] == "【" or "。" in text.rstrip("。 "):
        return None
    found = _read_roles(text, 0, len(text), offset)
    return Tag(offset, offset + len(text), tuple(found)) if found else None


def _read_tail(text: str, offset: int) -> Tag | None:
    """Read 责任单位：甲局、乙局。 behind the last sentence of a paragraph, without brackets."""
    end = len(text.rstrip())
    brackets = list(outermost_pairs(text))
    for role in _find_roles(text, 0, len(text)):
        if any(opening < role.start < closing for opening, closing in brackets):
            continue
        if not text[: role.start].rstrip().endswith(_CLOSED) or "。" in text[role.end : end].rstrip("。"):
            continue
        found = _read_roles(text, role.start, end, offset)
        return Tag(offset + role.start, offset + end, tuple(found)) if found and _all_named(found) else None
    return None


def _all_named(found: list[Responsibility]) -> bool:
    return all(_is_unit(unit) for one in found for unit in one.units)


def _read_bracket(text: str, opening: int, closing: int, offset: int) -> Tag | None:
    start, end = offset + opening, offset + closing + 1
    if role := next(_find_roles(text, opening + 1, closing), None):
        lead = text[opening + 1 : role.start]
        if lead.strip() and not _MIXED_LEAD.fullmatch(lead):
            return None
        found = _read_roles(text, role.start, closing, offset)
        if len(found) == 1 and not lead.strip():
            found = [Responsibility(role=found[0].role, units=found[0].units, start=start, end=end)]
        return Tag(start, end, tuple(found), mixed=bool(lead.strip())) if found else None
    if not _stands_apart(text, opening, closing):
        return None
    found = _read_verbs(text, opening + 1, closing, offset) or _read_bare(text, opening, closing, offset)
    return Tag(start, end, tuple(found)) if found else None


def _stands_apart(text: str, opening: int, closing: int) -> bool:
    """Whether a bracket follows a closed sentence or closes one, rather than explaining the word before it."""
    before, after = text[:opening].rstrip(), text[closing + 1 :].lstrip()
    return before.endswith((*_CLOSED, "）", ")", "〕", "]")) or not after or after[0] in "。（(〔["


def _read_roles(text: str, start: int, end: int, offset: int) -> list[Responsibility]:
    """Read 角色：甲、乙；角色：丙 between start and end, each up to the next label (完成时限：…)."""
    roles = list(_find_roles(text, start, end))
    found = []
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        stop = following.start if following else end
        if other := _OTHER_LABEL.search(text, role.end, stop):
            stop = other.start()
        if units := _read_units(text[role.end : stop]):
            kept = text[role.start : stop].rstrip().rstrip("、，,；;。").rstrip()
            begin = offset + role.start
            found.append(Responsibility(role=role.name, units=units, start=begin, end=begin + len(kept)))
    return found


def _find_roles(text: str, start: int, end: int) -> Iterator[_Role]:
    """Yield the labels of roles; a name that only a blank parts from one (甲局　配合单位：) is none of its words."""
    for match in _ROLE.finditer(text, start, end):
        if match["boxed"]:
            yield _Role(match.start(), match.end(), "".join(match["boxed"].split()))
            continue
        begin = match.start()
        for gap in re.finditer(r"\s+", match["role"]):
            before = text[begin : match.start() + gap.start()]
            if names_body(_AND_OTHERS.sub("", before)) and _ROLE.match(text, match.start() + gap.end(), end):
                begin = match.start() + gap.end()
        yield _Role(begin, match.end(), "".join(text[begin : match.end("role")].split()))


def _read_verbs(text: str, start: int, end: int, offset: int) -> list[Responsibility]:
    """Read 甲局、乙局负责，丙局，丁局配合: every part must be nothing but bodies, and a verb in it or behind."""
    found = []
    waiting: tuple[str, ...] = ()
    begin: int | None = None
    for a, b in split_outside_brackets(text, start, end, "，,；;"):
        part = text[a:b].strip()
        verb = _VERB.search(part)
        units = _read_units(part[: verb.start()] if verb else part)
        if not units or not all(map(_is_unit, units)):
            return []
        waiting = (*waiting, *units)
        begin = a if begin is None else begin
        if verb:
            found.append(Responsibility(role=verb["role"], units=waiting, start=offset + begin, end=offset + b))
            waiting, begin = (), None
    return [] if waiting else found


def _read_bare(text: str, opening: int, closing: int, offset: int) -> list[Responsibility]:
    """Read （甲局、乙局） or （市甲局）: bodies and nothing else behind a closed sentence, one alone only with its level."""
    if not text[:opening].rstrip().endswith("。") or text[closing + 1 :].strip(" 。\u3000\n"):
        return []
    units = _read_units(text[opening + 1 : closing])
    alone = len(units) == 1 and not _LEVEL.match(units[0])
    if not units or alone or not all(map(_is_unit, units)):
        return []
    return [Responsibility(role=UNNAMED_ROLE, units=units, start=offset + opening, end=offset + closing + 1)]


def _is_unit(name: str) -> bool:
    return names_body(name) and not re.search(r"由|对|将|应|须|可|其他有关$", name)


def _read_units(text: str) -> tuple[str, ...]:
    """Return the bodies in a list, without remarks such as 列首位的为牵头单位."""
    units: list[str] = []
    for i, (a, b) in enumerate(split_outside_brackets(text, 0, len(text), "；;。")):
        names = [name for name, _, _ in split_names(text[a:b])]
        kept = [_AND_OTHERS.sub("", name) for name in names if not _REMARK.search(name)]
        if i == 0 or (len(kept) == len(names) and all(map(_is_unit, kept))):
            units.extend(kept)
    return tuple(dict.fromkeys(unit for unit in units if unit))
