"""Two runs of the same cases held against each other: what flipped, and in which class more than chance explains."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from pydantic import BaseModel, ConfigDict, Field

from evals.bootstrap import bootstrap_interval
from evals.outcomes import Outcome

OVERALL = "全部"


class Noise(BaseModel):
    """What counts as chance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidence: float = Field(default=0.95, gt=0, lt=1)
    resamples: int = Field(default=10_000, ge=100)
    seed: int = 20250101
    least_cases: int = Field(default=5, ge=1)  # a class with fewer cases in common is listed, never judged


class Past(BaseModel):
    """What a run that others are compared with has to say of a case."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    category: str
    digest: str
    passed: bool
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A case that passed in one run and failed in the other."""

    id: str
    category: str
    question: str
    before: str  # status
    after: str
    reasons: tuple[str, ...]  # why it fails, where it does now


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChange:
    """One class in both runs."""

    name: str
    cases: int
    before: float  # pass rate
    after: float
    low: float  # of the difference, paired bootstrap
    high: float
    judged: bool  # whether there are cases enough to tell

    @property
    def difference(self) -> float:
        """By how much the pass rate rose."""
        return self.after - self.before

    @property
    def dropped(self) -> bool:
        """Whether chance alone does not explain that it fell."""
        return self.judged and self.high < 0

    @property
    def rose(self) -> bool:
        """Whether chance alone does not explain that it rose."""
        return self.judged and self.low > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """A run beside an earlier one, over the cases that mean the same in both."""

    classes: tuple[ClassChange, ...]  # the whole first
    lost: tuple[Flip, ...]
    gained: tuple[Flip, ...]
    new: tuple[str, ...]  # in the later run alone, or asking for something else there
    gone: tuple[str, ...]
    stale: tuple[str, ...]  # that cannot be met as they are written

    @property
    def compared(self) -> int:
        """How many cases were compared."""
        return self.classes[0].cases if self.classes else 0

    def shortfalls(self) -> tuple[str, ...]:
        """Say which classes fell by more than chance explains."""
        return tuple(
            f"{one.name} 退步超出误差：{one.before:.1%} → {one.after:.1%}"
            f"（{one.cases} 例，差 {one.difference:+.1%}，区间 {one.low:+.1%} 至 {one.high:+.1%}）"
            for one in self.classes
            if one.dropped
        )

    def to_json(self) -> dict[str, object]:
        """Return everything as plain values."""
        classes = [{**asdict(one), "dropped": one.dropped, "rose": one.rose} for one in self.classes]
        flips = {name: [asdict(flip) for flip in getattr(self, name)] for name in ("lost", "gained")}
        return {"classes": classes, **flips, "new": self.new, "gone": self.gone, "stale": self.stale}


def hold_against(before: Sequence[Past], after: Sequence[Outcome], noise: Noise) -> Regression:
    """Compare the cases that both runs have and that ask for the same in both; stale ones are left out."""
    past = {one.id: one for one in before}
    known = [one for one in after if one.id in past and past[one.id].digest == one.digest]
    same = [(past[one.id], one) for one in known if not one.broken]
    here = {one.id for one in after}
    return Regression(
        classes=tuple(_classes(same, noise)),
        lost=_flips(same, lambda was, now: was.passed and not now.passed),
        gained=_flips(same, lambda was, now: now.passed and not was.passed),
        new=tuple(one.id for one in after if one not in known),
        gone=tuple(one.id for one in before if one.id not in here),
        stale=tuple(one.id for one in known if one.broken),
    )


_Pair = tuple[Past, Outcome]


def _classes(same: Sequence[_Pair], noise: Noise) -> list[ClassChange]:
    if not same:
        return []
    groups: dict[str, list[_Pair]] = {OVERALL: list(same)}
    for pair in same:
        groups.setdefault(pair[1].category, []).append(pair)
    return [_class(name, pairs, noise) for name, pairs in groups.items()]


def _class(name: str, pairs: Sequence[_Pair], noise: Noise) -> ClassChange:
    differences = [float(now.passed) - float(was.passed) for was, now in pairs]
    interval = bootstrap_interval(differences, confidence=noise.confidence, resamples=noise.resamples, seed=noise.seed)
    low, high = interval or (0.0, 0.0)
    return ClassChange(
        name=name,
        cases=len(pairs),
        before=sum(was.passed for was, _ in pairs) / len(pairs),
        after=sum(now.passed for _, now in pairs) / len(pairs),
        low=low,
        high=high,
        judged=len(pairs) >= noise.least_cases,
    )


def _flips(same: Sequence[_Pair], flipped: Callable[[Past, Outcome], bool]) -> tuple[Flip, ...]:
    return tuple(
        Flip(
            id=now.id,
            category=now.category,
            question=" → ".join(now.turns),
            before=was.status,
            after=now.status,
            reasons=now.reasons,
        )
        for was, now in same
        if flipped(was, now)
    )
