from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.retrievers import BaseRetriever

from corpus.types import Corpus
from index.build import open_index
from index.retriever import PolicyRetriever, from_langchain
from index.search import Index
from index.types import Filters
from tests.fakes import BagEmbedder


@pytest.fixture
def index(town_corpus: Corpus, tmp_path: Path, embedder: BagEmbedder) -> Iterator[Index]:
    index = open_index(town_corpus, data_dir=tmp_path, embedder=embedder)
    yield index
    index.close()


def test_retriever_is_langchains(index: Index) -> None:
    assert isinstance(PolicyRetriever(index=index), BaseRetriever)


def test_retriever_returns_clauses_with_what_a_citation_needs(index: Index) -> None:
    best = PolicyRetriever(index=index, k=1).invoke("创业担保贷款最高多少")[0]
    assert best.page_content.startswith("小微企业可申请最高400万元的创业担保贷款。")
    source = index.corpus.documents[0].source
    assert source[best.metadata["start"] : best.metadata["end"]].startswith("小微企业")
    expected = {
        "document_id": "town",
        "document_number": "甲政发〔2025〕6号",
        "clause_id": "town#2.1",
        "locator": "第二条第1项",
        "section": "二、发放贷款",
        "responsible_units": ["市人力资源社会保障局", "市财政局"],
        "rank": 1,
        "exact": False,
    }
    assert {name: best.metadata[name] for name in expected} == expected


def test_retriever_honours_k_and_filters(index: Index) -> None:
    retriever = PolicyRetriever(index=index, k=1, filters=Filters(responsible_unit="市教育局"))
    assert [found.id for found in retriever.invoke("创业担保贷款")] == ["town#1.2"]


def test_retriever_composes_with_other_steps(index: Index) -> None:
    chain = PolicyRetriever(index=index) | (lambda found: found[0].metadata["locator"])
    assert chain.invoke("职业院校产业学院") == "第一条第2项"


def test_nothing_of_a_retrieval_is_lost_on_the_way_through_langchain(index: Index) -> None:
    query = "创业担保贷款最高多少"
    found = PolicyRetriever(index=index, k=3).invoke(query)
    assert from_langchain(query, found) == index.retrieve(query, k=3)


def test_nothing_found_is_an_empty_retrieval() -> None:
    assert from_langchain("创业担保贷款", []).passages == ()
