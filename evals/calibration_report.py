"""The calibration's report: what each threshold would do, how well the probabilities are calibrated, as page and plot."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.deciding import Calibration
from evals.cases import Expect, Split
from evals.decisions import Judged, best_candidate, threshold_for

_BINS = 10
Variant = tuple[Calibration, Sequence[Judged]]


def write_report(folder: Path, variants: Mapping[str, Variant], *, costs: tuple[float, float]) -> None:
    """Write ``report.md``, ``curve.json``, ``reliability.json`` and ``curve.png`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    curves = {
        name: {split.value: _curve(calibration, [i for i in items if i.case.split is split]) for split in Split}
        for name, (calibration, items) in variants.items()
    }
    (folder / "curve.json").write_text(json.dumps(curves, indent=1) + "\n", encoding="utf-8")
    bins = {
        name: {split.value: _reliability(calibration, [i for i in items if i.case.split is split]) for split in Split}
        for name, (calibration, items) in variants.items()
    }
    (folder / "reliability.json").write_text(json.dumps(bins, indent=1) + "\n", encoding="utf-8")
    lines = [
        "# Calibration",
        "",
        f"A wrong answer costs {costs[0]:g} wrong refusals, {costs[1]:g} where an amount, a number or a date is asked for. "
        "The lowest threshold that costs at most one wrong refusal more than the best on the train part is taken; a further clause is cited from where a "
        "third of such clauses hold evidence. Written by `python -m evals calibrate`.",
        "",
    ]
    for name, (calibration, items) in variants.items():
        lines += _section(name, calibration, items)
    (folder / "report.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _plot(folder / "curve.png", curves, {name: calibration for name, (calibration, _) in variants.items()})


def decision_auc(calibration: Calibration, judged: Sequence[Judged]) -> float:
    """Return how well the best probability tells covered from uncovered asks, 0.5 to 1; 0.5 where one sort is missing."""
    best = _best(calibration, judged)
    covered = _covered(judged)
    if covered.all() or not covered.any():
        return 0.5
    wins = (best[covered][:, None] > best[~covered][None, :]).mean()
    ties = (best[covered][:, None] == best[~covered][None, :]).mean()
    return float(wins + ties / 2)


def expected_calibration_error(chances: NDArray[np.float64], outcomes: NDArray[np.bool_]) -> float:
    """Return the mean gap between probability and frequency over equal-width bins (Naeini et al. 2015)."""
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(chances[bins == b].mean() - outcomes[bins == b].mean()) * (bins == b).mean()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps))


def _best(calibration: Calibration, judged: Sequence[Judged]) -> NDArray[np.float64]:
    return np.array([best_candidate(item, calibration)[1] for item in judged])


def _covered(judged: Sequence[Judged]) -> NDArray[np.bool_]:
    return np.array([item.case.expect is Expect.ANSWER for item in judged], dtype=bool)


def _curve(calibration: Calibration, judged: Sequence[Judged]) -> list[dict[str, float]]:
    best, covered = _best(calibration, judged), _covered(judged)
    curve = []
    for threshold in np.linspace(0.02, 0.98, 49):
        refused = best < threshold
        right = int((refused & ~covered).sum())
        curve.append(
            {
                "threshold": round(float(threshold), 3),
                "refusal_precision": round(right / max(1, int(refused.sum())), 4),
                "refusal_recall": round(right / max(1, int((~covered).sum())), 4),
            }
        )
    return curve


def reliability(chances: NDArray[np.float64], outcomes: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Return per filled bin of equal width: how many, their mean probability, and how often it came true."""
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    return [
        {
            "asks": int((bins == b).sum()),
            "probability": round(float(chances[bins == b].mean()), 4),
            "frequency": round(float(outcomes[bins == b].mean()), 4),
        }
        for b in range(_BINS)
        if (bins == b).any()
    ]


def _reliability(calibration: Calibration, judged: Sequence[Judged]) -> list[dict[str, float]]:
    holds = np.array([item.holds[best_candidate(item, calibration)[0]] for item in judged], dtype=bool)
    return reliability(_best(calibration, judged), holds)


def _section(name: str, calibration: Calibration, judged: Sequence[Judged]) -> list[str]:
    lines = [
        f"## {name}",
        "",
        f"Answer from {calibration.answer_threshold}, from {calibration.amount_threshold} where an amount, a number or a "
        f"date is asked for; cite further clauses from {calibration.further_threshold}.",
        "",
    ]
    lines += [
        "| part | asks | AUC | refusal precision | refusal recall | best clause right | ECE |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for split in Split:
        part = [item for item in judged if item.case.split is split]
        best, covered = _best(calibration, part), _covered(part)
        first = [best_candidate(item, calibration)[0] for item in part]
        refused = best < np.array([threshold_for(item, i, calibration) for item, i in zip(part, first, strict=True)])
        right = int((refused & ~covered).sum())
        holds = np.array([item.holds[i] for item, i in zip(part, first, strict=True)])
        lines.append(
            f"| {split.value} | {len(part)} | {decision_auc(calibration, part):.3f} | {right / max(1, refused.sum()):.3f} "
            f"| {right / max(1, (~covered).sum()):.3f} | {holds[covered].mean():.3f} | {expected_calibration_error(best, holds):.3f} |"
        )
    return [*lines, ""]


def _plot(
    path: Path, curves: Mapping[str, Mapping[str, list[dict[str, float]]]], chosen: Mapping[str, Calibration]
) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, len(curves), figsize=(5 * len(curves), 4), squeeze=False)
    for axis, (name, parts) in zip(axes[0], curves.items(), strict=True):
        for part, curve in parts.items():
            for measure, style in (("refusal_precision", "-"), ("refusal_recall", "--")):
                axis.plot(
                    [p["threshold"] for p in curve], [p[measure] for p in curve], style, label=f"{measure} ({part})"
                )
        axis.axvline(chosen[name].answer_threshold, color="grey", linewidth=1)
        axis.set(title=name, xlabel="threshold", ylim=(0, 1.02))
        axis.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
