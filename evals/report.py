"""Writing a run down: Markdown that is also readable in a terminal. Nothing is judged here."""

from collections.abc import Mapping, Sequence

from evals.judge import Verdict
from evals.scores import Scores, by_category, by_split, score
from evals.table import number, percent, render_table


def render_report(
    verdicts: Sequence[Verdict],
    *,
    config: Mapping[str, str],
    shortfalls: Sequence[str],
) -> str:
    """Return the whole report of one run."""
    settings = "\n".join(f"- {name}：{value}" for name, value in config.items())
    verdict = "未通过：" + "；".join(shortfalls) if shortfalls else "通过"
    parts = [
        "# 评测结果",
        settings,
        render_failures(verdicts),
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
