import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.api.errors import RequestError
from assistant.api.functions import ask, get, search
from assistant.api.inputs import Asking, Opening, Searching
from assistant.api.objects import to_json
from tests.assistant.api.conftest import IndexedAssistant


def found(assistant: IndexedAssistant, **values: object) -> list[dict[str, object]]:
    return search(assistant, Searching.checked({"query": "", **values}))["results"]  # type: ignore[return-value]


def test_a_question_is_asked_after_those_before_it(assistant: IndexedAssistant) -> None:
    answer = ask(assistant, Asking(question="归谁管？", history=("能贷多少？",)))
    assert answer.question == "归谁管？"
    assert assistant.conversations == [("能贷多少？",), ("能贷多少？", "归谁管？")]


def test_an_answer_is_the_object_that_the_command_line_prints(assistant: IndexedAssistant) -> None:
    turn = to_json(ask(assistant, Asking(question="能贷多少？")))
    assert turn["status"] == "answered"
    assert turn["answer"] == "最高400万元。[1]"
    (citation,) = turn["citations"]  # type: ignore[misc]
    source = assistant.corpus.document("town").source
    assert source[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["clause_id"] == "town#2.1"
    json.dumps(turn, allow_nan=False)


def test_what_is_found_has_the_keys_of_a_citation_and_quotes_the_source(assistant: IndexedAssistant) -> None:
    first, *_ = found(assistant, query="最高能贷多少万元", limit=2)
    (citation,) = to_json(ask(assistant, Asking(question="能贷多少？")))["citations"]  # type: ignore[misc]
    assert set(citation) - set(first) == {"n"}
    assert first["clause_id"] == "town#2.1"
    source = assistant.corpus.document("town").source
    assert source[first["start"] : first["end"]] == first["quote"]  # type: ignore[misc]


def test_results_are_ranked_and_no_more_than_asked_for(assistant: IndexedAssistant) -> None:
    assert [result["rank"] for result in found(assistant, query="培训", limit=2)] == [1, 2]


def test_a_place_that_is_named_is_gone_to(assistant: IndexedAssistant) -> None:
    (result,) = found(assistant, query="第二条第1项")
    assert (result["clause_id"], result["exact"]) == ("town#2.1", True)


def test_filters_narrow_and_alone_list_everything_in_them(assistant: IndexedAssistant) -> None:
    by_unit = found(assistant, query="支持", responsible_unit="市教育局")
    assert {result["clause_id"] for result in by_unit} == {"town#1.2"}
    section = by_unit[0]["section_ids"][0]  # type: ignore[index]
    assert [result["clause_id"] for result in found(assistant, section_id=section)] == ["town#1.1", "town#1.2"]


def test_what_does_not_apply_is_found_only_when_asked_for_and_says_so(assistant: IndexedAssistant) -> None:
    assert {result["state"] for result in found(assistant, query="贷款", limit=20)} == {"in_force"}
    (before,) = found(assistant, query="200万元", state="not_in_force", mode="words")
    assert (before["document_id"], before["state"]) == ("town@2020", "superseded")


@pytest.mark.parametrize(
    ("filters", "offered"),
    [
        ({"document_id": "village"}, "document_id.*town"),
        ({"document_id": "town@2020"}, "document_id.*town"),  # is not in force
        ({"section_id": "town#9"}, "section_id.*town#"),
        ({"responsible_unit": "财政局"}, "responsible_unit.*市财政局"),
    ],
)
def test_a_filter_that_names_nothing_is_told_what_there_is(
    assistant: IndexedAssistant, filters: dict[str, str], offered: str
) -> None:
    with pytest.raises(RequestError, match=offered):
        found(assistant, query="贷款", **filters)


def test_a_search_for_nothing_anywhere_is_refused(assistant: IndexedAssistant) -> None:
    with pytest.raises(RequestError, match="Give a query"):
        found(assistant, query=" \n")


def test_a_clause_comes_with_its_sentences_neighbours_and_document(assistant: IndexedAssistant) -> None:
    clause = get(assistant, Opening(clause_id="town#1.1"))
    assert clause["citation"] == "《甲市人才若干措施》（甲政发〔2025〕6号）第一条第1项"
    assert clause["responsible_units"] == ["市人力资源社会保障局"]
    assert clause["following"] == {"clause_id": "town#1.2", "locator": "第一条第2项"}
    source = assistant.corpus.document("town").source
    sentences: list[dict[str, object]] = clause["sentences"]  # type: ignore[assignment]
    assert [source[s["start"] : s["end"]] for s in sentences] == [s["text"] for s in sentences]  # type: ignore[misc]
    assert clause["corpus_version"] == assistant.corpus_version
    json.dumps(clause, allow_nan=False)


def test_a_clause_that_no_longer_applies_is_read_as_such(assistant: IndexedAssistant) -> None:
    clause = get(assistant, Opening(clause_id="town@2020#1.1"))
    assert clause["state"] == "superseded"
    document: dict[str, object] = clause["document"]  # type: ignore[assignment]
    assert (document["in_force_until"], document["superseded_by"]) == ("2024-12-31", "town")


def test_an_unknown_clause_of_a_known_document_may_have_moved(assistant: IndexedAssistant) -> None:
    with pytest.raises(RequestError, match=r"《甲市人才若干措施》里没有.*0123456789ab.*search again"):
        get(assistant, Opening(clause_id="town#9.9"))


def test_an_unknown_document_is_answered_with_the_known_ones(assistant: IndexedAssistant) -> None:
    with pytest.raises(RequestError, match="Documents held: town、town@2020"):
        get(assistant, Opening(clause_id="../../etc/passwd#1"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60), mode=st.sampled_from(["both", "words", "meaning"]))
def test_any_query_is_answered_in_json_or_refused_in_words(assistant: IndexedAssistant, query: str, mode: str) -> None:
    try:
        result = search(assistant, Searching.checked({"query": query, "mode": mode, "state": "all"}))
    except RequestError:
        assert not query.strip()
    else:
        json.dumps(result, allow_nan=False)
