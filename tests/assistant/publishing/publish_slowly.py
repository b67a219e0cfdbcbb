"""Publish at a pace at which it can be killed: ``python -m tests.assistant.publishing.publish_slowly WORKSPACE DATA``.

``--bytes N`` lets no file grow beyond N bytes, as a full disk would.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.publishing.errors import PublishingError
from index.errors import IndexingError
from tests.assistant.publishing.workspace import publisher
from tests.fakes import BagEmbedder

SECONDS_PER_TEXT = 0.002


class SlowEmbedder(BagEmbedder):
    def embed_passages(self, texts: Sequence[str], progress: object = None) -> NDArray[np.float32]:
        time.sleep(SECONDS_PER_TEXT * len(texts))
        return super().embed_passages(texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("workspace", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--bytes", type=int)
    options = parser.parse_args()
    if options.bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.bytes, options.bytes))
    try:
        replace(publisher(options.workspace, options.data), embedder=SlowEmbedder()).publish()
    except (PublishingError, IndexingError) as error:
        print(error)
        sys.exit(2)
