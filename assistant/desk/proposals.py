"""Journal entries proposed as evaluation cases: lines in the suite's own format, for a person to review.

Nothing here reaches the suite: whoever reviews the file moves what holds into ``evals/cases``.
"""

import fcntl
import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assistant.desk.matching import fold
from assistant.errors import ReviewFileError
from assistant.journal.types import Entry, EntryKey, Verdict
from assistant.publishing.files import replace_text
from assistant.types import Status
from corpus.types import Clause, Corpus

CATEGORY = "journal"
_JOURNAL_ID = re.compile(rf"{CATEGORY}-(\d{{8}})-\d+", re.ASCII)
_EXPECT = {Status.ANSWERED: "answer", Status.NOT_COVERED: "refuse", Status.SMALLTALK: "smalltalk"}


class ReviewFile:
    """The file that proposals are added to, one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def ids(self) -> frozenset[str]:
        """Return the ids of what is proposed already; lines that somebody broke while editing are passed over."""
        return frozenset(filter(None, map(_id_of, _lines(self.path))))

    def add(self, case: Mapping[str, object]) -> bool:
        """Append a case; tell whether it is new. Raises ReviewFileError where it cannot be written."""
        return self.add_all([case]) == 1

    def add_all(self, cases: Iterable[Mapping[str, object]]) -> int:
        """Append those cases that are new and return their number. Raises ReviewFileError, as ``add`` does."""
        with self._lock, review_lock(self.path):
            known = self.ids()
            new = {str(case["id"]): case for case in cases if case["id"] not in known}
            if not new:
                return 0
            lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in new.values())
            try:
                ended = not self.path.exists() or self.path.read_bytes()[-1:] in {b"", b"\n"}
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(("" if ended else "\n") + lines)
            except OSError as error:
                raise ReviewFileError(f"无法写入待审文件 {self.path}：{error.strerror}") from error
            return len(new)

    def forget(self, entries: Iterable[EntryKey], *, before: date | None = None) -> int:
        """Drop what is proposed, or was turned down, of these entries and of every entry from before a day (of UTC).

        Return how many lines that were. Raises ReviewFileError where they cannot be dropped.
        """
        gone = {case_id(entry) for entry in entries}
        dropped = 0
        for path in (self.path, rejected_path(self.path)):
            if not path.exists():
                continue
            with self._lock, review_lock(self.path):
                lines = _lines(path)
                kept = [line for line in lines if not ((name := _id_of(line)) in gone or _is_older(name, before))]
                if len(kept) < len(lines):
                    _replace(path, "\n".join(kept))
                    dropped += len(lines) - len(kept)
        return dropped


def rejected_path(path: Path) -> Path:
    """Return where what was turned down of a review file is kept."""
    return path.with_name(f"{path.stem}.rejected.jsonl")


@contextmanager
def review_lock(path: Path) -> Iterator[None]:
    """Keep other processes from changing a review file meanwhile. Raises ReviewFileError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f".{path.name}.lock").open("w")
    except OSError as error:
        raise ReviewFileError(f"无法写入待审文件 {path}：{error.strerror}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def case_id(entry: Entry | EntryKey) -> str:
    """Return the id that an entry's case has: the same whenever it is proposed."""
    return f"{CATEGORY}-{entry.asked_at:%Y%m%d}-{entry.entry_id}"


def propose_case(entry: Entry, corpus: Corpus) -> dict[str, object]:
    """Return an entry as a case that expects what was answered; the note says what there is to review."""
    evidence = _evidence(entry, corpus) if entry.status is Status.ANSWERED else ()
    expect = _EXPECT[entry.status]
    doubts = _doubts(entry)
    if expect == "answer" and not evidence:
        expect = "refuse"
        doubts.append("所引条款已不在现行文件中，请补上 evidence 后改为 answer")
    return {
        "id": case_id(entry),
        "category": CATEGORY,
        "turns": [entry.standalone_question or entry.question],
        "expect": expect,
        "evidence": list(evidence),
        "facts": [],
        "forbid": [],
        "note": "；".join(["待审：来自问答记录", f"语料版本 {entry.corpus_version}", *doubts]),
        "split": None,
    }


def _doubts(entry: Entry) -> list[str]:
    doubts = []
    if entry.standalone_question and entry.standalone_question != entry.question:
        doubts.append(f"原问：{entry.question}")
    if entry.verdict is Verdict.UNHELPFUL:
        reason = entry.reason.label if entry.reason else "未说明原因"
        doubts.append(f"群众评价没用（{reason}），请核对应答还是应拒")
        if entry.comment:
            doubts.append(f"群众留言：{entry.comment}")
    elif entry.verdict is Verdict.HELPFUL:
        doubts.append("群众评价有用")
    return doubts


def _evidence(entry: Entry, corpus: Corpus) -> tuple[str, ...]:
    """Return what the answer quotes of each clause that it cites, else the clause's first sentence."""
    said = fold(entry.answer).text
    found: list[str] = []
    for clause in filter(None, (_clause(corpus, clause_id) for clause_id in entry.clause_ids)):
        quoted = [s.text for s in clause.sentences if fold(s.plain.rstrip("。；;")).text in said]
        found += quoted or [s.text for s in clause.sentences[:1]] or [clause.text]
    return tuple(dict.fromkeys(found))


def _clause(corpus: Corpus, clause_id: str) -> Clause | None:
    try:
        return corpus.clause(clause_id)
    except KeyError:
        return None


def _id_of(line: str) -> str | None:
    try:
        case = json.loads(line)
    except json.JSONDecodeError:
        return None
    return str(case.get("id")) if isinstance(case, dict) else None


def _is_older(name: str | None, day: date | None) -> bool:
    """Whether a case is of an entry from before a day, as its id tells; no other case is."""
    found = _JOURNAL_ID.fullmatch(name) if name else None
    return found is not None and day is not None and found[1] < f"{day:%Y%m%d}"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReviewFileError(f"无法读取待审文件 {path}：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ReviewFileError(f"待审文件 {path} 不是 UTF-8，请另存为 UTF-8 后再试") from error


def _replace(path: Path, text: str) -> None:
    try:
        replace_text(path, text)
    except OSError as error:
        raise ReviewFileError(f"无法写入待审文件 {path}：{error.strerror}") from error
