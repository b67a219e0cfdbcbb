"""What retrieval returns. Every ``score`` is higher-is-better."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Where to look; an empty field does not restrict."""

    document_ids: tuple[str, ...] = ()
    section_id: str | None = None
    responsible_unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScore:
    """How well one sentence of a clause matches the query."""

    position: int  # 0-based, in clause.sentences
    score: float  # fused
    dense: float  # cosine similarity, -1 to 1
    lexical: float  # BM25


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A clause that was retrieved, found through its sentences and itself."""

    document_id: str
    clause_id: str
    rank: int  # 1-based
    score: float  # fused: sentence level and clause level together
    dense: float  # best cosine of the clause and its sentences
    lexical: float  # BM25 of the clause
    sentences: tuple[SentenceScore, ...]  # best first
    exact: bool = False  # named in the query itself (第四条, a document number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """How similar the query is to the corpus at large: moments of its cosine with every indexed sentence."""

    mean: float
    std: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """What one query found, best first, with what a decision about it needs."""

    query: str
    passages: tuple[Passage, ...]
    background: Background
