"""Finding the numbers that structure a text (第二章, 第十二条, 一、, （一）, 1．, （1）) and only those.

The same characters also occur in running text ("依照本办法第三条", "一、二、三产业"). What tells them apart is
where they stand (start of a paragraph, or after a closed sentence), what follows, and above all whether they
continue the count.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from corpus.parsing.flat import follows_tag, is_glued_heading
from corpus.parsing.lines import Layout, Line
from corpus.parsing.numerals import CHINESE_DIGITS, parse_number
from corpus.parsing.texts import TERMINALS


class Rank(IntEnum):
    """How deep a kind of number stands, outermost first."""

    PART = 1  # 第一部分、第一编
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    ARTICLE = 4  # 第一条
    HAN = 5  # 一、
    HAN_BRACKET = 6  # （一）
    LABEL = 7  # 【申报条件】
    ARABIC = 8  # 1．
    DECIMAL = 9  # 1.1
    SUBDECIMAL = 10  # 1.1.1
    ARABIC_BRACKET = 11  # （1）
    CIRCLED = 12  # ①


@dataclass(frozen=True, slots=True)
class Mark:
    """One structuring number: ``label`` as printed without separators, ``end`` where its text begins."""

    rank: Rank
    number: int
    label: str
    start: int
    end: int
    sub: int = 0  # 第十二条之一


_HAN_DIGITS = f"[{CHINESE_DIGITS}]"
_CANDIDATE = re.compile(
    rf"(?P<ordinal>第\s{{0,2}}(?P<o>{_HAN_DIGITS}{{1,7}}|\d{{1,4}})\s{{0,2}}(?P<unit>部分|编|篇|章|节|条)"
    rf"(?:之(?P<sub>{_HAN_DIGITS}{{1,2}}))?)"
    rf"|(?P<han>(?<![{CHINESE_DIGITS}第、])(?P<h>[一二三四五六七八九十百]{{1,5}})\s?[、．.](?![一二三四五六七八九十]{{1,3}}、))"
    rf"|(?P<hb>[（(]\s?(?P<b>[一二三四五六七八九十百]{{1,5}})\s?[）)]、?)"
    rf"|(?P<ab>[（(]\s?(?P<p>\d{{1,2}})\s?[）)]、?|(?<![\d（(])(?P<q>\d{{1,2}})[）)])"
    rf"|(?P<arabic>(?<![\d.．/-])(?P<a>\d{{1,3}})\s?[.．﹒、](?!\d))"
    rf"|(?P<circled>[①-⑳])"
    rf"|(?P<label>【\s?[\u4e00-\u9fff]{{2,12}}\s?】)[：:]?"
)
_UNITS = {
    "部分": Rank.PART, "编": Rank.PART, "篇": Rank.PART, "章": Rank.CHAPTER, "节": Rank.SECTION, "条": Rank.ARTICLE
}  # fmt: skip
# What a reference goes on with, and a heading never: 第三条规定, 第三条第二款, 第三条、第四条.
_REFERENCE_TAIL = re.compile(
    rf"第(?:{_HAN_DIGITS}|\d)+[条款项目章节]|规定|所列|所称|所指|的|、|，|,|中的|中规定|之|(?:和|与|及|或|至|到)(?:本|前|第)"
)
_OUTLINE = re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){0,2})(?P<after>[.．、]\s?|[^\S\n]+)(?=[^\s\d])")
_OUTLINE_RANKS = (Rank.ARABIC, Rank.DECIMAL, Rank.SUBDECIMAL)
_BLANKS = re.compile(r"[\s\u3000]*")
_MAX_SKIP = 3
_HEADING_CHARS = 40  # longest chapter heading after which an article may follow on the same line


def find_candidates(source: str) -> list[Mark]:
    """Return everything that looks like a structuring number, in source order."""
    marks = []
    for match in _CANDIDATE.finditer(source):
        if mark := _to_mark(match, source):
            marks.append(mark)
    return marks


def _to_mark(match: re.Match[str], source: str) -> Mark | None:
    if match["ordinal"]:
        rank, number, label = _UNITS[match["unit"]], parse_number(match["o"]), "".join(match[0].split())
    elif match["han"]:
        rank, number, label = Rank.HAN, parse_number(match["h"]), match["h"]
    elif match["hb"]:
        rank, number, label = Rank.HAN_BRACKET, parse_number(match["b"]), f"（{match['b']}）"
    elif match["ab"]:
        digits = match["p"] or match["q"]
        rank, number, label = Rank.ARABIC_BRACKET, parse_number(digits), f"（{digits}）"
    elif match["arabic"]:
        rank, number, label = Rank.ARABIC, parse_number(match["a"]), match["a"]
    elif match["label"]:
        label = "".join(match["label"].split())
        article = re.fullmatch(rf"【第({_HAN_DIGITS}{{1,7}}|\d{{1,4}})条】", label)
        rank, number = (Rank.ARTICLE, parse_number(article[1])) if article else (Rank.LABEL, 1)
        label = label.strip("【】") if article else label
    else:
        rank, number, label = Rank.CIRCLED, ord(match[0]) - ord("①") + 1, match[0]
    if not number:
        return None
    sub = parse_number(match["sub"]) or 0 if match["sub"] else 0
    end = _BLANKS.match(source, match.end()).end()  # type: ignore[union-attr]
    return Mark(rank, number, label, match.start(), end, sub)


class _Counter:
    """What has been counted so far, so that the next number can be foretold."""

    def __init__(self) -> None:
        self._current: dict[Rank, int] = {}  # under the present parents
        self._running: dict[Rank, int] = {}  # across parents, for counts that never restart

    def continues(self, mark: Mark) -> bool:
        expected = {1, self._current.get(mark.rank, 0) + 1, self._running.get(mark.rank, 0) + 1}
        if mark.rank <= Rank.ARTICLE and self._running.get(mark.rank):
            expected.discard(1)  # a second 第一条 needs a paragraph of its own
        if mark.rank is Rank.LABEL:
            return True
        return mark.number in expected or bool(mark.sub and mark.number == self._running.get(mark.rank))

    def next_label(self, mark: Mark) -> Mark | None:
        """Number a label, which prints none, within the number that it stands under."""
        if not any(rank in self._current for rank in (Rank.HAN, Rank.HAN_BRACKET)):
            return None
        return replace(mark, number=self._current.get(Rank.LABEL, 0) + 1)

    def current(self, rank: Rank) -> int:
        return self._current.get(rank, 0)

    def last(self, rank: Rank) -> int:
        return self._running.get(rank, 0)

    def accept(self, mark: Mark) -> None:
        for rank in [r for r in self._current if r > mark.rank]:
            del self._current[rank]
        self._current[mark.rank] = self._running[mark.rank] = mark.number


def find_marks(source: str, lines: list[Line], layout: Layout) -> list[Mark]:
    """Return the numbers that structure the source, in order.

    A number within a paragraph counts only where it must be a heading that lost its line break; enumerations
    within a paragraph (包括：（1）…；（2）…) are left to the sentences.
    """
    starts = {line.start: line for line in lines}
    accepted: list[Mark] = []
    counter = _Counter()
    candidates = find_candidates(source)
    for candidate, following in zip(candidates, [*candidates[1:], None], strict=False):
        mark: Mark | None = candidate
        if candidate.rank is Rank.LABEL:
            mark = counter.next_label(candidate)
        if mark is None:
            continue
        line = starts.get(mark.start)
        at_start = line is not None and not line.continues
        previous = accepted[-1] if accepted else None
        if at_start:
            found = _opens_paragraph(source, mark, counter, layout)
        else:
            found = _stands_inline(source, mark, counter, layout, previous) or (
                following is not None and _heads_article(source, mark, counter, following)
            )
        if found:
            accepted.append(mark)
            counter.accept(mark)
    outline = [] if layout is Layout.FLAT else _find_outline(source, lines)
    return sorted([*accepted, *outline], key=lambda mark: mark.start)


def _find_outline(source: str, lines: list[Line]) -> list[Mark]:
    """Return the numbers 1, 1.1 and 1.1.1 that open lines without a dot behind them, where each continues the count."""
    found = [match for line in lines if not line.continues and (match := _OUTLINE.match(source, line.start))]
    numbers = [tuple(int(n) for n in re.split("[.．]", match["n"])) for match in found]
    path: tuple[int, ...] = ()
    marks = []
    for i, (match, number) in enumerate(zip(found, numbers, strict=True)):
        *above, last = number
        dotted = not match["after"].isspace()
        if above:
            counts = not dotted and path[: len(above)] == tuple(above) and last == (*path, 0)[len(above)] + 1
        else:
            goes_on = (
                numbers[max(0, i - 1) : i] == [path] and last == path[0] + 1 and len(max(numbers[:i], key=len)) > 1
            )
            counts = dotted or numbers[i + 1 : i + 2] == [(last, 1)] or goes_on
        if counts:
            path = number
            if not dotted:
                rank = _OUTLINE_RANKS[len(above)]
                marks.append(Mark(rank, last, ".".join(map(str, number)), match.start(), match.end()))
    return marks


def _opens_paragraph(source: str, mark: Mark, counter: _Counter, layout: Layout) -> bool:
    after = source[mark.end - 1 : mark.end] if mark.end else ""
    spaced = after.isspace()
    if mark.rank <= Rank.ARTICLE:
        refers = _REFERENCE_TAIL.match(source, mark.end) is not None
        if counter.continues(mark):
            return not refers or spaced
        return not refers and (spaced or mark.end == len(source)) and _plausible_jump(mark, counter)
    if layout is Layout.PARAGRAPHS or mark.rank >= Rank.HAN_BRACKET:
        return True
    return counter.continues(mark)


def _plausible_jump(mark: Mark, counter: _Counter) -> bool:
    """A count may start over, start late in an excerpt, or skip what was repealed."""
    last = counter.last(mark.rank)
    return mark.number == 1 or last == 0 or mark.number > last


def _stands_inline(source: str, mark: Mark, counter: _Counter, layout: Layout, previous: Mark | None) -> bool:
    gap_start, before = _look_back(source, mark.start)
    if not counter.continues(mark):
        # A flat text offers no second chance: after one number was missed, the count goes on behind the gap.
        skips = layout is Layout.FLAT and mark.rank is Rank.ARTICLE and before == "。"
        if not (skips and 0 < mark.number - counter.last(mark.rank) <= _MAX_SKIP):
            return False
    spaced = gap_start < mark.start and "\n" not in source[gap_start : mark.start]
    closed = before in TERMINALS or (before in '”）)》"' and spaced) or follows_tag(source, gap_start)
    if mark.rank <= Rank.ARTICLE:
        if _REFERENCE_TAIL.match(source, mark.end) and not source[mark.end - 1].isspace():
            return False
        if layout is Layout.FLAT and spaced and before not in "，、," and _is_spaced_heading(source, mark):
            return True
        return (closed and before not in "：:") or _follows_heading(source, mark, previous, gap_start)
    if layout is Layout.WRAPPED and "\n" in source[gap_start : mark.start]:
        # a full line may end a paragraph: the next number of the count tells
        return (closed or before in "）)】]") and counter.current(mark.rank) + 1 == mark.number > 1
    if mark.rank is Rank.HAN:
        return (closed and before not in "：:；;") or (spaced and layout is Layout.FLAT and before not in "，、,")
    return layout is Layout.FLAT and (
        closed or (spaced and before not in "，、,") or _follows_glued_heading(source, mark, previous)
    )


def _follows_glued_heading(source: str, mark: Mark, previous: Mark | None) -> bool:
    """Whether nothing but a heading lies between the number above and this one: 一、提振消费1.发放消费券。"""
    if previous is None or previous.rank not in (Rank.HAN, Rank.HAN_BRACKET) or previous.rank >= mark.rank:
        return False
    return is_glued_heading(source[previous.end : mark.start]) and "、" not in source[mark.start : mark.end]


def _look_back(source: str, start: int) -> tuple[int, str]:
    """Return where the blanks before a position begin and the character before them (。 at the very start)."""
    while start and source[start - 1].isspace():
        start -= 1
    return start, source[start - 1] if start else "。"


def _heads_article(source: str, mark: Mark, counter: _Counter, following: Mark) -> bool:
    """Whether a chapter lost its line break: a closed sentence, a short heading, then the next article."""
    if mark.rank > Rank.SECTION or following.rank is not Rank.ARTICLE or not counter.continues(following):
        return False
    heading = source[mark.end : following.start].strip()
    return (
        _look_back(source, mark.start)[1] == "。"
        and 0 < len(heading) <= _HEADING_CHARS
        and not re.search(r"[。；，\n]", heading)
    )


def _is_spaced_heading(source: str, mark: Mark) -> bool:
    return mark.rank <= Rank.SECTION or source[mark.end - 1].isspace()


def _follows_heading(source: str, mark: Mark, previous: Mark | None, gap_start: int) -> bool:
    """Whether only a short heading lies between the previous chapter or section number and this one."""
    if previous is None or previous.rank > Rank.HAN or (previous.rank >= mark.rank and mark.rank < Rank.ARTICLE):
        return False
    if previous.rank is Rank.ARTICLE:
        return False
    heading = source[previous.end : gap_start]
    return 0 < len(heading) <= _HEADING_CHARS and "。" not in heading and "\n" not in heading
