"""The index as a LangChain retriever."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangchainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus.types import Corpus
from index.search import Index
from index.types import Background, Filters, Retrieval


class PolicyRetriever(BaseRetriever):
    """Returns clauses with what a citation of each needs in their metadata."""

    index: Index
    k: int = 10
    filters: Filters = Filters()

    model_config = ConfigDict(arbitrary_types_allowed=True)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
    ) -> list[LangchainDocument]:
        return to_langchain(self.index.retrieve(query, k=self.k, filters=self.filters), self.index.corpus)


def to_langchain(retrieval: Retrieval, corpus: Corpus) -> list[LangchainDocument]:
    """Turn passages into LangChain documents, best first; ``page_content`` is the clause as running prose."""
    found = []
    for passage in retrieval.passages:
        clause = corpus.clause(passage.clause_id)
        document = corpus.document(passage.document_id)
        metadata: dict[str, Any] = {
            "document_id": document.document_id,
            "document_title": document.title,
            "document_number": document.number,
            "clause_id": clause.clause_id,
            "kind": clause.kind.value,
            "locator": clause.locator,
            "section": " ".join(document.section(section_id).title for section_id in clause.section_ids),
            "start": clause.start,
            "end": clause.end,
            "responsible_units": list(clause.responsible_units),
            "rank": passage.rank,
            "score": passage.score,
            "dense": passage.dense,
            "lexical": passage.lexical,
            "exact": passage.exact,
            "passage": passage,
            "background": retrieval.background,
        }
        found.append(LangchainDocument(id=clause.clause_id, page_content=clause.plain, metadata=metadata))
    return found


def from_langchain(query: str, found: Sequence[LangchainDocument]) -> Retrieval:
    """Return the retrieval that ``PolicyRetriever`` gave as LangChain documents, sentence scores and all."""
    background = found[0].metadata["background"] if found else Background(mean=0.0, std=0.0)
    return Retrieval(
        query=query, passages=tuple(document.metadata["passage"] for document in found), background=background
    )
