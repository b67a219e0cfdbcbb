"""Which numbers of an answer are wrong, told without the assistant's own check."""

import pytest

from assistant.types import Answer
from evals.cases import Case
from evals.numbers import contradicted_numbers, unsupported_numbers
from tests.fakes_assistant import answered, cite, make_corpus, refused

LOANS = ["个人最高30万元。", "企业最高400万元，期限三年。", "每年 4\n00人。", "发布时间：2025-04-25 16:39"]
CORPUS = make_corpus(loans=[text.replace("\n", "　") for text in LOANS])
CASE = Case.model_validate(
    {"id": "a", "category": "c", "turns": ["能贷多少？"], "expect": "answer", "facts": [["30万元"]], "forbid": ["5%"]}
)


def says(text: str, *clauses: str) -> Answer:
    return answered("能贷多少？", *(cite(CORPUS, clause, n=n) for n, clause in enumerate(clauses, 1)), text=text)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("最高30万元。", "loans#1"),
        ("期限三年。", "loans#2"),
        ("每年400人。", "loans#3"),
        ("2025-04-25发布。", "loans#4"),
    ],
)
def test_a_number_that_its_clause_states_is_right(text: str, clause: str) -> None:
    assert unsupported_numbers(says(text, clause)) == ()


@pytest.mark.parametrize(
    ("text", "clause", "wrong"),
    [
        ("最高40万元。", "loans#1", ("40万元",)),
        ("最高30元。", "loans#1", ("30元",)),
        ("最高0万元。", "loans#2", ("0万元",)),
        ("期限五年。", "loans#2", ("五年",)),
        ("共有7。", "loans#1", ("7",)),
    ],
)
def test_a_number_that_its_clause_does_not_state_is_wrong(text: str, clause: str, wrong: tuple[str, ...]) -> None:
    assert unsupported_numbers(says(text, clause)) == wrong


def test_a_sentence_is_held_to_its_own_citations_only() -> None:
    assert unsupported_numbers(says("最高400万元。", "loans#1", "loans#2")) == ()
    assert unsupported_numbers(refused("能贷多少？", "政策没有提到5%。")) == ()


def test_another_amount_in_place_of_the_wanted_one_is_contradicted() -> None:
    assert contradicted_numbers(CASE, says("最高400万元。", "loans#2"), LOANS) == ("400万元",)
    assert contradicted_numbers(CASE, says("最高30万元。", "loans#1"), LOANS) == ()
    assert contradicted_numbers(CASE, says("期限三年。", "loans#2"), LOANS) == ()


def test_a_wanted_amount_that_the_policies_no_longer_state_contradicts_nothing() -> None:
    assert contradicted_numbers(CASE, says("最高400万元。", "loans#2"), LOANS[1:]) == ()


def test_a_forbidden_number_is_wrong_even_in_a_refusal() -> None:
    assert contradicted_numbers(CASE, refused("能贷多少？", "一般是5%。"), LOANS) == ("5%",)
