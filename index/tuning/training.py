"""The training loop: fixed seeds, batches of like length, a rate that falls to nothing at the end."""

import logging
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from index.tuning.groups import Group
from index.tuning.model import JointReader
from index.tuning.states import States

_POOL = 10  # steps' worth of groups that are sorted by length together
_WARM_UP_STEPS = 30
_LEAST_RATE = 0.02  # of the full one
_POSITIVE_WEIGHT = 2.0
_RANKING_WEIGHT = 0.5
_REPORT_STEPS = 50

log = logging.getLogger("index.tuning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a training run is repeated by. ``minutes`` ends it early, and makes the rate follow the clock."""

    epochs: int = 4
    minutes: float | None = None
    rank: int = 128
    lower_layers: int = 6
    dropout: float = 0.1
    learning_rate: float = 6e-4
    weight_decay: float = 0.02
    groups_per_step: int = 12
    negatives: int = 3
    seed: int = 0


class Schedule(Protocol):
    """What the loop needs to know of a run's settings."""

    @property
    def learning_rate(self) -> float:
        """At its height."""

    @property
    def weight_decay(self) -> float:
        """Of AdamW."""

    @property
    def minutes(self) -> float | None:
        """After which the run ends, however many steps are left; None: no limit."""


def train(reader: JointReader, groups: Sequence[Group], states: States, settings: Settings) -> int:
    """Train on the groups; return the number of steps taken."""
    rng = random.Random(settings.seed)
    reader.train()
    return descend(
        reader.trained(),
        (batch for _ in range(settings.epochs) for batch in _batches(groups, states, settings.groups_per_step, rng)),
        lambda batch: _loss(reader, batch, states, settings.negatives, rng),
        total=settings.epochs * math.ceil(len(groups) / settings.groups_per_step),
        schedule=settings,
    )


def descend(
    parameters: list[nn.Parameter],
    batches: Iterable[list[Group]],
    loss_of: Callable[[list[Group]], torch.Tensor],
    *,
    total: int,
    schedule: Schedule,
) -> int:
    """Take a step for each of the ``total`` batches, as far as time allows; return how many were taken."""
    optimiser = torch.optim.AdamW(parameters, lr=schedule.learning_rate, weight_decay=schedule.weight_decay)
    started, losses, step = time.monotonic(), [], 0
    for batch in batches:
        spent = (time.monotonic() - started) / 60 / schedule.minutes if schedule.minutes else 0.0
        if spent >= 1:
            return step
        for group in optimiser.param_groups:
            group["lr"] = schedule.learning_rate * rate(step, max(step / total, spent))
        loss = loss_of(batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        step += 1
        losses.append(loss.item())
        if step % _REPORT_STEPS == 0:
            recent = sum(losses[-_REPORT_STEPS:]) / _REPORT_STEPS
            log.info("step %d of %d: loss %.3f", step, total, recent)
    return step


def rate(step: int, done: float) -> float:
    """Return the share of the full rate, given the step and the share of the run that is done."""
    return min(1.0, (step + 1) / _WARM_UP_STEPS) * max(_LEAST_RATE, 1 - done)


def sample(group: Group, negatives: int, rng: random.Random) -> list[tuple[str, bool]]:
    """Draw the passages of one step: an answer first where there is one, near misses where there is none."""

    def draw(passages: Sequence[str], count: int) -> list[str]:
        return rng.sample(passages, min(count, len(passages)))

    if group.positives:
        answer = rng.choice(group.positives)
        return [(answer, True), *((passage, False) for passage in draw(group.negatives, negatives))]
    hard = draw(group.hard, negatives - 1)
    return [(passage, False) for passage in [*hard, *draw(group.negatives, 1 if hard else negatives)]]


def _loss(
    reader: JointReader, batch: Sequence[Group], states: States, negatives: int, rng: random.Random
) -> torch.Tensor:
    """Each passage by itself (does it answer?), and each answer among the passages of its question (is it first?)."""
    drawn = [sample(group, negatives, rng) for group in batch]
    pairs = [
        (states.questions[group.question], states.passages[passage])
        for group, passages in zip(batch, drawn, strict=True)
        for passage, _ in passages
    ]
    scores = reader(pairs)
    answers = torch.tensor([answer for passages in drawn for _, answer in passages], device=scores.device)
    shares = torch.tensor(
        [group.weight for group, passages in zip(batch, drawn, strict=True) for _ in passages], device=scores.device
    )
    weights = torch.where(answers, _POSITIVE_WEIGHT, 1.0) * shares
    loss = binary_cross_entropy_with_logits(scores, answers.float(), weight=weights)
    first = torch.zeros(1, dtype=torch.long, device=scores.device)
    ranking = [
        cross_entropy(own[None], first)
        for own, group in zip(scores.split([len(passages) for passages in drawn]), batch, strict=True)
        if group.positives
    ]
    return loss + _RANKING_WEIGHT * torch.stack(ranking).mean() if ranking else loss


def _batches(groups: Sequence[Group], states: States, size: int, rng: random.Random) -> Iterator[list[Group]]:
    """Yield every group once in random order, those of like length together so that little is padding."""

    def length(group: Group) -> int:
        return len(states.questions[group.question]) + len(states.passages[group.passages[0]])

    order = list(groups)
    rng.shuffle(order)
    pools = [sorted(order[i : i + size * _POOL], key=length) for i in range(0, len(order), size * _POOL)]
    ordered = [group for pool in pools for group in pool]
    found = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(found)
    yield from found
