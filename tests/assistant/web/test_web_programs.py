"""What programs meet with besides answers: the page's limits, its journal, and words for whatever goes wrong."""

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from typing import Any

import gradio as gr  # noqa: TID251 (a caller as Gradio hands it over)
import pytest
from fastapi import Request

from assistant.journal.store import Journal
from assistant.types import Answer, Turn
from assistant.web.intake import Intake
from assistant.web.limits import Limits
from assistant.web.preparation import Preparation
from assistant.web.programs import CallError, Programs
from corpus.types import Corpus
from tests.assistant.web.conftest import PageAssistant


def done(call: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    return asyncio.run(call)


def caller(address: str = "192.0.2.1") -> gr.Request:
    return gr.Request(Request({"type": "http", "headers": [], "client": (address, 5000)}))


@pytest.fixture
def programs(ready: Preparation, journal: Journal) -> Programs:
    return Programs(ready, journal, Intake(Limits(max_question_chars=20, questions_per_minute=3)))


def test_an_answer_is_journalled_as_on_the_page_and_its_history_is_not_again(
    programs: Programs, journal: Journal
) -> None:
    answer = done(programs.ask_policy("还有呢？", ["个人能贷多少？"], caller()))
    assert answer["status"] == "answered"
    assert [entry.question for entry in journal.entries()] == ["还有呢？"]


def test_a_refusal_of_the_policies_is_an_answer(programs: Programs) -> None:
    assert done(programs.ask_policy("火星上有补贴吗？"))["status"] == "not_covered"


@pytest.mark.parametrize(
    ("question", "told"),
    [("", "Nothing was asked"), (" \u3000\n", "Nothing was asked"), ("长" * 21, "at most 20 characters")],
)
def test_a_question_that_cannot_be_taken_is_refused_in_both_languages(
    programs: Programs, journal: Journal, question: str, told: str
) -> None:
    for history in (None, ["个人能贷多少？"]):
        with pytest.raises(CallError, match=f"问.* / .*{told}"):
            done(programs.ask_policy(question, history))
    with pytest.raises(CallError, match=told):
        done(programs.ask_policy("归谁管？", [question]))
    assert journal.entries() == ()


def test_questions_are_counted_for_each_address_and_so_is_every_earlier_one(programs: Programs) -> None:
    done(programs.ask_policy("归谁管？", ["个人能贷多少？", "还有呢？"], caller()))
    with pytest.raises(CallError, match=r"每分钟最多问 3 次.*At most 3 questions a minute"):
        done(programs.ask_policy("还有呢？", None, caller()))
    assert done(programs.ask_policy("还有呢？", None, caller("192.0.2.2")))["status"] == "answered"


def test_reading_a_clause_is_not_counted(ready: Preparation, journal: Journal) -> None:
    programs = Programs(ready, journal, Intake(Limits(questions_per_minute=1)))
    assistant: Any = ready.result()
    assistant.corpus_version = "0123456789ab"
    for _ in range(3):
        assert done(programs.get_clause("town#1.1"))["clause_id"] == "town#1.1"


class SlowAssistant(PageAssistant):
    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self.asked, self.go_on = threading.Event(), threading.Event()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.set()
        self.go_on.wait(timeout=30)
        return super().ask(question, history)


def test_programs_stand_in_the_same_line_as_people(corpus: Corpus, journal: Journal) -> None:
    assistant = SlowAssistant(corpus)
    preparation = Preparation(lambda progress: assistant)
    preparation.start()
    preparation.result()
    intake = Intake(Limits(max_waiting=1))
    programs = Programs(preparation, journal, intake)

    async def meet() -> None:
        first = asyncio.create_task(programs.ask_policy("个人能贷多少？"))
        await asyncio.to_thread(assistant.asked.wait, 30)
        for call in (programs.ask_policy("还有呢？"), programs.search_clauses("贷款"), programs.get_clause("town#1.1")):
            with pytest.raises(CallError, match=r"提问的人很多.*Too many are waiting"):
                await call
        assistant.go_on.set()
        await first

    asyncio.run(meet())
    assert not intake.full


def test_a_call_before_the_index_is_ready_is_told_to_come_again(assistant: PageAssistant, journal: Journal) -> None:
    release = threading.Event()

    def build(progress: Any) -> PageAssistant:
        progress("计算向量", 1, 4)
        release.wait(timeout=30)
        return assistant

    preparation = Preparation(build)
    preparation.start()
    with pytest.raises(CallError, match=r"正在准备（.*）.*try again in a moment"):
        done(Programs(preparation, journal, Intake(Limits())).ask_policy("还有呢？"))
    release.set()
    preparation.result()


def test_what_breaks_is_told_without_what_broke(corpus: Corpus, journal: Journal) -> None:
    class Broken(PageAssistant):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            raise RuntimeError("/secret/path is on fire")

    for build, told in (
        (lambda progress: Broken(corpus), "something went wrong"),
        (lambda progress: (_ for _ in ()).throw(OSError("/secret/path")), "could not be prepared"),
    ):
        preparation = Preparation(build)
        preparation.start()
        while not preparation.finished:
            threading.Event().wait(0.01)
        with pytest.raises(CallError, match=told) as refusal:
            done(Programs(preparation, journal, Intake(Limits())).ask_policy("还有呢？"))
        assert "secret" not in str(refusal.value)
