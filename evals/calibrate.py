"""``python -m evals calibrate``: fit the decision's weights on the train parts of the suites and choose its thresholds.

The weights are fitted on the training questions' held-out documents as well (evals.written), the thresholds are not.

Two logistic regressions: one on which of the candidates holds the evidence that a case names, one on whether the first
of them does. Two thresholds on the second, one of them where an amount, a number or a date is asked for, are where a
stated cost, of a wrong answer against a wrong refusal, is least on the train cases; one on the first says from where a
further clause is cited. The test cases only say what they are worth. All, with the whole curve, goes to a report beside
the calibration.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.deciding import CALIBRATION_FILE, Calibration, Weighing
from assistant.evidence import Signals
from evals.calibration_report import write_report
from evals.cases import Expect, Split
from evals.decisions import Judged, best_candidate, judge_suite, probabilities, threshold_for
from evals.suites import NAMES
from evals.written import CATEGORY, judge_written

WRONG_ANSWER_COST = 1.25  # of telling somebody something beside the point, in wrong refusals
_WRONG_AMOUNT_COST = 4.0  # of that where an amount, a number or a date was asked for
_TOLERANCE = 1.0  # wrong refusals: less is one case, and chance
_WRITTEN_WEIGHT = 0.1  # of an ask about a held-out document, which stood alone in its corpus
_FURTHER_PRECISION = 1 / 3  # a second clause is cited where so many hold evidence: the one meant is missed worse
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
    judged = [*(item for name in NAMES for item in judge_suite(name)), *judge_written()]
    variants = {"with_scorer": judged, "without_scorer": [item.without_relevance() for item in judged]}
    calibrations = {name: fit(items, cost=args.cost) for name, items in variants.items()}
    args.out.write_text(
        json.dumps({name: _as_json(c) for name, c in calibrations.items()}, indent=2) + "\n", encoding="utf-8"
    )
    costs = (args.cost, _WRONG_AMOUNT_COST)
    write_report(args.report, {n: (calibrations[n], variants[n]) for n in variants}, costs=costs)
    print(f"已写入 {args.out.name}，报告在 {args.report.name}/")
    return 0


def fit(judged: Sequence[Judged], *, cost: float) -> Calibration:
    """Return the calibration that the train cases give."""
    train = [item for item in judged if item.case.split is Split.TRAIN]
    with_answer = [item for item in train if item.holds.any()]
    ranking = _regress(
        np.concatenate([item.signals for item in with_answer]),
        np.concatenate([item.holds for item in with_answer]),
        # Every ask weighs the same, however many candidates it has.
        np.concatenate(
            [_weight(item) * np.where(item.holds, 1.0, 1.0 / max(1, int((~item.holds).sum()))) for item in with_answer]
        ),
    )
    first = [(item, int(np.argmax(probabilities(item.signals, ranking)))) for item in train]
    weighed = [(item, i) for item, i in first if not item.open[i]]  # the others are refused whatever they weigh
    answering = _regress(
        np.array([item.doubted[i] for item, i in weighed]),
        np.array([item.holds[i] for item, i in weighed]),
        np.array([_weight(item) for item, _ in weighed]),
    )
    calibration = Calibration(
        ranking=ranking, answering=answering, answer_threshold=0.5, amount_threshold=0.5, further_threshold=0.5
    )
    of_suites = [item for item in train if item.case.category != CATEGORY]
    best = [(item, best_candidate(item, calibration)[0]) for item in of_suites]
    amounts = [item for item, i in best if item.strict(i)]
    others = [item for item, i in best if not item.strict(i)]
    return replace(
        calibration,
        answer_threshold=_cheapest(others, calibration, cost=cost),
        amount_threshold=_cheapest(amounts, calibration, cost=_WRONG_AMOUNT_COST),
        further_threshold=_further_threshold(of_suites, calibration),
    )


def _cheapest(judged: Sequence[Judged], calibration: Calibration, *, cost: float) -> float:
    """Return the lowest threshold that costs at most one wrong refusal more than the best: a refusal helps nobody."""
    thresholds = np.linspace(0.02, 0.98, 97)
    costs = np.array([decision_cost(judged, calibration, float(t), cost=cost) for t in thresholds])
    return round(float(thresholds[np.flatnonzero(costs <= costs.min() + _TOLERANCE)[0]]), 3)


def _weight(item: Judged) -> float:
    return _WRITTEN_WEIGHT if item.case.category == CATEGORY else 1.0


def _regress(signals: NDArray[np.float64], holds: NDArray[np.bool_], weights: NDArray[np.float64]) -> Weighing:
    """Fit a logistic regression on standardised signals, and return it on the raw ones."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(signals)
    model = LogisticRegression(C=0.3, max_iter=2000).fit(scaler.transform(signals), holds, sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    return Weighing(weights=tuple(map(float, slopes)), bias=float(model.intercept_[0] - slopes @ scaler.mean_))


def decision_cost(judged: Sequence[Judged], calibration: Calibration, threshold: float, *, cost: float) -> float:
    """Return what deciding at ``threshold`` costs over all asks, in wrong refusals."""
    at = replace(calibration, answer_threshold=threshold, amount_threshold=threshold)
    total = 0.0
    for item in judged:
        best, chance = best_candidate(item, calibration)
        answered = chance >= threshold_for(item, best, at)
        if answered and not item.holds[best]:
            total += cost
        elif not answered and item.case.expect is Expect.ANSWER:
            total += 1.0
    return total


def _further_threshold(judged: Sequence[Judged], calibration: Calibration) -> float:
    """Return the least ranking probability from which second candidates hold evidence often enough to be cited."""
    seconds = []
    for item in judged:
        chances = probabilities(item.signals, calibration.ranking)
        order = np.argsort(-chances)
        if len(order) > 1 and item.case.expect is Expect.ANSWER:
            seconds.append((float(chances[order[1]]), bool(item.holds[order[1]])))
    for threshold in np.linspace(0.2, 0.95, 76):
        above = [holds for chance, holds in seconds if chance >= threshold]
        if len(above) < 3 or sum(above) >= _FURTHER_PRECISION * len(above):
            return round(float(threshold), 3)
    return 0.95


def _as_json(calibration: Calibration) -> dict[str, object]:
    return {
        "ranking": _weights_json(calibration.ranking),
        "answering": _weights_json(calibration.answering),
        "answer_threshold": calibration.answer_threshold,
        "amount_threshold": calibration.amount_threshold,
        "further_threshold": calibration.further_threshold,
    }


def _weights_json(weighing: Weighing) -> dict[str, object]:
    names = [field.name for field in fields(Signals)]
    weights = {name: round(weight, 5) for name, weight in zip(names, weighing.weights, strict=True)}
    return {"weights": weights, "bias": round(weighing.bias, 5)}
