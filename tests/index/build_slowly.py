"""Build an index at a pace at which it can be killed: ``python -m tests.index.build_slowly DATA_DIR N [EDITION]``."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.types import Corpus
from index.build import open_index
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder

SECONDS_PER_TEXT = 0.002


class SlowEmbedder(BagEmbedder):
    def embed_passages(self, texts: Sequence[str], progress: object = None) -> NDArray[np.float32]:
        time.sleep(SECONDS_PER_TEXT * len(texts))
        return super().embed_passages(texts)


def edition(number: int, *, n_clauses: int) -> Corpus:
    """Return a corpus of which every fifth clause differs from edition to edition."""
    lines = [f"第{n}号事项由第{n}科办理。" for n in range(n_clauses)]
    for n in range(0, n_clauses, 5):
        lines[n] = f"第{n}号事项在第{number}版里改为由第{n + number}处办理。"
    return make_corpus(make_document("d", "\n".join(lines)))


if __name__ == "__main__":
    data_dir, n_clauses, number = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    open_index(edition(number, n_clauses=n_clauses), data_dir=data_dir, embedder=SlowEmbedder()).close()
