"""``python -m evals stale``: the cases whose evidence is not what it was, and the rewriting of those that merely moved."""

import argparse
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from corpus.library import load_corpus
from evals import suites
from evals.cases import Case
from evals.errors import CaseFileError
from evals.freshness.rewriting import rewrite
from evals.freshness.staleness import Finding, Grounds, Kind, broken, stale_cases


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``stale`` command."""
    parser = subparsers.add_parser("stale", help="检查用例的依据是否仍与政策一致")
    suites.add_arguments(parser)
    parser.add_argument("--update", action="store_true", help="改写仅换了位置、标点或编号的用例，并补记依据所在条款")
    parser.add_argument("--accept", nargs="+", action="extend", default=[], metavar="ID", help="核对过、照旧可用的用例")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Report, rewrite where asked to; 1 where a case is left that somebody must look at."""
    suite = suites.load_suite(args.suite, files=args.cases, corpus_dir=args.corpus)
    if unknown := set(args.accept) - {case.id for case in suite.cases}:
        raise CaseFileError(f"没有这些用例：{'、'.join(sorted(unknown))}")
    grounds = Grounds.of(load_corpus(suite.settings.corpus_dir))
    findings = stale_cases(suite.cases, grounds)
    if not args.json:
        print(render_stale(findings, suite.cases))
    updated: tuple[str, ...] = ()
    if args.update or args.accept:
        updated = tuple(
            case_id for path in suite.files for case_id in rewrite(path, findings, grounds, accept=args.accept)
        )
        left = stale_cases(suites.load_suite(args.suite, files=args.cases).cases, grounds)
    else:
        left = findings
    if args.json:
        print(json.dumps(result(findings, suite.cases, updated=updated), ensure_ascii=False, indent=1))
    elif args.update or args.accept:
        print(f"\n已改写 {len(updated)} 条用例" + (f"，还有 {len(left)} 条需人工核对" if left else "。"))
    return 1 if left else 0


def result(
    findings: Mapping[str, Sequence[Finding]], cases: Sequence[Case], *, updated: Collection[str] = ()
) -> dict[str, object]:
    """Return the findings as plain values, the gravest first."""
    return {
        "cases": len(cases),
        "unanchored": [case.id for case in cases if case.evidence and not case.rests_on],
        "broken": sorted(broken(findings)),
        "updated": sorted(updated),
        "stale": [finding.to_json() for finding in _by_gravity(findings)],
    }


def render_stale(findings: Mapping[str, Sequence[Finding]], cases: Sequence[Case]) -> str:
    """Return a summary, and every finding with what was there and what is there now."""
    ordered = _by_gravity(findings)
    unanchored = sum(bool(case.evidence) and not case.rests_on for case in cases)
    parts = [_finding(finding) for finding in ordered]
    counted = Counter(finding.kind for finding in ordered)
    if ordered:
        told = "，".join(f"{kind.label} {counted[kind]} 处" for kind in Kind if counted[kind])
        parts.append(f"{len(cases)} 条用例中 {len(findings)} 条的依据有变：{told}")
    else:
        parts.append(f"{len(cases)} 条用例的依据都与政策一致。")
    if unanchored:
        parts.append(f"{unanchored} 条用例还没有记下依据所在的条款，用 --update 补上。")
    return "\n\n".join(parts)


def _by_gravity(findings: Mapping[str, Sequence[Finding]]) -> list[Finding]:
    gravity = list(Kind)
    every = [finding for found in findings.values() for finding in found]
    return sorted(every, key=lambda finding: gravity.index(finding.kind))


def _finding(finding: Finding) -> str:
    what = "要点" if finding.kind is Kind.FACT_GONE else "依据"
    lines = [f"### {finding.case_id}：{finding.kind.label}", f"问：{finding.question}", f"{what}：{finding.piece}"]
    if finding.now:
        lines.append(f"现为：{finding.now}")
    if finding.before != finding.after:
        lines.append(f"条款：{'、'.join(finding.before) or '未记'} → {'、'.join(finding.after) or '无'}")
    elif finding.after:
        lines.append(f"条款：{'、'.join(finding.after)}")
    lines.append(_TO_DO[finding.kind])
    return "\n".join(lines)


_TO_DO = {
    Kind.VANISHED: "→ 请删去用例，或改为应当拒答（expect = refuse）",
    Kind.NOT_IN_FORCE: "→ 请删去用例，或改为应当拒答（expect = refuse）",
    Kind.CHANGED: "→ 请按现文改写 evidence、facts",
    Kind.FACT_GONE: "→ 请按现文改写 facts",
    Kind.AMBIGUOUS: "→ 请把 evidence 写长到只有一处，或核对后用 --accept 认可",
    Kind.REWORDED: "→ 请核对要点是否仍然成立，再用 --accept 认可",
    Kind.REPUNCTUATED: "→ --update 可自动改写",
    Kind.MOVED: "→ --update 可自动改写",
}
