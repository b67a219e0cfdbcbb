"""Bringing case files up to date: only the lines that change are written anew, all at once or not at all."""

import json
import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from evals.cases import Case, load_cases
from evals.errors import CaseFileError
from evals.freshness.staleness import Finding, Grounds, Kind


def refreshed(case: Case, findings: Sequence[Finding], grounds: Grounds, *, accepted: bool = False) -> Case:
    """Return the case as it should read now; itself where there is nothing to rewrite or somebody must look first."""
    evidence = list(case.evidence)
    rests_on = list(case.rests_on) or [{} for _ in evidence]
    open_ones = {f.position for f in findings if f.kind is not Kind.FACT_GONE and not _may(f, accepted=accepted)}
    for finding in findings:
        if finding.kind is Kind.REPUNCTUATED and finding.now:
            evidence[finding.position] = finding.now
    for i, piece in enumerate(evidence):
        if i not in open_ones:
            rests_on[i] = grounds.anchors(piece)
    if evidence == list(case.evidence) and (rests_on == list(case.rests_on) or not any(rests_on)):
        return case
    return case.model_copy(update={"evidence": tuple(evidence), "rests_on": tuple(rests_on)})


def rewrite(
    path: Path, findings: Mapping[str, Sequence[Finding]], grounds: Grounds, *, accept: Collection[str] = ()
) -> tuple[str, ...]:
    """Bring one case file up to date; return the ids of the cases that read otherwise now.

    Moved and repunctuated pieces are taken over and new cases anchored; what needs a judgement only in the cases
    that ``accept`` names.
    """
    cases = {case.id: case for case in load_cases(path)}
    lines, changed = [], []
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        if line.strip():
            fields = json.loads(line)
            case = cases[str(fields["id"]).strip()]
            now = refreshed(case, findings.get(case.id, ()), grounds, accepted=case.id in accept)
            if now is not case:
                fields |= {"evidence": list(now.evidence), "rests_on": list(now.rests_on)}
                line = json.dumps(fields, ensure_ascii=False)
                changed.append(case.id)
        lines.append(line)
    if changed:
        write_whole(path, "\n".join(lines))
    return tuple(changed)


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step, so that a full disk or an interruption leaves the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CaseFileError(f"无法写入 {path}：{error.strerror}") from error


def _may(finding: Finding, *, accepted: bool) -> bool:
    return finding.kind.updatable or (accepted and finding.kind.acceptable and not finding.breaks)
