"""The folder that holds built indexes: one complete generation beside the other, never half of one.

::

    index/
    ├── build.lock            held while building
    ├── owner                 what this folder's collections on a Chroma server are called
    ├── embeddings.sqlite     vectors by content hash, shared by all generations
    └── generations/
        └── <key>/            named by everything that it was built from
            ├── manifest.json     written last and atomically: without it the folder is rubbish
            ├── in-use.lock       held shared by readers
            └── chroma-*/ sentence/ clause/ vectors.npy moments.npz
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from uuid import uuid4

from index.errors import StoreError

logger = logging.getLogger(__name__)

_KEEP = 3  # the newest ones stay: running readers, a step back


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was built from, and where its vectors are."""

    key: str
    schema_version: int
    records_digest: str
    corpus_digest: str
    model_identity: str
    dim: int
    tokeniser_version: int
    chroma_url: str | None
    collection: str
    chroma_folder: str | None  # within the generation's, None on a server
    n_records: int


class Generations:
    """The generations under one data directory."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / "generations"

    def folder(self, key: str) -> Path:
        """Return where the generation of this key lies or would lie."""
        return self._folder / key

    def manifest(self, key: str) -> Manifest | None:
        """Return the manifest of a complete generation, None if there is none or it cannot be read."""
        path = self.folder(key) / "manifest.json"
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return Manifest(**{field.name: data[field.name] for field in fields(Manifest)})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            logger.warning("manifest %s is unreadable (%s)", path, error)
            return None

    def manifests(self) -> list[Manifest]:
        """Return every complete generation, most recently used first."""
        if not self._folder.is_dir():
            return []
        stamped = []
        for folder in self._folder.iterdir():
            manifest = self.manifest(folder.name)
            if manifest:
                stamped.append(((folder / "manifest.json").stat().st_mtime_ns, manifest))
        return [manifest for _, manifest in sorted(stamped, key=lambda pair: pair[0], reverse=True)]

    def seal(self, manifest: Manifest) -> None:
        """Make a fully written generation the one that is found under its key."""
        folder = self.folder(manifest.key)
        for path in folder.rglob("*"):
            flush(path)
        part = folder / "manifest.part"
        part.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=2), encoding="utf-8")
        flush(part)
        part.replace(folder / "manifest.json")
        flush(folder)

    def use(self, key: str) -> Lease | None:
        """Keep a generation from being removed until the lease is released; None if it is not there (any more)."""
        folder = self.folder(key)
        try:
            lease = Lease(folder / "in-use.lock")
        except OSError:
            return None
        if self.manifest(key) is None:  # dropped between looking and locking
            lease.release()
            return None
        try:
            os.utime(folder / "manifest.json")
        except OSError:
            logger.debug("data directory is read-only: order of use is not recorded")
        return lease

    @contextmanager
    def building(self) -> Iterator[None]:
        """Wait until no other process builds, then keep others waiting."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "build.lock").open("ab")
        except OSError as error:
            raise StoreError(f"数据目录无法写入：{self.root}（{error}）") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def start(self, key: str) -> Path:
        """Return an empty folder for a new generation. Call it while building."""
        folder = self.folder(key)
        if folder.exists():
            self._remove(folder)
        folder.mkdir(parents=True)
        (folder / "in-use.lock").touch()
        return folder

    def owner(self) -> str:
        """Return the prefix of this folder's names on a server that others may share. Call while building."""
        path = self.root / "owner"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_text(f"policy-{uuid4().hex[:12]}", encoding="utf-8")
            part.replace(path)
        return path.read_text(encoding="utf-8")

    def drop_stale(self, *, keep: str) -> None:
        """Remove what killed builds left, and old generations that nobody reads. Call while building."""
        kept = {keep, *(manifest.key for manifest in self.manifests()[:_KEEP])}
        for folder in list(self._folder.iterdir()):
            if folder.name not in kept:
                self._drop(folder)

    def _drop(self, folder: Path) -> None:
        if self.manifest(folder.name) is None:
            self._remove(folder)
            return
        with (folder / "in-use.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._remove(folder)

    def _remove(self, folder: Path) -> None:
        # The manifest goes first: a removal that is killed half way leaves rubbish, not a damaged generation.
        (folder / "manifest.json").unlink(missing_ok=True)
        shutil.rmtree(folder)


class Lease:
    """A shared lock on a file, held until it is released, collected, or its process ends."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        self.release = weakref.finalize(self, os.close, descriptor)


def flush(path: Path) -> None:
    """Bring a file or folder to the disk, so that a power cut finds what the manifest promises."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
