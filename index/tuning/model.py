"""The model in training: the last layers of the embedding model with low-rank deltas, segment vectors and a head."""

import copy
import math
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn.functional import linear

from index.relevance import read_pairs
from index.tuning.states import batches

SCALE = 2.0  # what the product of a layer's two deltas is multiplied by
_HEAD_WIDTH = 128
_SCORING_TOKENS = 6000  # at once

Pair = tuple[torch.Tensor, torch.Tensor]  # states of a question and of a passage


class Delta(nn.Module):
    """A frozen linear map and a trained low-rank addition to it (LoRA, Hu et al. 2021)."""

    def __init__(self, frozen: nn.Linear, rank: int) -> None:
        super().__init__()
        rows, columns = frozen.weight.shape
        self.frozen = frozen
        self.A = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns))
        self.B = nn.Parameter(torch.zeros(rows, rank))  # so that training starts from the base model

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return the mapped states, in their precision, by the sum of both: so the scorer reads them as well."""
        weight = self.frozen.weight.float() + SCALE * self.B @ self.A
        return linear(states, weight.to(states.dtype), self.frozen.bias)


def with_deltas(layers: Iterable[nn.Module], rank: int) -> nn.ModuleList:
    """Return copies of the layers, frozen, each linear map with a trained addition."""
    copies = nn.ModuleList(copy.deepcopy(layer) for layer in layers)
    copies.requires_grad_(False)
    for layer in copies:
        for name, module in list(layer.named_modules()):
            if isinstance(module, nn.Linear):
                layer.set_submodule(name, Delta(module, rank))
    return copies


class JointReader(nn.Module):
    """Gives log-odds that a passage answers a question; its trained state is what ``RelevanceScorer`` reads."""

    def __init__(self, model: Any, *, lower_layers: int, rank: int, dropout: float) -> None:
        super().__init__()
        self.layers = with_deltas(model.encoder.layer[lower_layers:], rank)
        dim = model.config.hidden_size
        self.seg = nn.Parameter(torch.zeros(2, dim))  # marks question and passage
        self.drop = nn.Dropout(dropout)
        self.head = nn.Sequential(
            nn.Linear(3 * dim, _HEAD_WIDTH), nn.GELU(), nn.Dropout(dropout), nn.Linear(_HEAD_WIDTH, 1)
        )

    def trained(self) -> list[nn.Parameter]:
        """Return the parameters that training changes."""
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def forward(self, pairs: Sequence[Pair]) -> torch.Tensor:
        """Return ``(n_pairs,)`` float32."""
        segment = self.seg.to(pairs[0][0].dtype)
        device = segment.device
        pooled = read_pairs(
            self.layers, [(asked.to(device) + segment[0], told.to(device) + segment[1]) for asked, told in pairs]
        )
        scores: torch.Tensor = self.head(self.drop(pooled))
        return scores.squeeze(1)

    def score(self, pairs: Sequence[Pair]) -> list[float]:
        """Score pairs without training on them."""
        was_training = self.training
        self.eval()
        found = [0.0] * len(pairs)
        with torch.inference_mode():
            for batch in batches([len(asked) + len(told) for asked, told in pairs], _SCORING_TOKENS):
                for position, value in zip(batch, self([pairs[i] for i in batch]).tolist(), strict=True):
                    found[position] = value
        self.train(was_training)
        return found
