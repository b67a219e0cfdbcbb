"""Tags that name who is responsible: （责任单位：甲局、乙局）, [牵头部门:甲局；配合部门:乙局], （甲局负责，乙局配合）."""

import re
from dataclasses import dataclass

from corpus.parsing.brackets import matched_pairs, outermost_pairs
from corpus.parsing.organizations import names_body
from corpus.types import Responsibility

_HAN = r"[\u4e00-\u9fff]"
_ROLE = re.compile(
    rf"(?P<role>{_HAN}{{0,6}}(?:责任|牵头|配合|主办|承办|协办|参与|参加|落实|实施|主管|监管|考核|完成|协同|支持|组织)"
    r"(?:单位|部门|机构|机关|处室|科室|主体))\s*[：:]"
)
_VERB = re.compile(
    r"(?:等|等部门|等单位)?(?:按照?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别)?)?(?P<role>负责落实|牵头负责|分别负责|负责|牵头|配合|参与|协同)$"
)
_REMARK = re.compile(r"下同|[列排].{0,4}[首前第]|首位|排名|^[按根]|^以|分工|职责")
_SEPARATORS = "、，,；;"
_MIXED_LEAD = re.compile(r"[^（(〔\[【）)〕\]】]*[，,；;。]\s*$")


@dataclass(frozen=True, slots=True)
class Tag:
    """One bracket (or line) of responsibilities; ``mixed`` when it also says something else, such as a deadline."""

    start: int
    end: int
    responsibilities: tuple[Responsibility, ...]
    mixed: bool = False


def find_tags(text: str, offset: int) -> list[Tag]:
    """Return the responsibility tags of a paragraph in order; ``offset`` is where it begins in the source."""
    tags = []
    line = _ROLE.match(text)
    if line and not _ROLE.match(text, line.end()) and "。" not in text.rstrip("。"):
        found = _read_roles(text, 0, len(text), offset)
        if found:
            return [Tag(offset, offset + len(text), tuple(found))]
    for opening, closing in outermost_pairs(text):
        if text[opening] not in "（(〔[【":
            continue
        if tag := _read_bracket(text, opening, closing, offset):
            tags.append(tag)
    return tags


def _read_bracket(text: str, opening: int, closing: int, offset: int) -> Tag | None:
    inner = text[opening + 1 : closing]
    role = _ROLE.search(inner)
    if role:
        lead = inner[: role.start()]
        if lead.strip() and not _MIXED_LEAD.fullmatch(lead):
            return None
        found = _read_roles(text, opening + 1 + role.start(), closing, offset)
        mixed = bool(lead.strip())
    else:
        found = _read_verbs(text, opening + 1, closing, offset)
        mixed = False
    return Tag(offset + opening, offset + closing + 1, tuple(found), mixed) if found else None


def _read_roles(text: str, start: int, end: int, offset: int) -> list[Responsibility]:
    """Read 角色：甲、乙；角色：丙 between start and end."""
    roles = list(_ROLE.finditer(text, start, end))
    found = []
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        stop = following.start() if following else end
        units = _split_units(text[role.end() : stop])
        if units:
            found.append(_responsibility(role["role"], units, text, role.start(), stop, offset))
    if len(found) == 1 and start and text[start - 1] in "（(〔[【":
        only = found[0]
        whole = (offset + start - 1, offset + end + 1)
        if only.start == offset + start:
            found = [Responsibility(role=only.role, units=only.units, start=whole[0], end=whole[1])]
    return found


def _responsibility(role: str, units: tuple[str, ...], text: str, start: int, stop: int, offset: int) -> Responsibility:
    kept = text[start:stop].rstrip().rstrip(_SEPARATORS + "。").rstrip()
    return Responsibility(role=role, units=units, start=offset + start, end=offset + start + len(kept))


def _read_verbs(text: str, start: int, end: int, offset: int) -> list[Responsibility]:
    """Read 甲局、乙局负责，丙局配合: every part must be nothing but units and a verb."""
    found = []
    for a, b in split_outside_brackets(text, start, end, "，,；;"):
        part = text[a:b].strip()
        verb = _VERB.search(part)
        if not verb:
            return []
        units = _split_units(part[: verb.start()])
        if not units or not all(names_body(unit) or unit.startswith("各") for unit in units):
            return []
        found.append(Responsibility(role=verb["role"], units=units, start=offset + a, end=offset + b))
    return found


def _split_units(text: str) -> tuple[str, ...]:
    """Return the names in a list, without remarks such as 列首位的为牵头单位."""
    units: list[str] = []
    for a, b in split_outside_brackets(text, 0, len(text), _SEPARATORS):
        name = re.sub(r"\s*\n\s*", "", text[a:b]).strip().strip("。. ")
        for piece in _split_at_blanks(name):
            if piece and not _REMARK.search(piece):
                units.append(re.sub(r"(?<=.{3})等(?:部门|单位)?$", "", piece))
    return tuple(dict.fromkeys(units))


def _split_at_blanks(name: str) -> list[str]:
    """A blank parts two names only where the first is complete; otherwise it is padding."""
    pieces: list[str] = []
    for word in name.split():
        if pieces and not names_body(pieces[-1]):
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def split_outside_brackets(text: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Split at separators that stand outside brackets, such as in 各县（市、区）政府."""
    inside = list(matched_pairs(text[start:end]))
    spans, begin = [], start
    for i in range(start, end):
        if text[i] in separators and not any(a < i - start < b for a, b in inside):
            spans.append((begin, i))
            begin = i + 1
    spans.append((begin, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]
