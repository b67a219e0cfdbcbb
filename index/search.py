"""A built index, open for retrieval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.types import BODY_KINDS, Clause, Corpus
from index.fusion import LevelMoments, Scores, combine, fuse
from index.lexical import LexicalIndex
from index.records import Level, Record
from index.references import ReferenceFinder, References
from index.tokens import Tokeniser
from index.types import Background, Filters, Passage, Retrieval, SentenceScore
from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.generations import Lease

NO_FILTERS = Filters()
FRAME_PENALTY = 0.5  # of title, addressees, signature, …: asked for by name, in the way otherwise
NAMED_DOCUMENT_BONUS = 1.0
NAMED_UNIT_BONUS = 1.0
CANDIDATES = 100  # records from the vector store, and as many from each lexical level
_MAX_NAMED_DOCUMENTS = 5  # searched one by one for candidates

Vector = NDArray[np.float32]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Which row of the matrix of vectors belongs to what; sentence rows and clause rows are numbered in order."""

    of_record: dict[str, int]
    clause_of: NDArray[np.int32]  # (n_records,) number of the clause that a row belongs to
    sentence_rows: NDArray[np.int32]  # (n_sentences,)
    clause_rows: NDArray[np.int32]  # (n_clauses,)
    first_sentence: NDArray[np.int32]  # (n_clauses + 1,) where a clause's sentences start among all sentences
    clause_ids: tuple[str, ...]

    @classmethod
    def of(cls, records: tuple[Record, ...]) -> Rows:
        """Number the records, which stand in corpus order, each clause before its sentences."""
        is_clause = np.array([record.level is Level.CLAUSE for record in records])
        clause_of = np.cumsum(is_clause) - 1
        sentences_before = np.cumsum(~is_clause)
        clause_rows = np.flatnonzero(is_clause)
        return cls(
            of_record={record.record_id: row for row, record in enumerate(records)},
            clause_of=clause_of.astype(np.int32),
            sentence_rows=np.flatnonzero(~is_clause).astype(np.int32),
            clause_rows=clause_rows.astype(np.int32),
            first_sentence=np.append(sentences_before[clause_rows], sentences_before[-1]).astype(np.int32),
            clause_ids=tuple(record.clause_id for record in records if record.level is Level.CLAUSE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexical:
    """The lexical index of both levels, in the order of Rows."""

    sentences: LexicalIndex
    clauses: LexicalIndex


class Index:
    """Sentences and clauses of a corpus, searched by meaning and by words together. Safe to share among threads."""

    def __init__(
        self,
        corpus: Corpus,
        *,
        embedder: Embedder,
        tokeniser: Tokeniser,
        records: tuple[Record, ...],
        vectors: NDArray[np.float32],
        store: VectorStore,
        lexical: Lexical,
        moments: LevelMoments,
        lease: Lease | None = None,
    ) -> None:
        self.corpus = corpus
        self.embedder = embedder
        self.tokeniser = tokeniser
        self._vectors = vectors
        self._store = store
        self._lexical = lexical
        self._moments = moments
        self._lease = lease
        self._rows = Rows.of(records)
        clauses = {clause.clause_id: clause for document in corpus.documents for clause in document.clauses}
        self._clauses = [clauses[clause_id] for clause_id in self._rows.clause_ids]
        self._number = {clause_id: number for number, clause_id in enumerate(self._rows.clause_ids)}
        self._finder = ReferenceFinder(corpus)

    def retrieve(self, query: str, *, k: int = 10, filters: Filters = NO_FILTERS) -> Retrieval:
        """Return the k clauses that match a query best; those that it names by place come first.

        The vector store and the lexical index each name candidates; every candidate is then scored exactly.
        """
        vector = self.embedder.embed_queries([query])[0]
        tokens = self.tokeniser(query)
        scored = _Scored(
            background=self._moments.sentences.background(vector),
            clause_background=self._moments.clauses.background(vector),
            sentences=self._lexical.sentences.scores(tokens),
            clauses=self._lexical.clauses.scores(tokens),
        )
        references = self.references(query)
        numbers = self._candidates(vector, scored, references, filters)
        passages = self._score(numbers, vector, scored, references) if len(numbers) else []
        passages.sort(key=lambda passage: (not passage.exact, -passage.score))
        ranked = tuple(replace(passage, rank=rank) for rank, passage in enumerate(passages[:k], start=1))
        return Retrieval(query=query, passages=ranked, background=scored.background)

    def references(self, query: str) -> References:
        """Return what a query names outright."""
        return self._finder.find(query)

    def idf(self, token: str) -> float:
        """Return how telling a token is among the corpus's clauses; 0 and up."""
        return self._lexical.clauses.idf(token)

    def close(self) -> None:
        """Release the vector store and let the generation be removed once it is old."""
        self._store.close()
        if self._lease is not None:
            self._lease.release()

    def _candidates(self, vector: Vector, scored: _Scored, references: References, filters: Filters) -> Numbers:
        """Return the numbers of the clauses worth scoring, in corpus order."""
        rows = self._rows
        found = self._store.search(vector, k=CANDIDATES, filters=filters)
        if filters == NO_FILTERS and len(self.corpus.documents) > 1:
            for document_id in references.document_ids[:_MAX_NAMED_DOCUMENTS]:
                found += self._store.search(vector, k=CANDIDATES, filters=Filters(document_ids=(document_id,)))
        by_meaning = [rows.clause_of[rows.of_record[record_id]] for record_id, _ in found]
        others = [
            *rows.clause_of[rows.sentence_rows[_top(scored.sentences)]],
            *_top(scored.clauses),
            *(self._number[clause_id] for clause_id in references.clause_ids),
        ]
        admitted = [n for n in others if _admits(filters, self._clauses[n])] if filters != NO_FILTERS else others
        return np.unique(np.array([*by_meaning, *admitted], dtype=np.int32))

    def _score(self, numbers: Numbers, vector: Vector, scored: _Scored, references: References) -> list[Passage]:
        rows = self._rows
        starts, ends = rows.first_sentence[numbers], rows.first_sentence[numbers + 1]
        sentences = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        dense_sentences = self._vectors[rows.sentence_rows[sentences]] @ vector
        dense_clauses = self._vectors[rows.clause_rows[numbers]] @ vector
        fused_sentences = fuse(
            dense_sentences,
            scored.sentences[sentences],
            background=scored.background,
            all_lexical=scored.sentences,
        )
        fused_clauses = fuse(
            dense_clauses, scored.clauses[numbers], background=scored.clause_background, all_lexical=scored.clauses
        )
        passages = []
        offset = 0
        for i, number in enumerate(numbers):
            here = slice(offset, offset + int(ends[i] - starts[i]))
            offset = here.stop
            sentence_scores = _sentence_scores(
                fused_sentences[here], dense_sentences[here], scored.sentences[sentences[here]]
            )
            passages.append(
                _passage(
                    self._clauses[number],
                    sentence_scores,
                    fused=float(fused_clauses[i]),
                    dense=float(dense_clauses[i]),
                    lexical=float(scored.clauses[number]),
                    references=references,
                )
            )
        return passages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """What one query scores against the corpus at large."""

    background: Background
    clause_background: Background
    sentences: Scores  # lexical, of every sentence
    clauses: Scores  # lexical, of every clause


def _top(scores: Scores) -> Numbers:
    """Return the numbers of the best CANDIDATES texts that score at all."""
    n_best = min(CANDIDATES, len(scores))
    best = np.argpartition(scores, -n_best)[-n_best:] if n_best else np.arange(0)
    return best[scores[best] > 0].astype(np.int32)


def _admits(filters: Filters, clause: Clause) -> bool:
    return (
        (not filters.document_ids or clause.document_id in filters.document_ids)
        and (filters.section_id is None or filters.section_id in clause.section_ids)
        and (filters.responsible_unit is None or filters.responsible_unit in clause.responsible_units)
    )


def _sentence_scores(fused: Scores, dense: Scores, lexical: Scores) -> tuple[SentenceScore, ...]:
    return tuple(
        SentenceScore(
            position=int(position),
            score=float(fused[position]),
            dense=float(dense[position]),
            lexical=float(lexical[position]),
        )
        for position in np.argsort(-fused, kind="stable")
    )


def _passage(
    clause: Clause,
    sentences: tuple[SentenceScore, ...],
    *,
    fused: float,
    dense: float,
    lexical: float,
    references: References,
) -> Passage:
    best = sentences[0].score if sentences else fused
    return Passage(
        document_id=clause.document_id,
        clause_id=clause.clause_id,
        rank=0,
        score=combine(best, fused) + _prior(clause, references),
        dense=max([dense, *(sentence.dense for sentence in sentences)]),
        lexical=lexical,
        sentences=sentences,
        exact=clause.clause_id in references.clause_ids,
    )


def _prior(clause: Clause, references: References) -> float:
    """Return what speaks for a clause whatever it says, on the scale of fused scores."""
    prior = 0.0 if clause.kind in BODY_KINDS else -FRAME_PENALTY
    if clause.document_id in references.document_ids:
        prior += NAMED_DOCUMENT_BONUS
    if not set(references.units).isdisjoint(clause.responsible_units):
        prior += NAMED_UNIT_BONUS
    return prior
