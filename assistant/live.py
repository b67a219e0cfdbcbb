"""The assistant over whatever is live: it follows each publication, and the calendar, without a restart.

The next assistant is made ready beside the one that answers; the switch falls between two answers, never within one.
"""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assistant.chain import TurnState
from assistant.days import Build, Days
from assistant.live_source import LiveSource, Today
from assistant.publishing.errors import PublishingError
from assistant.publishing.record import LiveRecord
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Turn
from assistant.wiring import assemble, open_models
from corpus.errors import CorpusError
from corpus.types import Corpus
from index.errors import IndexingError
from index.progress import Progress
from index.search import Index

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0  # between two looks at what is live
CLOSE_AFTER_SECONDS = 30.0  # for whoever still holds a corpus or an index that was asked for just before a switch
RETRY_SECONDS = 60.0  # before what could not be loaded is tried again


def open_live(settings: Settings, progress: Progress | None = None) -> "LiveAssistant":
    """Return an assistant over what is live for the settings' corpus, the corpus itself where nothing was published.

    Raises PublishingError, CorpusError, ModelError or StoreError with a message for the user.
    """
    record = LiveRecord(data_dir=settings.data_dir, corpus_dir=settings.corpus_dir)
    # before the models, which take longer to open: what is wrong with the texts is told at once
    LiveSource(record, settings.corpus_dir, as_of=settings.as_of, today=date.today).load()
    models = open_models(settings, progress)
    first: list[Progress | None] = [progress]  # only the first assistant is waited for

    def build(corpus: Corpus) -> Assistant:
        return assemble(corpus, settings, models, first.pop() if first else None)

    return LiveAssistant(record, settings.corpus_dir, build, as_of=settings.as_of)


class LiveAssistant:
    """Stands wherever an Assistant does, and is always the one over the corpus that is live today."""

    def __init__(
        self,
        record: LiveRecord,
        corpus_dir: Path,
        build: Build,
        *,
        as_of: date | None = None,
        today: Today = date.today,
        close_after_seconds: float = CLOSE_AFTER_SECONDS,
    ) -> None:
        self._record = record
        self._build = build
        self._close_after_seconds = close_after_seconds
        self._source = LiveSource(record, corpus_dir, as_of=as_of, today=today)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
        self._retired: list[_Held] = []
        self._failed: tuple[object, float] | None = None  # the state that could not be loaded, and when
        self.problem = ""  # why what is live could not be loaded, for the maintainer; "" where all is well
        state = self._source.state()
        self._current = _Held(build(self._source.load()), state)
        self._days = Days(self._source.load, build, record.stamp)

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from."""
        return self._current.assistant.corpus

    @property
    def index(self) -> Index:
        """The index that answers are found with; hold it no longer than for one request."""
        return self._current.assistant.index

    @property
    def corpus_version(self) -> str:
        """Which state of the corpus answers come from now."""
        return self._current.assistant.corpus_version

    def examples(self) -> tuple[str, ...]:
        """Return a few questions that the corpus answers, to start a conversation with."""
        with self.using() as assistant:
            return assistant.examples()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question, the turns before it given in order."""
        with self.using() as assistant:
            return assistant.ask(question, history)

    def explain(self, question: str, history: Sequence[Turn] = ()) -> TurnState:
        """Return everything that was found and decided on the way to the answer."""
        with self.using() as assistant:
            return assistant.explain(question, history)

    def converse(self, questions: Sequence[str]) -> list[Answer]:
        """Answer the turns of one conversation in order, all from one version."""
        with self.using() as assistant:
            return assistant.converse(questions)

    @contextmanager
    def using(self, day: date | None = None) -> Iterator[Assistant]:
        """Yield the assistant of this moment, or of another day; it stays open, and the same, until the block is left.

        Raises CorpusError where nothing was in force on the day, and PublishingError where that cannot be told.
        """
        if day is not None and day != self._source.day:
            with self._days.using(day) as assistant:
                yield assistant
            return
        with self._lock:
            held = self._current
            held.users += 1
        try:
            yield held.assistant
        finally:
            with self._lock:
                held.users -= 1

    def watch(self, *, every_seconds: float = LOOK_SECONDS) -> None:
        """Begin to follow what is live, in a thread that ends with the process or on close()."""
        self._watcher = threading.Thread(target=self._follow, args=(every_seconds,), name="live", daemon=True)
        self._watcher.start()

    def look(self) -> bool:
        """Switch to what is live now, if it is something else; return whether it was. Answers go on meanwhile."""
        self._close_unused()
        state = self._source.state()
        if state == self._current.state or self._failed_lately(state):
            return False
        try:
            corpus = self._source.load()
            if corpus.digest == self.corpus.digest:  # another day or publication, the same texts
                self._current.state = state
                self.problem, self._failed = "", None
                return False
            following = _Held(self._build(corpus), state)
        except (PublishingError, CorpusError, IndexingError, OSError) as error:
            logger.error("what is live cannot be loaded, staying with %s: %s", self.corpus_version, error)
            self.problem, self._failed = str(error), (state, time.monotonic())
            return False
        self._switch(following)
        return True

    def close(self) -> None:
        """Stop following, and release every index."""
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join()
        for held in (*self._retired, self._current):
            held.assistant.index.close()
        self._retired.clear()
        self._days.close()

    def _follow(self, every_seconds: float) -> None:
        while not self._stop.wait(every_seconds):
            try:
                self.look()
            except Exception as error:  # the thread must outlive whatever a strange corpus does to it
                logger.exception("following what is live failed")
                self.problem, self._failed = repr(error), (self._source.state(), time.monotonic())

    def _switch(self, following: "_Held") -> None:
        before = self.corpus_version
        with self._lock:
            self._current.retired_at = time.monotonic()
            self._retired.append(self._current)
            self._current = following
        self.problem, self._failed = "", None
        logger.info("switched from %s to %s", before, self.corpus_version)

    def _close_unused(self) -> None:
        """Close the indexes whose last answer is done, and that nobody was handed just now."""
        now = time.monotonic()
        with self._lock:
            done = [h for h in self._retired if not h.users and now - h.retired_at >= self._close_after_seconds]
            self._retired = [held for held in self._retired if held not in done]
        for held in done:
            held.assistant.index.close()

    def _failed_lately(self, state: object) -> bool:
        return (
            self._failed is not None and self._failed[0] == state and time.monotonic() - self._failed[1] < RETRY_SECONDS
        )


class _Held:
    """An assistant with what it was loaded from and how many answers it is giving."""

    def __init__(self, assistant: Assistant, state: object) -> None:
        self.assistant = assistant
        self.state = state
        self.users = 0
        self.retired_at = 0.0
