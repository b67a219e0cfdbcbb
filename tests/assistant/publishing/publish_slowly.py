"""Publishing in a process of its own, at a pace at which it can be killed.

The processes are forked from one that has imported everything, so that a kill hits publishing and not the imports.
"""

import multiprocessing
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
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


def publish(workspace: Path, data_dir: Path, bytes_a_file: int | None, told: Connection) -> None:
    """Publish and say how it went; no file may grow beyond so many bytes, as on a full disk."""
    if bytes_a_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))
    told.send("begun")
    try:
        replace(publisher(workspace, data_dir), embedder=SlowEmbedder()).publish()
    except (PublishingError, IndexingError) as error:
        told.send(str(error))
    else:
        told.send("published")


class Publishing:
    """One such process; it has begun when this returns."""

    def __init__(self, workspace: Path, data_dir: Path, *, bytes_a_file: int | None = None) -> None:
        forking = multiprocessing.get_context("forkserver")
        forking.set_forkserver_preload([__name__])
        self._told, end = forking.Pipe(duplex=False)
        self._process = forking.Process(target=publish, args=(workspace, data_dir, bytes_a_file, end))
        self._process.start()
        end.close()
        assert self._told.recv() == "begun"

    def kill(self) -> bool:
        """Kill it where it stands; return whether it was done already."""
        self._process.kill()
        self._process.join()
        return self._process.exitcode == 0

    def outcome(self) -> str:
        """Wait for the end; return how it went."""
        told = str(self._told.recv())
        self._process.join()
        return told
