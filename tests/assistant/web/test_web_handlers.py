"""What the page's parts show after a step, and which listener each way of asking has."""

import asyncio
import threading
from typing import Any

import gradio as gr  # noqa: TID251 (an event and a request as Gradio hands them over)
import pytest

from assistant.journal.store import Journal
from assistant.web.chat import Chat, Exchange
from assistant.web.handlers import Handlers
from assistant.web.limits import Limits
from assistant.web.page import build_page
from assistant.web.preparation import Preparation
from corpus.types import Corpus
from tests.assistant.web.conftest import PageAssistant

CHINESE = "zh-CN"
EXCHANGES = 3  # where they stand among what a step shows


def visitor() -> gr.Request:
    return gr.Request(client=None, query_params={})


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({"question": "还有呢？"}, "还有呢？"),
        (None, "个人能贷多少？"),  # Enter and the button say nothing besides
        ({}, "个人能贷多少？"),
        ({"question": ""}, "个人能贷多少？"),
        ("question", "个人能贷多少？"),  # not what our own page sends
    ],
)
def test_ask_takes_the_example_or_else_the_question_box(chat: Chat, sent: Any, asked: str) -> None:
    async def last() -> tuple[Exchange, ...]:
        steps = Handlers(chat).ask(gr.EventData(None, sent), "个人能贷多少？", (), CHINESE, visitor())
        shown: tuple[Exchange, ...] = [step[EXCHANGES] async for step in steps][-1]
        return shown

    assert [exchange.question for exchange in asyncio.run(last())] == [asked]


def test_every_way_of_asking_is_one_listener_so_that_none_begins_while_another_waits(chat: Chat) -> None:
    async def describe() -> dict[str, Any]:
        return dict(build_page(chat).get_config_file())  # within a loop, or else Gradio opens one and leaves it open

    config = asyncio.run(describe())
    events = [[event for _, event in dependency["targets"]] for dependency in config["dependencies"]]
    at = events.index(["submit", "click", "submit"])
    assert config["dependencies"][at]["trigger_mode"] == "once"
    assert [event for others in events[:at] + events[at + 1 :] for event in others if event in events[at]] == []


class ThreadNoting(PageAssistant):
    """Notes which thread had to find the examples."""

    found_in: threading.Thread | None = None

    def examples(self) -> tuple[str, ...]:
        self.found_in = threading.current_thread()
        return super().examples()


def test_examples_are_found_beside_the_event_loop(corpus: Corpus, journal: Journal) -> None:
    assistant = ThreadNoting(corpus)
    preparation = Preparation(lambda progress: assistant)
    preparation.start()
    preparation.result()
    handlers = Handlers(Chat(preparation, journal=journal, limits=Limits()))

    async def arrive() -> threading.Thread:
        shown = [step async for step in handlers.arrive(CHINESE, visitor())][-1]
        assert any("最多能贷多少？" in part for part in shown if isinstance(part, str))
        return threading.current_thread()

    assert assistant.found_in is not asyncio.run(arrive())
    assert assistant.found_in is not None
