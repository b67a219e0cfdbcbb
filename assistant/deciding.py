"""Whether evidence answers a question: a calibrated probability from several signals, and thresholds chosen on a curve.

Logistic regression on the signals of ``assistant.evidence``; ``python -m evals calibrate`` fits it on labelled cases
and writes the file that is read here, with the curve that the thresholds were chosen on.
"""

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from assistant.answer_kinds import AnswerKind
from assistant.errors import CalibrationError
from assistant.evidence import AMOUNT_KINDS, HARD_KINDS, Evidence, Finding, Signals, term_coverage
from assistant.leaving_open import lacks_number, leaves_open
from assistant.question import Ask

CALIBRATION_FILE = Path(__file__).parent / "data" / "calibration.json"

_MOST_CLAUSES = 3  # cited for one thing asked
_IN_A_LIST = 0.4  # on ranking: a list is better a little too long than too short
_PART_OF_A_LIST = 0.7  # of the threshold: each clause of a list answers only part of what is asked
_HALF = 0.5  # of what is asked about: whoever has to do with less of it is no answer to who has to do with it
_NOTHING_ASKED = 0.5  # of kinds_stated, where no particular sort of answer is asked for
_NEARLY_AS_GOOD = 3.0  # in log-odds
_CLOSE = 0.25  # in probability: a further clause this near to the best one is cited beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A logistic regression on the signals."""

    weights: tuple[float, ...]  # one a signal, in the order of Signals' fields
    bias: float

    def probability(self, signals: Signals) -> float:
        """Return the probability, 0 to 1, that the regression gives the signals."""
        activation = self.bias + sum(w * x for w, x in zip(self.weights, signals.vector(), strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, activation))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How candidates are ordered and judged, and the probabilities from which a clause is cited.

    Two regressions, because what tells the right clause from the others (standing far above them) does not tell a
    question that it answers from a near miss.
    """

    ranking: Weighing  # this clause rather than another of the candidates
    answering: Weighing  # the best clause states what is asked
    answer_threshold: float  # on answering: the best clause answers from here on
    amount_threshold: float  # the same where an amount, a number or a date is asked for: a wrong one is worst of all
    further_threshold: float  # on ranking: a further clause is cited too from here on

    def threshold(self, ask: Ask, signals: Signals) -> float:
        """Return the probability from which the best clause, with these signals, answers this ask."""
        if strict(ask, signals):
            return self.amount_threshold
        part_of_a_list = ask.listing and not signals.hard_kind_missing
        return self.answer_threshold * (_PART_OF_A_LIST if part_of_a_list else 1.0)


def load_calibration(*, with_scorer: bool, path: Path = CALIBRATION_FILE) -> Calibration:
    """Return the shipped calibration; CalibrationError when it was fitted on other signals than there are."""
    stored = json.loads(path.read_text(encoding="utf-8"))["with_scorer" if with_scorer else "without_scorer"]
    return Calibration(
        ranking=_weighing(stored["ranking"], path),
        answering=_weighing(stored["answering"], path),
        answer_threshold=stored["answer_threshold"],
        amount_threshold=stored["amount_threshold"],
        further_threshold=stored["further_threshold"],
    )


def _weighing(stored: dict[str, Any], path: Path) -> Weighing:
    names = [field.name for field in fields(Signals)]
    if list(stored["weights"]) != names:
        fitted = ", ".join(stored["weights"])
        raise CalibrationError(f"{path.name} 是按另一组信号（{fitted}）拟合的，请重新运行 python -m evals calibrate")
    return Weighing(weights=tuple(stored["weights"].values()), bias=stored["bias"])


def choose(finding: Finding, calibration: Calibration, *, anchors: Sequence[str]) -> tuple[Evidence, ...]:
    """Return the evidence that answers the finding's ask, best first; none when it is not covered.

    ``anchors`` are the clauses spoken of before, most important first: an attribute asked for without a subject is
    looked for only there.
    """
    ask = finding.ask
    named = [e for e in finding.evidence if e.passage.exact]
    if named:
        return tuple(e for e in named[:_MOST_CLAUSES] if not e.signals.hard_kind_missing)
    if ask.bare and ask.kinds and (anchors or not ask.terms):  # 贷款最高多少 names the loan in asking for its amount
        spoken_of = {e.clause.clause_id: e for e in finding.evidence}
        return _of_subject([spoken_of[anchor] for anchor in anchors if anchor in spoken_of], calibration)
    evidence = [e for e in finding.evidence if not _passed_over(e, ask, anchors) and _in_question(e, ask, anchors)]
    if not evidence:
        return ()
    best, *others = evidence
    if leaves_open(ask, best.clause):
        return ()
    if calibration.answering.probability(doubted(best, ask)) < calibration.threshold(ask, best.signals):
        return ()
    floor = max(calibration.further_threshold, calibration.ranking.probability(best.signals) - _CLOSE)
    if ask.listing:
        floor = _IN_A_LIST
    further = [
        e for e in others if not leaves_open(ask, e.clause) and calibration.ranking.probability(e.signals) >= floor
    ]
    return (best, *further[: _MOST_CLAUSES - 1 if ask.listing else 1])


def meant_sentences_leave_open(ask: Ask, evidence: Evidence) -> bool:
    """Whether an amount, a number or a date stands only in sentences of the clause that are about something else.

    Those that the scorer finds as good as the best one, nearly, are what the question is about; needs the whole
    clause read.
    """
    read = dict(evidence.relevances)
    sentences = evidence.clause.sentences
    if evidence.passage.exact or len(read) < 2 or len(read) < sum(not sentence.introduces for sentence in sentences):
        return False
    floor = max(read.values()) - _NEARLY_AS_GOOD
    meant = {position for position, log_odds in read.items() if log_odds >= floor}
    meant |= {lead for position in meant if (lead := evidence.clause.lead_in(position)) is not None}
    return lacks_number(ask, "".join(sentences[position].plain for position in sorted(meant)))


def _passed_over(evidence: Evidence, ask: Ask, anchors: Collection[str]) -> bool:
    """Whether 孩子上学呢 leaves the clause spoken of before for another subject, one that it says nothing of."""
    if evidence.clause.clause_id not in anchors or not ask.own_terms or not ask.words.endswith("呢"):
        return False
    return not any(term_coverage(term, evidence.clause.plain) for term in ask.own_terms)


def _in_question(evidence: Evidence, ask: Ask, anchors: Collection[str]) -> bool:
    """Whether the clause is of a document that may be meant: 工资哪个发，一天多少 asks both of one."""
    return not ask.leans or not anchors or any(a.startswith(f"{evidence.clause.document_id}#") for a in anchors)


def doubted(evidence: Evidence, ask: Ask) -> Signals:
    """Return the signals, a department's name counting for nothing in a clause about something else.

    Nearly every clause names one, and 路灯坏了找谁 is asked of any policy.
    """
    signals = evidence.signals
    if not _asks_who_of_another_matter(ask, signals):
        return signals
    return replace(signals, kinds_stated=_NOTHING_ASKED, unit_stated=0.0)


def strict(ask: Ask, signals: Signals) -> bool:
    """Whether a wrong answer to this ask would be among the worst: an amount, a number, a date, a department at random."""
    return not AMOUNT_KINDS.isdisjoint(ask.kinds) or _asks_who_of_another_matter(ask, signals)


def _asks_who_of_another_matter(ask: Ask, signals: Signals) -> bool:
    return ask.kinds == (AnswerKind.UNIT,) and signals.coverage < _HALF


def _of_subject(evidence: list[Evidence], calibration: Calibration) -> tuple[Evidence, ...]:
    """Return the first clause that states every sort of answer asked for."""
    for found in evidence:
        certain = found.stated and all(kind in HARD_KINDS or kind is AnswerKind.UNIT for kind in found.stated)
        likely = calibration.answering.probability(found.signals) >= calibration.answer_threshold
        if not found.unstated and (certain or likely):
            return (found,)
    return ()
