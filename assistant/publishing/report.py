"""What a publication changes, for whoever decides and for the record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from assistant.publishing.cases import AffectedCase, Effect, SuiteCase
from assistant.publishing.proposals import Proposal
from assistant.publishing.sanity import Oddity
from assistant.types import Answer
from corpus.changes import ClauseChange, DocumentChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """One question of the suite whose answer is not what it was."""

    case_id: str
    question: str  # all turns, where it has several
    old: Answer
    new: Answer
    effect: Effect | None = None  # where the text that it rests on changed; None where the answer changed all the same
    failing: tuple[str, ...] = ()  # why the new one does not meet the case


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one attempt to publish found out."""

    at: datetime
    old_version: str  # "" before the first publication
    new_version: str
    changes: tuple[DocumentChange, ...]
    affected: tuple[AffectedCase, ...] = ()
    changed: tuple[ChangedAnswer, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    shortfalls: tuple[str, ...] = ()  # what keeps it from going live
    no_gate: str = ""  # why it goes live all the same
    n_cases: int = 0
    scores: Mapping[str, float | None] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)  # by stage
    embedded: int = 0  # texts that had to be embedded
    coming: tuple[date, ...] = ()  # later days, on which more takes effect, that were examined as well

    @property
    def goes_live(self) -> bool:
        """Whether the corpus may answer."""
        return bool(self.no_gate) or not self.shortfalls

    @property
    def stale(self) -> tuple[AffectedCase, ...]:
        """The cases that can no longer be met as they are written."""
        return tuple(one for one in self.affected if one.effect.makes_stale)

    def to_json(self) -> str:
        """Return the report for programs."""
        data = {
            "at": self.at.isoformat(),
            "old_version": self.old_version,
            "new_version": self.new_version,
            "goes_live": self.goes_live,
            "no_gate": self.no_gate,
            "shortfalls": list(self.shortfalls),
            "garbled": [asdict(oddity) for oddity in self.oddities],
            "changes": [_document(one) for one in self.changes],
            "affected_cases": [_affected(one) for one in self.affected],
            "changed_answers": [_changed(one) for one in self.changed],
            "proposed_cases": [asdict(proposal) for proposal in self.proposals],
            "cases": self.n_cases,
            "scores": dict(self.scores),
            "seconds": dict(self.seconds),
            "embedded": self.embedded,
            "coming_days": [day.isoformat() for day in self.coming],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def changed_answers(
    cases: Sequence[SuiteCase],
    *,
    old: Mapping[str, Answer],
    new: Mapping[str, Answer],
    effects: Mapping[str, Effect],
    failures: Mapping[str, tuple[str, ...]],
) -> tuple[ChangedAnswer, ...]:
    """Return the cases that are answered otherwise than before, those whose text changed first."""
    found = [
        ChangedAnswer(
            case_id=case.id,
            question=" → ".join(case.turns),
            old=old[case.id],
            new=new[case.id],
            effect=effects.get(case.id),
            failing=failures.get(case.id, ()),
        )
        for case in cases
        if case.id in old and case.id in new and _said(old[case.id]) != _said(new[case.id])
    ]
    return tuple(sorted(found, key=lambda one: one.effect is None))


def _said(answer: Answer) -> tuple[object, ...]:
    """Return what a citizen is told; that a clause has another number now is no other answer."""
    return (answer.status, answer.text, *(c.quote for c in answer.citations))


def _document(one: DocumentChange) -> dict[str, object]:
    return {
        "old": one.old.document_id if one.old else None,
        "new": one.new.document_id if one.new else None,
        "changes": [_clause(change) for change in one.changes],
    }


def _clause(one: ClauseChange) -> dict[str, object]:
    sides = {"old": one.old, "new": one.new}
    return {
        "kind": one.kind.value,
        "moved": one.moved,
        "quantities": [list(pair) for pair in one.quantities],
        **{
            side: {"clause_id": clause.clause_id, "locator": clause.locator, "text": clause.plain} if clause else None
            for side, clause in sides.items()
        },
    }


def _affected(one: AffectedCase) -> dict[str, object]:
    return {
        "id": one.case.id,
        "question": " → ".join(one.case.turns),
        "effect": one.effect.value,
        "stale": one.effect.makes_stale,
        "evidence": one.evidence,
        "before": list(one.before),
        "after": list(one.after),
    }


def _changed(one: ChangedAnswer) -> dict[str, object]:
    return {
        "id": one.case_id,
        "question": one.question,
        "effect": one.effect.value if one.effect else None,
        "old": {"status": one.old.status.value, "text": one.old.text},
        "new": {"status": one.new.status.value, "text": one.new.text},
        "failing": list(one.failing),
    }
