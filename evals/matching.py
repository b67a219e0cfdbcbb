"""Whether one text occurs in another, as a reader would judge it: layout and character width do not matter."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.publishing.cases import fold


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Fold widths and drop white space as publishing does, for comparing only."""
    return fold(text)


def contains(text: str, piece: str) -> bool:
    """Whether the piece occurs in the text."""
    return normalise(piece) in normalise(text)


def mentions(text: str, fact: str) -> bool:
    """Whether the fact occurs in the text, not as part of a longer number: 430万元 does not mention 30万元."""
    piece = normalise(fact)
    before = r"(?<![0-9])(?<![0-9]\.)" if piece[:1].isdecimal() else ""
    after = r"(?![0-9])(?!\.[0-9])" if piece[-1:].isdecimal() else ""
    return re.search(before + re.escape(piece) + after, normalise(text)) is not None


def says(text: str, fact: str) -> bool:
    """Whether a source states the fact; two numbers that only white space parts are not read as one."""
    return mentions(text, fact) or any(mentions(word, fact) for word in text.split())


def covers(text: str, piece: str) -> bool:
    """Whether the text holds the piece, or in one run more than half of its characters.

    For comparing retrieval over different units: a chunk that cuts a piece in two is not held to its cut.
    """
    whole, part = normalise(text), normalise(piece)
    if part in whole:
        return True
    run = SequenceMatcher(None, whole, part, autojunk=False).find_longest_match()
    return run.size * 2 > len(part)
