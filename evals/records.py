"""What a run generated, saved so that it can be scored again without the model."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.types import Answer
from evals.cases import Case
from evals.errors import RecordsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The assistant's answer to the last turn of one case, and what retrieval alone found for it."""

    case_id: str
    answer: Answer
    retrieved: tuple[str, ...] = ()  # clause ids, best first; empty where the case has no evidence to find
    latency_ms: float  # wall time of the last turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The records of one run beside the configuration that made them."""

    config: dict[str, str]
    records: tuple[Record, ...]


_RUN = TypeAdapter(Run)


def dump_run(run: Run) -> dict[str, object]:
    """Return the run as plain JSON values."""
    dumped: dict[str, object] = _RUN.dump_python(run, mode="json")
    return dumped


def load_run(path: Path) -> Run:
    """Read the records out of a saved result."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return _RUN.validate_python({"config": saved["config"], "records": saved["records"]})
    except OSError as error:
        raise RecordsError(f"无法读取已保存的回答 {path}：{error.strerror}") from error
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise RecordsError(f"{path} 不是 python -m evals run --json 保存的结果：{error}") from error


def pair(cases: Sequence[Case], run: Run) -> list[tuple[Case, Record]]:
    """Put each case beside its record; a case whose answer is missing or answers another question is an error."""
    records = {record.case_id: record for record in run.records}
    pairs = []
    for case in cases:
        record = records.get(case.id)
        if record is None or record.answer.question.strip() != case.question:
            raise RecordsError(f"已保存的回答与用例不符：{case.id}。请去掉 --answers 重新生成回答")
        pairs.append((case, record))
    return pairs
