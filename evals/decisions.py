"""The decision looked at from outside: what each ask of the suites found, and whether it holds the case's evidence."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from assistant.deciding import Calibration, Weighing
from assistant.evidence import AMOUNT_KINDS, Evidence
from assistant.leaving_open import leaves_open
from assistant.quantities import comparable
from assistant.service import Assistant
from assistant.wiring import build_assistant
from evals.cases import Case, Expect
from evals.suites import load_suite


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One ask of one case, with the signals of its candidates and whether each holds the case's evidence."""

    case: Case
    signals: NDArray[np.float64]  # (n_candidates, n_signals)
    holds: NDArray[np.bool_]  # (n_candidates,)
    amount: bool  # an amount, a number or a date is asked for
    open: NDArray[np.bool_]  # (n_candidates,): those that plainly leave open what is asked


def judge_suite(name: str) -> list[Judged]:
    """Put a suite's questions to its assistant up to the decision, and compare what was found with the evidence."""
    suite = load_suite(name)
    assistant = build_assistant(suite.settings)
    cases = [case for case in suite.cases if case.expect is not Expect.SMALLTALK]
    return [item for case in tqdm(cases, desc=f"{name} 收集信号") for item in judge_case(case, assistant)]


def judge_case(case: Case, assistant: Assistant) -> list[Judged]:
    """Put a case to an assistant up to the decision, and compare what was found for each ask with its evidence."""
    history = [answer.to_turn() for answer in assistant.converse(case.turns[:-1])]
    findings = assistant.explain(case.turns[-1], history).findings
    usable = [f for f in findings if f.evidence and not (f.ask.bare and f.ask.kinds and history)]
    if len(findings) > 1 and case.expect is Expect.REFUSE:
        usable = usable[:1]
    return [
        Judged(
            case=case,
            signals=np.array([e.signals.vector() for e in finding.evidence]),
            holds=np.array([_holds_evidence(e, case) for e in finding.evidence]),
            amount=not AMOUNT_KINDS.isdisjoint(finding.ask.kinds),
            open=np.array([leaves_open(finding.ask, e.clause) for e in finding.evidence]),
        )
        for finding in usable
    ]


def _holds_evidence(evidence: Evidence, case: Case) -> bool:
    text = comparable(evidence.clause.text)
    return case.expect is Expect.ANSWER and any(comparable(piece) in text for piece in case.evidence)


def probabilities(item: Judged, weighing: Weighing) -> NDArray[np.float64]:
    """Return ``(n_candidates,)`` what a regression gives each candidate."""
    activation = weighing.bias + item.signals @ np.array(weighing.weights)
    return np.asarray(1 / (1 + np.exp(-activation)), np.float64)


def threshold_for(item: Judged, calibration: Calibration) -> float:
    """Return from which probability on the ask is answered."""
    return calibration.amount_threshold if item.amount else calibration.answer_threshold


def best_candidate(item: Judged, calibration: Calibration) -> tuple[int, float]:
    """Return which candidate is put first, and the probability that it answers."""
    best = int(np.argmax(probabilities(item, calibration.ranking)))
    return best, 0.0 if item.open[best] else float(probabilities(item, calibration.answering)[best])
