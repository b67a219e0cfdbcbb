"""The journal on disk: one SQLite file, written as answers are given and still there after a restart.

A journal that cannot be written never keeps a citizen from an answer: the fault is logged once and told in
``Journal.problem``; writing is tried again with the next entry.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from assistant.errors import AssistantError, JournalError
from assistant.journal.database import Database
from assistant.journal.masking import mask
from assistant.journal.types import Copies, Entry, EntryKey, Reason, Verdict
from assistant.types import Answer, Status

logger = logging.getLogger(__name__)

MAX_COMMENT_CHARS = 1000
DEFAULT_LIMIT = 1000
PURGE_EVERY = timedelta(hours=1)

_COLUMNS = (
    "entry_id, asked_at, question, standalone_question, status, clause_ids, answer, corpus_version, "
    "verdict, reason, comment"
)


class Journal:
    """Records answers and verdicts for any number of threads; other processes may read and delete meanwhile."""

    def __init__(self, path: Path, *, retention_days: int, copies: Copies | None = None) -> None:
        self.path = path
        self.retention = timedelta(days=retention_days)
        self.problem = ""  # why nothing can be written at present, for the maintainer; empty when all is well
        self._copies = copies
        self._database = Database(path)
        self._closed = threading.Event()
        self._purged_at: datetime | None = None

    @classmethod
    def in_data_dir(cls, data_dir: Path, *, retention_days: int, copies: Copies | None = None) -> Self:
        """Return the journal that belongs to a data directory; nothing is opened yet."""
        return cls(data_dir / "journal" / "journal.sqlite3", retention_days=retention_days, copies=copies)

    def open(self) -> None:
        """Make the file ready, so that what is wrong with it is told before the first question; purge from now on."""
        with suppress(JournalError), self._writing():
            pass
        self._purge_now_and_then()
        threading.Thread(target=self._purge_until_closed, name="journal-purge", daemon=True).start()

    def record(self, answer: Answer, *, asked_at: datetime | None = None) -> int | None:
        """Keep an answer, masked; return its entry's id, or None where it could not be kept."""
        values = (
            _stamp(asked_at or datetime.now(UTC)),
            _kept(answer.question),
            _kept(answer.standalone_question),
            answer.status.value,
            json.dumps(list(dict.fromkeys(citation.clause_id for citation in answer.citations))),
            _answer_text(answer),
            answer.corpus_version,
        )
        statement = (
            "INSERT INTO entries (asked_at, question, standalone_question, status, clause_ids, answer, corpus_version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        try:
            with self._writing() as connection:
                entry_id = connection.execute(statement, values).lastrowid
        except JournalError:
            return None
        self._purge_now_and_then()
        return entry_id

    def rate(self, entry_id: int, verdict: Verdict, reason: Reason | None = None, comment: str = "") -> bool:
        """Keep what a visitor thought of an answer, the latest word only; tell whether it could be kept."""
        statement = "UPDATE entries SET verdict = ?, reason = ?, comment = ? WHERE entry_id = ?"
        values = (verdict.value, reason.value if reason else None, _kept(comment[:MAX_COMMENT_CHARS]), entry_id)
        try:
            with self._writing() as connection:
                return connection.execute(statement, values).rowcount == 1
        except JournalError:
            return False

    def entries(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        status: Status | None = None,
        verdict: Verdict | None = None,
        corpus_version: str | None = None,
        limit: int = DEFAULT_LIMIT,
    ) -> tuple[Entry, ...]:
        """Return entries, latest first; ``until`` is exclusive. Raises JournalError where they cannot be read."""
        wanted = {
            "asked_at >= ?": _stamp(since) if since else None,
            "asked_at < ?": _stamp(until) if until else None,
            "status = ?": status,
            "verdict = ?": verdict,
            "corpus_version = ?": corpus_version,
        }
        conditions = {text: str(value) for text, value in wanted.items() if value is not None}
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        statement = f"SELECT {_COLUMNS} FROM entries{where} ORDER BY asked_at DESC, entry_id DESC LIMIT ?"
        if not self.path.exists():
            return ()
        with self._database.using() as connection:
            rows = connection.execute(statement, (*conditions.values(), limit)).fetchall()
        return tuple(_entry(row) for row in rows)

    def entry(self, entry_id: int) -> Entry | None:
        """Return one entry; None where there is none (any more). Raises JournalError where it cannot be read."""
        if not self.path.exists():
            return None
        with self._database.using() as connection:
            row = connection.execute(f"SELECT {_COLUMNS} FROM entries WHERE entry_id = ?", (entry_id,)).fetchone()
        return _entry(row) if row else None

    def delete(self, *, before: datetime) -> int:
        """Delete what was asked before this moment, its copies first; return how many entries.

        Raises JournalError, and ReviewFileError where a copy cannot be deleted: nothing is, then.
        """
        return self._delete_everywhere("asked_at < ?", _stamp(before))

    def delete_entry(self, entry_id: int) -> bool:
        """Delete one entry, its copies first; tell whether there was one. Raises what ``delete`` does."""
        return self._delete_everywhere("entry_id = ?", entry_id) == 1

    def purge_expired(self) -> int:
        """Delete what is older than the retention period; return how many entries. Raises what ``delete`` does.

        What is wrong with a copy keeps no entry here: later purges still know the copy by its day.
        """
        expired = datetime.now(UTC) - self.retention
        condition, value = "asked_at < ?", _stamp(expired)
        keys = self._keys(condition, value)
        deleted = self._delete(condition, value)
        if self._copies is not None:
            self._copies.forget(keys, before=expired.date())
        return deleted

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._closed.set()
        self._database.close()

    def _delete_everywhere(self, condition: str, value: str | int) -> int:
        """Delete the copies before the entries: once these are gone nothing tells which copies were theirs."""
        keys = self._keys(condition, value)
        if self._copies is not None and keys:
            self._copies.forget(keys)
        return self._delete(condition, value)

    def _keys(self, condition: str, value: str | int) -> tuple[EntryKey, ...]:
        if self._copies is None or not self.path.exists():
            return ()
        with self._database.using() as connection:
            rows = connection.execute(f"SELECT entry_id, asked_at FROM entries WHERE {condition}", (value,)).fetchall()
        return tuple(EntryKey(entry_id=int(row[0]), asked_at=datetime.fromisoformat(row[1])) for row in rows)

    def _delete(self, condition: str, value: str | int) -> int:
        if not self.path.exists():
            return 0
        with self._writing() as connection:
            deleted = connection.execute(f"DELETE FROM entries WHERE {condition}", (value,)).rowcount
        with self._database.using() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or the words would stay on in the log file
        return deleted

    def _purge_until_closed(self) -> None:
        """Entries expire while nobody asks, too."""
        while not self._closed.wait(PURGE_EVERY.total_seconds()):
            self._purge_now_and_then()

    def _purge_now_and_then(self) -> None:
        now = datetime.now(UTC)
        if self._purged_at is not None and now - self._purged_at < PURGE_EVERY:
            return
        self._purged_at = now
        try:
            self.purge_expired()
        except AssistantError as error:
            logger.warning("expired journal entries could not be deleted: %s", error)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; whether it went well is what ``problem`` tells."""
        try:
            with self._database.using() as connection, connection:
                yield connection
        except JournalError as error:
            if str(error) != self.problem:
                logger.error("%s", error)  # once, not for every question until it is mended
            self.problem = str(error)
            raise
        if self.problem:
            logger.info("the journal can be written again")
        self.problem = ""


def _stamp(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _kept(text: str) -> str:
    """The text as it may be kept: masked, and without halves of characters, which no file can hold."""
    return mask(text.encode("utf-8", "replace").decode("utf-8"))


def _answer_text(answer: Answer) -> str:
    """The answer's text; sentences that quote a clause stand as they are, others may repeat the visitor's words."""
    sentences = (s.text + "".join(f"[{n}]" for n in s.marks) if s.marks else _kept(s.text) for s in answer.sentences)
    return "\n".join(sentences)


def _entry(row: tuple[object, ...]) -> Entry:
    entry_id, asked_at, question, standalone, status, clause_ids, answer, version, verdict, reason, comment = row
    return Entry(
        entry_id=int(str(entry_id)),
        asked_at=datetime.fromisoformat(str(asked_at)),
        question=str(question),
        standalone_question=str(standalone),
        status=Status(str(status)),
        clause_ids=tuple(json.loads(str(clause_ids))),
        answer=str(answer),
        corpus_version=str(version),
        verdict=Verdict(str(verdict)) if verdict else None,
        reason=Reason(str(reason)) if reason else None,
        comment=str(comment),
    )
