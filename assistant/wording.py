"""The words of a question that carry its subject, without those that only make it a question."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

Segmenter = Callable[[str], Sequence[str]]

_WORDS_FILE = Path(__file__).parent / "data" / "function_words.txt"
_EMPTY = re.compile(r"^[\W_]*$")
_NUMBER = re.compile(r"^[\d.,%〇零一二两三四五六七八九十百千万亿]+$|^几(?:个?[年月天日人次周岁]|[元块万千百])$")


@cache
def simplifier() -> Callable[[str], str]:
    """Return the conversion of traditional characters to simplified ones; loaded when first asked for."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


_CONTROLS = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)


@cache
def function_words() -> frozenset[str]:
    """Return the words that never carry a question's subject."""
    lines = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def clean_question(text: str) -> str:
    """Return a question as the stages read it: no control or bidi marks, one kind of space, simplified characters."""
    visible = _CONTROLS.sub("", text)
    return simplifier()(re.sub(r"\s+", " ", unicodedata.normalize("NFKC", visible)).strip())


def content_terms(question: str, segment: Segmenter) -> tuple[str, ...]:
    """Return the words of ``question`` that say what it is about, once each, in order."""
    words = (word.strip().lower() for word in segment(unicodedata.normalize("NFKC", question)))
    kept = (w for w in words if not _EMPTY.match(w) and w not in function_words() and not _NUMBER.match(w))
    return tuple(dict.fromkeys(kept))
