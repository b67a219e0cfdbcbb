"""What the report's plots show: history, calibration and latency, each empty where there is nothing to draw."""

import json
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from assistant.deciding import load_calibration
from evals.history import Entry
from evals.measures import percentile
from evals.page.plots import Axes, Line, plot_bars, plot_lines
from evals.page.words import HISTORY

CALIBRATION_DIR = Path(__file__).resolve().parents[2] / "docs" / "calibration"
_VARIANT, _PART = "with_scorer", "test"
_BARS = 16
_TENTHS = [(0.0, "0"), (0.5, "0.5"), (1.0, "1")]


def history_plot(entries: Sequence[Entry]) -> Markup:
    """Draw the rates of every version, oldest first; nothing before there are two."""
    if len(entries) < 2:
        return Markup("")
    values = {name: [entry.figures.get(name) for entry in entries] for name in HISTORY}
    lines = [
        Line(name=HISTORY[name], points=[(float(i), value) for i, value in enumerate(found) if value is not None])
        for name, found in values.items()
    ]
    least = min((y for line in lines for _, y in line.points), default=0.0)
    low = max(0.0, int(least * 10 - 0.5) / 10)
    steps = [low + (1 - low) * i / 4 for i in range(5)]
    axes = Axes(
        x=(-0.3, len(entries) - 0.7),
        y=(low, 1.0),
        x_ticks=[(float(i), str(i + 1)) for i in range(len(entries))],
        y_ticks=[(step, f"{step:.0%}") for step in steps],
        x_title="版本",
    )
    told = "；".join(
        f"{line.name}由 {line.points[0][1]:.1%} 到 {line.points[-1][1]:.1%}" for line in lines if line.points
    )
    return plot_lines(lines, axes, told=told)


def threshold_plot(folder: Path = CALIBRATION_DIR) -> Markup:
    """Draw what each threshold between answer and refusal would do, on the cases that it was not chosen on."""
    try:
        curve = json.loads((folder / "curve.json").read_text(encoding="utf-8"))[_VARIANT][_PART]
        lines = [
            Line(name=label, points=[(point["threshold"], point[name]) for point in curve])
            for name, label in (("refusal_precision", "拒答有理"), ("refusal_recall", "该拒的拒答"))
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return Markup("")
    ticks = [(step, f"{step:.0%}") for step in (0.0, 0.25, 0.5, 0.75, 1.0)]
    axes = Axes(x=(0.0, 1.0), y=(0.0, 1.0), x_ticks=_TENTHS, y_ticks=ticks, x_title="门槛：把握低于它就拒答")
    chosen = load_calibration(with_scorer=True).answer_threshold
    return plot_lines(lines, axes, told=f"门槛取在 {chosen:g}", mark=chosen, dots=False)


def reliability_plot(folder: Path = CALIBRATION_DIR) -> Markup:
    """Draw how often the best clause was right where the assistant was so sure; the diagonal is honesty."""
    try:
        bins = json.loads((folder / "reliability.json").read_text(encoding="utf-8"))[_VARIANT][_PART]
        points = [(float(one["probability"]), float(one["frequency"])) for one in bins]
    except (OSError, ValueError, KeyError, TypeError):
        return Markup("")
    ticks = [(step, f"{step:.0%}") for step in (0.0, 0.25, 0.5, 0.75, 1.0)]
    axes = Axes(x=(0.0, 1.0), y=(0.0, 1.0), x_ticks=_TENTHS, y_ticks=ticks, x_title="助手自认的把握")
    lines = [Line(name="实际答对", points=points), Line(name="恰如其分", points=[(0.0, 0.0), (1.0, 1.0)])]
    return plot_lines(lines, axes, told="助手自认的把握与实际答对的比例", dots=False)


def latency_plot(times_ms: Sequence[float]) -> Markup:
    """Draw how long answers took; the slowest twentieth share the last bar."""
    median, slow = percentile(times_ms, 50), percentile(times_ms, 95)
    if median is None or slow is None or slow <= 0:
        return Markup("")
    counts = [0] * _BARS
    for took in times_ms:
        counts[min(_BARS - 1, int(took / slow * (_BARS - 1)))] += 1
    most = max(counts)
    last = slow * _BARS / (_BARS - 1)
    axes = Axes(
        x=(0.0, last),
        y=(0.0, float(most)),
        x_ticks=[(0.0, "0"), (slow / 2, f"{slow / 2:.0f}"), (slow, f"{slow:.0f}")],
        y_ticks=[(0.0, "0"), (most / 2, f"{most / 2:.0f}"), (float(most), str(most))],
        x_title="毫秒（最慢的二十分之一并入最后一格）",
    )
    return plot_bars(counts, axes, told=f"半数在 {median:.0f} 毫秒内", marks=[(median, f"半数 {median:.0f}")])
