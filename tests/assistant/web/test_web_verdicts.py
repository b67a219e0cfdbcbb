"""Every answer is in the journal, and a verdict reaches the entry of the answer it was given under, no other."""

import asyncio
import threading
from pathlib import Path

import pytest

from assistant.journal.store import Journal
from assistant.journal.types import Reason, Verdict
from assistant.types import Answer, Status, Turn
from assistant.web.chat import NOT_KEPT, TOO_MANY, TOO_OFTEN, Chat, Exchange, View
from assistant.web.limits import Limits
from assistant.web.phrases import Language
from assistant.web.preparation import Preparation
from corpus.types import Corpus
from tests.assistant.web.conftest import PageAssistant


def ask(chat: Chat, question: str, exchanges: tuple[Exchange, ...] = (), client: str = "") -> View:
    async def last() -> View:
        return [view async for view in chat.ask(question, exchanges, client=client)][-1]

    return asyncio.run(last())


def entry_of(view: View) -> int:
    entry_id = view.exchanges[-1].entry_id
    assert entry_id is not None
    return entry_id


def test_every_answer_is_recorded_refusals_too(chat: Chat, journal: Journal) -> None:
    first = ask(chat, "个人能贷多少？")
    second = ask(chat, "有没有奶粉钱？", first.exchanges)
    assert [entry.question for entry in journal.entries()] == ["有没有奶粉钱？", "个人能贷多少？"]
    assert [entry.status for entry in journal.entries()] == [Status.NOT_COVERED, Status.ANSWERED]
    assert [entry.entry_id for entry in journal.entries()] == [entry_of(second), entry_of(first)]


def test_a_question_that_was_not_taken_is_not_recorded(chat: Chat, journal: Journal) -> None:
    ask(chat, "长" * 21)
    assert journal.entries() == ()


def test_a_verdict_is_kept_with_its_reason_and_the_thanks_tells_what_happens(chat: Chat, journal: Journal) -> None:
    view = ask(chat, "个人能贷多少？")
    reply = chat.rate(
        view.exchanges, entry_of(view), Verdict.UNHELPFUL, reason=Reason.OUTDATED, comment=" 今年改了，打13812345678 "
    )
    assert reply.kept
    said = reply.message.within(Language.CHINESE)
    assert "30 天后删除" in said
    assert "工作人员会看到" in said
    (entry,) = journal.entries()
    assert (entry.verdict, entry.reason) == (Verdict.UNHELPFUL, Reason.OUTDATED)
    assert entry.comment == "今年改了，打〔手机号已隐去〕"


def test_nobody_can_judge_an_answer_of_another_conversation(chat: Chat, journal: Journal) -> None:
    theirs, mine = ask(chat, "个人能贷多少？"), ask(chat, "还有呢？")
    assert chat.rate(mine.exchanges, entry_of(theirs), Verdict.UNHELPFUL).message == NOT_KEPT
    assert not any(entry.verdict for entry in journal.entries())


def test_a_verdict_on_a_deleted_entry_is_told_kindly(chat: Chat, journal: Journal) -> None:
    view = ask(chat, "个人能贷多少？")
    journal.delete_entry(entry_of(view))
    reply = chat.rate(view.exchanges, entry_of(view), Verdict.HELPFUL)
    assert (reply.message, reply.kept) == (NOT_KEPT, False)


@pytest.fixture
def unwritable(tmp_path: Path) -> Journal:
    """A file stands where the journal's folder should be."""
    (tmp_path / "data").touch()
    return Journal.in_data_dir(tmp_path / "data", retention_days=30)


def test_without_a_journal_citizens_still_get_answers(ready: Preparation, unwritable: Journal) -> None:
    view = ask(Chat(ready, journal=unwritable, limits=Limits()), "个人能贷多少？")
    latest = view.exchanges[-1]
    assert latest.answer is not None
    assert latest.answer.status is Status.ANSWERED
    assert latest.complete
    assert latest.entry_id is None
    assert unwritable.problem


def test_who_asks_too_fast_is_asked_for_patience_and_others_are_not(ready: Preparation, journal: Journal) -> None:
    chat = Chat(ready, journal=journal, limits=Limits(questions_per_minute=2))
    views = [ask(chat, "个人能贷多少？", client="192.0.2.1") for _ in range(3)]
    assert [view.accepted for view in views] == [True, True, False]
    assert views[-1].notice == TOO_OFTEN
    assert ask(chat, "个人能贷多少？", client="192.0.2.2").accepted


def test_verdicts_have_a_limit_of_their_own(ready: Preparation, journal: Journal) -> None:
    chat = Chat(ready, journal=journal, limits=Limits(questions_per_minute=2))
    view = ask(chat, "个人能贷多少？", client="192.0.2.1")
    kept = [chat.rate(view.exchanges, entry_of(view), Verdict.HELPFUL, client="192.0.2.1").kept for _ in range(3)]
    assert kept == [True, True, False]
    assert ask(chat, "还有呢？", view.exchanges, client="192.0.2.1").accepted


class SlowAssistant(PageAssistant):
    """Answers once it is let to."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self.release = threading.Event()

    def ask(self, question: str, history: tuple[Turn, ...] = ()) -> Answer:  # type: ignore[override]
        assert self.release.wait(timeout=30)
        return super().ask(question, history)


@pytest.fixture
def slow(corpus: Corpus) -> SlowAssistant:
    return SlowAssistant(corpus)


@pytest.fixture
def small_chat(slow: SlowAssistant, journal: Journal) -> Chat:
    preparation = Preparation(lambda progress: slow)
    preparation.start()
    preparation.result()
    return Chat(preparation, journal=journal, limits=Limits(max_waiting=2))


def test_a_full_queue_is_told_kindly_and_empties(small_chat: Chat, slow: SlowAssistant) -> None:
    async def crowd() -> list[View]:
        async def last(question: str) -> View:
            return [view async for view in small_chat.ask(question, ())][-1]

        waiting = [asyncio.create_task(last(f"{number}？")) for number in range(2)]
        await asyncio.sleep(0.05)
        declined = await last("第三个人？")
        slow.release.set()
        return [declined, *(await asyncio.gather(*waiting)), await last("再来？")]

    declined, *answered = asyncio.run(crowd())
    assert (declined.accepted, declined.notice) == (False, TOO_MANY)
    assert [view.exchanges[-1].question for view in answered] == ["0？", "1？", "再来？"]
    assert all(view.exchanges[-1].complete for view in answered)


def test_a_visitor_who_leaves_makes_room(small_chat: Chat, slow: SlowAssistant) -> None:
    async def leave_and_return() -> View:
        for number in range(5):
            leaving = small_chat.ask(f"{number}？", ())
            await anext(leaving)
            await leaving.aclose()
        slow.release.set()
        return [view async for view in small_chat.ask("还行吗？", ())][-1]

    assert asyncio.run(leave_and_return()).accepted
