"""Where the texts that are live are read from, as they apply on a day, and where those of earlier answers are found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from assistant.publishing.errors import PublishingError
from assistant.publishing.record import LiveRecord
from assistant.publishing.snapshot import snapshot_name
from assistant.service import VERSION_CHARS
from corpus.errors import CorpusError
from corpus.library import load_corpus
from corpus.types import Corpus

_KEPT_CORPORA = 4  # parsed snapshots of earlier answers

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


def published_corpus(record: LiveRecord, corpus_version: str) -> Corpus | None:
    """Return the corpus that this version was published as; None where it never was, or is not there any more."""
    try:
        publications = record.read().publications
    except PublishingError:
        return None
    for publication in reversed(publications):
        if publication.corpus_version == corpus_version:
            return _read_snapshot(record.corpus_dir(publication), publication.at.date(), corpus_version)
    return None


@lru_cache(maxsize=_KEPT_CORPORA)
def _read_snapshot(directory: Path, day: date, corpus_version: str) -> Corpus | None:
    """Read the texts as they applied on the day of their publication; None where they are not those any more."""
    try:
        corpus = load_corpus(directory, as_of=day)
    except CorpusError:
        return None
    return replace(corpus, as_of=None) if corpus.digest[:VERSION_CHARS] == corpus_version else None
