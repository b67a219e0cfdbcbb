"""Where a generation's vectors are kept, in its own folder or on a Chroma server, and how they get there."""

import logging
import shutil
from collections.abc import Sequence
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.generations import Generations, Manifest
from index.progress import Progress
from index.records import Record
from index.vectors import VectorStore, copy_embedded, drop_served, served_names

logger = logging.getLogger(__name__)

_MIN_SHARED = 0.7  # of an older store's records; below, building anew beats deleting and searches better


class StorePlace:
    """The place of one generation's vector store."""

    def __init__(self, generations: Generations, *, key: str, chroma_url: str | None) -> None:
        self.chroma_url = chroma_url
        self._generations = generations
        self._key = key

    def open(self, manifest: Manifest) -> VectorStore:
        """Open the store that a manifest names."""
        return self._store(manifest.collection, manifest.chroma_folder)

    def check(self) -> None:
        """Raise StoreError where a server does not answer."""
        if self.chroma_url:
            served_names(self.chroma_url, prefix="policy-")

    def fill(
        self, records: Sequence[Record], vectors: NDArray[np.float32], *, base: Manifest | None, report: Progress
    ) -> tuple[str, str | None]:
        """Bring all records into a store of their own; return the names of its collection and folder.

        Where ``base`` names an embedded store that shares most of them, a copy of it is changed instead.
        """
        if base is not None and base.chroma_folder is not None:
            folder = _unique("chroma")
            here = self._generations.folder(self._key) / folder
            try:
                copy_embedded(self._generations.folder(base.key) / base.chroma_folder, here)
                _complete(self._store(base.collection, folder), records, vectors, report)
                return base.collection, folder
            except StoreError as error:
                logger.info("generation %s is not built upon: %s", base.key, error)
                shutil.rmtree(here, ignore_errors=True)
        collection = _unique(f"{self._generations.owner()}-{self._key}")
        new_folder = None if self.chroma_url else _unique("chroma")
        _complete(self._store(collection, new_folder, create=True), records, vectors, report)
        return collection, new_folder

    def drop_orphans(self) -> None:
        """Remove what dropped generations and killed builds left on the server. Call while building."""
        if not self.chroma_url:
            return
        live = {manifest.collection for manifest in self._generations.manifests()}
        try:
            for name in served_names(self.chroma_url, prefix=f"{self._generations.owner()}-"):
                if name not in live:
                    drop_served(self.chroma_url, name)
        except StoreError as error:
            logger.warning("old collections stay on %s: %s", self.chroma_url, error)

    def _store(self, collection: str, folder: str | None, *, create: bool = False) -> VectorStore:
        if self.chroma_url:
            return VectorStore.served(self.chroma_url, collection, create=create)
        if folder is None:
            raise StoreError("索引清单没有记下向量库的位置。")
        return VectorStore.embedded(self._generations.folder(self._key) / folder, collection, create=create)


def _complete(store: VectorStore, records: Sequence[Record], vectors: NDArray[np.float32], report: Progress) -> None:
    """Remove from a store what is not among the records, add what is missing, and close it."""
    try:
        present = store.ids()
        wanted = {record.record_id for record in records}
        if len(present & wanted) < _MIN_SHARED * len(present):
            raise StoreError("与新语料相差太大")
        store.delete(sorted(present - wanted))
        missing = [row for row, record in enumerate(records) if record.record_id not in present]
        for done in store.add([records[row] for row in missing], vectors[missing]):
            report("写入向量库", done, len(missing))
        if len(store) != len(wanted):
            raise StoreError(f"写入向量库不完整：应有 {len(wanted)} 条，实有 {len(store)} 条。")
    finally:
        store.close()


def _unique(name: str) -> str:
    """Return a name never used before: Chroma remembers paths it has had open, and servers what was half built."""
    return f"{name}-{uuid4().hex[:8]}"
