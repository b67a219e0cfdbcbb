"""``python -m evals calibrate``: fit the decision's weights on the train parts of the suites and choose its thresholds.

The weights are a logistic regression on whether a retrieved clause holds the evidence that its case names. The
threshold is where a stated cost, of a wrong answer against a wrong refusal, is least on the train cases; the test
cases only say what it is worth. Both, with the whole curve, go to a report beside the calibration.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from assistant.deciding import CALIBRATION_FILE, Calibration
from assistant.evidence import Signals
from evals.calibration_report import write_report
from evals.cases import Expect, Split
from evals.decisions import Judged, judge_suite, probabilities
from evals.suites import NAMES

WRONG_ANSWER_COST = 2.0  # of telling somebody something beside the point, in wrong refusals
_FURTHER_PRECISION = 0.5  # a second clause is cited where at least so many of its kind hold evidence
_REPORT_DIR = Path(__file__).resolve().parent.parent / "docs" / "calibration"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("calibrate", help="拟合回答与拒答的判定，并选择阈值")
    parser.add_argument("--out", type=Path, default=CALIBRATION_FILE, help="写入的校准文件")
    parser.add_argument("--report", type=Path, default=_REPORT_DIR, help="报告目录")
    parser.add_argument("--cost", type=float, default=WRONG_ANSWER_COST, help="一次误答抵几次误拒")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Fit, choose, write; with the scorer where it is there, and without it."""
    judged = [item for name in NAMES for item in judge_suite(name)]
    variants = {"with_scorer": judged, "without_scorer": [_without_relevance(item) for item in judged]}
    calibrations = {name: fit(items, cost=args.cost) for name, items in variants.items()}
    args.out.write_text(
        json.dumps({name: _as_json(c) for name, c in calibrations.items()}, indent=2) + "\n", encoding="utf-8"
    )
    write_report(args.report, {n: (calibrations[n], variants[n]) for n in variants}, cost=args.cost)
    print(f"已写入 {args.out.name}，报告在 {args.report.name}/")
    return 0


def _without_relevance(item: Judged) -> Judged:
    signals = item.signals.copy()
    signals[:, [field.name for field in fields(Signals)].index("relevance")] = 0.0
    return replace(item, signals=signals)


def fit(judged: Sequence[Judged], *, cost: float) -> Calibration:
    """Return the calibration that the train cases give."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    train = [item for item in judged if item.case.split is Split.TRAIN]
    signals = np.concatenate([item.signals for item in train])
    holds = np.concatenate([item.holds for item in train])
    # Every ask weighs the same, however many candidates it has, and a near miss as much as an answer.
    weights = np.concatenate([np.where(item.holds, 1.0, 1.0 / max(1, len(item.holds) - 1)) for item in train])
    scaler = StandardScaler().fit(signals)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(scaler.transform(signals), holds, sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    calibration = Calibration(
        weights=tuple(float(w) for w in slopes),
        bias=float(model.intercept_[0] - slopes @ scaler.mean_),
        answer_threshold=0.5,
        further_threshold=0.5,
    )
    thresholds = np.linspace(0.02, 0.98, 97)
    costs = [decision_cost(train, calibration, float(t), cost=cost) for t in thresholds]
    return replace(
        calibration,
        answer_threshold=round(float(thresholds[int(np.argmin(costs))]), 3),
        further_threshold=_further_threshold(train, calibration),
    )


def decision_cost(judged: Sequence[Judged], calibration: Calibration, threshold: float, *, cost: float) -> float:
    """Return what deciding at ``threshold`` costs over all asks, in wrong refusals."""
    total = 0.0
    for item in judged:
        chances = probabilities(item, calibration)
        best = int(np.argmax(chances))
        answered = chances[best] >= threshold
        if answered and not item.holds[best]:
            total += cost
        elif not answered and item.case.expect is Expect.ANSWER:
            total += 1.0
    return total


def _further_threshold(judged: Sequence[Judged], calibration: Calibration) -> float:
    """Return the least probability from which second candidates hold evidence often enough to be cited."""
    seconds = []
    for item in judged:
        chances = probabilities(item, calibration)
        order = np.argsort(-chances)
        if len(order) > 1:
            seconds.append((float(chances[order[1]]), bool(item.holds[order[1]])))
    for threshold in np.linspace(0.2, 0.95, 76):
        above = [holds for chance, holds in seconds if chance >= threshold]
        if len(above) < 3 or sum(above) >= _FURTHER_PRECISION * len(above):
            return round(float(threshold), 3)
    return 0.95


def _as_json(calibration: Calibration) -> dict[str, object]:
    names = [field.name for field in fields(Signals)]
    return {
        "weights": {name: round(weight, 5) for name, weight in zip(names, calibration.weights, strict=True)},
        "bias": round(calibration.bias, 5),
        "answer_threshold": calibration.answer_threshold,
        "further_threshold": calibration.further_threshold,
    }
