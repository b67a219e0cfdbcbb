"""Whether a reworded sentence may stand for the drafted one: what it must not touch is looked at first, then the rest.

The check knows no policy and trusts no model. It lets through less than is harmless: a sentence that is turned away
costs nothing, because the drafted one is shown.
"""

import re
import unicodedata
from dataclasses import replace
from enum import StrEnum

from assistant.drafting import DraftSentence
from assistant.quantities import comparable, find_quantities
from assistant.rewording.meaning import meaning
from assistant.verifying import Verifier
from assistant.wording import Segmenter

MOST_LONGER = 1.3
_FEW_CHARS = 4  # that any sentence, however short, may gain
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]")
_PUNCTUATION = frozenset("，。；：、“”‘’（）")  # a question or an exclamation is no statement of a policy
_DIGITS = frozenset("0123456789")  # looked at as numbers
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_NUMBERS = re.compile(rf"\d[\d.%‰{_NUMERALS}]*.?|[{_NUMERALS}]+", re.DOTALL)  # digits with what they count
_MAY_COME_AND_GO = ",。;:、()“”‘’"  # as comparable() leaves them
_NAMED = re.compile(r"《([^》]*)》|〔([^〕]*)〕")


class Objection(StrEnum):
    """Why the drafted sentence is kept."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTERS = "characters"  # markup, an address, another script, a question
    DOCUMENTS = "documents"  # what stands between 《》 or 〔〕
    NUMBERS = "numbers"
    MEANING = "meaning"  # a word that carries something came, went or moved; 可以, 应当, 不 and 最高 among them
    SUPPORT = "support"  # not borne out by the clause


class WordingCheck:
    """Compares a reworded sentence with the drafted one and with the clauses that it rests on."""

    def __init__(self, verifier: Verifier, segment: Segmenter) -> None:
        self._verifier = verifier
        self._segment = segment

    def objection(self, drafted: DraftSentence, text: str) -> Objection | None:
        """Return why ``text`` may not be shown in place of the drafted sentence; None where it may."""
        before, after = comparable(drafted.text), comparable(text)
        if not after or not text.strip():
            return Objection.EMPTY
        if not _only_known_characters(text, drafted.text) or _symbols(before) != _symbols(after):
            return Objection.CHARACTERS
        if len(text) > max(len(drafted.text) * MOST_LONGER, len(drafted.text) + _FEW_CHARS):
            return Objection.LENGTH
        if _NAMED.findall(before) != _NAMED.findall(after):
            return Objection.DOCUMENTS
        if _numbers(before) != _numbers(after):
            return Objection.NUMBERS
        if meaning(drafted.text, self._segment) != meaning(text, self._segment):
            return Objection.MEANING
        if not self._verifier.holds(replace(drafted, text=text, quote="")):
            return Objection.SUPPORT
        return None


def _only_known_characters(text: str, drafted: str) -> bool:
    """Whether every character is Han, Chinese punctuation of a statement, or printed in the drafted sentence."""
    known = _PUNCTUATION | _DIGITS | set(drafted) | set(unicodedata.normalize("NFKC", drafted))
    return all(char in known or _HAN.match(char) for char in text)


def _symbols(text: str) -> list[str]:
    """Every mark that is no punctuation: 元/人·月, 5%, 《…》."""
    return [char for char in text if not char.isalnum() and char not in _MAY_COME_AND_GO]


def _numbers(text: str) -> tuple[object, ...]:
    """Every number with its unit, in order: as a quantity, and as mere digits and numerals."""
    bare = tuple(number.rstrip(_MAY_COME_AND_GO + "的") for number in _NUMBERS.findall(text))
    return (tuple(q.text for q in find_quantities(text)), bare)
