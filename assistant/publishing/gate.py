"""The gate: the evaluation suite, run on the staged corpus in a process of its own.

The one seam between publishing and the evaluation: its command, its exit status, and the JSON that it saves.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.publishing.cases import SuiteCase
from assistant.publishing.errors import SuiteError
from assistant.publishing.files import explained
from assistant.settings import ROOT, Settings
from assistant.types import Answer
from corpus.library import DEFAULT_CORPUS_DIR

_HELD, _BELOW = 0, 1
_ERROR_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteResult:
    """What the evaluation says of a corpus."""

    shortfalls: tuple[str, ...]  # what keeps the corpus from going live; none where the gate holds
    failures: Mapping[str, tuple[str, ...]]  # case id → why it fails
    answers: Mapping[str, Answer]  # case id → what the corpus answers
    scores: Mapping[str, float | None] = field(default_factory=dict)


class Suite(Protocol):
    """Puts cases to a corpus."""

    def run(
        self, corpus_dir: Path, cases: Sequence[SuiteCase], *, work_dir: Path, as_of: date | None = None
    ) -> SuiteResult:
        """Ask all cases in their order, and hold those that can be met as they are written against the gate.

        Asked as of today, or of another day.
        """


class EvaluationSuite:
    """``python -m evals run``, with the thresholds that it keeps."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def run(
        self, corpus_dir: Path, cases: Sequence[SuiteCase], *, work_dir: Path, as_of: date | None = None
    ) -> SuiteResult:
        """Ask and judge; raises SuiteError where that was not finished."""
        written, result = _write(cases, work_dir / "cases.jsonl"), work_dir / "evals.json"
        status = self._evals("run", "--corpus", corpus_dir, "--cases", written, "--json", result, as_of=as_of)
        saved = _read(result)
        if status == _BELOW and not saved.shortfalls:
            raise SuiteError("评测未通过，但没有说明原因。")
        return SuiteResult(
            shortfalls=saved.shortfalls if status == _BELOW else (),
            failures=saved.failures,
            answers={record.case_id: record.answer for record in saved.records},
            scores=saved.scores,
        )

    def _evals(self, *arguments: str | Path, as_of: date | None) -> int:
        """Run the evaluation's command; return its status, held or below, and raise SuiteError for any other."""
        command = [sys.executable, "-m", "evals", *map(str, arguments), "--data", str(self._settings.data_dir)]
        settings = {"POLICY_MODEL": self._settings.model, "POLICY_CHROMA_URL": self._settings.chroma_url or ""}
        environment = {**os.environ, **{name: value for name, value in settings.items() if value}}
        environment.pop("POLICY_AS_OF", None)  # the publisher's own: what goes live is held to what is in force
        if as_of:
            environment["POLICY_AS_OF"] = as_of.isoformat()
        # its progress bar is shown where there is a terminal; else what it says is kept for the error
        told = None if sys.stderr.isatty() else subprocess.PIPE
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=told, text=True, check=False
        )
        if done.returncode not in (_HELD, _BELOW):
            lines = "\n".join((done.stderr or "").strip().splitlines()[-_ERROR_LINES:])
            raise SuiteError(f"评测没有完成（返回码 {done.returncode}）。{lines}")
        return done.returncode


class _SavedRecord(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    case_id: str
    answer: Answer


class _SavedRun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    shortfalls: tuple[str, ...] = ()
    failures: dict[str, tuple[str, ...]] = {}
    scores: dict[str, float | None] = {}
    records: tuple[_SavedRecord, ...] = ()


def saved_answers(path: Path) -> dict[str, Answer]:
    """Return the answers that an earlier run saved, by case; none where it saved none that can be read."""
    try:
        return {record.case_id: record.answer for record in _read(path).records}
    except SuiteError:
        return {}


def shipped_cases(corpus_dir: Path) -> list[Path]:
    """Return the cases that ship for the documents that ship; none for any other folder."""
    if corpus_dir.resolve() != DEFAULT_CORPUS_DIR.resolve():
        return []
    return sorted((ROOT / "evals" / "cases").glob("*.jsonl"))


def _read(path: Path) -> _SavedRun:
    try:
        return _SavedRun.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SuiteError(f"评测结果无法读取：{path}（{error}）") from error


def _write(cases: Sequence[SuiteCase], path: Path) -> Path:
    with explained("写入评测用例", SuiteError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(case.line + "\n" for case in cases), encoding="utf-8")
    return path
