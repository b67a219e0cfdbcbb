"""The figures of a benchmark, as measured and as saved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalFigures:
    """Quality and time of one retrieval system over the same queries."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All figures of one benchmark."""

    config: dict[str, str]
    answers: int  # how many were timed
    answer_p50_ms: float
    answer_p95_ms: float
    stages_p50_ms: dict[str, float]
    cold_start_seconds: float  # process start to first answer, index existing; median
    cold_start_cpu_seconds: float
    unpack_seconds: float
    build_seconds: float  # model already unpacked, process start included
    peak_mib: float  # of a process that opens the index and answers
    resident_mib: float
    retrieval: tuple[RetrievalFigures, ...]
