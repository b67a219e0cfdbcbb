"""Whether what a follow-up found is of its own subject or of what was spoken of before."""

from collections.abc import Collection

from assistant.chain import TurnState
from assistant.evidence import Finding, Idf, term_coverage
from assistant.types import Status

_NAMED = 0.6  # of a word of the question, in a clause that speaks of it
_OWN_SUBJECT = 0.5  # idf of a word that few clauses hold: 贷款, not 企业, which could be of any of them


def is_answered(state: TurnState) -> bool:
    """Whether something that is asked is answered."""
    return any(finding.answering for finding in state.findings)


def answers_within(state: TurnState, clause_ids: Collection[str]) -> bool:
    """Whether what answers is one of these clauses and speaks of all that the question names: 奶粉钱 is of no loan."""
    return all(
        finding.answering[0].clause.clause_id in clause_ids and _speaks_of_all(finding)
        for finding in state.findings
        if finding.answering
    )


def answers_its_subject(state: TurnState) -> bool:
    """Whether all that is asked is answered, from clauses that speak of all that the question names."""
    return all(finding.answering and _speaks_of_all(finding) for finding in state.findings)


def names_a_subject(state: TurnState, idf: Idf) -> bool:
    """Whether the question names something that only few clauses speak of."""
    return any(idf(term) >= _OWN_SUBJECT for finding in state.findings for term in finding.ask.own_terms)


def told_before(state: TurnState) -> str:
    """Return the answers that a question which leans on them follows up."""
    if not state.standalone.context or state.standalone.wants_more:
        return ""
    return "".join(turn.answer for turn in state.history if turn.status is Status.ANSWERED)


def _speaks_of_all(finding: Finding) -> bool:
    best = finding.answering[0].clause
    return all(term_coverage(term, best.plain) >= _NAMED for term in finding.ask.own_terms)
