"""What is live and what was: one small file, replaced whole, so that pointer and history never disagree.

::

    DATA/live/<workspace>/
    ├── live.json     every publication in order; the last one is live
    ├── publish.lock  held while publishing or going back
    ├── snapshots/    the published texts, a folder for each state of them
    ├── reports/      a folder for each publication, and for the last attempts that were stopped
    └── staging/      what is being prepared; rubbish unless the lock is held
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError

from assistant.publishing.errors import BusyError, LiveRecordError, NothingEarlierError
from assistant.publishing.files import explained, replace_text
from assistant.publishing.snapshot import snapshot_name
from index.generations import flush


class Action(StrEnum):
    """How a state of the corpus came to be live."""

    PUBLISH = "publish"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One step that changed what is live."""

    number: int  # 1-based
    action: Action
    at: datetime
    snapshot: str  # name of the folder that holds the texts
    corpus_version: str  # of the answers, on the day of publication
    changes: str = ""  # in a few words
    no_gate: str = ""  # why it went live without the evaluation's consent; "" where the gate held
    restores: int | None = None  # the publication that a rollback went back to
    report: str = ""  # folder of the report, relative to the record's

    @property
    def origin(self) -> int:
        """The number of the publication whose texts are live by this step."""
        return self.restores or self.number


_RECORD = TypeAdapter(tuple[Publication, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every publication, oldest first."""

    publications: tuple[Publication, ...] = ()

    @property
    def live(self) -> Publication | None:
        """The publication that answers come from."""
        return self.publications[-1] if self.publications else None

    @property
    def next_number(self) -> int:
        """The number that the next step gets."""
        return len(self.publications) + 1

    def earlier(self) -> Publication:
        """Return the publication that was live before the texts that are live now; NothingEarlierError if none was."""
        origin = self.live.origin if self.live else 0
        if origin < 2:
            raise NothingEarlierError("没有更早的发布可以回退。")
        return self.publication(self.publication(origin - 1).origin)

    def publication(self, number: int) -> Publication:
        """Return the publication with this number; NothingEarlierError if there is none."""
        if not 1 <= number <= len(self.publications):
            raise NothingEarlierError(f"没有第 {number} 次发布，现有 {len(self.publications)} 次。")
        return self.publications[number - 1]


class LiveRecord:
    """The record of one workspace in one data directory."""

    def __init__(self, *, data_dir: Path, corpus_dir: Path) -> None:
        # relative, so that a project may be moved as a whole
        place = os.path.relpath(corpus_dir.resolve(), data_dir.resolve())
        self.root = data_dir / "live" / f"{corpus_dir.resolve().name}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
        self.staging = self.root / "staging"
        self._path = self.root / "live.json"

    def read(self) -> History:
        """Return every publication; none where nothing was ever published. Raises LiveRecordError."""
        try:
            return History(publications=_RECORD.validate_json(self._path.read_bytes()))
        except FileNotFoundError:
            return History()
        except (OSError, ValidationError) as error:
            raise LiveRecordError(f"发布记录无法读取：{self._path}（{error}）") from error

    def stamp(self) -> tuple[int, int] | None:
        """Return what changes whenever the record does; cheap enough to be asked for every second."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def corpus_dir(self, publication: Publication) -> Path:
        """Return the folder of a publication's texts."""
        return self.root / "snapshots" / publication.snapshot

    def report_dir(self, publication: Publication) -> Path:
        """Return the folder of a publication's report; it need not be there."""
        return self.root / (publication.report or f"reports/{publication.number:04d}")

    def append(self, publication: Publication) -> History:
        """Make a publication the live one. The one step: before it nothing has changed, after it everything has."""
        history = self.read()
        after = History(publications=(*history.publications, publication))
        with explained("切换线上版本", LiveRecordError):
            replace_text(self._path, _RECORD.dump_json(after.publications, indent=1).decode())
        return after

    def adopt(self, staged: Path, snapshot: str) -> None:
        """Move staged texts to their place among the snapshots; where the same texts lie there whole, keep those."""
        place = self.root / "snapshots" / snapshot
        with explained("保存已发布的文本", LiveRecordError):
            place.parent.mkdir(exist_ok=True)
            if place.is_dir() and snapshot_name(place) != snapshot:
                place.rename(staged.with_name("damaged"))
            if not place.is_dir():
                staged.rename(place)
            flush(place.parent)

    @contextmanager
    def changing(self) -> Iterator[Self]:
        """Keep every other process from publishing; BusyError where one does already."""
        with explained("准备发布", LiveRecordError):
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "publish.lock").open("ab")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError("另一次发布正在进行，请等它结束后再试。") from error
            for rubbish in self.root.glob("*.part"):  # of a process that was killed while it wrote
                rubbish.unlink(missing_ok=True)
            yield self
