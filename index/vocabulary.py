"""The vocabulary's vectors, left in the model's file: of 101,506 a corpus and its questions use a few thousand."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors import safe_open

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_TABLE = "embeddings.word_embeddings.weight"


class MappedVocabulary(torch.nn.Module):
    """Stands in for the model's embedding layer: the system reads a page of the file when a token needs it."""

    def __init__(self, table: torch.Tensor, dtype: torch.dtype) -> None:
        super().__init__()
        self._rows = (table,)  # in a tuple, so that it is no parameter: moving or casting the model would read it whole
        self._dtype = dtype

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Return ``(*ids.shape, dim)`` in the model's type."""
        return torch.nn.functional.embedding(ids.cpu(), self._rows[0]).to(ids.device, self._dtype)


def leave_in_file(model: "SentenceTransformer", folder: Path) -> None:
    """Let go of the vectors that ``model``, a BERT opened from ``folder``, holds in memory."""
    with safe_open(folder / "model.safetensors", framework="pt") as tensors:
        table = tensors.get_tensor(_TABLE)
    transformer: Any = model[0]
    embeddings = transformer.auto_model.embeddings
    embeddings.word_embeddings = MappedVocabulary(table, embeddings.word_embeddings.weight.dtype)
