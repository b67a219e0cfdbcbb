"""Finds the clauses that may answer one thing asked, has them read, and puts the likeliest first."""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.deciding import Calibration
from assistant.evidence import Evidence, Finding, Idf, gather_evidence
from assistant.judging import Scorer, compare_candidates, judge_relevance, read_further
from assistant.question import Ask
from corpus.types import BODY_KINDS, ClauseKind, Corpus
from index.retriever import PolicyRetriever, from_langchain
from index.types import Filters

RETRIEVED = 16  # clauses; some fall away by kind and document
_CANDIDATES = 8
_JUDGED = 6  # clauses that the relevance scorer reads
_SECOND_LOOKS = 2
_FURTHER_SENTENCES = 6  # of the clause that answers
_ANSWERING_KINDS = BODY_KINDS | {ClauseKind.PREAMBLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFinder:
    """Retrieval and the relevance scorer, where there is one, over one corpus."""

    corpus: Corpus
    retriever: PolicyRetriever
    idf: Idf
    calibration: Calibration
    scorer: Scorer | None

    def find(
        self,
        ask: Ask,
        *,
        document_ids: Collection[str],
        named: Collection[str],
        cited_before: tuple[str, ...] = (),
        passed_over: Collection[str] = (),
    ) -> Finding:
        """Return the candidates, likeliest first.

        ``named`` are the clauses that the question names, ``passed_over`` those that it asks for more beside.
        """
        retrieval = from_langchain(ask.text, self._retriever_within(document_ids).invoke(ask.text))
        evidence = [
            e
            for e in gather_evidence(ask, retrieval, self.corpus, self.idf, cited_before=cited_before)
            if e.clause.kind in _ANSWERING_KINDS
            and e.clause.document_id in document_ids
            and e.clause.clause_id not in passed_over
            and (not e.passage.exact or e.clause.clause_id in named)
        ][:_CANDIDATES]
        if self.scorer is not None:
            evidence = list(
                judge_relevance(ask, evidence, self.corpus, self.scorer, clauses=_JUDGED, second_looks=_SECOND_LOOKS)
            )
        ranked = sorted(
            compare_candidates(evidence), key=lambda e: self.calibration.ranking.probability(e.signals), reverse=True
        )
        return Finding(ask=ask, evidence=tuple(ranked))

    def read_through(self, ask: Ask, answering: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Have the rest of the best clause read as well, so that the sentence that answers is the one quoted."""
        if self.scorer is None or not answering:
            return answering
        best, *others = answering
        return (read_further(ask, best, self.corpus, self.scorer, sentences=_FURTHER_SENTENCES), *others)

    def _retriever_within(self, document_ids: Collection[str]) -> PolicyRetriever:
        """Return the retriever over these documents alone: among many, those of one place are seldom found first."""
        if len(document_ids) == len(self.corpus.documents):
            return self.retriever
        return self.retriever.model_copy(update={"filters": Filters(document_ids=tuple(sorted(document_ids)))})
