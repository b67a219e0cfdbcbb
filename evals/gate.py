"""The gate: which figures a suite must reach before a change may go out. Thresholds live in one TOML file."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.errors import GateError
from evals.regression import Noise
from evals.scores import Scores

_ABSOLUTE = ("quotes_verbatim", "sentences_cited", "wrong_numbers", "citations_out_of_force")
_FIGURES = frozenset(field.name for field in fields(Scores))


def _known(name: str) -> str:
    if name not in _FIGURES:
        raise ValueError(f"没有名为 {name} 的指标")
    return name


Figure = Annotated[str, AfterValidator(_known)]


class Gate(BaseModel):
    """Least and greatest allowed value per figure of ``Scores``, and what a drop against the baseline is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    minimum: dict[Figure, float] = Field(default_factory=dict)
    maximum: dict[Figure, float] = Field(default_factory=dict)
    regression: Noise = Field(default_factory=Noise)
    stale_share: float = Field(
        default=1.0, ge=0, le=1
    )  # of the cases; with more of them stale the suite tells too little

    def shortfalls(self, scores: Scores, every: Scores | None = None) -> tuple[str, ...]:
        """Say what falls short, in plain words; a figure that there was nothing to judge for does not.

        ``scores`` are over the cases that can be met, ``every`` over all: what may never happen counts in these.
        """
        values = {**scores.to_json(), **{name: (every or scores).to_json()[name] for name in _ABSOLUTE}}
        below = [
            f"{name} = {value:.3f}，低于 {limit:g}"
            for name, limit in self.minimum.items()
            if (value := values[name]) is not None and value < limit
        ]
        above = [
            f"{name} = {value:g}，高于 {limit:g}"
            for name, limit in self.maximum.items()
            if (value := values[name]) is not None and value > limit
        ]
        return (*below, *above)


_GATES = TypeAdapter(dict[str, Gate])


def load_gate(path: Path, suite: str) -> Gate:
    """Read the gate of one suite."""
    try:
        gates = _GATES.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise GateError(f"无法读取门槛文件 {path}：{error.strerror}") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise GateError(f"门槛文件 {path} 有误：{error}") from error
    if suite not in gates:
        raise GateError(f"门槛文件 {path} 里没有 [{suite}]，现有：{'、'.join(gates)}")
    return gates[suite]
