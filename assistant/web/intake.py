"""Where every question comes in, typed on the page or sent by a program: the same limits, and one line to wait in."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from assistant.web.limits import Limits, RateLimiter

T = TypeVar("T")


class Objection(Enum):
    """Why a question is not taken; each face says it in its own words."""

    EMPTY = auto()
    TOO_LONG = auto()
    TOO_MANY = auto()  # are waiting
    TOO_OFTEN = auto()


class Intake:
    """Counts who asks and who waits; answers are worked out first come, first served, one for each processor."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._rate = RateLimiter(limits.questions_per_minute)
        self._waiting = 0
        self._limiter = CapacityLimiter(os.cpu_count() or 1)

    @property
    def full(self) -> bool:
        """Whether as many wait as may."""
        return self._waiting >= self.limits.max_waiting

    def objection(self, question: str, client: str) -> Objection | None:
        """Return why a question cannot be taken now; one that can is counted."""
        if not question.strip():
            return Objection.EMPTY
        if len(question) > self.limits.max_question_chars:
            return Objection.TOO_LONG
        if self.full:
            return Objection.TOO_MANY
        return None if self._rate.admit(client) else Objection.TOO_OFTEN

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count among those who wait, until the block is left."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def run(self, work: Callable[[], T]) -> T:
        """Do the work in a thread once it is its turn."""
        return await to_thread.run_sync(work, limiter=self._limiter)
