"""Retrieval systems side by side: the same questions, the same evidence, the same rule for what counts as found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from evals.matching import covers
from evals.measures import hit, mean, percentile, reciprocal_rank

Search = Callable[[str], Sequence[str]]  # query → texts, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question that stands alone, and the evidence that a retriever should bring."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalFigures:
    """Quality and time of one system over the same queries."""

    name: str
    units: int  # clauses or chunks searched
    mean_chars: float  # of a unit
    build_seconds: float
    queries: int
    hit_at_1: float | None
    hit_at_5: float | None
    mrr: float | None
    p50_ms: float | None
    p95_ms: float | None


def measure(
    name: str, search: Search, queries: Sequence[Query], *, units: Sequence[str], build_seconds: float
) -> RetrievalFigures:
    """Put every query to a system that is warm already."""
    ranks: list[int | None] = []
    times_ms: list[float] = []
    for query in queries:
        begun = perf_counter()
        found = search(query.text)
        times_ms.append((perf_counter() - begun) * 1000)
        ranks.append(rank_of_evidence(found, query.evidence))
    return RetrievalFigures(
        name=name,
        units=len(units),
        mean_chars=mean(float(len(unit)) for unit in units) or 0.0,
        build_seconds=build_seconds,
        queries=len(queries),
        hit_at_1=mean(hit(rank, k=1) for rank in ranks),
        hit_at_5=mean(hit(rank, k=5) for rank in ranks),
        mrr=mean(reciprocal_rank(rank) for rank in ranks),
        p50_ms=percentile(times_ms, 50),
        p95_ms=percentile(times_ms, 95),
    )


def rank_of_evidence(found: Sequence[str], evidence: Sequence[str]) -> int | None:
    """Return the 1-based rank of the first text that covers some piece of the evidence."""
    for rank, text in enumerate(found, start=1):
        if any(covers(text, piece) for piece in evidence):
            return rank
    return None
