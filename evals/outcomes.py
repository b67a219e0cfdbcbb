"""What became of each case in one run, as plain values: what is saved, compared with a baseline and shown."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.cases import Case
from evals.errors import RecordsError
from evals.freshness.staleness import Finding
from evals.judge import Verdict

_MEANING = frozenset({"turns", "expect", "evidence", "facts", "forbid"})


class Outcome(BaseModel):
    """One case of one run."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    category: str
    split: str | None = None
    expect: str
    turns: tuple[str, ...]
    digest: str  # of what the case asks for: another one is another case
    passed: bool
    status: str
    reasons: tuple[str, ...] = ()
    evidence_clauses: tuple[str, ...] = ()  # that hold its evidence now
    cited: tuple[str, ...] = ()
    retrieved: tuple[str, ...] = ()
    evidence_rank: int | None = None
    wrong_numbers: tuple[str, ...] = ()
    false_quotes: tuple[str, ...] = ()
    out_of_force: tuple[str, ...] = ()  # clauses cited that are not in force
    answer: str = ""
    standalone_question: str = ""
    latency_ms: float = 0.0
    stale: tuple[dict[str, Any], ...] = ()  # findings, as of ``python -m evals stale --json``
    broken: bool = False  # no answer can meet the case as it is written


def outcomes_of(verdicts: Sequence[Verdict], findings: Mapping[str, Sequence[Finding]]) -> tuple[Outcome, ...]:
    """Return the outcomes of a run in its order."""
    return tuple(_outcome(verdict, findings.get(verdict.case.id, ())) for verdict in verdicts)


def _outcome(verdict: Verdict, findings: Sequence[Finding]) -> Outcome:
    case, answer = verdict.case, verdict.record.answer
    return Outcome(
        id=case.id,
        category=case.category,
        split=case.split,
        expect=case.expect,
        turns=case.turns,
        digest=case_digest(case),
        passed=verdict.passed,
        status=answer.status,
        reasons=verdict.reasons,
        evidence_clauses=verdict.evidence_clauses,
        cited=verdict.cited,
        retrieved=verdict.record.retrieved,
        evidence_rank=verdict.evidence_rank,
        wrong_numbers=verdict.wrong_numbers,
        false_quotes=verdict.false_quotes,
        out_of_force=verdict.out_of_force,
        answer=answer.text,
        standalone_question=answer.standalone_question,
        latency_ms=round(verdict.record.latency_ms, 2),
        stale=tuple(finding.to_json() for finding in findings),
        broken=any(finding.breaks for finding in findings),
    )


def case_digest(case: Case) -> str:
    """Return what tells two cases of the same id apart that ask for different things."""
    asked = case.model_dump_json(include=set(_MEANING))
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def load_outcomes(path: Path) -> tuple[dict[str, str], tuple[Outcome, ...]]:
    """Read configuration and outcomes out of what ``python -m evals run --json`` saved."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return dict(saved["config"]), tuple(Outcome.model_validate(case) for case in saved["cases"])
    except OSError as error:
        raise RecordsError(f"无法读取评测结果 {path}：{error.strerror}") from error
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise RecordsError(f"{path} 不是 python -m evals run --json 保存的结果：{error}") from error
