"""Whether evidence answers a question: a calibrated probability from several signals, and thresholds chosen on a curve.

Logistic regression on the signals of ``assistant.evidence``; ``python -m evals calibrate`` fits it on labelled cases
and writes the file that is read here, with the curve that the thresholds were chosen on.
"""

import json
import math
from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.answer_kinds import AnswerKind
from assistant.evidence import HARD_KINDS, Evidence, Finding, Signals

CALIBRATION_FILE = Path(__file__).parent / "data" / "calibration.json"

_MOST_CLAUSES = 3  # cited for one thing asked
_CLOSE = 0.1  # in probability: a further clause this near to the best one is cited beside it


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


def load_calibration(*, with_scorer: bool, path: Path = CALIBRATION_FILE) -> Calibration:
    """Return the shipped calibration; ValueError when it was fitted on other signals than there are."""
    stored = json.loads(path.read_text(encoding="utf-8"))["with_scorer" if with_scorer else "without_scorer"]
    names = [field.name for field in fields(Signals)]
    if list(stored["weights"]) != names:
        raise ValueError(f"{path.name} was fitted on other signals ({', '.join(stored['weights'])}): calibrate again")
    return Calibration(
        weights=tuple(stored["weights"].values()),
        bias=stored["bias"],
        answer_threshold=stored["answer_threshold"],
        further_threshold=stored["further_threshold"],
    )


def choose(finding: Finding, calibration: Calibration, *, anchors: Collection[str]) -> tuple[Evidence, ...]:
    """Return the evidence that answers the finding's ask, best first; none when it is not covered.

    ``anchors`` are the clauses spoken of before: an attribute asked for without a subject is looked for only there.
    """
    ask = finding.ask
    named = [e for e in finding.evidence if e.passage.exact]
    if named:
        return tuple(e for e in named[:_MOST_CLAUSES] if not e.signals.hard_kind_missing)
    if ask.bare and ask.kinds:
        return _of_subject([e for e in finding.evidence if e.clause.clause_id in anchors], calibration)
    if not finding.evidence or calibration.probability(finding.evidence[0].signals) < calibration.answer_threshold:
        return ()
    best, *others = finding.evidence
    floor = max(calibration.further_threshold, calibration.probability(best.signals) - _CLOSE)
    further = [e for e in others if calibration.probability(e.signals) >= floor]
    return (best, *further[: _MOST_CLAUSES - 1 if ask.listing else 1])


def _of_subject(evidence: list[Evidence], calibration: Calibration) -> tuple[Evidence, ...]:
    """Return the first clause that states every sort of answer asked for."""
    for found in evidence:
        certain = found.stated and all(kind in HARD_KINDS or kind is AnswerKind.UNIT for kind in found.stated)
        likely = calibration.probability(found.signals) >= calibration.answer_threshold
        if not found.unstated and (certain or likely):
            return (found,)
    return ()
