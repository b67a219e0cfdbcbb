"""How the relevance scorer judges retrieved clauses: which sentences it reads, and how the candidates compare."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.question import Ask
from corpus.types import Corpus
from index.passages import sentence_passage
from index.types import Passage

Scorer = Callable[[str, Sequence[str]], Iterable[float]]  # question and passages to log-odds

_MOST_LEAD = 6.0  # in log-odds: beyond, further off says nothing more
_ALONE = 2.0  # the lead of a candidate without others
_FAR_BEHIND = 1.5  # in fused score: of 748 right clauses one that is cited for its own ask stood further behind
_UNREAD = -6.1  # the median of what the scorer gave clauses that far behind


def judge_relevance(
    ask: Ask, evidence: Sequence[Evidence], corpus: Corpus, score: Scorer, *, clauses: int, second_looks: int
) -> tuple[Evidence, ...]:
    """Return the first ``clauses`` of the evidence with the scorer's view of them.

    Each is judged by the sentence that retrieval found best in it, the first ``second_looks`` also by the next best.
    A clause far behind the first is not read: it is taken for what such clauses turn out to be.
    """
    judged = list(evidence[:clauses])
    nearest = max((e.passage.score for e in judged), default=0.0)
    looks = [
        (i, position)
        for i, e in enumerate(judged)
        if e.passage.exact or e.passage.score >= nearest - _FAR_BEHIND
        for position in _best_positions(e.passage, 2 if i < second_looks else 1)
    ]
    texts = [
        sentence_passage(judged[i].clause, position, corpus.document(judged[i].clause.document_id))
        for i, position in looks
    ]
    views: dict[int, list[tuple[int, float]]] = {}
    for (i, position), log_odds in zip(looks, score(ask.text, texts), strict=True):
        views.setdefault(i, []).append((position, float(log_odds)))
    return tuple(
        replace(
            e,
            relevances=tuple(views.get(i, ())),
            signals=replace(e.signals, relevance=max((log_odds for _, log_odds in views.get(i, ())), default=_UNREAD)),
        )
        for i, e in enumerate(judged)
    )


def read_further(ask: Ask, evidence: Evidence, corpus: Corpus, score: Scorer, *, sentences: int) -> Evidence:
    """Return the evidence with the scorer's view of up to ``sentences`` more of the clause: which of them answer?"""
    known = dict(evidence.relevances)
    further = [found.position for found in evidence.passage.sentences if found.position not in known][:sentences]
    if not further:
        return evidence
    document = corpus.document(evidence.clause.document_id)
    views = score(ask.text, [sentence_passage(evidence.clause, position, document) for position in further])
    read = ((position, float(log_odds)) for position, log_odds in zip(further, views, strict=True))
    return replace(evidence, relevances=(*evidence.relevances, *read))


def compare_candidates(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the candidates with what each has over the best of the others: an answer stands out among its like."""
    return tuple(
        replace(
            e,
            signals=replace(
                e.signals,
                dense_lead=e.signals.dense_z - max(other.signals.dense_z for other in others) if others else 0.0,
                relevance_lead=_lead_of(e, others),
            ),
        )
        for e in evidence
        for others in [[other for other in evidence if other is not e]]
    )


def _lead_of(evidence: Evidence, others: Sequence[Evidence]) -> float:
    relevance = evidence.signals.relevance
    if not others:
        return _ALONE if relevance else 0.0
    lead = relevance - max(other.signals.relevance for other in others)
    return max(-_MOST_LEAD, min(_MOST_LEAD, lead))


def _best_positions(passage: Passage, count: int) -> list[int]:
    """Return the sentences that retrieval found best; the first where a clause, such as a table, has none apart."""
    return [found.position for found in passage.sentences[:count]] or [0]
