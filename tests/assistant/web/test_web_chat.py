import asyncio
import threading
from collections.abc import Sequence

import pytest

from assistant.journal.store import Journal
from assistant.types import Answer, Turn
from assistant.web.chat import BROKEN, Chat, Exchange, View
from assistant.web.limits import Limits
from assistant.web.phrases import Language
from assistant.web.preparation import Preparation
from corpus.types import Corpus
from index.progress import Progress
from tests.assistant.web.conftest import PageAssistant


def ask(chat: Chat, question: str, exchanges: tuple[Exchange, ...] = ()) -> list[View]:
    async def collect() -> list[View]:
        return [view async for view in chat.ask(question, exchanges)]

    return asyncio.run(collect())


def test_the_question_is_shown_at_once_and_the_answer_sentence_by_sentence(chat: Chat) -> None:
    views = ask(chat, "个人能贷多少？")
    latest = [view.exchanges[-1] for view in views]
    assert [exchange.sentences_shown for exchange in latest] == [0, 1, 2]
    assert latest[0].answer is None
    assert [exchange.complete for exchange in latest] == [False, False, True]
    assert [exchange.just_taken for exchange in latest] == [True, False, False]


def test_earlier_exchanges_stay_and_are_the_history_of_the_next(chat: Chat, assistant: PageAssistant) -> None:
    first = ask(chat, "个人能贷多少？")[-1]
    second = ask(chat, "还有呢？", first.exchanges)[-1]
    assert [exchange.question for exchange in second.exchanges] == ["个人能贷多少？", "还有呢？"]
    assert assistant.conversations[-1] == ("个人能贷多少？", "还有呢？")


@pytest.mark.parametrize(("question", "reason"), [("", "先写下"), ("   \n", "先写下"), ("长" * 21, "21 字")])
def test_a_question_that_cannot_be_taken_is_kept_with_the_reason(chat: Chat, question: str, reason: str) -> None:
    (view,) = ask(chat, question)
    assert not view.accepted
    assert view.notice is not None
    assert reason in view.notice.within(Language.CHINESE)
    assert view.exchanges == ()


def test_space_around_a_question_is_dropped(chat: Chat) -> None:
    assert ask(chat, "  个人能贷多少？\n")[-1].exchanges[-1].question == "个人能贷多少？"


class BrokenAssistant(PageAssistant):
    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        raise RuntimeError("disk on fire")


def test_a_fault_is_told_kindly_and_the_conversation_goes_on(corpus: Corpus, journal: Journal) -> None:
    preparation = Preparation(lambda progress: BrokenAssistant(corpus))
    preparation.start()
    preparation.result()
    chat = Chat(preparation, journal=journal, limits=Limits())
    broken = ask(chat, "个人能贷多少？")[-1]
    assert broken.exchanges[-1].problem == BROKEN
    assert len(ask(chat, "还有呢？", broken.exchanges)[-1].exchanges) == 2


def test_a_question_asked_too_early_waits_with_visible_progress(assistant: PageAssistant, journal: Journal) -> None:
    release = threading.Event()

    def build(progress: Progress) -> PageAssistant:
        progress("计算向量", 1, 4)
        release.wait()
        return assistant

    preparation = Preparation(build)
    preparation.start()
    chat = Chat(preparation, journal=journal, limits=Limits())

    async def collect() -> list[View]:
        views = []
        async for view in chat.ask("个人能贷多少？", ()):
            views.append(view)
            if len(views) == 2:
                release.set()
        return views

    views = asyncio.run(collect())
    stage = views[1].exchanges[-1].stage
    assert stage is not None
    assert (stage.name, stage.done, stage.total) == ("计算向量", 1, 4)
    assert views[-1].exchanges[-1].complete


def test_a_failed_preparation_is_told_with_its_reason(journal: Journal) -> None:
    def build(progress: Progress) -> PageAssistant:
        raise OSError("目录不可写：/nowhere")

    preparation = Preparation(build)
    preparation.start()
    latest = ask(Chat(preparation, journal=journal, limits=Limits()), "在吗")[-1].exchanges[-1]
    assert latest.problem is not None
    assert "目录不可写：/nowhere" in latest.problem.within(Language.CHINESE)
