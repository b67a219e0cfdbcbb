"""LeCoQA: lay questions, and the statute articles that lawyers rest their answers on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.service import Assistant
from evals.measures import first_rank, mean, ndcg, recall_at, reciprocal_rank
from evals.public.ranking import Ranking
from index.tuning.lecoqa import LegalQuestion

K = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFigures:
    """How well the articles are found."""

    questions: int
    ndcg: float | None
    recall: float | None
    mrr: float | None


def measure_legal(
    assistant: Assistant, questions: Sequence[LegalQuestion], rank: Callable[[Assistant, str], Ranking]
) -> LegalFigures:
    """Return nDCG, recall and MRR of the first ten articles."""
    ranked = [_article_ids(rank(assistant, question.question)) for question in questions]
    pairs = list(zip(ranked, questions, strict=True))
    return LegalFigures(
        questions=len(questions),
        ndcg=mean(ndcg(ids, dict.fromkeys(q.relevant, 1.0), k=K) for ids, q in pairs),
        recall=mean(recall_at(ids, q.relevant, k=K) for ids, q in pairs),
        mrr=mean(reciprocal_rank(first_rank(ids, q.relevant), k=K) for ids, q in pairs),
    )


def _article_ids(ranking: Ranking) -> list[str]:
    return [clause_id.partition("#")[2] for clause_id in ranking.clauses]
