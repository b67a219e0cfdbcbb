"""What the TOML beside a document corrects: its number, dates, and whether it applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.errors import LibraryError
from corpus.types import State

# TOML keys that correct what was read; every other key is kept as provenance only.
CORRECTIONS = (
    "title",
    "number",
    "issue_date",
    "state",
    "in_force_from",
    "in_force_until",
    "superseded_by",
    "repealed_by",
)
STATE_NAMES = {
    State.DRAFT: "草案",
    State.PENDING: "尚未施行",
    State.IN_FORCE: "现行有效",
    State.EXPIRED: "已过有效期",
    State.SUPERSEDED: "已被新版本取代",
    State.REPEALED: "已废止",
}
# What a person may write; 尚未施行 and 已过有效期 follow from the dates.
_STATED = {
    "draft": State.DRAFT,
    "in_force": State.IN_FORCE,
    "superseded": State.SUPERSEDED,
    "repealed": State.REPEALED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a person says of a document's validity; None leaves what was read."""

    state: State | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    superseded_by: str | None = None
    repealed_by: str | None = None


def read_corrections(provenance: Mapping[str, str], *, path: str) -> Corrections:
    """Read the corrections among a TOML's values; LibraryError names the key that cannot be understood."""
    state = provenance.get("state")
    if state is not None and state not in _STATED:
        raise LibraryError(path, f"state 只能是 {'、'.join(_STATED)} 之一，现为“{state}”。")
    return Corrections(
        state=_STATED[state] if state is not None else None,
        in_force_from=read_date(provenance, "in_force_from", path=path),
        in_force_until=read_date(provenance, "in_force_until", path=path),
        superseded_by=provenance.get("superseded_by") or None,
        repealed_by=provenance.get("repealed_by") or None,
    )


def read_date(values: Mapping[str, str], key: str, *, path: str) -> date | None:
    """Return the date under a key, None where it is absent; LibraryError where it is no date."""
    text = values.get(key)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise LibraryError(path, f"{key} 应写成 2025-01-31 这样的日期，现为“{text}”。") from error
