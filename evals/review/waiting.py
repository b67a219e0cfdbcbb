"""The file of proposed cases: one JSON object a line, added to by the staff desk, taken from by whoever reviews."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.desk.proposals import review_lock
from evals.errors import ReviewError
from evals.freshness.rewriting import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One line: its fields as proposed, which nobody has checked."""

    case_id: str
    line: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """What waits in one file."""

    path: Path

    @property
    def rejected_path(self) -> Path:
        """Where what was turned down is kept, with the reason."""
        return self.path.with_name(f"{self.path.stem}.rejected.jsonl")

    def proposed(self) -> tuple[Proposed, ...]:
        """Return what waits, in order; lines that are no proposal are passed over here and kept in the file."""
        return tuple(one for line in self._lines() if (one := _read(line)))

    def unreadable(self) -> tuple[int, ...]:
        """Return the numbers of the lines that are no proposal."""
        lines = enumerate(self._lines(), start=1)
        return tuple(number for number, line in lines if line.strip() and not _read(line))

    def get(self, case_id: str) -> Proposed:
        """Return the proposal of this id; ReviewError if none waits."""
        for one in self.proposed():
            if one.case_id == case_id:
                return one
        raise ReviewError(f"{self.path} 里没有待审用例“{case_id}”，用 python -m evals review list 查看")

    def take_out(self, case_id: str) -> None:
        """Remove a proposal; every other line stays as it is."""
        with review_lock(self.path):  # the desk may be adding to it
            kept = [line for line in self._lines() if (one := _read(line)) is None or one.case_id != case_id]
            write_whole(self.path, "\n".join(kept))

    def reject(self, one: Proposed, reason: str) -> None:
        """Move a proposal to those turned down."""
        line = json.dumps({**one.fields, "rejected": reason}, ensure_ascii=False)
        try:
            with self.rejected_path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            raise ReviewError(f"无法写入 {self.rejected_path}：{error.strerror}") from error
        self.take_out(one.case_id)

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text(encoding="utf-8-sig").split("\n")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise ReviewError(f"无法读取待审文件 {self.path}：{error}") from error


def _read(line: str) -> Proposed | None:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError:
        return None
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str) or not fields["id"].strip():
        return None
    return Proposed(case_id=fields["id"].strip(), line=line, fields=fields)
