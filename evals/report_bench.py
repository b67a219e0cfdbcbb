"""Writing a benchmark down. Nothing is measured here."""

from evals.figures import Bench, RetrievalFigures
from evals.table import number, percent, render_table


def render_bench(bench: Bench) -> str:
    """Return the whole report of one benchmark."""
    settings = "\n".join(f"- {name}：{value}" for name, value in bench.config.items())
    parts = ["# 性能与检索对比", settings, "## 速度与内存", render_speed(bench), "## 检索：同一模型、同一批问题"]
    return "\n\n".join([*parts, render_retrieval(bench.retrieval)]) + "\n"


def render_speed(bench: Bench) -> str:
    """Return what a user waits for and what the machine must hold."""
    rows = [
        (f"回答 p50（{bench.answers} 问，已预热）", f"{bench.answer_p50_ms:.1f} ms"),
        ("回答 p95", f"{bench.answer_p95_ms:.1f} ms"),
        *((f"　其中 {stage} p50", f"{took_ms:.1f} ms") for stage, took_ms in bench.stages_p50_ms.items()),
        ("冷启动到第一个回答（索引已在）", f"{bench.cold_start_seconds:.2f} s"),
        ("　其中处理器时间", f"{bench.cold_start_cpu_seconds:.2f} s"),
        ("首次展开模型", f"{bench.unpack_seconds:.2f} s"),
        ("建立索引（模型已展开，含进程启动）", f"{bench.build_seconds:.2f} s"),
        ("内存峰值", f"{bench.peak_mib:.0f} MiB"),
        ("回答后常驻内存", f"{bench.resident_mib:.0f} MiB"),
    ]
    return render_table(("项目", "值"), rows)


def render_retrieval(systems: tuple[RetrievalFigures, ...]) -> str:
    """Return one row per system."""
    header = ("系统", "单元", "均长", "建立 s", "问题", "hit@1", "hit@5", "MRR", "p50 ms", "p95 ms")
    return render_table(header, [_row(system) for system in systems])


def _row(system: RetrievalFigures) -> tuple[str, ...]:
    shares = map(percent, (system.hit_at_1, system.hit_at_5))
    times = (number(system.p50_ms, 1), number(system.p95_ms, 1))
    size = (str(system.units), f"{system.mean_chars:.0f}", f"{system.build_seconds:.1f}", str(system.queries))
    return (system.name, *size, *shares, number(system.mrr), *times)
