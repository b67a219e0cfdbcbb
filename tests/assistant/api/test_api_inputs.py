import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.errors import RequestError
from assistant.api.inputs import MAX_EARLIER_QUESTIONS, Asking, Opening, Searching
from assistant.desk.lookup import Mode, Scope

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("question", [None, 7, True, ["问"], {"question": "问"}, "\ud800"])
def test_what_is_no_text_is_no_question_and_the_parameter_is_named(question: object) -> None:
    with pytest.raises(RequestError, match=r"参数 question .*应为.*Invalid question: expected one question"):
        Asking.checked({"question": question, "history": []})


def test_no_history_may_be_said_in_three_ways() -> None:
    said = [{}, {"history": None}, {"history": []}]
    assert [Asking.checked({"question": "问", **each}).history for each in said] == [(), (), ()]


@pytest.mark.parametrize("history", ["先前的问题", [1], [["问"]], [None], {"0": "问"}, ["\ud800"]])
def test_a_history_is_a_list_of_questions(history: object) -> None:
    with pytest.raises(RequestError, match=r"参数 history .*a list of at most"):
        Asking.checked({"question": "问", "history": history})


def test_a_history_has_an_end() -> None:
    longest = ["问"] * MAX_EARLIER_QUESTIONS
    assert len(Asking.checked({"question": "问", "history": longest}).history) == MAX_EARLIER_QUESTIONS
    with pytest.raises(RequestError, match="history"):
        Asking.checked({"question": "问", "history": [*longest, "问"]})


def test_a_search_needs_only_its_query() -> None:
    searching = Searching.checked({"query": "贷款"})
    assert (searching.limit, searching.mode, searching.state) == (5, Mode.BOTH, Scope.IN_FORCE)
    assert not searching.inquiry().restricted


def test_filters_may_be_null() -> None:
    searching = Searching.checked({"query": "贷款", "document_id": None, "responsible_unit": None})
    assert not searching.inquiry().restricted


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("limit", 0, "1 to 20"),
        ("limit", 21, "1 to 20"),
        ("limit", 2.5, "1 to 20"),
        ("limit", "多", "1 to 20"),
        ("mode", "fuzzy", "one of both, words, meaning"),
        ("state", "valid", "one of in_force, not_in_force, all"),
        ("document_id", "长" * 301, "document id"),
        ("responsible_unit", ["市财政局"], "full name"),
        ("query", None, "as a string"),
    ],
)
def test_each_parameter_says_what_it_should_be(name: str, value: object, expected: str) -> None:
    with pytest.raises(RequestError, match=f"Invalid {name}: expected .*{expected}"):
        Searching.checked({"query": "贷款", name: value})


@pytest.mark.parametrize("clause_id", ["", None, 4, "长" * 301])
def test_a_clause_id_is_a_short_text(clause_id: object) -> None:
    with pytest.raises(RequestError, match="clause_id"):
        Opening.checked({"clause_id": clause_id})


@given(values=st.fixed_dictionaries({"query": ANYTHING, "limit": ANYTHING, "mode": ANYTHING, "section_id": ANYTHING}))
def test_whatever_is_sent_is_taken_or_refused_in_words(values: dict[str, object]) -> None:
    told = ""
    try:
        assert 1 <= Searching.checked(values).limit <= 20
    except RequestError as refusal:
        told = str(refusal)
    assert not told or ("参数" in told and "Invalid" in told)
