"""The figures of a run: every measure over a set of verdicts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from assistant.types import Status
from evals.cases import Expect
from evals.judge import Verdict
from evals.measures import hit, mean, percentile, precision_recall, reciprocal_rank, share


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Aggregates over verdicts; None where there was nothing to judge. Shares are 0 to 1, higher is better."""

    cases: int
    passed: int
    pass_rate: float | None
    status_accuracy: float | None
    hit_at_1: float | None  # retrieval alone: a clause with evidence comes first
    hit_at_5: float | None
    mrr: float | None
    evidence_recall_at_5: float | None  # retrieval alone: share of the pieces of evidence among the first five
    refusal_precision: float | None
    refusal_recall: float | None
    citation_recall: float | None  # share of a case's evidence that is cited, mean over cases that want an answer
    citation_precision: float | None  # share of an answer's clauses that hold evidence; no citation scores 0
    fact_coverage: float | None
    forbidden_hits: int
    wrong_numbers: int
    citations_out_of_force: int  # of clauses that no document in force has
    quotes: int
    quotes_verbatim: float | None
    sentences_cited: float | None  # share of the answers in which every sentence has a mark that leads somewhere
    latency_p50_ms: float | None
    latency_p95_ms: float | None

    def to_json(self) -> dict[str, float | int | None]:
        """Return the figures by name."""
        return asdict(self)


def score(verdicts: Sequence[Verdict]) -> Scores:
    """Aggregate verdicts."""
    answers = [v for v in verdicts if v.case.expect is Expect.ANSWER]
    wanted = [v for v in answers if v.case.evidence]
    precision, recall = precision_recall(
        [v.record.answer.status is Status.NOT_COVERED for v in verdicts],
        [v.case.expect is Expect.REFUSE for v in verdicts],
    )
    quotes = sum(len(v.record.answer.citations) for v in verdicts)
    return Scores(
        cases=len(verdicts),
        passed=sum(v.passed for v in verdicts),
        pass_rate=mean(float(v.passed) for v in verdicts),
        status_accuracy=mean(float(v.status_right) for v in verdicts),
        hit_at_1=mean(hit(v.evidence_rank, k=1) for v in wanted),
        hit_at_5=mean(hit(v.evidence_rank, k=5) for v in wanted),
        mrr=mean(reciprocal_rank(v.evidence_rank) for v in wanted),
        evidence_recall_at_5=mean(_found([hit(rank, k=5) > 0 for rank in v.evidence_ranks]) for v in wanted),
        refusal_precision=precision,
        refusal_recall=recall,
        citation_recall=mean(_found(v.evidence_cited) for v in wanted),
        citation_precision=mean(share(v.cited_required, len(v.cited)) or 0.0 for v in wanted),
        fact_coverage=mean(_found(v.facts_stated) for v in answers if v.case.facts),
        forbidden_hits=sum(len(v.forbidden) for v in verdicts),
        wrong_numbers=sum(len(v.wrong_numbers) for v in verdicts),
        citations_out_of_force=sum(len(v.out_of_force) for v in verdicts),
        quotes=quotes,
        quotes_verbatim=share(quotes - sum(len(v.false_quotes) for v in verdicts), quotes),
        sentences_cited=mean(
            float(not v.uncited_sentences) for v in verdicts if v.record.answer.status is Status.ANSWERED
        ),
        latency_p50_ms=percentile((v.record.latency_ms for v in verdicts), 50),
        latency_p95_ms=percentile((v.record.latency_ms for v in verdicts), 95),
    )


def by_group(verdicts: Iterable[Verdict], group: Callable[[Verdict], str | None]) -> dict[str, Scores]:
    """Aggregate per group, in the order in which the groups first occur; verdicts of no group are left out."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if name := group(verdict):
            groups.setdefault(name, []).append(verdict)
    return {name: score(members) for name, members in groups.items()}


def by_category(verdicts: Iterable[Verdict]) -> dict[str, Scores]:
    """Aggregate per category of the cases."""
    return by_group(verdicts, lambda verdict: verdict.case.category)


def by_split(verdicts: Iterable[Verdict]) -> dict[str, Scores]:
    """Aggregate per part, train and test apart."""
    return by_group(verdicts, lambda verdict: verdict.case.split)


def _found(flags: Sequence[bool]) -> float:
    return share(sum(flags), len(flags)) or 0.0
