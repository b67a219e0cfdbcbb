"""What the frozen lower layers make of each text: read once, learnt from many times."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from index.relevance import _MASKED, _MAX_PASSAGE_TOKENS, _MAX_QUESTION_TOKENS, _first
from index.tuning.groups import Group

_BATCH_TOKENS = 4000  # padded

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """For each text ``(n_tokens, dim)`` in the model's precision, kept in main memory."""

    questions: dict[str, torch.Tensor]
    passages: dict[str, torch.Tensor]


def read_states(model: Any, tokenizer: Any, groups: Iterable[Group], *, lower_layers: int) -> States:
    """Read every question and passage of the groups with the lower layers, as the scorer does."""
    told = list(groups)
    questions = sorted({group.question for group in told})
    passages = sorted({passage for group in told for passage in group.passages})
    _log.info("reading %d questions and %d passages", len(questions), len(passages))

    def read(texts: list[str], prompt: str, max_tokens: int) -> dict[str, torch.Tensor]:
        if not texts:  # which the tokenizer does not take
            return {}
        encoded = tokenizer([prompt + text for text in texts], truncation=True, max_length=max_tokens)["input_ids"]
        return dict(zip(texts, _lower_states(model, encoded, lower_layers), strict=True))

    with torch.inference_mode():
        return States(
            questions=read(questions, "query: ", _MAX_QUESTION_TOKENS),
            passages=read(passages, "passage: ", _MAX_PASSAGE_TOKENS),
        )


def _lower_states(model: Any, encoded: Sequence[list[int]], lower_layers: int) -> list[torch.Tensor]:
    device = model.embeddings.position_embeddings.weight.device
    found: dict[int, torch.Tensor] = {}
    for batch in batches([len(ids) for ids in encoded], _BATCH_TOKENS):
        width = max(len(encoded[i]) for i in batch)
        ids = torch.zeros(len(batch), width, dtype=torch.long)
        present = torch.zeros(len(batch), width, dtype=torch.bool)
        for row, i in enumerate(batch):
            ids[row, : len(encoded[i])] = torch.tensor(encoded[i])
            present[row, : len(encoded[i])] = True
        states = model.embeddings(input_ids=ids.to(device))
        mask = torch.where(present[:, None, None, :].to(device), 0.0, _MASKED).to(states.dtype)
        for layer in model.encoder.layer[:lower_layers]:
            states = _first(layer(states, mask))
        for row, i in enumerate(batch):
            found[i] = states[row, : len(encoded[i])].cpu().clone()
    return [found[i] for i in range(len(encoded))]


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield positions, shortest first, so many that a batch padded to its longest stays within the budget."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and lengths[position] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
