"""Looking up: what is found, in which order, within which bounds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.desk.lookup import Found, Inquiry, Mode, Scope, look_up
from index.search import Index

QUERIES = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("第一二四十条项款 甲政发〔2025〕6号《》创业贷款市财政局=<>$"), max_size=40),
)


def ids(found: Found) -> list[str]:
    return [hit.clause.clause_id for hit in found.hits]


def find(index: Index, query: str = "", **options: object) -> Found:
    return look_up(index, Inquiry(query=query, **options))  # type: ignore[arg-type]


def marked(found: Found) -> list[str]:
    hit = found.hits[0]
    return [hit.clause.plain[start:end] for start, end in hit.marks]


@pytest.mark.parametrize("mode", Mode)
def test_the_clause_that_says_it_comes_first(desk_index: Index, mode: Mode) -> None:
    assert ids(find(desk_index, "创业担保贷款", mode=mode))[0] == "town#2.1"


def test_by_words_only_clauses_that_hold_every_word_are_found(desk_index: Index) -> None:
    assert ids(find(desk_index, "创业 补贴", mode=Mode.WORDS)) == ["town#2.2"]
    assert ids(find(desk_index, "创业", mode=Mode.WORDS)) == ["town#2.1", "town#2.2"]


def test_a_word_of_the_heading_counts_for_what_stands_under_it(desk_index: Index) -> None:
    assert ids(find(desk_index, "产业学院 开展", mode=Mode.WORDS)) == ["town#1.2"]


def test_where_nothing_holds_the_phrase_its_words_are_found_and_that_is_said(desk_index: Index) -> None:
    found = find(desk_index, "小微企业的专家", mode=Mode.WORDS)
    assert set(ids(found)) == {"town#1.1", "town#2.1"}
    assert "没有条款原样写着“小微企业的专家”" in found.notes[0]


def test_matches_are_marked(desk_index: Index) -> None:
    assert marked(find(desk_index, "创业担保贷款", mode=Mode.WORDS)) == ["创业担保贷款"]
    assert "创业" in "".join(marked(find(desk_index, "创业担保贷款")))


def test_by_meaning_the_nearest_sentence_is_told(desk_index: Index) -> None:
    hit = find(desk_index, "邀请权威专家来授课", mode=Mode.MEANING).hits[0]
    assert hit.best is not None
    assert hit.clause.plain[slice(*hit.best)] == "邀请权威专家授课。"


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("第二条", ["town#2.1", "town#2.2"]),
        ("第二条第1项", ["town#2.1"]),
        ("第二条第一项的规定", ["town#2.1"]),
        ("市教育局", ["town#1.2"]),
        ("甲政发〔2025〕6号第二条", ["town#2.1", "town#2.2"]),
    ],
)
def test_what_is_named_is_gone_to_directly(desk_index: Index, mode: Mode, query: str, expected: list[str]) -> None:
    found = find(desk_index, query, mode=mode)
    assert found.direct
    assert ids(found) == expected
    assert all(hit.exact for hit in found.hits)


def test_a_document_number_opens_the_whole_document(desk_index: Index) -> None:
    found = find(desk_index, "甲政发〔2025〕6号")
    assert found.direct
    assert ids(found)[-1] == "town#2.2"
    assert len(ids(found)) == 6


@pytest.mark.parametrize("query", ["第四十条", "乙政发〔2025〕6号"])
def test_a_place_that_is_not_there_is_told_and_not_guessed(desk_index: Index, query: str) -> None:
    found = find(desk_index, query)
    assert found.direct
    assert found.hits == ()
    assert query in found.notes[0]


def test_more_than_a_name_is_ranked_the_named_clause_first(desk_index: Index) -> None:
    found = find(desk_index, "第二条第1项的贷款最高多少")
    assert not found.direct
    assert ids(found)[0] == "town#2.1"
    assert len(ids(found)) > 1


@pytest.mark.parametrize("query", ["", "培训", "第二条"])
@pytest.mark.parametrize("mode", Mode)
def test_filters_bound_every_way_of_looking(desk_index: Index, query: str, mode: Mode) -> None:
    for found in (
        find(desk_index, query, mode=mode, unit="市财政局"),
        find(desk_index, query, mode=mode, section_id="town#s2"),
    ):
        assert set(ids(found)) <= {"town#2.1", "town#2.2"}
        assert found.hits


def test_nothing_typed_lists_what_the_filters_admit_in_the_documents_order(desk_index: Index) -> None:
    assert ids(find(desk_index, unit="市人力资源社会保障局")) == ["town#1.1", "town#2.1"]
    assert find(desk_index).hits == ()


def test_documents_not_in_force_are_found_only_where_they_are_asked_for(desk_index: Index) -> None:
    assert "town@2020#1.1" not in ids(find(desk_index, "创业担保贷款"))
    assert ids(find(desk_index, "创业担保贷款", scope=Scope.NOT_IN_FORCE)) == ["town@2020#1.1"]
    everything = find(desk_index, "创业担保贷款", scope=Scope.ALL)
    assert {"town#2.1", "town@2020#1.1"} <= set(ids(everything))
    assert "只按词语" in everything.notes[-1]


def test_the_number_of_a_version_not_in_force_opens_it(desk_index: Index) -> None:
    assert not find(desk_index, "甲政发〔2020〕9号").hits
    assert ids(find(desk_index, "甲政发〔2020〕9号", scope=Scope.ALL))[-1] == "town@2020#1.1"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.sampled_from(Mode), st.sampled_from(Scope))
def test_anything_may_be_typed(desk_index: Index, query: str, mode: Mode, scope: Scope) -> None:
    found = find(desk_index, query, mode=mode, scope=scope)
    assert len(ids(found)) == len(set(ids(found)))
    for hit in found.hits:
        assert all(0 <= start < end <= len(hit.clause.plain) for start, end in hit.marks)
