from dataclasses import replace

from evals.bench import single_questions, stage_medians, time_answers
from evals.cases import Case
from evals.figures import Bench, RetrievalFigures
from evals.report_bench import render_bench
from tests.fakes_assistant import ScriptedAssistant, make_corpus, refused


def make_case(*turns: str) -> Case:
    return Case.model_validate({"id": turns[-1], "category": "c", "turns": turns, "expect": "refuse"})


def test_single_questions_leaves_out_conversations_and_repeats() -> None:
    assert single_questions([make_case("甲"), make_case("乙", "丙"), make_case("甲")]) == ["甲"]


def test_each_question_is_timed_as_a_conversation_of_its_own() -> None:
    assistant = ScriptedAssistant(make_corpus(a=["甲事。"]))
    answers, times_ms = time_answers(assistant, ["甲", "乙"])
    assert assistant.conversations == [("甲",), ("乙",)]
    assert [answer.question for answer in answers] == ["甲", "乙"]
    assert len(times_ms) == 2


def test_stage_medians_takes_each_stage_over_the_answers_that_had_it() -> None:
    answers = [replace(refused("甲"), timings_ms=times) for times in ({"检索": 1.0}, {"检索": 3.0, "组织": 5.0}, {})]
    assert stage_medians(answers) == {"检索": 2.0, "组织": 5.0}


def test_report_puts_the_systems_side_by_side() -> None:
    ours = RetrievalFigures(
        name="本项目",
        units=90,
        mean_chars=120.0,
        build_seconds=3.0,
        queries=200,
        hit_at_1=0.9,
        hit_at_5=None,
        mrr=0.93,
        p50_ms=12.0,
        p95_ms=20.0,
    )
    bench = Bench(
        config={"model": "m"},
        answers=200,
        answer_p50_ms=25.0,
        answer_p95_ms=50.0,
        stages_p50_ms={"检索": 12.0},
        cold_start_seconds=4.5,
        cold_start_cpu_seconds=4.0,
        unpack_seconds=3.0,
        build_seconds=9.0,
        peak_mib=800.0,
        resident_mib=700.0,
        retrieval=(ours, replace(ours, name="基线", hit_at_1=0.7)),
    )
    text = render_bench(bench)
    for piece in ("25.0 ms", "4.50 s", "800 MiB", "本项目", "90.0%", "基线", "70.0%", "–"):
        assert piece in text
