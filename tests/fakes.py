"""Real stand-ins for the slow parts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class BagEmbedder:
    """Embeds a text as its bag of characters: two texts are as similar as the characters they share.

    A character adds 1 to dimension ``ord(character) % dim``; the vector is then scaled to length 1.
    """

    def __init__(self, *, dim: int = 256, identity: str = "bag") -> None:
        self.dim = dim
        self.identity = f"{identity}-{dim}"
        self.embedded: list[str] = []  # every passage that was ever asked for

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._embed(text) for text in texts])

    def embed_passages(self, texts: Sequence[str], progress: object = None) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.stack([self._embed(text) for text in texts])

    def _embed(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dim, dtype=np.float32)
        for character in text or " ":
            vector[ord(character) % self.dim] += 1
        return vector / np.linalg.norm(vector)
