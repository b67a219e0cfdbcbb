"""The retrieval that LangChain's parts give as they come: fixed-size chunks, BM25 over jieba words beside Chroma.

Built with care, so that being ahead of it means something: Chinese separators, overlap, the product's own model.
"""

import warnings
from collections.abc import Sequence
from uuid import uuid4

import jieba
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.types import Corpus

CHUNK_CHARS = 200
OVERLAP_CHARS = 40
_SEPARATORS = ["\n\n", "\n", "。", "；", ";", "，", ",", "、", ""]


def chunk(corpus: Corpus) -> list[str]:
    """Cut every document's source into chunks of fixed size, at sentence ends where possible."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARS, chunk_overlap=OVERLAP_CHARS, separators=_SEPARATORS, keep_separator="end"
    )
    return [piece for document in corpus.documents for piece in splitter.split_text(document.source)]


def build_baseline(chunks: Sequence[str], embeddings: Embeddings, *, k: int) -> BaseRetriever:
    """Index the chunks in memory, both ways with equal weight; each part retrieves k."""
    with warnings.catch_warnings():
        # langchain-community announces its end on import; its retriever is what a plain set-up uses today
        warnings.filterwarnings("ignore", message=".*langchain-community.*", category=DeprecationWarning)
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

    lexical = BM25Retriever.from_texts(list(chunks), preprocess_func=jieba.lcut, k=k)
    store = Chroma(collection_name=f"baseline-{uuid4().hex}", embedding_function=embeddings)
    store.add_texts(list(chunks))
    dense = store.as_retriever(search_kwargs={"k": k})
    return EnsembleRetriever(retrievers=[lexical, dense], weights=[0.5, 0.5])
