"""What an earlier generation holds that the next one need not work out again."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.counts import TokenCounts
from index.records import Level

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Vectors by the hash of what was embedded, and token counts with the words that the dictionary had."""

    vectors: NDArray[np.float32] | None = None  # (n_records, dim)
    row_of: Mapping[str, int] = field(default_factory=dict)  # hash → row
    counts: Mapping[Level, TokenCounts] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None) -> Self:
        """Read what a generation's folder holds; nothing where there is none, or where it cannot be read."""
        if folder is None:
            return cls()
        try:
            hashes = (folder / "passages.txt").read_text(encoding="ascii").split()
            vectors = np.load(folder / "vectors.npy", mmap_mode="r")
            if len(hashes) != len(vectors):
                raise ValueError(f"{len(hashes)} texts, {len(vectors)} vectors")
            return cls(
                vectors=vectors,
                row_of={text_hash: row for row, text_hash in enumerate(hashes)},
                counts={level: TokenCounts.load(folder / level.value) for level in Level},
                added=json.loads((folder / "dictionary.json").read_text(encoding="utf-8")),
            )
        except (OSError, ValueError, KeyError) as error:
            logger.warning("generation %s is not built upon: %s", folder.name, error)
            return cls()

    def rows(self, hashes: Sequence[str]) -> dict[int, int]:
        """Return, for the positions whose texts were embedded before, the rows of their vectors."""
        return {at: row for at, text_hash in enumerate(hashes) if (row := self.row_of.get(text_hash)) is not None}


def keep(folder: Path, *, hashes: Sequence[str], added: Mapping[str, int]) -> None:
    """Write into a generation's folder what the next one needs to know of it."""
    (folder / "passages.txt").write_text("\n".join(hashes), encoding="ascii")
    (folder / "dictionary.json").write_text(json.dumps(dict(added), ensure_ascii=False), encoding="utf-8")
