"""A follow-up is answered with what was not told yet: 我要是不肯交呢 after the fine wants no fine again."""

from collections.abc import Collection

from assistant.asking import asked_kinds
from assistant.evidence import Evidence, Idf, coverage
from assistant.narrowing import SEGMENT, narrow
from assistant.question import Ask
from corpus.running_text import reading_text


def not_told(
    ask: Ask, evidence: Evidence, best: int, possible: Collection[int], *, told: str, idf: Idf
) -> tuple[int, ...]:
    """Return the sentences among ``possible`` that fit as well as the ``best`` one, where that was told before.

    None where it was not, and where the follow-up asks for a sort of answer of its own, which decides by itself. What
    fits is told by the scorer, which reads the follow-up with its context, and by the follow-up's own words.
    """
    read = dict(evidence.relevances)
    if not told or best not in read or asked_kinds(ask.words) or not _told(ask, evidence, best, told):
        return ()
    terms = tuple(term for term in ask.own_terms if len(term) > 1)
    sentences = evidence.clause.sentences
    least = coverage(terms, sentences[best].plain, idf)
    return tuple(
        position
        for position in possible
        if read.get(position, read[best] - 1) >= read[best]
        and coverage(terms, sentences[position].plain, idf) >= least
        and not _told(ask, evidence, position, told)
    )


def _told(ask: Ask, evidence: Evidence, position: int, told: str) -> bool:
    """Whether a part of the sentence, of what is quoted of it for ``ask``, stands in what was told."""
    support = narrow(ask, evidence, evidence.clause.sentences[position])
    quoted = evidence.clause.text[support.start - evidence.clause.start : support.end - evidence.clause.start]
    return any(reading_text(part.group()).rstrip("；;。") in told for part in SEGMENT.finditer(quoted))
