"""The documents that a document repeals: 同时废止《…》, 《…》自…起废止, 决定废止下列文件：…"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.parsing.dates import YEAR, find_date
from corpus.types import BODY_KINDS, Clause, ClauseKind, Document

QUOTED_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
INNER_TITLE = re.compile(r"[《〈]([^《》〈〉]+)[》〉]")
_NUMBER = re.compile(rf"[\u4e00-\u9fff]{{2,12}}\s*[〔\[［【（(]\s*{YEAR}\s*[〕\]］】）)]\s*\d{{1,5}}\s*号")
_BEFORE_NUMBER = re.compile(r"^(?:.*?[的及和与将对]|现?原)")  # 此前印发的甲政发〔2020〕3号 begins with no body's name
_PLACE = re.compile(r"(?:.{1,8}?(?:省|自治区|(?<!城)市(?!场)|州|盟|县|旗|(?<![社园校景护])区(?!域)))+")
_VERB = re.compile(r"废止|停止执行|失效|停止施行")
_NOT_SAID = re.compile(r"(?:不|未|是否|修改和|修改或者?|清理)$")
_PART_OF_IT = re.compile(
    r"\s*(?:[（(][^（）()]{0,30}[）)])?\s*(?:的)?(?:中|第[^，。；、]{1,9}[条款项章节]|里|(?:有关|相关|部分)(?:规定|条款|内容|政策))"
)
_FROM = re.compile(r"自(?P<when>[^，。；]{4,20}?)(?:起|开始)")
_LIST = re.compile(r"(?:下列|以下|下述|如下)[^。；]{0,20}")
_MAY_REPEAL = BODY_KINDS | {ClauseKind.PREAMBLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal:
    """One document named as no longer in force, by title or number, and the clause that says so."""

    title: str  # without 《》; "" where only a number is given
    number: str
    clause_id: str
    on: date | None = None  # the day it ends, where another than the repealing document's own first day


def read_repeals(document: Document) -> tuple[Repeal, ...]:
    """Return every document that the text repeals as a whole."""
    found: list[Repeal] = []
    listing: Clause | None = None
    for clause in document.clauses:
        if clause.kind not in _MAY_REPEAL:
            continue
        for sentence in clause.sentences:
            text = sentence.text
            verb = _verb(text)
            if listing and verb is None:
                found += [_repeal(match, text, listing, None) for match in QUOTED_TITLE.finditer(text)]
            elif verb is not None:
                found += _in_sentence(text, verb, clause)
                listing = clause if _LIST.search(text) else None
    return tuple(found)


def title_key(title: str) -> str:
    """Fold what differs between two writings of one title: widths, quotation marks, blanks."""
    return re.sub(r"[\s《》〈〉“”\"'‘’]", "", unicodedata.normalize("NFKC", title))


def number_key(number: str) -> str:
    """Fold what differs between two writings of one document number: brackets, blanks, zeros."""
    return "/".join(
        re.findall(r"[\u4e00-\u9fff]+(?=\W|\d)|\d+", unicodedata.normalize("NFKC", number).replace(" ", ""))
    )


def names_of(document: Document) -> frozenset[str]:
    """Return the keys of every title that may be meant by a document's name."""
    printed = [clause.plain for clause in document.clauses if clause.kind is ClauseKind.TITLE]
    whole = [document.title, document.name, *printed]
    inner = [name for title in whole for name in INNER_TITLE.findall(title)]
    return frozenset(title_key(name) for name in (*whole, *inner) if name)


def _verb(text: str) -> re.Match[str] | None:
    """Return the word that ends other documents, outside of titles."""
    blanked = QUOTED_TITLE.sub(lambda match: "　" * len(match[0]), text)
    matches = [match for match in _VERB.finditer(blanked) if not _NOT_SAID.search(blanked[: match.start()])]
    return matches[-1] if matches else None


def _in_sentence(text: str, verb: re.Match[str], clause: Clause) -> Iterator[Repeal]:
    when = None
    for match in _FROM.finditer(text, 0, verb.start()):
        if (day := find_date(match["when"])) and verb.start() - match.end() <= 8:
            when = day[0]
    titles = list(QUOTED_TITLE.finditer(text))
    after = [title for title in titles if title.start() >= verb.end()]
    # 同时废止《甲》 names what follows; 《甲》《乙》同时废止 what stands before
    follows = bool(after) and not text[verb.end() : after[0].start()].strip('了：: “"原')
    for title in after if follows else [title for title in titles if title.end() <= verb.start()]:
        if not _PART_OF_IT.match(text, title.end()) and not _is_ground(text, title):
            yield _repeal(title, text, clause, when)
    if not titles:
        for number in _NUMBER.finditer(text, 0, verb.start()):
            if not _PART_OF_IT.match(text, number.end()):
                yield Repeal(title="", number=number[0], clause_id=clause.clause_id, on=when)


def _is_ground(text: str, title: re.Match[str]) -> bool:
    """Whether a title is only what the repeal rests on: 根据《…》的规定，…废止."""
    before = text[: title.start()]
    cue = max(before.rfind(word) for word in ("根据", "依据", "按照", "依照", "与", "经"))
    return cue >= 0 and not re.search(r"[，。；,;》]", before[cue:])


def _repeal(title: re.Match[str], text: str, clause: Clause, when: date | None) -> Repeal:
    behind = re.match(r"\s*[（(]([^（）()]*(?:[〔\[［【（(]\d{4}[〕\]］】）)])[^（）()]*)[）)]", text[title.end() :])
    return Repeal(title=title[1], number=behind[1] if behind else "", clause_id=clause.clause_id, on=when)


class Register:
    """Finds the documents that a repeal means."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_title: dict[str, list[Document]] = {}
        self._numbered = [(number_key(document.number), document) for document in documents if document.number]
        for document in documents:
            for name in names_of(document):
                self._by_title.setdefault(name, []).append(document)

    def find(self, repeal: Repeal, by: Document) -> tuple[Document, ...]:
        """Return the documents that a repeal in ``by`` means: by number where both have one, else by title."""
        wanted = number_key(repeal.number)
        titled = self._by_title.get(title_key(repeal.title), []) if repeal.title else []
        meant = [d for d in titled if not _are_strangers(by, d) or _names_its_place(repeal.title, d)]
        if not wanted:
            return tuple(meant)
        for spelling in (wanted, _BEFORE_NUMBER.sub("", wanted, count=1)):
            if same := [document for number, document in self._numbered if number == spelling]:
                return tuple(same)
        # a number may be given with its issuer in full or in short, but 日人社发 is also another body than 人社发
        alike = [document for document in titled if _ends_alike(wanted, number_key(document.number or ""))]
        return tuple(alike or [document for document in meant if not document.number])


def _ends_alike(number: str, other: str) -> bool:
    return bool(other) and (number.endswith(other) or other.endswith(number))


def _are_strangers(by: Document, document: Document) -> bool:
    """Whether both name who issued them, and all of different places: 甲市 ends nothing of 乙市."""
    pairs = [(_place(one), _place(other)) for one in by.issuers for other in document.issuers]
    return bool(pairs) and not any(_is_same_place(one, other) for one, other in pairs)


def _names_its_place(title: str, document: Document) -> bool:
    """Whether a title says of which place it is, as 《乙市实施细则》 does: then it means that one whoever names it."""
    return any(place in title for issuer in document.issuers if (place := _place(issuer)))


def _place(issuer: str) -> str:
    """Return the place that a body's name begins with; "" for a body of the state, which reforms rename."""
    found = _PLACE.match(issuer)
    return found[0] if found else ""


def _is_same_place(one: str, other: str) -> bool:
    return one == other or (bool(one and other) and (one.endswith(other) or other.endswith(one)))
