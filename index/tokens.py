"""Lexical tokens: one function for what is indexed and for what is asked."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import jieba

TOKENISER_VERSION = 1  # part of the index's manifest: a change here rebuilds the lexical index

_RUN = re.compile(r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]+)|[0-9]+(?:\.[0-9]+)?|[a-z]+")
_REMEMBERED_RUNS = 65536
_HARDLY_USED = 4  # times in the texts that jieba's dictionary was counted in


def normalise(text: str) -> str:
    """Fold widths, compatibility forms and case, for comparing only: offsets do not survive it."""
    return unicodedata.normalize("NFKC", text).lower()


class Tokeniser:
    """Splits Chinese text into search words and character uni- and bigrams, everything else into words and numbers.

    The n-grams carry what segmentation misses (names it does not know, other word limits in the question than in
    the text); words weigh in once more on top of them.
    """

    def __init__(self, segmenter: jieba.Tokenizer) -> None:
        self._segmenter = segmenter
        # A clause repeats its sentences' runs, and all of them their headings'.
        self._search_words = lru_cache(maxsize=_REMEMBERED_RUNS)(self._cut_for_search)

    def __call__(self, text: str) -> list[str]:
        """Return the tokens of a text, repeated as they occur."""
        return list(self._tokens(normalise(text)))

    def words(self, text: str) -> list[str]:
        """Return the words of a text in order, none overlapping, marks left out."""
        found: list[str] = []
        for run in _RUN.finditer(normalise(text)):
            found.extend(self._segmenter.cut(run.group()) if run["han"] else (run.group(),))
        return found

    def is_word(self, text: str) -> bool:
        """Whether the segmenter's dictionary holds ``text`` as a word."""
        return self._frequency(text) > 0

    def is_common_word(self, text: str) -> bool:
        """Whether it is a word that more than a few people use: 布贴 and 历害, which the dictionary has, are slips."""
        return self._frequency(text) > _HARDLY_USED

    def _frequency(self, text: str) -> int:
        return self._segmenter.FREQ.get(normalise(text)) or 0

    def _cut_for_search(self, run: str) -> tuple[str, ...]:
        return tuple(word for word in self._segmenter.cut_for_search(run) if len(word) > 1)

    def _tokens(self, text: str) -> Iterator[str]:
        for run in _RUN.finditer(text):
            chars = run.group()
            if not run["han"]:
                yield chars
                continue
            yield from self._search_words(chars)
            yield from chars
            yield from (chars[i : i + 2] for i in range(len(chars) - 1))
