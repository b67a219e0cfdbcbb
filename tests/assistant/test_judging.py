from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.evidence import Evidence
from assistant.judging import compare_candidates, judge_relevance, read_further
from corpus.types import Corpus
from tests.assistant.findings import NO_SIGNALS, ask, evidence
from tests.builders import make_corpus, make_document

QUESTION = ask("贷多少", terms=("贷款",))
LOANS = make_document(
    "d",
    """
    # 一、贷款
    可申请最高30万元贷款。贷款期限三年。可以展期一次。（责任单位：市人社局）
    # 二、培训
    每年培训100人。
    """,
)
CORPUS = make_corpus(LOANS)


class Reader:
    """Scores a passage by its length, and remembers what it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, question: str, passages: Sequence[str]) -> list[float]:
        self.read.extend(passages)
        return [float(len(passage)) for passage in passages]


@pytest.fixture
def reader() -> Reader:
    return Reader()


def scored(position: int, score: float) -> Evidence:
    found = evidence(LOANS.body()[position])
    return replace(found, passage=replace(found.passage, score=score))


def test_scorer_reads_a_sentence_under_its_heading_with_the_units(reader: Reader) -> None:
    (judged,) = judge_relevance(QUESTION, [scored(0, 1.0)], CORPUS, reader, clauses=3, second_looks=0)
    (text,) = reader.read
    assert text.startswith("贷款：")
    assert "市人社局" in text
    assert judged.signals.relevance == len(text)
    assert judged.relevances == ((0, float(len(text))),)


def test_clause_far_behind_the_first_is_not_read_and_taken_for_beside_the_point(reader: Reader) -> None:
    first, last = judge_relevance(QUESTION, [scored(0, 5.0), scored(1, 0.5)], CORPUS, reader, clauses=3, second_looks=0)
    assert len(reader.read) == 1
    assert first.relevances
    assert not last.relevances
    assert last.signals.relevance < -5


def test_rest_of_a_clause_is_read_once(reader: Reader) -> None:
    (judged,) = judge_relevance(QUESTION, [scored(0, 1.0)], CORPUS, reader, clauses=3, second_looks=0)
    through = read_further(QUESTION, judged, CORPUS, reader, sentences=6)
    assert sorted(position for position, _ in through.relevances) == [0, 1, 2]
    assert read_further(QUESTION, through, CORPUS, reader, sentences=6) == through
    assert len(reader.read) == 3


def test_candidate_is_compared_with_the_best_of_the_others(shipped_corpus: Corpus) -> None:
    clauses = shipped_corpus.documents[0].body()
    values = [(3.0, 2.5), (1.0, -9.0), (2.0, 1.0)]
    candidates = [
        evidence(clause, signals=replace(NO_SIGNALS, dense_z=dense, relevance=relevance))
        for clause, (dense, relevance) in zip(clauses, values, strict=False)
    ]
    compared = compare_candidates(candidates)
    assert [e.signals.dense_lead for e in compared] == [1.0, -2.0, -1.0]
    assert [e.signals.relevance_lead for e in compared] == [1.5, -6.0, -1.5]  # -11.5 says no more than -6


def test_only_candidate_leads_nobody_in_similarity(shipped_corpus: Corpus) -> None:
    (alone,) = compare_candidates([evidence(shipped_corpus.documents[0].body()[0])])
    assert (alone.signals.dense_lead, alone.signals.relevance_lead) == (0.0, 0.0)
    assert compare_candidates([]) == ()
