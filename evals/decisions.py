"""The decision looked at from outside: what each ask of the suites found, and whether it holds the case's evidence.

Only the weighing is looked at. What is decided by rule before it (a clause named outright, an attribute asked for of
what was spoken of before) or after it (the whole clause read) is no part of the figures.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from assistant.deciding import Calibration, Weighing, doubted, strict
from assistant.evidence import Evidence, Finding
from assistant.leaving_open import leaves_open
from assistant.quantities import comparable
from assistant.service import Assistant
from assistant.wiring import build_assistant
from evals.cases import Case, Expect
from evals.suites import load_suite


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One ask of one case, with what was found for it and whether each candidate holds the case's evidence."""

    case: Case
    finding: Finding
    holds: NDArray[np.bool_]  # (n_candidates,)
    signals: NDArray[np.float64]  # (n_candidates, n_signals), as candidates are ordered by
    doubted: NDArray[np.float64]  # (n_candidates, n_signals), as the best of them is judged by
    open: NDArray[np.bool_]  # (n_candidates,): those that plainly leave open what is asked

    @classmethod
    def of(cls, case: Case, finding: Finding) -> Self:
        """Compare what was found with the evidence that the case names."""
        evidence = finding.evidence
        return cls(
            case=case,
            finding=finding,
            holds=np.array([_holds_evidence(e, case) for e in evidence]),
            signals=np.array([e.signals.vector() for e in evidence]),
            doubted=np.array([doubted(e, finding.ask).vector() for e in evidence]),
            open=np.array([leaves_open(finding.ask, e.clause) for e in evidence]),
        )

    def without_relevance(self) -> Self:
        """The same as if no scorer had read the candidates; their order is that of the signals left."""
        unread = [
            replace(e, signals=replace(e.signals, relevance=0.0, relevance_lead=0.0)) for e in self.finding.evidence
        ]
        return type(self).of(self.case, replace(self.finding, evidence=tuple(unread)))

    def strict(self, best: int) -> bool:
        """Whether the threshold of amounts holds, candidate ``best`` being put first."""
        return strict(self.finding.ask, self.finding.evidence[best].signals)


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
    return [Judged.of(case, finding) for finding in usable]


def _holds_evidence(evidence: Evidence, case: Case) -> bool:
    text = comparable(evidence.clause.text)
    return case.expect is Expect.ANSWER and any(comparable(piece) in text for piece in case.evidence)


def probabilities(signals: NDArray[np.float64], weighing: Weighing) -> NDArray[np.float64]:
    """Return ``(n,)`` what a regression gives each row of ``(n, n_signals)``."""
    return np.asarray(1 / (1 + np.exp(-weighing.bias - signals @ np.array(weighing.weights))), np.float64)


def best_candidate(item: Judged, calibration: Calibration) -> tuple[int, float]:
    """Return which candidate is put first, and the probability that it answers."""
    best = int(np.argmax(probabilities(item.signals, calibration.ranking)))
    chance = probabilities(item.doubted[best : best + 1], calibration.answering)[0]
    return best, 0.0 if item.open[best] else float(chance)


def threshold_for(item: Judged, best: int, calibration: Calibration) -> float:
    """Return from which probability on the ask is answered, as ``assistant.deciding`` has it."""
    return calibration.threshold(item.finding.ask, item.finding.evidence[best].signals)
