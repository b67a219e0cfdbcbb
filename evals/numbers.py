"""Numbers that an answer gets wrong: read from outside, without the assistant's own check, so that neither can hide the other."""

import re
from collections.abc import Iterable

from assistant.quantities import find_quantities
from assistant.types import Answer, AnswerSentence, Citation, Status
from evals.cases import Case, Expect
from evals.matching import mentions, normalise, says

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def sentences_said(answer: Answer) -> tuple[AnswerSentence, ...]:
    """Return the sentences without the first one of another day's answer, which only names the day."""
    return answer.sentences[1:] if answer.as_of else answer.sentences


def unsupported_numbers(answer: Answer) -> tuple[str, ...]:
    """Return the numbers of cited sentences that nothing says which these sentences cite."""
    citations = {citation.n: citation for citation in answer.citations}
    found: list[str] = []
    for sentence in answer.sentences:
        cited = [citations[n] for n in sentence.marks if n in citations]
        if cited:
            ground = "\n".join(map(_ground, cited))
            amounts = [q.text for q in find_quantities(sentence.text) if not says(ground, q.text)]
            told = "\n".join(map(normalise, amounts))
            digits = _DIGITS.findall(normalise(sentence.text))
            found += amounts + [number for number in digits if not says(ground, number) and number not in told]
    return tuple(dict.fromkeys(found))


def contradicted_numbers(case: Case, answer: Answer, policies: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that stand where a case wants another one that the policies do state."""
    said = "\n".join(sentence.text for sentence in sentences_said(answer))
    found = [piece for piece in case.forbid if _DIGITS.search(normalise(piece)) and mentions(said, piece)]
    if case.expect is not Expect.ANSWER or answer.status is not Status.ANSWERED:
        return tuple(found)
    sources = list(policies)
    for options in case.facts:
        kinds = {quantity.kind for fact in options for quantity in find_quantities(fact)}
        missed = not any(mentions(said, fact) for fact in options)
        if kinds and missed and any(says(source, fact) for source in sources for fact in options):
            found += [quantity.text for quantity in find_quantities(said) if quantity.kind in kinds]
    return tuple(dict.fromkeys(found))


def _ground(citation: Citation) -> str:
    named = (citation.document_title, citation.document_number, citation.section, citation.locator)
    return "\n".join(filter(None, (citation.clause_text, *named, *citation.responsible_units)))
