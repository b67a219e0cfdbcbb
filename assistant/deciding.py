"""Whether evidence answers a question: a calibrated probability from several signals, and thresholds chosen on a curve.

Logistic regression on the signals of ``assistant.evidence``; ``python -m evals calibrate`` fits it on labelled cases
and writes the file that is read here, with the curve that the thresholds were chosen on.
"""

import json
import math
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.evidence import Signals

CALIBRATION_FILE = Path(__file__).parent / "data" / "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of the signals and the probabilities from which a clause is cited."""

    weights: tuple[float, ...]  # one a signal, in the order of Signals' fields
    bias: float
    answer_threshold: float  # the best clause answers from here on
    further_threshold: float  # a further clause is cited too from here on

    def probability(self, signals: Signals) -> float:
        """Return how likely, 0 to 1, the clause with these signals answers the question."""
        activation = self.bias + sum(w * x for w, x in zip(self.weights, signals.vector(), strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, activation))))


def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """Return the shipped calibration; ValueError when it was fitted on other signals than there are."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    names = [field.name for field in fields(Signals)]
    if list(stored["weights"]) != names:
        raise ValueError(f"{path.name} was fitted on other signals ({', '.join(stored['weights'])}): calibrate again")
    return Calibration(
        weights=tuple(stored["weights"].values()),
        bias=stored["bias"],
        answer_threshold=stored["answer_threshold"],
        further_threshold=stored["further_threshold"],
    )
