"""What a sentence says, apart from how plainly: equal for two sentences that differ in official wording alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.quantities import comparable
from assistant.wording import Segmenter

_DATA = Path(__file__).resolve().parent.parent / "data"
_LONGEST_SET_PHRASE = 5  # words: 最 高 不 得 超过
_BOUNDS = frozenset({"最高", "最低"})  # what the sets of plain_words.txt that bound a number stand for
_NUMBER = re.compile(r"^(?:\d|[零〇一二两三四五六七八九十百千])")
_PAUSE = re.compile(r"[,。;:]")  # as comparable() leaves them


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The words that carry what is said, in order and unified, and which number each 最高 or 最低 bounds."""

    words: str
    bounds: tuple[tuple[str, int], ...]


def meaning(text: str, segment: Segmenter) -> Meaning:
    """Return what ``text`` says: plain and official words unified, empty words and marks left out.

    最高可以申请30万元 and 可申请不超过30万元 mean the same; nothing else may move, appear or go.
    """
    said: list[str] = []
    bounds: list[tuple[str, int]] = []
    numbers = 0
    for part in _PAUSE.split(comparable(text)):
        waiting: list[tuple[str, int]] = []  # bounds met before their number, and where each stands in ``said``
        for word in _unified(segment(part)):
            if word in _BOUNDS:
                waiting.append((word, len(said)))
            elif _NUMBER.match(word):
                bounds += [(bound, numbers) for bound, _ in waiting]
                waiting.clear()
                numbers += 1
                said.append(word)
            elif word not in _empty_words():
                said.append(word)
        for bound, position in reversed(waiting):  # of no number, as in 最低生活保障: a word like any other
            said.insert(position, bound)
    return Meaning(words="".join(said), bounds=tuple(bounds))


def _unified(words: Sequence[str]) -> list[str]:
    """Replace every official or plain phrase by the one that stands for its set, the longest first."""
    table = _plain_words()
    unified: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_SET_PHRASE, len(words) - at), 0, -1):
            phrase = "".join(words[at : at + length])
            if phrase in table:
                unified.append(table[phrase])
                at += length
                break
        else:
            unified.append(words[at])
            at += 1
    return unified


@cache
def _plain_words() -> Mapping[str, str]:
    sets = [line.split() for line in _lines("plain_words.txt")]
    return {word: words[0] for words in sets for word in words}


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(word for line in _lines("empty_words.txt") for word in line.split())


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
