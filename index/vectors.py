"""Chroma: where texts, metadata and vectors live. The only module that knows it."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.types import Filters

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

    from index.records import Record

logger = logging.getLogger(__name__)

_BATCH = 2000  # records a call; Chroma refuses more than some 5,000
_DATABASE = "chroma.sqlite3"
_SEARCH_BREADTH = 200  # HNSW ef: as many as are ever asked for, so that the nearest are not missed


class VectorStore:
    """One Chroma collection of one generation of the index, with cosine similarity."""

    def __init__(self, client: Client, name: str, *, create: bool) -> None:
        self._client = client
        self._name = name
        try:
            with _translated(f"打开向量集合 {name}"):
                self._collection = self._create() if create else client.get_collection(name, embedding_function=None)
        except StoreError:
            _close(client)  # else this process would keep a damaged store open, and find it again under its path
            raise

    def _create(self) -> Collection:
        hnsw: Any = {"space": "cosine", "ef_search": _SEARCH_BREADTH}
        return self._client.create_collection(self._name, configuration={"hnsw": hnsw}, embedding_function=None)

    @classmethod
    def embedded(cls, folder: Path, name: str, *, create: bool = False) -> Self:
        """Open or create a collection that lives in a folder of this machine."""
        import chromadb

        with _translated(f"打开向量库 {folder}"):
            folder.mkdir(parents=True, exist_ok=True)
            client = cast("Client", chromadb.PersistentClient(folder, settings=_settings()))
        return cls(client, name, create=create)

    @classmethod
    def served(cls, url: str, name: str, *, create: bool = False) -> Self:
        """Open or create a collection on a Chroma server."""
        return cls(_server(url), name, create=create)

    def add(self, records: Sequence[Record], vectors: NDArray[np.float32]) -> Iterator[int]:
        """Store records with their vectors, yielding how many are in after each batch."""
        for start in range(0, len(records), _BATCH):
            batch = records[start : start + _BATCH]
            with _translated("写入向量库"):
                self._collection.add(
                    ids=[record.record_id for record in batch],
                    embeddings=vectors[start : start + _BATCH],
                    documents=[record.text for record in batch],
                    metadatas=[_metadata(record) for record in batch],
                )
            yield start + len(batch)

    def delete(self, record_ids: Sequence[str]) -> None:
        """Remove records; unknown ids are ignored."""
        for start in range(0, len(record_ids), _BATCH):
            with _translated("删除旧向量"):
                self._collection.delete(ids=list(record_ids[start : start + _BATCH]))

    def ids(self) -> set[str]:
        """Return the id of every record."""
        with _translated("读取向量库"):
            return set(self._collection.get(include=[])["ids"])

    def __len__(self) -> int:
        with _translated("读取向量库"):
            return self._collection.count()

    def search(self, query: NDArray[np.float32], *, k: int, filters: Filters) -> list[tuple[str, float]]:
        """Return ids and cosine similarities of the k records nearest to a (dim,) float32 unit vector, best first."""
        with _translated("检索向量库"):
            found = self._collection.query(
                query_embeddings=query[np.newaxis], n_results=k, where=_where(filters), include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [(record_id, 1.0 - distance) for record_id, distance in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Release files and connections."""
        _close(self._client)


def copy_embedded(source: Path, target: Path) -> None:
    """Copy an embedded store that others may have open for reading."""
    with _translated(f"复制向量库 {source}"):
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
        with closing(sqlite3.connect(source / _DATABASE)) as old, closing(sqlite3.connect(target / _DATABASE)) as new:
            old.backup(new)


def drop_served(url: str, name: str) -> None:
    """Delete a collection from a Chroma server, if it is there."""
    from chromadb.errors import NotFoundError

    client = _server(url)
    try:
        with _translated(f"删除向量集合 {name}"):
            client.delete_collection(name)
    except StoreError as error:
        if not isinstance(error.__cause__, NotFoundError):
            raise
    finally:
        _close(client)


def served_names(url: str, prefix: str) -> list[str]:
    """Return the names of a server's collections that start with a prefix."""
    client = _server(url)
    try:
        with _translated("列出向量集合"):
            return [found.name for found in client.list_collections() if found.name.startswith(prefix)]
    finally:
        _close(client)


def _server(url: str) -> Client:
    import chromadb

    parts = urlsplit(url if "//" in url else f"//{url}", scheme="http")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StoreError(f"Chroma 服务地址无效：{url}（应形如 http://127.0.0.1:8000）")
    secure = parts.scheme == "https"
    with _translated(f"连接 Chroma 服务 {url}"):
        port = parts.port or (443 if secure else 8000)
        return cast("Client", chromadb.HttpClient(parts.hostname, port, ssl=secure, settings=_settings()))


def _close(client: Client) -> None:
    client.close()
    parts: tuple[Any, ...] = (client, client._admin_client)
    for part in parts:
        session = getattr(part._server, "_session", None)
        if session is not None:
            session.close()  # Chroma leaves its connections to a server open


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _metadata(record: Record) -> Mapping[str, Any]:
    metadata: dict[str, Any] = {
        "level": record.level.value,
        "document_id": record.document_id,
        "clause_id": record.clause_id,
        "position": record.position,
        "kind": record.kind.value,
    }
    # Chroma refuses empty lists.
    if record.section_ids:
        metadata["section_ids"] = list(record.section_ids)
    if record.units:
        metadata["responsible_units"] = list(record.units)
    return metadata


def _where(filters: Filters) -> Any:
    conditions: list[dict[str, Any]] = []
    if filters.document_ids:
        conditions.append({"document_id": {"$in": list(filters.document_ids)}})
    if filters.section_id is not None:
        conditions.append({"section_ids": {"$contains": filters.section_id}})
    if filters.responsible_unit is not None:
        conditions.append({"responsible_units": {"$contains": filters.responsible_unit}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


@contextmanager
def _translated(doing: str) -> Iterator[None]:
    """Turn whatever Chroma raises into a StoreError that says what was being done.

    Chroma's own tree of errors is not enough: a server that is not there raises ValueError, a broken file RuntimeError.
    """
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        raise StoreError(f"{doing}失败：{error}") from error
