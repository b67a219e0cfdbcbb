"""Questions that name a place in the shipped policy or a department, and ask for nothing else."""

from collections.abc import Callable

import pytest

from assistant import replies
from assistant.named import Named, draft_named, find_named, spell_out_last
from corpus.types import Corpus, Document
from index.references import ReferenceFinder
from index.tokens import Tokeniser

Find = Callable[[str], Named | None]


@pytest.fixture(scope="module")
def find(shipped_corpus: Corpus, tokeniser: Tokeniser) -> Find:
    references = ReferenceFinder(shipped_corpus)
    return lambda question: find_named(
        question,
        references.find(question),
        shipped_corpus,
        tokeniser.words,
        circles=(shipped_corpus.documents,),
    )


@pytest.mark.parametrize(
    "question", ["第四条", "第四条讲什么", "第四条的原文是什么", "念一下第四条", "四、说了什么第四条"]
)
def test_article_is_found_with_its_heading_and_clauses(question: str, find: Find, policy: Document) -> None:
    named = find(question)
    assert named is not None
    assert [clause.plain for clause in named.headings] == ["四、支持数字人才创新创业"]
    assert [clause.locator for clause in named.clauses] == ["第四条第1项", "第四条第2项", "第四条第3项"]


@pytest.mark.parametrize("question", ["第四条的标题是什么", "第四部分的题目叫什么", "第四条叫什么名字"])
def test_heading_alone_is_found_where_only_it_is_asked_for(question: str, find: Find) -> None:
    named = find(question)
    assert named is not None
    assert [clause.plain for clause in named.headings] == ["四、支持数字人才创新创业"]
    assert named.clauses == ()


def test_single_measure_is_found_alone(find: Find) -> None:
    named = find("第四条第1项说了什么")
    assert named is not None
    assert [clause.locator for clause in named.clauses] == ["第四条第1项"]
    assert named.headings == ()


@pytest.mark.parametrize("place", ["第二十条", "第十三条", "第100条"])
def test_place_that_the_policy_does_not_have_is_missing(place: str, find: Find) -> None:
    assert find(f"{place}是怎么规定的") == Named(missing=(place,))


@pytest.mark.parametrize("question", ["第四十段有什么", "开通第四十条航线", "第九十段婚姻"])
def test_ordinal_of_something_else_is_no_missing_place(question: str, find: Find) -> None:
    assert find(question) is None


@pytest.mark.parametrize(
    "question", ["第四条最高能贷多少", "第八条第2项由谁负责", "第四条的创业担保贷款", "第二条什么时候截止"]
)
def test_question_about_something_in_a_place_is_left_to_retrieval(question: str, find: Find) -> None:
    assert find(question) is None


@pytest.mark.parametrize("question", ["市总工会负责什么", "总工会管哪些事", "市总工会牵头哪些工作？"])
def test_department_is_found_with_all_its_clauses(question: str, find: Find, policy: Document) -> None:
    named = find(question)
    assert named is not None
    assert named.duties
    expected = [clause for clause in policy.body() if "市总工会" in clause.responsible_units]
    assert list(named.clauses) == expected
    assert len(expected) == 2


@pytest.mark.parametrize(
    "question", ["市公安局负责什么", "市教育局发放创业担保贷款吗", "谁负责", "创业担保贷款最高多少"]
)
def test_unknown_department_or_other_question_names_nothing(question: str, find: Find) -> None:
    assert find(question) is None


@pytest.mark.parametrize("word", ["最后一条", "最后一部分", "最后面一个章"])
def test_last_place_is_spelt_out_as_its_number(word: str, shipped_corpus: Corpus) -> None:
    assert spell_out_last(f"{word}讲什么", shipped_corpus).startswith("第十二")


@pytest.mark.parametrize("question", ["最后一条生产线补多少", "最后一节课几点"])
def test_last_of_something_else_is_left_as_it_is(question: str, shipped_corpus: Corpus) -> None:
    assert spell_out_last(question, shipped_corpus) == question


def test_last_place_is_left_alone_where_there_are_several_documents(shipped_corpus: Corpus) -> None:
    twice = Corpus(documents=shipped_corpus.documents * 2, digest="")
    assert spell_out_last("最后一条讲什么", twice) == "最后一条讲什么"


def test_draft_quotes_verbatim_from_the_clauses_named(find: Find, shipped_corpus: Corpus) -> None:
    named = find("第四条讲什么")
    assert named is not None
    draft = draft_named(named)
    assert draft[0].text == "四、支持数字人才创新创业。"
    assert {s.supports[0].clause for s in draft if not s.fixed} == {*named.headings, *named.clauses}
    assert all(s.quote in s.supports[0].quote(shipped_corpus) for s in draft if not s.fixed)


def test_draft_says_when_a_department_has_more_than_is_quoted(find: Find) -> None:
    named = find("市人力资源社会保障局负责哪些工作")
    assert named is not None
    draft = draft_named(named)
    assert draft[-1].text == replies.MORE_DUTIES
    assert draft[-1].fixed
    assert len({s.supports[0].clause.clause_id for s in draft if s.supports}) < len(named.clauses)
