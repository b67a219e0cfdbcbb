"""Writing a run down: Markdown that is also readable in a terminal. Nothing is judged here."""

from collections.abc import Mapping, Sequence

from evals.freshness.staleness import Finding
from evals.judge import Verdict
from evals.regression import Flip, Regression
from evals.scores import Scores, by_category, by_split, score
from evals.scoring import Scored
from evals.table import number, percent, render_table


def render_report(scored: Scored) -> str:
    """Return the whole report of one run."""
    verdicts = scored.verdicts
    settings = "\n".join(f"- {name}：{value}" for name, value in scored.run.config.items())
    verdict = "未通过：" + "；".join(scored.shortfalls) if scored.shortfalls else "通过"
    parts = [
        "# 评测结果",
        settings,
        render_failures(verdicts),
        render_staleness(scored.findings),
        render_regression(scored.regression),
        "## 分类",
        render_groups({**by_category(verdicts), **by_split(verdicts), "全部": score(verdicts)}),
        "## 总体",
        render_overall(score(verdicts)),
        f"门槛：{verdict}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def render_overall(scores: Scores) -> str:
    """Return every figure with its name in words."""
    rows = [
        ("通过", f"{scores.passed}/{scores.cases} = {percent(scores.pass_rate)}"),
        ("状态准确率", percent(scores.status_accuracy)),
        ("检索 hit@1 / hit@5", f"{percent(scores.hit_at_1)} / {percent(scores.hit_at_5)}"),
        ("检索 MRR", number(scores.mrr)),
        ("检索 依据召回@5", percent(scores.evidence_recall_at_5)),
        ("拒答 精确率 / 召回率", f"{percent(scores.refusal_precision)} / {percent(scores.refusal_recall)}"),
        ("引用 精确率 / 召回率", f"{percent(scores.citation_precision)} / {percent(scores.citation_recall)}"),
        ("要点覆盖率", percent(scores.fact_coverage)),
        ("禁用内容命中", str(scores.forbidden_hits)),
        ("有误的数字", str(scores.wrong_numbers)),
        ("引用失效条款", str(scores.citations_out_of_force)),
        ("引文逐字一致", f"{percent(scores.quotes_verbatim)}（{scores.quotes} 条）"),
        ("句句有出处的回答", percent(scores.sentences_cited)),
        ("延迟 p50 / p95（毫秒）", f"{number(scores.latency_p50_ms, 1)} / {number(scores.latency_p95_ms, 1)}"),
    ]
    return render_table(("指标", "值"), rows)


def render_groups(groups: Mapping[str, Scores]) -> str:
    """Return one row per group."""
    header = ("类别", "用例", "通过率", "状态", "hit@1", "hit@5", "MRR", "引用召回", "引用精确", "要点")
    return render_table(header, [_group_row(name, scores) for name, scores in groups.items()])


def render_failures(verdicts: Sequence[Verdict]) -> str:
    """Return each failing case with question, answer and why; empty when none fails."""
    failed = [verdict for verdict in verdicts if not verdict.passed]
    if not failed:
        return ""
    return "\n\n".join([f"## 未通过的用例（{len(failed)}）", *(_failure(verdict) for verdict in failed)])


def render_staleness(findings: Mapping[str, Sequence[Finding]]) -> str:
    """Return the cases whose evidence is not what it was; empty where there is none."""
    listed = [(finding, case_id) for case_id, found in findings.items() for finding in found]
    if not listed:
        return ""
    lines = [
        f"- {case_id}：{finding.kind.label}“{finding.piece}”" + ("（不计入门槛）" if finding.breaks else "")
        for finding, case_id in listed
    ]
    return "\n\n".join([f"## 依据有变的用例（{len(findings)}，详见 python -m evals stale）", "\n".join(lines)])


def render_regression(regression: Regression | None) -> str:
    """Return what flipped against the baseline, and every class with the interval of its difference."""
    if regression is None or not regression.compared:
        return ""
    parts = [f"## 与基线相比（{regression.compared} 例）"]
    for title, flips in (("由对变错", regression.lost), ("由错变对", regression.gained)):
        parts.append(f"{title}：{len(flips)}" + "".join("\n" + render_flip(flip) for flip in flips))
    rows = [
        (one.name, str(one.cases), percent(one.before), percent(one.after), f"{one.low:+.1%} ～ {one.high:+.1%}")
        for one in regression.classes
        if one.difference or one is regression.classes[0]
    ]
    parts.append(render_table(("有变化的类别", "用例", "基线", "现在", "差的区间"), rows))
    aside = (("新增或改过", regression.new), ("已过期", regression.stale), ("基线中有、现在没有", regression.gone))
    told = [f"{name} {len(ids)} 例" for name, ids in aside if ids]
    if told:
        parts.append("未比较：" + "，".join(told))
    return "\n\n".join(parts)


def render_flip(flip: Flip) -> str:
    """Return a case whose result changed, as an item of a list."""
    why = f"（{'；'.join(flip.reasons)}）" if flip.reasons else ""
    return f"- {flip.id}：{flip.question}{why}"


def _group_row(name: str, scores: Scores) -> tuple[str, ...]:
    shares = (scores.pass_rate, scores.status_accuracy, scores.hit_at_1, scores.hit_at_5)
    cited = (scores.citation_recall, scores.citation_precision, scores.fact_coverage)
    return (name, str(scores.cases), *map(percent, shares), number(scores.mrr), *map(percent, cited))


def _failure(verdict: Verdict) -> str:
    case, answer = verdict.case, verdict.record.answer
    lines = [f"### {case.id}（{case.category}）", "问：" + " → ".join(case.turns)]
    if answer.standalone_question not in ("", case.question):
        lines.append(f"理解为：{answer.standalone_question}")
    said = answer.text.replace("\n", " ") or "（空）"
    lines.append(f"答（{answer.status}）：{said}")
    if answer.citations:
        lines.append("引：" + "、".join(f"[{c.n}] {c.clause_id}" for c in answer.citations))
    lines += [f"- {reason}" for reason in verdict.reasons]
    return "\n".join(lines)
