"""Which of several documents a question that names a place or a department means."""

import pytest

from assistant.named import Named, draft_named, find_named
from assistant.scope import circles, narrowed, undecided, with_title
from assistant.types import Status, Turn
from corpus.types import Corpus, Document
from index.references import ReferenceFinder, References
from index.tokens import Tokeniser
from tests.builders import make_corpus, make_document

A = make_document(
    "a",
    """
    第一条 为支持创业，制定本办法。
    第二条 补贴由财政安排。（责任单位：市财政局）
    第三条 补贴标准为5000元。
    """,
    title="甲市创业补贴实施办法",
)
B = make_document(
    "b",
    """
    第一条 为支持安居，制定本办法。
    第二条 资金由财政安排。（责任单位：市财政局）
    第三条 租房补贴标准为9000元。
    第四条 本办法自发布之日起施行。
    """,
    title="乙市人才安居管理办法",
)
BOTH = make_corpus(A, B)
TITLE = f"《{A.title}》"


def turn(*clause_ids: str) -> Turn:
    return Turn(question="", standalone_question="", status=Status.ANSWERED, clause_ids=clause_ids)


def meant(
    question: str, documents: tuple[Document, ...], *history: Turn, corpus: Corpus = BOTH
) -> tuple[References, tuple[Document, ...]]:
    """What the question names, and the documents among which it leaves open which is meant."""
    found = ReferenceFinder(corpus).find(question)
    around = circles(found, corpus, documents, history)
    references = narrowed(found, question, around)
    return references, undecided(references, around)


def named(question: str, documents: tuple[Document, ...], *history: Turn, tokeniser: Tokeniser) -> Named | None:
    found = ReferenceFinder(BOTH).find(question)
    around = circles(found, BOTH, documents, history)
    return find_named(question, narrowed(found, question, around), BOTH, tokeniser.words, circles=around)


@pytest.mark.parametrize(
    ("question", "documents", "history", "clause_ids"),
    [
        (f"{TITLE}第三条讲什么", (A, B), (turn("b#第二条"),), ("a#第三条",)),  # the document named
        ("第三条呢", (A, B), (turn("b#第二条"),), ("b#第三条",)),  # else the one spoken of
        ("第三条呢", (A, B), (turn("b#第二条"), turn()), ("b#第三条",)),  # though the last turn cited nothing
        ("第三条呢", (A,), (turn("b#第二条"),), ("a#第三条",)),  # unless the question is about another place
        ("第四条呢", (A, B), (turn("a#第二条"),), ("b#第四条",)),  # or only another has it
        ("第三条讲什么", (A,), (), ("a#第三条",)),
    ],
)
def test_place_is_looked_for_in_the_document_meant(
    question: str, documents: tuple[Document, ...], history: tuple[Turn, ...], clause_ids: tuple[str, ...]
) -> None:
    references, open_among = meant(question, documents, *history)
    assert references.clause_ids == clause_ids
    assert open_among == ()


def test_place_that_several_documents_have_is_undecided() -> None:
    assert meant("第三条讲什么", (A, B))[1] == (A, B)


@pytest.mark.parametrize("question", [f"{TITLE}和《{B.title}》的第三条", "第四条讲什么", "补贴多少"])
def test_named_or_single_place_is_not_undecided(question: str) -> None:
    assert meant(question, (A, B))[1] == ()


def test_place_that_only_another_citys_document_has_is_missing() -> None:
    references, _ = meant("甲市的第四条讲什么", (A,))
    assert references.clause_ids == ()
    assert references.missing == ("第四条",)


@pytest.mark.parametrize(
    ("documents", "history", "document_ids"),
    [((A,), (), {"a"}), ((A, B), (turn("b#第一条"),), {"b"}), ((A, B), (), {"a", "b"})],
)
def test_duties_are_those_in_the_documents_meant(
    documents: tuple[Document, ...], history: tuple[Turn, ...], document_ids: set[str], tokeniser: Tokeniser
) -> None:
    found = named("市财政局负责哪些工作", documents, *history, tokeniser=tokeniser)
    assert found is not None
    assert {clause.document_id for clause in found.clauses} == document_ids


def test_duties_from_several_documents_stand_under_the_title_of_each(tokeniser: Tokeniser) -> None:
    found = named("市财政局负责哪些工作", (A, B), tokeniser=tokeniser)
    assert found is not None
    texts = [sentence.text for sentence in draft_named(found)]
    assert [text for text in texts if text.startswith("《")] == [f"《{A.title}》：", f"《{B.title}》："]
    assert texts.index(f"《{B.title}》：") == 2


@pytest.mark.parametrize(
    ("question", "documents", "titles"),
    [
        ("第四条呢", (A, B), [f"《{B.title}》："]),  # 甲's was spoken of, which has none
        ("第三条呢", (A, B), [f"《{A.title}》："]),
        (f"{TITLE}第三条讲什么", (A, B), []),
        ("第三条讲什么", (A,), []),
    ],
)
def test_document_is_named_where_another_might_have_been_meant(
    question: str, documents: tuple[Document, ...], titles: list[str], tokeniser: Tokeniser
) -> None:
    found = named(question, documents, turn("a#第二条"), tokeniser=tokeniser)
    assert found is not None
    assert [s.text for s in draft_named(found) if s.fixed] == titles


@pytest.mark.parametrize(
    ("question", "corpus", "expected"),
    [
        ("第四条什么时候施行", BOTH, f"《{B.title}》第四条什么时候施行"),
        (f"{TITLE}第三条补多少", BOTH, f"{TITLE}第三条补多少"),
        ("补多少", BOTH, "补多少"),
        ("第四条什么时候施行", make_corpus(B), "第四条什么时候施行"),
    ],
)
def test_place_is_retrieved_with_the_title_of_its_document(question: str, corpus: Corpus, expected: str) -> None:
    references, _ = meant(question, corpus.documents, corpus=corpus)
    assert with_title(question, references, corpus) == expected
