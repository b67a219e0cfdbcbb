"""Assistants over what was, or will be, in force on another day than the one that everybody is answered from."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from assistant.service import Assistant
from corpus.types import Corpus

_KEPT = 2  # days at hand; each is an open index

Build = Callable[[Corpus], Assistant]


class Days:
    """Makes an assistant for a day when it is first asked for and keeps the latest few.

    Answers of other days are given one at a time: they are rare, and so none is closed within an answer.
    """

    def __init__(self, load: Callable[[date], Corpus], build: Build, stamp: Callable[[], object]) -> None:
        self._load = load
        self._build = build
        self._stamp = stamp  # changes with whatever is published
        self._lock = threading.Lock()
        self._kept: dict[tuple[object, date], Assistant] = {}  # the latest used last

    @contextmanager
    def using(self, day: date) -> Iterator[Assistant]:
        """Yield the assistant of a day; raises CorpusError where nothing was in force, or PublishingError."""
        with self._lock:
            yield self._open(day)

    def close(self) -> None:
        """Release every index."""
        with self._lock:
            self._drop(keep=0)

    def _open(self, day: date) -> Assistant:
        key = (self._stamp(), day)
        assistant = self._kept.pop(key, None) or self._build(self._load(day))
        self._kept[key] = assistant
        self._drop(keep=_KEPT)
        return assistant

    def _drop(self, *, keep: int) -> None:
        while len(self._kept) > keep:
            self._kept.pop(next(iter(self._kept))).index.close()
