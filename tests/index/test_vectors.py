from pathlib import Path

import numpy as np
import pytest

from corpus.types import Corpus
from index.errors import StoreError
from index.records import build_records
from index.types import Filters
from index.vectors import VectorStore, copy_embedded
from tests.fakes import BagEmbedder


@pytest.fixture
def filled(town_corpus: Corpus, tmp_path: Path, embedder: BagEmbedder) -> Path:
    records = build_records(town_corpus)
    store = VectorStore.embedded(tmp_path / "chroma", "policy", create=True)
    assert list(store.add(records, embedder.embed_passages([record.passage for record in records])))[-1] == len(records)
    store.close()
    return tmp_path / "chroma"


def test_search_returns_cosines_best_first(filled: Path, town_corpus: Corpus, embedder: BagEmbedder) -> None:
    records = build_records(town_corpus)
    query = embedder.embed_queries(["创业担保贷款"])[0]
    cosines = {record.record_id: float(embedder.embed_queries([record.passage])[0] @ query) for record in records}
    store = VectorStore.embedded(filled, "policy")
    found = store.search(query, k=len(records), filters=Filters())
    assert dict(found) == pytest.approx(cosines, abs=1e-5)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    store.close()


def test_search_filters_lists_by_their_members(filled: Path, embedder: BagEmbedder) -> None:
    store = VectorStore.embedded(filled, "policy")
    filters = Filters(section_id="town#s2", responsible_unit="市财政局")
    found = store.search(embedder.embed_queries(["培训"])[0], k=50, filters=filters)
    assert {record_id.partition("@")[0] for record_id, _ in found} == {"town#2.1", "town#2.1/0"}
    store.close()


def test_delete_removes_records(filled: Path) -> None:
    store = VectorStore.embedded(filled, "policy")
    ids = sorted(store.ids())
    store.delete(ids[:2])
    assert store.ids() == set(ids[2:])
    assert len(store) == len(ids) - 2
    store.close()


def test_copy_is_complete_and_apart(filled: Path, tmp_path: Path) -> None:
    reader = VectorStore.embedded(filled, "policy")
    copy_embedded(filled, tmp_path / "copy")
    copy = VectorStore.embedded(tmp_path / "copy", "policy")
    assert copy.ids() == reader.ids()
    copy.delete(sorted(copy.ids()))
    assert len(copy) == 0
    assert len(reader) > 0
    copy.close()
    reader.close()


def test_missing_collection_is_a_store_error_with_its_cause(filled: Path) -> None:
    with pytest.raises(StoreError, match="nothing") as caught:
        VectorStore.embedded(filled, "nothing")
    assert caught.value.__cause__ is not None


def test_wrong_dimension_is_a_store_error(filled: Path) -> None:
    store = VectorStore.embedded(filled, "policy")
    with pytest.raises(StoreError, match="检索向量库失败"):
        store.search(np.ones(3, np.float32), k=1, filters=Filters())
    store.close()


@pytest.mark.parametrize("url", ["ftp://host", "http://", ""])
def test_unusable_url_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="地址无效"):
        VectorStore.served(url, "policy")


def test_absent_server_is_a_store_error_that_names_it() -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9"):
        VectorStore.served("http://127.0.0.1:9", "policy")
