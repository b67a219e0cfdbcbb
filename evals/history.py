"""The figures of earlier versions, one line each, in a file that is committed: what the report's curves are drawn from."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import HistoryError
from evals.scores import by_category, score
from evals.scoring import Scored
from evals.suites import HERE

HISTORY_FILE = HERE / "history.jsonl"
_KEPT = ("pass_rate", "hit_at_1", "hit_at_5", "refusal_precision", "refusal_recall", "citation_recall")
_COUNTED = ("wrong_numbers", "citations_out_of_force", "forbidden_hits", "latency_p50_ms", "latency_p95_ms")


class Entry(BaseModel):
    """One run of one suite, as it is remembered."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: date
    label: str  # what was new, or which version it was
    suite: str
    model: str
    corpus: str  # the first characters of its digest
    cases: int
    figures: dict[str, float | None]
    classes: dict[str, tuple[int, int]]  # passed, of how many


def entry_of(scored: Scored, *, label: str, at: date | None = None) -> Entry:
    """Return what is remembered of a run."""
    figures: Mapping[str, float | None] = score(scored.verdicts).to_json()
    classes = by_category(scored.verdicts)
    return Entry(
        at=at or date.today(),
        label=label,
        suite=scored.suite,
        model=scored.run.config.get("model", ""),
        corpus=scored.run.config.get("corpus", "")[:12],
        cases=len(scored.verdicts),
        figures={name: _rounded(figures[name]) for name in (*_KEPT, *_COUNTED)},
        classes={name: (one.passed, one.cases) for name, one in classes.items()},
    )


def load_history(suite: str, path: Path = HISTORY_FILE) -> tuple[Entry, ...]:
    """Read what is remembered of a suite, oldest first; nothing where there is no file yet."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        entries = [Entry.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValueError, ValidationError) as error:
        raise HistoryError(f"历史文件 {path} 有误：{error}") from error
    return tuple(entry for entry in entries if entry.suite == suite)


def append_entry(entry: Entry, path: Path = HISTORY_FILE) -> None:
    """Add one line."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(entry.model_dump_json() + "\n")
    except OSError as error:
        raise HistoryError(f"无法写入历史文件 {path}：{error.strerror}") from error


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
