"""What the report shows of a run, put together from its outcomes; no layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.types import Clause, Corpus
from evals.bootstrap import wilson_interval
from evals.freshness.coverage import Coverage, cover
from evals.freshness.loose import Loose
from evals.history import Entry, entry_of
from evals.measured import Share, shares
from evals.outcomes import Outcome
from evals.page.words import EXPECTED, STATUSES
from evals.scoring import Scored

_RETRIEVED_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One class of cases: how many passed, with the interval, and in the baseline."""

    name: str
    passed: int
    cases: int
    low: float
    high: float
    before: float | None

    @property
    def rate(self) -> float:
        """The share that passed."""
        return self.passed / self.cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """A clause as it was retrieved."""

    rank: int
    clause_id: str
    document: str
    locator: str
    text: str
    is_evidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failing case with what was retrieved for it."""

    outcome: Outcome
    retrieved: tuple[Retrieved, ...]
    evidence: tuple[Retrieved, ...]  # that was not among these

    @property
    def understood(self) -> str:
        """How the question was read, where that is more than its punctuation made even."""
        read = self.outcome.standalone_question
        return read if Loose.of(read).letters != Loose.of(self.outcome.turns[-1]).letters else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything on the page."""

    at: date
    scored: Scored
    shares: tuple[Share, ...]
    classes: tuple[ClassRow, ...]
    confusion: tuple[tuple[str, tuple[int, ...]], ...]  # expected → how many were met as each status
    failures: tuple[tuple[str, tuple[Failure, ...]], ...]  # by class
    coverage: tuple[Coverage, ...]
    history: tuple[Entry, ...]  # the run itself last
    titles: tuple[str, ...]  # of the documents

    @property
    def n_failures(self) -> int:
        """How many cases fail."""
        return sum(len(failures) for _, failures in self.failures)

    @property
    def n_uncovered(self) -> int:
        """How many clauses no case rests on."""
        return sum(len(one.uncovered) for one in self.coverage)


def content_of(scored: Scored, corpus: Corpus, *, history: Sequence[Entry], at: date) -> Content:
    """Put the page's content together; the run joins the history unless it is its last entry already."""
    entry = entry_of(scored, label="本次", at=at)
    remembered = tuple(history)
    if not remembered or (remembered[-1].figures, remembered[-1].corpus) != (entry.figures, entry.corpus):
        remembered = (*remembered, entry)
    cases = [verdict.case for verdict in scored.verdicts]
    return Content(
        at=at,
        scored=scored,
        shares=shares(scored.outcomes),
        classes=_classes(scored),
        confusion=confusion(scored.outcomes),
        failures=_failures(scored.outcomes, corpus),
        coverage=tuple(one for one in cover(corpus, cases) if one.uncovered),
        history=remembered,
        titles=tuple(document.name for document in corpus.documents),
    )


def confusion(outcomes: Sequence[Outcome]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Count how each sort of question was met: a row for each expectation, a column for each status."""
    pairs = [(one.expect, one.status) for one in outcomes]
    return tuple((expect, tuple(pairs.count((expect, status)) for status in STATUSES)) for expect in EXPECTED)


def _classes(scored: Scored) -> tuple[ClassRow, ...]:
    regression = scored.regression
    before = {one.name: one.before for one in regression.classes} if regression else {}
    groups: dict[str, list[Outcome]] = {}
    for one in scored.outcomes:
        groups.setdefault(one.category, []).append(one)
    rows = []
    for name, members in groups.items():
        passed = sum(one.passed for one in members)
        low, high = wilson_interval(passed, len(members)) or (0.0, 1.0)
        rows.append(ClassRow(name=name, passed=passed, cases=len(members), low=low, high=high, before=before.get(name)))
    return tuple(sorted(rows, key=lambda row: row.rate))


def _failures(outcomes: Sequence[Outcome], corpus: Corpus) -> tuple[tuple[str, tuple[Failure, ...]], ...]:
    clauses = {clause.clause_id: clause for document in corpus.documents for clause in document.clauses}
    names = {document.document_id: document.name for document in corpus.documents}
    groups: dict[str, list[Failure]] = {}
    for one in outcomes:
        if not one.passed:
            groups.setdefault(one.category, []).append(_failure(one, clauses, names))
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple((name, tuple(failures)) for name, failures in ordered)


def _failure(one: Outcome, clauses: Mapping[str, Clause], names: Mapping[str, str]) -> Failure:
    def retrieved(rank: int, clause_id: str) -> Retrieved:
        clause = clauses.get(clause_id)
        return Retrieved(
            rank=rank,
            clause_id=clause_id,
            document=names.get(clause_id.partition("#")[0], ""),
            locator=clause.locator if clause else clause_id,
            text=clause.plain if clause else "（现行文件中没有这一条）",
            is_evidence=clause_id in one.evidence_clauses,
        )

    first = one.retrieved[:_RETRIEVED_SHOWN]
    ranks = {clause_id: rank for rank, clause_id in enumerate(one.retrieved, start=1)}
    return Failure(
        outcome=one,
        retrieved=tuple(retrieved(rank, clause_id) for rank, clause_id in enumerate(first, start=1)),
        evidence=tuple(retrieved(ranks.get(i, 0), i) for i in one.evidence_clauses if i not in first),
    )
