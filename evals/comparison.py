"""Retrieval systems side by side: the same questions, the same evidence, the same rule for what counts as found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from langchain_core.embeddings import Embeddings

from corpus.types import Corpus
from evals.cases import Case
from evals.figures import RetrievalFigures
from evals.generate import RETRIEVED
from evals.langchain_baseline import CHUNK_CHARS, build_baseline, chunk
from evals.matching import covers
from evals.measures import hit, mean, percentile, reciprocal_rank
from index.build import open_index
from index.embedding import Embedder

Search = Callable[[str], Sequence[str]]  # query → texts, best first

_WARM_UP = 5  # queries that are asked twice, timed the second time


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question that stands alone, and the evidence that a retriever should bring."""

    text: str
    evidence: tuple[str, ...]


class SameModel(Embeddings):
    """The product's embedder as LangChain wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, (n_texts, dim)."""
        return [[float(value) for value in vector] for vector in self._embedder.embed_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Embed a query, (dim,)."""
        return [float(value) for value in self._embedder.embed_queries([text])[0]]


def queries_of(cases: Sequence[Case]) -> list[Query]:
    """Return the questions that stand alone and have evidence to find."""
    return [Query(text=c.question, evidence=c.evidence) for c in cases if c.evidence and len(c.turns) == 1]


def compare(
    corpus: Corpus, embedder: Embedder, queries: Sequence[Query], *, data_dir: Path
) -> tuple[RetrievalFigures, ...]:
    """Build both systems over the same corpus with the same model, and put the same queries to both."""
    begun = perf_counter()
    index = open_index(corpus, data_dir=data_dir, embedder=embedder)
    ours_seconds = perf_counter() - begun
    clauses = {clause.clause_id: clause.text for document in corpus.documents for clause in document.clauses}
    build_baseline(["预热"], SameModel(embedder), k=1)  # loads its libraries: ours are loaded already
    begun = perf_counter()
    chunks = chunk(corpus)
    baseline = build_baseline(chunks, SameModel(embedder), k=RETRIEVED)
    baseline_seconds = perf_counter() - begun

    def ours(query: str) -> list[str]:
        return [clauses[passage.clause_id] for passage in index.retrieve(query, k=RETRIEVED).passages]

    def theirs(query: str) -> list[str]:
        return [found.page_content for found in baseline.invoke(query)][:RETRIEVED]

    name = f"LangChain 基线（{CHUNK_CHARS} 字块）"
    return (
        measure("本项目", ours, queries, units=list(clauses.values()), build_seconds=ours_seconds),
        measure(name, theirs, queries, units=chunks, build_seconds=baseline_seconds),
    )


def measure(
    name: str, search: Search, queries: Sequence[Query], *, units: Sequence[str], build_seconds: float
) -> RetrievalFigures:
    """Put every query to one system."""
    for query in queries[:_WARM_UP]:
        search(query.text)
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
