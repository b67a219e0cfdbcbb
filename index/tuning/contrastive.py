"""The embedding model in training: its last layers with low-rank deltas, so that a question meets what answers it."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy, normalize

from index.relevance import _MASKED, read_apart
from index.tuning.errors import TuningError
from index.tuning.groups import Group
from index.tuning.model import with_deltas
from index.tuning.states import States, batches
from index.tuning.training import descend
from index.tuning.weights import read_tensors

_EMBEDDING_TOKENS = 4000  # at once


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastiveSettings:
    """What a training run is repeated by. ``kept`` follows Wortsman et al. 2022."""

    epochs: int = 1
    minutes: float | None = None
    rank: int = 48
    lower_layers: int = 6
    learning_rate: float = 4e-4
    weight_decay: float = 0.01
    groups_per_step: int = 32
    negatives: int = 2
    temperature: float = 0.02
    kept: float = 0.7  # of the deltas in the end: part of the way back to the base serves other texts better (WiSE-FT)
    tokens_dropped: float = 0.1  # of a question, so that no single word decides
    seed: int = 0


class TunedEncoder(nn.Module):
    """Reads on from the states of the lower layers to unit vectors, as the embedder does."""

    def __init__(self, model: Any, *, lower_layers: int, rank: int) -> None:
        super().__init__()
        self.lower_layers = lower_layers
        self.layers = with_deltas(model.encoder.layer[lower_layers:], rank)

    def trained(self) -> list[nn.Parameter]:
        """Return the parameters that training changes."""
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def forward(self, texts: Sequence[torch.Tensor], *, dropped: float = 0.0) -> torch.Tensor:
        """Return ``(n_texts, dim)`` float32, unit norm, leaving out a share of the tokens."""
        device = self.trained()[0].device
        left = [text[_left(len(text), dropped)] if dropped else text for text in texts]
        read = read_apart(self.layers, [text.to(device) for text in left])
        return normalize(torch.stack([states.float().mean(0) for states in read]), dim=1)

    def embed(self, texts: Sequence[torch.Tensor]) -> torch.Tensor:
        """Embed without training, in batches."""
        found: dict[int, torch.Tensor] = {}
        with torch.inference_mode():
            for batch in batches([len(text) for text in texts], _EMBEDDING_TOKENS):
                found.update(zip(batch, self([texts[i] for i in batch]), strict=True))
        return torch.stack([found[i] for i in range(len(texts))])

    def go_on_from(self, path: Path) -> None:
        """Take over the deltas of an earlier run; ``TuningError`` where they are of another make."""
        own = self.deltas()
        found = read_tensors(path)
        if {name: tensor.shape for name, tensor in found.items()} != {name: own[name].shape for name in own}:
            raise TuningError(f"{path} 与要训练的结构不符，不能接着训练")
        with torch.no_grad():
            for name, parameter in self._named():
                parameter.copy_(found[name])

    def deltas(self) -> dict[str, torch.Tensor]:
        """Return what was trained, by the names that the whole model gives the matrices."""
        return {name: parameter.detach().cpu() for name, parameter in self._named()}

    def _named(self) -> Iterator[tuple[str, nn.Parameter]]:
        named = ((name.split(".", 2), p) for name, p in self.named_parameters() if p.requires_grad)
        return (
            (f"encoder.layer.{self.lower_layers + int(number)}.{name}", parameter)
            for (_, number, name), parameter in named
        )


def _left(tokens: int, dropped: float) -> torch.Tensor:
    """Return which of a text's tokens are read: the first one always."""
    kept = torch.rand(tokens) >= dropped
    kept[0] = True
    return kept


def train_contrastive(
    encoder: TunedEncoder, groups: Sequence[Group], states: States, settings: ContrastiveSettings
) -> int:
    """Pull each question to its answer, away from its hard negatives and the step's other passages (InfoNCE).

    Returns the number of steps taken.
    """
    rng = random.Random(settings.seed)
    return descend(
        encoder.trained(),
        (batch for _ in range(settings.epochs) for batch in _batches(groups, settings.groups_per_step, rng)),
        lambda batch: _loss(encoder, batch, states, settings, rng),
        total=settings.epochs * math.ceil(len(groups) / settings.groups_per_step),
        schedule=settings,
    )


def _batches(groups: Sequence[Group], size: int, rng: random.Random) -> Iterator[list[Group]]:
    order = list(groups)
    rng.shuffle(order)
    return (order[start : start + size] for start in range(0, len(order), size))


def _loss(
    encoder: TunedEncoder,
    batch: Sequence[Group],
    states: States,
    settings: ContrastiveSettings,
    rng: random.Random,
) -> torch.Tensor:
    answers = [rng.choice(group.positives) for group in batch]
    others = [
        passage
        for group in batch
        for passage in rng.sample(group.negatives, min(settings.negatives, len(group.negatives)))
    ]
    shown = list(dict.fromkeys([*answers, *others]))
    place = {passage: i for i, passage in enumerate(shown)}
    asked = encoder([states.questions[group.question] for group in batch], dropped=settings.tokens_dropped)
    told = encoder([states.passages[passage] for passage in shown])
    similar = asked @ told.T / settings.temperature
    also_right = torch.zeros_like(similar, dtype=torch.bool)
    for row, (group, answer) in enumerate(zip(batch, answers, strict=True)):
        for passage in group.positives:
            if passage != answer and passage in place:
                also_right[row, place[passage]] = True
    wanted = torch.tensor([place[answer] for answer in answers], device=similar.device)
    return cross_entropy(similar.masked_fill(also_right, _MASKED), wanted)
