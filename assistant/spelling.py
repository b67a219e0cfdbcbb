"""Mends words typed by sound: 创业但保贷款 is read as 创业担保贷款 where the corpus has that word."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import product

from pypinyin import Style, pinyin

from assistant.wording import Segmenter, function_words

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MIN_CHARS, _MAX_CHARS = 2, 6
_MAX_WORDS = 4
_BEYOND_CHANCE = 5  # characters
_MAX_READINGS = 8
_NEGATIONS = frozenset("不没未无")  # 不缴 is never 补缴
# 改个名字, 绝对不亏, 多远 and 事能 are typed as meant.
_LITTLE_WORDS = frozenset("个不没别很太再了着过多几哪咋是各查局能上要有会")
_SMALL_WORDS = frozenset("给些先张能打")  # the same, where they stand as words
_BEFORE_WORDS = frozenset("被把让给从向跟在也都就还又才只")  # 被查 is 被 and 查, whatever 备查 sounds like
# Sounds that many speakers and keyboards do not tell apart.
_LIKE = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"([ie]n)g$"), r"\1"))


class Speller:
    """Knows how the corpus's words sound."""

    def __init__(self, texts: Iterable[str], segment: Segmenter, *, is_word: Callable[[str], bool]) -> None:
        """``is_word`` tells whether a run of characters is an ordinary word, which is then left as typed."""
        self._segment = segment
        self._is_word = is_word
        counts: Counter[str] = Counter()
        self._words: set[str] = set()
        for text in texts:
            for run in _HAN.findall(text):
                found = list(segment(run))
                self._words.update(found)
                counts.update("".join(words) for _, words in _windows(found))
        self._known = frozenset(counts)
        self._by_sound: dict[tuple[str, ...], list[str]] = {}  # the most common word first
        for word, _ in counts.most_common():
            self._by_sound.setdefault(_sound(word), []).append(word)

    def mend(self, question: str) -> str:
        """Return ``question`` with the words that sound like one of the corpus's, and are no words themselves, replaced."""
        return _HAN.sub(lambda run: self._mend_run(run.group()), question)

    def _mend_run(self, run: str) -> str:
        windows = [
            (start, "".join(words)) for start, words in _windows(list(self._segment(run))) if self._doubtful(words)
        ]
        windows.sort(key=lambda found: -len(found[1]))
        for heteronyms in (False, True):  # a rare reading counts only where no usual one fits
            for start, window in windows:
                mended = self._mended(window, heteronyms=heteronyms)
                if mended is not None:
                    end = start + len(window)
                    return self._mend_run(run[:start]) + mended + self._mend_run(run[end:])
        return run

    def _doubtful(self, words: tuple[str, ...]) -> bool:
        """Whether neighbouring words may be a word mistyped: not where each is one, as in 租房合同.

        Never where they begin with a no: 不缴保险费 only sounds like 补缴保险费. Five characters and more that sound like one of the corpus's words are that word: 自燃科学积金.
        """
        if words[0][0] in _BEFORE_WORDS or words[0][0] in _NEGATIONS:
            return False
        if len("".join(words)) >= _BEYOND_CHANCE:
            return True
        odd = "".join(word for word in words if len(word) == 1 or not self._is_word(word))
        little = not _LITTLE_WORDS.isdisjoint(odd) or not _SMALL_WORDS.isdisjoint(words)
        return bool(odd) and not little

    def _mended(self, window: str, *, heteronyms: bool) -> str | None:
        if window in self._known or self._is_word(window):
            return None
        for sound in _sounds(window) if heteronyms else (_sound(window),):
            words = (
                w
                for w in self._by_sound.get(sound, ())
                if (len(w) > _MIN_CHARS or w in self._words or self._is_word(w)) and not self._denies(w, window)
            )
            alike = max(words, key=lambda word: _shared(word, window), default="")
            if alike and _shared(alike, window) * 2 >= len(alike):
                return alike
        return None

    def _denies(self, word: str, window: str) -> bool:
        """Whether one of the two says no where the other does not; 布动产 may be 不动产, for 布动 is no word."""
        lost = any(a != b and b in _NEGATIONS for a, b in zip(word, window, strict=True))
        return lost or (word[0] in _NEGATIONS and window[0] != word[0] and self._is_word(window[:_MIN_CHARS]))


def _windows(words: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the runs of one to four neighbouring words that carry content, with where each starts."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return [
        (starts[i], tuple(words[i:j]))
        for i in range(len(words))
        for j in range(i + 1, min(i + _MAX_WORDS, len(words)) + 1)
        if _MIN_CHARS <= starts[j] - starts[i] <= _MAX_CHARS and function_words().isdisjoint(words[i:j])
    ]


def _shared(word: str, window: str) -> int:
    return sum(a == b for a, b in zip(word, window, strict=True))


def _sound(word: str) -> tuple[str, ...]:
    return tuple(_alike(reading[0]) for reading in pinyin(word, style=Style.NORMAL))


def _sounds(window: str) -> Iterable[tuple[str, ...]]:
    readings = [tuple(dict.fromkeys(map(_alike, r))) for r in pinyin(window, style=Style.NORMAL, heteronym=True)]
    return [sound for sound, _ in zip(product(*readings), range(_MAX_READINGS), strict=False)]


def _alike(reading: str) -> str:
    for pattern, plain in _LIKE:
        reading = pattern.sub(plain, reading)
    return reading
