"""Two runs beside each other: figures, classes, flips and waiting times."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from evals.measured import Difference, differences
from evals.measures import percentile
from evals.outcomes import Outcome
from evals.regression import Noise, Past, Regression, hold_against


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two runs."""

    name: str
    config: Mapping[str, str]
    outcomes: tuple[Outcome, ...]

    @property
    def p50_ms(self) -> float:
        """The median wait."""
        return percentile((one.latency_ms for one in self.outcomes), 50) or 0.0

    @property
    def p95_ms(self) -> float:
        """What one of twenty waits longer than."""
        return percentile((one.latency_ms for one in self.outcomes), 95) or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A and B over the cases that both have."""

    a: Side
    b: Side
    measures: tuple[Difference, ...]
    regression: Regression  # from A to B

    @property
    def settings(self) -> tuple[tuple[str, str, str], ...]:
        """What the two runs were made with that differs."""
        names = dict.fromkeys([*self.a.config, *self.b.config])
        pairs = [(name, self.a.config.get(name, "–"), self.b.config.get(name, "–")) for name in names]
        return tuple(one for one in pairs if one[1] != one[2])

    def to_json(self) -> dict[str, object]:
        """Return everything as plain values."""
        sides = {
            name: {"name": side.name, "config": dict(side.config), "p50_ms": side.p50_ms, "p95_ms": side.p95_ms}
            for name, side in (("a", self.a), ("b", self.b))
        }
        figures = [
            {
                "name": one.measure.name,
                **{key: value for key, value in asdict(one).items() if key != "measure"},
                "beyond_noise": one.beyond_noise,
            }
            for one in self.measures
        ]
        return {**sides, "measures": figures, "regression": self.regression.to_json()}


def compare_sides(a: Side, b: Side, noise: Noise) -> Compared:
    """Compare two runs over the cases that ask for the same in both and that can be met in both."""
    broken = {one.id for side in (a, b) for one in side.outcomes if one.broken}
    shared = {(one.id, one.digest) for one in a.outcomes} & {(one.id, one.digest) for one in b.outcomes}
    kept = [
        [one for one in side.outcomes if one.id not in broken and (one.id, one.digest) in shared] for side in (a, b)
    ]
    return Compared(
        a=replace(a, outcomes=tuple(kept[0])),  # waits too are over the same questions
        b=replace(b, outcomes=tuple(kept[1])),
        measures=differences(kept[0], kept[1], noise),
        regression=hold_against(_past(a.outcomes), _marked(b.outcomes, broken), noise),
    )


def _past(outcomes: Sequence[Outcome]) -> list[Past]:
    return [Past.model_validate(one.model_dump()) for one in outcomes]


def _marked(outcomes: Sequence[Outcome], broken: set[str]) -> list[Outcome]:
    return [one.model_copy(update={"broken": one.id in broken}) for one in outcomes]
