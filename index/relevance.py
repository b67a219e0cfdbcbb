"""How likely a passage answers a question: the last layers of the embedding model read both together.

The lower layers read question and passage apart, as for embedding, so a passage's states can be kept; the upper ones,
adapted by low-rank deltas (LoRA, Hu et al. 2021), attend across both (PreTTR, MacAvaney et al. 2020). A small head on
the joint states gives the score. Trained by ``python -m index.tuning``; without weights for the model in use there is
no scorer, and the assistant decides on its other signals.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.lowrank import unpacked

if TYPE_CHECKING:
    import torch

    from index.embedding import Embedder

WEIGHTS_FILE = Path(__file__).parent / "weights" / "relevance.safetensors"
_MAX_QUESTION_TOKENS = 48
_MAX_PASSAGE_TOKENS = 120
_KEPT_PASSAGES = 1024  # about 60 KB of states each
_MASKED = -1e4
_ROW_STEP = 64  # rows are filled up to a multiple: each number of them has kernels of its own compiled, and kept
_LENGTH_STEP = 32


class RelevanceScorer:
    """Scores passages for a question. Safe to share among threads."""

    def __init__(
        self, embedder: Embedder, tensors: dict[str, torch.Tensor], *, lower_layers: int, scale: float
    ) -> None:
        self._model, self._tokenizer = embedder.backbone
        self._lower = lower_layers
        self._asked = embedder.watch(lower_layers)
        self._layers = _adapted(self._model, tensors, lower_layers=lower_layers, scale=scale)
        self._segments = tensors["seg"].to(self._model.dtype)
        self._head = [(tensors[f"head.{i}.weight"], tensors[f"head.{i}.bias"]) for i in (0, 3)]
        self._kept: OrderedDict[str, torch.Tensor] = OrderedDict()
        self._lock = Lock()

    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return ``(n_passages,)`` float32, log-odds that each passage answers the question before calibration."""
        import torch

        if not passages:
            return np.zeros(0, np.float32)
        with torch.inference_mode():
            asked = self._asked.of(question)
            if asked is None or len(asked) > _MAX_QUESTION_TOKENS:
                asked = self._states([f"query: {question}"], _MAX_QUESTION_TOKENS)[0]
            return np.asarray(self._joint(asked, self._passage_states(passages)).float().numpy(), np.float32)

    def _passage_states(self, passages: Sequence[str]) -> list[torch.Tensor]:
        """Return the states of the passages, read once and kept while they are in use."""
        with self._lock:
            found = {passage: self._kept[passage] for passage in passages if passage in self._kept}
        missing = [passage for passage in dict.fromkeys(passages) if passage not in found]
        if missing:
            found |= zip(missing, self._states([f"passage: {p}" for p in missing], _MAX_PASSAGE_TOKENS), strict=True)
        with self._lock:
            for passage in passages:
                self._kept[passage] = found[passage]
                self._kept.move_to_end(passage)
            while len(self._kept) > _KEPT_PASSAGES:
                self._kept.popitem(last=False)
        return [found[passage] for passage in passages]

    def _states(self, texts: list[str], max_tokens: int) -> list[torch.Tensor]:
        """Return, for each text, ``(n_tokens, dim)`` after the lower layers."""
        import torch

        encoded = self._tokenizer(texts, padding=True, truncation=True, max_length=max_tokens, return_tensors="pt")
        present = encoded["attention_mask"]
        states = self._model.embeddings(input_ids=encoded["input_ids"])
        mask = torch.where(present[:, None, None, :] > 0, 0.0, _MASKED).to(states.dtype)
        for layer in self._model.encoder.layer[: self._lower]:
            states = _first(layer(states, mask))
        return [states[i, : int(present[i].sum())].clone() for i in range(len(texts))]

    def _joint(self, asked: torch.Tensor, passages: list[torch.Tensor]) -> torch.Tensor:
        """Return ``(n_passages,)``."""
        from torch.nn.functional import gelu, linear

        question = asked + self._segments[0]
        pooled = read_pairs(self._layers, [(question, passage + self._segments[1]) for passage in passages])
        (first_weight, first_bias), (last_weight, last_bias) = self._head
        scores: torch.Tensor = linear(gelu(linear(pooled, first_weight, first_bias)), last_weight, last_bias)[:, 0]
        return scores


def open_scorer(embedder: Embedder, path: Path = WEIGHTS_FILE) -> RelevanceScorer | None:
    """Return the scorer trained on the embedder's model; None where there are no weights for that model.

    Raises ``ModelError`` when the weights are damaged.
    """
    description = path.with_suffix(".json")
    if not path.is_file() or not description.is_file():
        return None
    facts: dict[str, Any] = json.loads(description.read_text(encoding="utf-8"))
    if facts["base"] != embedder.identity:
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise ModelError(f"相关性模型 {path.name} 已损坏：校验值不符，请重新获取仓库文件。")
    import torch
    from safetensors.numpy import load

    tensors = {name: torch.from_numpy(tensor) for name, tensor in unpacked(load(content)).items()}
    return RelevanceScorer(embedder, tensors, lower_layers=facts["lower_layers"], scale=facts["scale"])


def _adapted(model: Any, tensors: dict[str, torch.Tensor], *, lower_layers: int, scale: float) -> list[torch.nn.Module]:
    """Return copies of the model's upper layers with the deltas added to their weights."""
    import torch

    layers = [copy.deepcopy(layer) for layer in model.encoder.layer[lower_layers:]]
    with torch.no_grad():
        for i, layer in enumerate(layers):
            for name, module in layer.named_modules():
                if isinstance(module, torch.nn.Linear):
                    down, up = tensors[f"layers.{i}.{name}.A"], tensors[f"layers.{i}.{name}.B"]
                    module.weight.copy_((module.weight.float() + scale * up @ down).to(module.weight.dtype))
    return layers


def read_pairs(layers: Iterable[torch.nn.Module], pairs: Sequence[tuple[torch.Tensor, torch.Tensor]]) -> torch.Tensor:
    """Return ``(n_pairs, 3 * dim)`` float32: each pair's first token and the means over question and passage."""
    import torch

    lengths = [[len(asked), len(told)] for asked, told in pairs]
    together = read_apart(layers, [torch.cat(pair) for pair in pairs])
    read = (torch.split(states.float(), parts) for states, parts in zip(together, lengths, strict=True))
    return torch.stack([torch.cat([asked[0], asked.mean(0), told.mean(0)]) for asked, told in read])


def read_apart(layers: Iterable[torch.nn.Module], texts: Sequence[torch.Tensor]) -> Sequence[torch.Tensor]:
    """Return the states of each text after the layers, in their precision: ``(n_tokens, dim)`` as given.

    The texts are laid end to end, not padded: a fifth of the work would be padding.
    """
    import torch

    lengths = [len(text) for text in texts]
    if spare := -sum(lengths) % _ROW_STEP:
        texts = [*texts, texts[0].new_zeros(spare, texts[0].shape[1])]
        lengths.append(spare)
    states = torch.cat(list(texts))
    for layer in layers:
        states = _read_together(layer, states, lengths)
    return torch.split(states, lengths)[: len(texts) - bool(spare)]


def _read_together(layer: Any, states: torch.Tensor, lengths: list[int]) -> torch.Tensor:
    """Return what a BERT layer makes of texts laid end to end, each attending to itself alone: ``(n_tokens, dim)``."""
    import torch

    attention, heads = layer.attention.self, layer.attention.self.num_attention_heads
    mapped = (attention.query(states), attention.key(states), attention.value(states))
    split = [part.unflatten(1, (heads, -1)).transpose(0, 1).split(lengths, 1) for part in mapped]
    attended = [_attend(*text) for text in zip(*split, strict=True)]
    states = layer.attention.output(torch.cat(attended, 1).transpose(0, 1).flatten(1), states)
    read: torch.Tensor = layer.output(layer.intermediate(states), states)
    return read


def _attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """Return ``(heads, n_tokens, dim)``, plain attention: for texts so short the fused kernel takes 1.6 times as long.

    Lengths are filled up, for the same reason as rows: each has kernels of its own.
    """
    import torch
    from torch.nn.functional import pad

    length = query.shape[1]
    if spare := -length % _LENGTH_STEP:
        query, key, value = (pad(part, (0, 0, 0, spare)) for part in (query, key, value))
    weights = torch.bmm(query * query.shape[-1] ** -0.5, key.transpose(1, 2)).float()
    if spare:
        weights[:, :, length:] = _MASKED
    return torch.bmm(torch.softmax(weights, -1).to(value.dtype), value)[:, :length]


def _first(output: Any) -> torch.Tensor:
    states: torch.Tensor = output[0] if isinstance(output, tuple) else output
    return states
