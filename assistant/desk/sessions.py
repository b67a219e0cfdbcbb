"""Who is signed in, and who has guessed too often. Kept in memory only: a restart signs everybody out."""

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable

from assistant.addresses import network_of

Clock = Callable[[], float]  # seconds, never going back

MAX_ATTEMPTS = 5  # of one client within the window
MAX_ATTEMPTS_IN_ALL = 200  # of everybody: guessing from many places is slow as well
WINDOW_SECONDS = 15 * 60


class Sessions:
    """Random tokens of those who signed in; only their hashes are kept, each until its time is over."""

    def __init__(self, lifetime_seconds: float, clock: Clock = time.monotonic) -> None:
        self.lifetime_seconds = lifetime_seconds
        self._clock = clock
        self._ends: dict[bytes, float] = {}
        self._lock = threading.Lock()

    def open(self) -> str:
        """Begin a session; return its token."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._ends = {key: end for key, end in self._ends.items() if end > now}
            self._ends[_key(token)] = now + self.lifetime_seconds
        return token

    def seconds_left(self, token: str | None) -> float:
        """Return how long a token is still good for; 0 where it is none, closed or over."""
        if not token:
            return 0.0
        return max(0.0, self._ends.get(_key(token), 0.0) - self._clock())

    def close(self, token: str | None) -> None:
        """End a session."""
        if token:
            with self._lock:
                self._ends.pop(_key(token), None)


class Attempts:
    """Counts attempts to sign in, by client and in all, within a sliding window."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._by_client: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()
        self._lock = threading.Lock()

    def seconds_to_wait(self, address: str) -> float:
        """Count an attempt and return 0, or do not count it and return how long to wait before the next."""
        client = network_of(address)
        with self._lock:
            now = self._clock()
            self._forget(now - WINDOW_SECONDS)
            own = self._by_client.setdefault(client, deque())
            for attempts, limit in ((own, MAX_ATTEMPTS), (self._all, MAX_ATTEMPTS_IN_ALL)):
                if len(attempts) >= limit:
                    return attempts[0] + WINDOW_SECONDS - now
            own.append(now)
            self._all.append(now)
            return 0.0

    def forgive(self, address: str) -> None:
        """Forget a client's attempts, because the last one was right."""
        with self._lock:
            self._by_client.pop(network_of(address), None)

    def _forget(self, before: float) -> None:
        for attempts in (*self._by_client.values(), self._all):
            while attempts and attempts[0] <= before:
                attempts.popleft()
        self._by_client = {client: attempts for client, attempts in self._by_client.items() if attempts}


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
