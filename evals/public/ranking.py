"""What a system finds for a question, as ranked clauses and sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.evidence import Evidence
from assistant.service import Assistant
from index.types import Retrieval

DEPTH = 16  # clauses retrieved

Sentence = tuple[str, int]  # clause id and position
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Clause ids and sentences, best first."""

    clauses: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def fused_ranking(assistant: Assistant, question: str) -> Ranking:
    """Return what fused retrieval alone finds: clauses by their score, sentences by theirs."""
    retrieval = assistant.index.retrieve(question, k=DEPTH)
    scored = [(s.score, (p.clause_id, s.position)) for p in retrieval.passages for s in p.sentences]
    return Ranking(
        clauses=tuple(passage.clause_id for passage in retrieval.passages),
        sentences=tuple(sentence for _, sentence in sorted(scored, key=lambda pair: -pair[0])),
    )


def judged_ranking(assistant: Assistant, question: str) -> Ranking:
    """Return what the assistant makes of it: the clauses it judged in its order, then the rest as retrieved."""
    retrieval = assistant.index.retrieve(question, k=DEPTH)
    evidence = _judged(assistant, question)
    clauses = _unique([*(e.clause.clause_id for e in evidence), *(p.clause_id for p in retrieval.passages)])
    return Ranking(clauses=clauses, sentences=_judged_sentences(evidence, retrieval))


def _judged(assistant: Assistant, question: str) -> list[Evidence]:
    """Return each clause once, best first: a question of two parts has it judged for either."""
    weigh = assistant.calibration.ranking.probability
    found = [e for finding in assistant.explain(question).findings for e in finding.evidence]
    best: dict[str, Evidence] = {}
    for evidence in sorted(found, key=lambda e: -weigh(e.signals)):
        best.setdefault(evidence.clause.clause_id, evidence)
    return list(best.values())


def _judged_sentences(evidence: Sequence[Evidence], retrieval: Retrieval) -> tuple[Sentence, ...]:
    """Each judged clause's best sentence in the clauses' order, then their others, then those of the rest."""
    ordered = [[(e.clause.clause_id, position) for position in _positions(e)] for e in evidence]
    rest = [[(p.clause_id, s.position) for s in p.sentences] for p in retrieval.passages]
    firsts = [found[0] for found in ordered if found]
    others = [sentence for found in ordered for sentence in found[1:]]
    return _unique([*firsts, *others, *(sentence for found in rest for sentence in found)])


def _positions(evidence: Evidence) -> list[int]:
    """The sentences that the scorer read, best first, then the others as retrieval scored them."""
    read = [position for position, _ in sorted(evidence.relevances, key=lambda pair: -pair[1])]
    return [*read, *(s.position for s in evidence.passage.sentences if s.position not in read)]


def _unique(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
