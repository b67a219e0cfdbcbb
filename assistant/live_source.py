"""Where the texts that are live are read from, as they apply on a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.publishing.errors import PublishingError
from assistant.publishing.record import LiveRecord
from assistant.publishing.snapshot import snapshot_name
from corpus.library import load_corpus
from corpus.types import Corpus

Today = Callable[[], date]


class LiveSource:
    """Where the texts that are live lie, and which of them are in force."""

    def __init__(self, record: LiveRecord, corpus_dir: Path, *, as_of: date | None, today: Today) -> None:
        self._record = record
        self._corpus_dir = corpus_dir
        self._as_of = as_of
        self._today = today
        self._unpublished = "" if record.stamp() else self._workspace()

    def state(self) -> tuple[object, date]:
        """Return what changes whenever the texts in force may have changed: the record, or the day."""
        return (self._record.stamp(), self.day)

    @property
    def day(self) -> date:
        """The day whose policies everybody is answered from."""
        return self._as_of or self._today()

    def load(self, day: date | None = None) -> Corpus:
        """Read what is in force, now or on another day."""
        live = self._record.read().live
        if live is None and self._workspace() != self._unpublished:
            raise PublishingError("工作目录里有尚未发布的改动，日期变化后没有自动换用；请发布，或重新启动服务。")
        directory = self._record.corpus_dir(live) if live else self._corpus_dir
        corpus = load_corpus(directory, as_of=day or self.day)
        return replace(corpus, as_of=day or self._as_of)  # a day that nobody asked for is not worth a word

    def _workspace(self) -> str:
        """Name what stands in the folder; a folder that is not there is for reading it to complain of."""
        return snapshot_name(self._corpus_dir) if self._corpus_dir.is_dir() else ""
