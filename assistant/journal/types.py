"""What the journal holds: one entry for each answer, with the visitor's judgement of it where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from assistant.types import Status


class Verdict(StrEnum):
    """Whether an answer was of use."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


class Reason(StrEnum):
    """Why an answer was of no use."""

    OFF_TOPIC = "off_topic"
    WRONG_CITATION = "wrong_citation"
    OUTDATED = "outdated"
    NO_ANSWER = "no_answer"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason as visitors and staff read it."""
        return _LABELS[self]


_LABELS = {
    Reason.OFF_TOPIC: "答非所问",
    Reason.WRONG_CITATION: "引用不对",
    Reason.OUTDATED: "内容过时",
    Reason.NO_ANSWER: "没有回答",
    Reason.OTHER: "其他",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKey:
    """Which entry it is, without what it says."""

    entry_id: int
    asked_at: datetime  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer as it was given; what a visitor wrote is masked."""

    entry_id: int
    asked_at: datetime  # UTC
    question: str
    standalone_question: str
    status: Status
    clause_ids: tuple[str, ...]
    answer: str
    corpus_version: str
    verdict: Verdict | None = None
    reason: Reason | None = None
    comment: str = ""

    @property
    def key(self) -> EntryKey:
        """Which entry it is."""
        return EntryKey(entry_id=self.entry_id, asked_at=self.asked_at)


class Copies(Protocol):
    """Where else entries are written down: what is deleted here is to be deleted there."""

    def forget(self, entries: Iterable[EntryKey], *, before: date | None = None) -> int:
        """Drop the copies of these entries, and of every entry from before a day; return how many. AssistantError."""
