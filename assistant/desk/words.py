"""The words of a query as they are looked for in texts."""

import re
from dataclasses import dataclass

from assistant.desk.matching import fold
from assistant.wording import Segmenter, content_terms

_GAPS = re.compile(r"[\s,，、。；;：:？?！!“”\"'《》（）()\[\]〔〕]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What must stand in a text, folded for comparing."""

    strict: tuple[str, ...] = ()  # as typed, split only where the typist left a gap
    loose: tuple[str, ...] = ()  # the words in them that say something


def split_words(query: str, segment: Segmenter) -> Words:
    """Take a query apart."""
    strict = tuple(dict.fromkeys(word for part in _GAPS.split(query) if (word := fold(part).text)))
    terms = [fold(term).text for term in content_terms(query, segment)]
    telling = [term for term in terms if len(term) > 1] or terms
    return Words(strict=strict, loose=tuple(dict.fromkeys(telling)) or strict)
