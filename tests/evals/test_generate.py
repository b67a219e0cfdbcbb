from evals.cases import Case
from evals.generate import generate
from tests.fakes_assistant import ScriptedAssistant, answered, cite, make_corpus

CORPUS = make_corpus(a=["甲事由市财政局负责。", "乙事由市科技局负责。"])


def make_case(*turns: str, **fields: object) -> Case:
    return Case.model_validate({"id": turns[-1], "category": "c", "turns": turns, "expect": "refuse", **fields})


def test_generate_keeps_the_answer_to_the_last_turn_of_one_conversation() -> None:
    assistant = ScriptedAssistant(CORPUS, [answered("归谁管？", cite(CORPUS, "a#1"))])
    (record,) = generate(assistant, [make_case("甲事呢？", "归谁管？")])
    assert record.answer.question == "归谁管？"
    assert assistant.conversations == [("甲事呢？",), ("甲事呢？", "归谁管？")]
    assert record.latency_ms >= 0


def test_generate_retrieves_only_where_there_is_evidence_to_find() -> None:
    assistant = ScriptedAssistant(CORPUS, found={"甲": ["a#2", "a#1"], "丙": ["a#2"]})
    with_evidence = make_case("甲", expect="answer", evidence=["甲事"])
    first, second = generate(assistant, [with_evidence, make_case("丙")])
    assert first.retrieved == ("a#2", "a#1")
    assert second.retrieved == ()


def test_generate_reports_progress_after_each_case() -> None:
    ticks: list[int] = []
    generate(ScriptedAssistant(CORPUS), [make_case("甲"), make_case("乙")], progress=lambda: ticks.append(1))
    assert len(ticks) == 2
