"""Public bodies by the names people call them: 市人社局 for 市人力资源社会保障局, 教育局 for 市教育局.

No list of departments is kept: a short name takes characters of the full one, in order, begins with the same
character and ends in the same kind of body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KINDS = {
    "委员会": "委", "委": "委", "办公室": "办", "办公厅": "办", "办": "办", "局": "局", "厅": "厅", "部": "部", "会": "会",
    "院": "院", "行": "行", "署": "署", "社": "社", "中心": "中心", "公司": "公司", "集团": "集团", "海关": "海关",
    "处": "处", "科": "科", "站": "站", "联": "联", "队": "队",
}  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_BODY_END = re.compile(_KIND)
_LEVEL = "自治区|省|市|县|区|州|旗"
_LEVELS = tuple("省市县区州旗")
_NAME = re.compile(
    rf"(?:中共)?(?P<region>[\u4e00-\u9fff]{{0,6}}?)(?P<level>{_LEVEL})(?![场域级])(?:委(?!员会)(?=..)|人民政府(?!办公)(?=..))?"
    rf"(?P<core>[\u4e00-\u9fff]{{2,}})"
)
_MAX_NAME_CHARS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMention:
    """A public body named in a query, and the names that the corpus has for it."""

    units: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Body:
    """A name taken apart: 日照市教育局 is 日照, 市, 教育, 局."""

    region: str
    level: str
    stem: str
    kind: str

    @classmethod
    def of(cls, name: str) -> _Body | None:
        whole = _NAME.fullmatch(name)
        region, level, core = (whole["region"], whole["level"], whole["core"]) if whole else ("", "", name)
        ending = re.search(rf"(?:{_KIND})$", core)
        if ending is None or ending.start() == 0:
            return None
        return cls(region, level, core[: ending.start()], _KINDS[ending.group()])


class UnitNames:
    """The public bodies of a corpus, found in a query by full or short name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(name for name in names if len(name) >= 2))
        self._bodies: dict[str, list[tuple[str, _Body]]] = defaultdict(list)
        for name in self._names:
            if body := _Body.of(name):
                self._bodies[body.kind].append((name, body))
        self._regions = {"", *(body.region for bodies in self._bodies.values() for _, body in bodies)}
        self._whole = [name for name in self._names if len(name) >= 3]

    def find(self, query: str) -> list[UnitMention]:
        """Return every body that a query names, in order; where mentions overlap, the longest."""
        mentions = sorted(self._mentions(query), key=lambda mention: (mention.start - mention.end, mention.start))
        kept: list[UnitMention] = []
        for mention in mentions:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def same_body(self, name: str) -> tuple[str, ...]:
        """Return the corpus's names for the body that one name denotes, that name first where it is among them."""
        body = _Body.of(name)
        others = self._denoted(body) if body else ()
        return tuple(dict.fromkeys((*((name,) if name in self._names else ()), *others)))

    def _mentions(self, query: str) -> Iterator[UnitMention]:
        for name in self._whole:
            start = query.find(name)
            if start >= 0:
                yield UnitMention(units=self.same_body(name), start=start, end=start + len(name))
        for ending in _BODY_END.finditer(query):
            if mention := self._mention_ending_at(query, ending.start(), ending.end()):
                yield mention

    def _mention_ending_at(self, query: str, kind_start: int, end: int) -> UnitMention | None:
        """Return the longest mention whose kind of body (局, 委, …) stands at this place."""
        for start in range(max(0, end - _MAX_NAME_CHARS), kind_start):
            body = _Body.of(query[start:end])
            if body is None or body.region not in self._regions:
                continue
            if units := self._denoted(body):
                # 区教育局 is not 市教育局.
                is_other_level = not body.level and query[start - 1 : start] in _LEVELS
                return None if is_other_level else UnitMention(units=units, start=start, end=end)
        return None

    def _denoted(self, body: _Body) -> tuple[str, ...]:
        there = [(name, other) for name, other in self._bodies[body.kind] if _same_place(body, other)]
        equal = [(name, other) for name, other in there if body.stem == other.stem]
        alike = [(name, other) for name, other in there if _abbreviates(body.stem, other.stem)]
        ending = [(name, other) for name, other in there if _ends(body.stem, other.stem)]
        for hits in ([*equal, *alike], equal, ending):
            if hits and _one_body([other for _, other in hits]):
                return tuple(name for name, _ in hits)
        return ()


def _same_place(mention: _Body, other: _Body) -> bool:
    return (not mention.level or not other.level or mention.level == other.level) and (
        not mention.region or not other.region or mention.region == other.region
    )


def _abbreviates(stem: str, other: str) -> bool:
    return stem != other and (_shortens(stem, other) or _shortens(other, stem))


def _ends(stem: str, other: str) -> bool:
    """数据局 for 大数据局, 工会 for 总工会."""
    return len(other) > len(stem) and other.endswith(stem)


def _shortens(short: str, full: str) -> bool:
    if len(short) < 2 or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _one_body(bodies: list[_Body]) -> bool:
    """Whether several names can be one body's: each shortens or equals the longest."""
    longest = max(bodies, key=lambda body: len(body.stem))
    return all(body.stem == longest.stem or _shortens(body.stem, longest.stem) for body in bodies)
