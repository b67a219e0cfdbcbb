"""The committed baseline: what each case of a suite came to when it was last agreed on. One case a line, for diffs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import BaselineError
from evals.freshness.rewriting import write_whole
from evals.outcomes import Outcome
from evals.regression import Past
from evals.suites import HERE


class Baseline(BaseModel):
    """The cases of an earlier run, and what it was made with."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    config: dict[str, str]
    cases: tuple[Past, ...]


def baseline_path(suite: str) -> Path:
    """Return where a shipped suite's baseline lies."""
    return HERE / "baseline" / f"{suite}.json"


def load_baseline(path: Path) -> Baseline:
    """Read a baseline."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BaselineError(f"无法读取基线 {path}：{error.strerror}") from error
    except ValidationError as error:
        raise BaselineError(f"{path} 不是 python -m evals run --write-baseline 写的基线：{error}") from error


def write_baseline(path: Path, outcomes: Sequence[Outcome], config: Mapping[str, str]) -> None:
    """Write a run down as the baseline of those to come; stale cases are left out, for they say nothing."""
    kept = [Past.model_validate(one.model_dump()) for one in outcomes if not one.broken]
    classes: dict[str, list[int]] = {}
    for one in kept:
        passed_and_all = classes.setdefault(one.category, [0, 0])
        passed_and_all[0] += one.passed
        passed_and_all[1] += 1
    head = {"config": dict(config), "classes": {name: f"{p}/{n}" for name, (p, n) in classes.items()}}
    lines = ",\n".join("  " + json.dumps(one.model_dump(), ensure_ascii=False) for one in kept)
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + f',\n "cases": [\n{lines}\n ]\n}}\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
