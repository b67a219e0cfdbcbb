"""What the lower layers made of a question while it was embedded, so that the scorer need not read it again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

_KEPT = 64  # questions, about 20 KB each


class QueryStates:
    """Keeps the states after some layer of the questions embedded last. Safe to share among threads."""

    def __init__(self, layer: torch.nn.Module) -> None:
        self._reading = threading.local()
        self._kept: OrderedDict[str, torch.Tensor] = OrderedDict()
        self._lock = threading.Lock()
        layer.register_forward_hook(self._keep)

    def reading(self, question: str | None) -> None:
        """Say which one question this thread embeds next; None for anything else."""
        self._reading.question = question

    def of(self, question: str) -> torch.Tensor | None:
        """Return ``(n_tokens, dim)`` for a question embedded lately, else None."""
        with self._lock:
            return self._kept.get(question)

    def _keep(self, _layer: torch.nn.Module, _inputs: Any, output: Any) -> None:
        question = getattr(self._reading, "question", None)
        states = output[0] if isinstance(output, tuple) else output
        if question is None or states.shape[0] != 1:
            return
        with self._lock:
            self._kept[question] = states[0].detach()
            self._kept.move_to_end(question)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
