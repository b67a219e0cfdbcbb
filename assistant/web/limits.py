"""How much one visitor, and all of them together, may ask; nothing about a visitor is kept on disk or in the log."""

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

from assistant.addresses import network_of
from assistant.settings import Settings

WINDOW_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the page takes before it asks for patience."""

    max_question_chars: int = 500
    questions_per_minute: int = 30  # of one address; 0 sets no limit
    max_waiting: int = 200  # questions taken and not yet answered

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the limits that the settings name."""
        return cls(
            max_question_chars=settings.max_question_chars,
            questions_per_minute=settings.questions_per_minute,
            max_waiting=settings.max_waiting,
        )


class RateLimiter:
    """Counts what each client did within the last minute, under a salted hash that only this process can make."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._salt = secrets.token_bytes(32)
        self._times: dict[bytes, deque[float]] = {}
        self._swept_at = clock()

    def admit(self, client: str) -> bool:
        """Count one more, unless the client is at its limit; a client that is not known is not counted."""
        if not self._per_minute or not client:
            return True
        now = self._clock()
        self._sweep(now)
        times = self._times.setdefault(self._name(client), deque())
        while times and now - times[0] >= WINDOW_SECONDS:
            times.popleft()
        if len(times) >= self._per_minute:
            return False
        times.append(now)
        return True

    def _sweep(self, now: float) -> None:
        """Forget who has not been here for a minute."""
        if now - self._swept_at < WINDOW_SECONDS:
            return
        self._swept_at = now
        self._times = {name: times for name, times in self._times.items() if now - times[-1] < WINDOW_SECONDS}

    def _name(self, client: str) -> bytes:
        return blake2b(network_of(client).encode("utf-8", "replace"), key=self._salt, digest_size=16).digest()
