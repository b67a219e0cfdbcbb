"""From saved or fresh answers to everything that is said about a run: judged, compared with the baseline, gated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Corpus
from evals.baseline_file import Baseline
from evals.cases import Case
from evals.freshness.staleness import Finding, Grounds, broken, outdated, stale_cases
from evals.gate import Gate
from evals.judge import Source, Verdict, judge
from evals.outcomes import Outcome, outcomes_of
from evals.records import Run, dump_run, pair
from evals.regression import Regression, hold_against
from evals.scores import by_category, by_split, score


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One run with all that was found out about it."""

    suite: str
    run: Run
    verdicts: tuple[Verdict, ...]
    findings: Mapping[str, Sequence[Finding]]  # stale cases
    outcomes: tuple[Outcome, ...]
    regression: Regression | None  # None where there is no baseline
    shortfalls: tuple[str, ...]

    @property
    def broken(self) -> frozenset[str]:
        """The cases that no answer can meet as they are written."""
        return broken(self.findings)

    def to_json(self) -> dict[str, object]:
        """Return what is saved: configuration, figures, each case's outcome, and the answers themselves."""
        groups = {**by_category(self.verdicts), **by_split(self.verdicts)}
        return {
            "suite": self.suite,
            "scores": score(self.verdicts).to_json(),
            "groups": {name: scores.to_json() for name, scores in groups.items()},
            "shortfalls": list(self.shortfalls),
            "failures": {verdict.case.id: list(verdict.reasons) for verdict in self.verdicts if not verdict.passed},
            "regression": self.regression.to_json() if self.regression else None,
            "cases": [outcome.model_dump(mode="json") for outcome in self.outcomes],
            **dump_run(self.run),
        }


def score_run(
    run: Run, cases: Sequence[Case], corpus: Corpus, *, suite: str, gate: Gate, baseline: Baseline | None
) -> Scored:
    """Judge the answers of a run, hold them against the baseline and the gate."""
    source = Source.of(corpus)
    verdicts = tuple(judge(case, record, source) for case, record in pair(cases, run))
    findings = stale_cases(cases, Grounds.of(corpus))
    outcomes = outcomes_of(verdicts, findings)
    regression = hold_against(baseline.cases, outcomes, gate.regression) if baseline else None
    return Scored(
        suite=suite,
        run=run,
        verdicts=verdicts,
        findings=findings,
        outcomes=outcomes,
        regression=regression,
        shortfalls=_shortfalls(verdicts, findings, gate, regression),
    )


def _shortfalls(
    verdicts: Sequence[Verdict],
    findings: Mapping[str, Sequence[Finding]],
    gate: Gate,
    regression: Regression | None,
) -> tuple[str, ...]:
    """Say what keeps the gate shut; cases that cannot be met as they are written weigh only where nothing excuses."""
    stale, worded = broken(findings), outdated(findings)
    found = list(gate.shortfalls(score([v for v in verdicts if v.case.id not in stale]), score(verdicts)))
    if len(worded) > gate.stale_share * len(verdicts):
        found.append(f"{len(verdicts)} 条用例中 {len(worded)} 条已过期，超过 {gate.stale_share:.0%}，请先更新用例")
    elif stale and len(stale) == len(verdicts):
        found.append("没有一条用例还适用于现行文件，请先更新用例")
    return (*found, *(regression.shortfalls() if regression else ()))
