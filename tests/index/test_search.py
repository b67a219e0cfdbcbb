from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.types import Corpus
from index.build import open_index
from index.search import Index
from index.types import Filters, Passage
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder


@pytest.fixture
def index(town_corpus: Corpus, tmp_path: Path, embedder: BagEmbedder) -> Iterator[Index]:
    index = open_index(town_corpus, data_dir=tmp_path, embedder=embedder)
    yield index
    index.close()


def ids(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.clause_id for passage in passages]


def test_retrieve_finds_the_clause_that_says_it(index: Index) -> None:
    assert ids(index.retrieve("小微企业创业担保贷款最高多少").passages)[0] == "town#2.1"


def test_retrieve_ranks_from_one_and_best_first(index: Index) -> None:
    passages = index.retrieve("职业院校").passages
    assert [passage.rank for passage in passages] == list(range(1, len(passages) + 1))
    assert [passage.score for passage in passages] == sorted((p.score for p in passages), reverse=True)


def test_retrieve_returns_at_most_k(index: Index) -> None:
    assert len(index.retrieve("培训", k=2).passages) == 2


def test_retrieve_scores_every_sentence_of_a_clause(index: Index) -> None:
    (passage,) = [p for p in index.retrieve("邀请专家授课").passages if p.clause_id == "town#1.1"]
    assert [sentence.position for sentence in passage.sentences] == [1, 0]
    assert passage.sentences[0].lexical > passage.sentences[1].lexical == 0


def test_dense_scores_are_cosines(index: Index, embedder: BagEmbedder) -> None:
    query, sentence = "邀请权威专家授课", "邀请权威专家授课。"
    (passage,) = [p for p in index.retrieve(query).passages if p.clause_id == "town#1.1"]
    expected = embedder.embed_queries([query])[0] @ embedder.embed_queries([sentence])[0]
    assert passage.sentences[0].dense == pytest.approx(float(expected), abs=1e-5)


def test_background_is_the_query_against_every_sentence(index: Index, embedder: BagEmbedder) -> None:
    query = "贷款"
    sentences = [s.plain for clause in index.corpus.documents[0].clauses for s in clause.sentences]
    cosines = embedder.embed_queries(sentences) @ embedder.embed_queries([query])[0]
    background = index.retrieve(query).background
    assert background.mean == pytest.approx(float(np.mean(cosines)), abs=1e-5)
    assert background.std == pytest.approx(float(np.std(cosines)), abs=1e-5)


def test_retrieve_puts_what_is_named_by_place_first(index: Index) -> None:
    passages = index.retrieve("第一条第2项和贷款有关吗").passages
    assert ids(passages)[0] == "town#1.2"
    assert [passage.exact for passage in passages].count(True) == 1
    assert "town#2.1" in ids(passages)


def test_retrieve_prefers_clauses_of_a_department_that_is_named(index: Index) -> None:
    assert ids(index.retrieve("财政局负责什么").passages)[0] == "town#2.1"


@pytest.mark.parametrize(
    ("filters", "clause_ids"),
    [
        (Filters(responsible_unit="市人力资源社会保障局"), {"town#1.1", "town#2.1"}),
        (Filters(section_id="town#s1"), {"town#1.1", "town#1.2"}),
        (Filters(section_id="town#s1", responsible_unit="市人力资源社会保障局"), {"town#1.1"}),
        (Filters(document_ids=("nowhere",)), set()),
    ],
)
def test_filters_restrict_meaning_words_and_places(index: Index, filters: Filters, clause_ids: set[str]) -> None:
    assert set(ids(index.retrieve("第一条第1项贷款培训院校", filters=filters).passages)) == clause_ids


@pytest.mark.parametrize("query", ["", "   ", "？！", "😀", "qwerty", "贷" * 5000])
def test_retrieve_takes_any_text(index: Index, query: str) -> None:
    assert all(np.isfinite(passage.score) for passage in index.retrieve(query).passages)


def test_idf_is_highest_for_what_the_corpus_does_not_say(index: Index) -> None:
    assert index.idf("贷款") < index.idf("医保")


def test_named_document_is_searched_among_many(tmp_path: Path, embedder: BagEmbedder) -> None:
    towns = [
        make_document(f"t{n}", "可以申请贷款。", title=f"{name}市贷款管理办法") for n, name in enumerate("甲乙丙丁")
    ]
    index = open_index(make_corpus(*towns), data_dir=tmp_path, embedder=embedder)
    assert index.retrieve("《丙市贷款管理办法》里可以申请贷款吗").passages[0].document_id == "t2"
    index.close()


def test_clauses_without_sentences_are_found(tmp_path: Path, embedder: BagEmbedder) -> None:
    document = make_document("d", "可以贷款。\n可以培训。")
    bare = replace(document, clauses=tuple(replace(clause, sentences=()) for clause in document.clauses))
    index = open_index(make_corpus(bare), data_dir=tmp_path, embedder=embedder)
    (first, second) = index.retrieve("怎么培训").passages
    assert (first.clause_id, first.sentences, second.clause_id) == ("d#0.2", (), "d#0.1")
    index.close()


def test_corpus_of_one_sentence_is_searched(tmp_path: Path, embedder: BagEmbedder) -> None:
    index = open_index(make_corpus(make_document("d", "可以贷款。")), data_dir=tmp_path, embedder=embedder)
    assert ids(index.retrieve("贷款").passages) == ["d#0.1"]
    index.close()
