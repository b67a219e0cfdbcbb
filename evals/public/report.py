"""The figures on public data as one table: a system a column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.table import number, percent, render_table

_COUNTS = frozenset({"questions", "answers"})
_PERCENT = frozenset({"recall", "sentence_first", "sentence_in_five", "precision"})


def render_public(systems: Sequence[Mapping[str, Any]]) -> str:
    """Return a Markdown table of what was measured, the systems side by side."""
    columns = [dict(_lines(system)) for system in systems]
    rows = [[name, *(column.get(name, "–") for column in columns)] for name in columns[0]]
    return render_table(["", *(str(system["name"]) for system in systems)], rows) + "\n"


def _lines(system: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    groups = {f"LeCoQA {part}": figures for part, figures in system["legal"].items()}
    groups |= {
        "LeCoQA + laws": system["haystack"],
        "NCP": system["policies"],
        "NCP left out": system["refusals"],
        "cost": system["cost"],
    }
    for group, figures in groups.items():
        for name, value in (figures or {}).items():
            yield f"{group}: {name.replace('_', ' ')}", _shown(name, value)


def _shown(name: str, value: float | None) -> str:
    if name in _COUNTS:
        return str(value)
    if name in _PERCENT:
        return percent(value)
    return number(value, 0 if name.endswith(("_ms", "_mib")) else 3)
