"""The measures that are taken case by case, each with what it means to a reader: for intervals and for comparing runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.bootstrap import bootstrap_interval, wilson_interval
from evals.outcomes import Outcome
from evals.regression import Noise


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A yes or no per case; None where the case says nothing about it."""

    name: str
    label: str
    meaning: str
    of: Callable[[Outcome], bool | None]
    comparable: bool = True  # whether it is about the same cases in every run


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the cases that a measure is about meet it, with the interval of the share (Wilson, 95%)."""

    measure: Measure
    met: int
    cases: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The share itself."""
        return self.met / self.cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One measure in two runs over the same cases, with the interval of its change (paired bootstrap)."""

    measure: Measure
    cases: int
    before: float
    after: float
    low: float
    high: float

    @property
    def beyond_noise(self) -> bool:
        """Whether chance alone does not explain the change."""
        return self.low > 0 or self.high < 0


def _if(applies: bool, met: bool) -> bool | None:
    return met if applies else None


MEASURES = (
    Measure(name="passed", label="通过", meaning="回答完全合乎要求的问题", of=lambda one: one.passed),
    Measure(
        name="answer_passed",
        label="该答的答对",
        meaning="政策写了的问题：答了，引对了条款，要点说全了",
        of=lambda one: _if(one.expect == "answer", one.passed),
    ),
    Measure(
        name="answered",
        label="该答的没有误拒",
        meaning="政策写了的问题，没有被说成“政策没有写”",
        of=lambda one: _if(one.expect == "answer", one.status == "answered"),
    ),
    Measure(
        name="refused",
        label="该拒的拒答",
        meaning="政策没有写的问题，如实说没有写，不编造",
        of=lambda one: _if(one.expect == "refuse", one.status == "not_covered"),
    ),
    Measure(
        name="refusal_right",
        label="拒答有理",
        meaning="被拒答的问题里，政策确实没有写的",
        of=lambda one: _if(one.status == "not_covered", one.expect == "refuse"),
        comparable=False,
    ),
    Measure(
        name="hit_at_1",
        label="依据排第一",
        meaning="检索结果的第一条就是依据",
        of=lambda one: _if(_searched(one), one.evidence_rank == 1),
    ),
    Measure(
        name="hit_at_5",
        label="依据在前五",
        meaning="检索结果的前五条里有依据",
        of=lambda one: _if(_searched(one), (one.evidence_rank or 99) <= 5),
    ),
    Measure(
        name="verbatim",
        label="引文逐字一致",
        meaning="回答里的引文与原文一字不差",
        of=lambda one: _if(bool(one.cited), not one.false_quotes),
    ),
    Measure(
        name="numbers_right",
        label="数字无误",
        meaning="金额、人数、日期都能在所引条款中核对到，且答的是所问的那个",
        of=lambda one: not one.wrong_numbers,
    ),
    Measure(
        name="in_force",
        label="只引现行条款",
        meaning="没有引用失效、废止或尚未施行的文件",
        of=lambda one: not one.out_of_force,
    ),
)


def shares(outcomes: Sequence[Outcome]) -> tuple[Share, ...]:
    """Return every measure that the outcomes say something about."""
    found = []
    for measure in MEASURES:
        values = [met for one in outcomes if (met := measure.of(one)) is not None]
        if interval := wilson_interval(sum(values), len(values)):
            low, high = interval
            found.append(Share(measure=measure, met=sum(values), cases=len(values), low=low, high=high))
    return tuple(found)


def differences(before: Sequence[Outcome], after: Sequence[Outcome], noise: Noise) -> tuple[Difference, ...]:
    """Return every measure over the cases that it is about in both runs."""
    past = {(one.id, one.digest): one for one in before}
    pairs = [(past[one.id, one.digest], one) for one in after if (one.id, one.digest) in past]
    found = []
    for measure in filter(lambda one: one.comparable, MEASURES):
        values = [(measure.of(was), measure.of(now)) for was, now in pairs]
        both = [(float(was), float(now)) for was, now in values if was is not None and now is not None]
        changes = [now - was for was, now in both]
        interval = bootstrap_interval(changes, confidence=noise.confidence, resamples=noise.resamples, seed=noise.seed)
        if interval:
            found.append(
                Difference(
                    measure=measure,
                    cases=len(both),
                    before=sum(was for was, _ in both) / len(both),
                    after=sum(now for _, now in both) / len(both),
                    low=interval[0],
                    high=interval[1],
                )
            )
    return tuple(found)


def _searched(one: Outcome) -> bool:
    return one.expect == "answer" and bool(one.evidence_clauses)
