"""The journal's SQLite file: opened when it is first needed, and again after whatever went wrong with it."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import JournalError

BUSY_SECONDS = 5.0  # another process may be deleting
_RETRY_SECONDS = 0.05

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    entry_id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice, so that a late verdict cannot meet another entry
    asked_at TEXT NOT NULL,
    question TEXT NOT NULL,
    standalone_question TEXT NOT NULL,
    status TEXT NOT NULL,
    clause_ids TEXT NOT NULL,
    answer TEXT NOT NULL,
    corpus_version TEXT NOT NULL,
    verdict TEXT,
    reason TEXT,
    comment TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS entries_by_time ON entries (asked_at);
"""


class Database:
    """One connection for all threads of this process, used by one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection; what goes wrong meanwhile is raised as JournalError and the file is opened anew."""
        with self._lock:
            try:
                yield self._connect()
            except (OSError, sqlite3.Error) as error:
                self._disconnect()
                raise JournalError(f"问答记录无法读写（{self.path}）：{error}。请检查磁盘空间和目录权限。") from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._disconnect()

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else's business
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, check_same_thread=False)
            try:
                _write_ahead(connection)
                connection.execute("PRAGMA secure_delete = ON")  # deleted words are overwritten, not only unlinked
                connection.executescript(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite does not wait by itself for another that is switching or writing."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return
