"""What is live is followed between two answers, never within one; who answers is whole at every moment."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.live import LiveAssistant
from assistant.publishing.publish import Publisher
from assistant.service import Assistant
from assistant.types import Answer
from corpus.types import Corpus
from tests.assistant.publishing.workspace import MEASURES, RAISED, publisher, write_policy
from tests.fakes_assistant import ScriptedAssistant, answered, cite

pytestmark = pytest.mark.integration

QUESTION = "个人最高能贷多少？"


class ClosableIndex:
    """An index of which only the corpus and the closing matter."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.is_open = True

    def close(self) -> None:
        self.is_open = False


class QuotingAssistant(ScriptedAssistant):
    """Quotes the first measure of its corpus; ``before_answering`` lets a test stop it half way."""

    def __init__(self, corpus: Corpus, before_answering: Callable[[], object] = lambda: None) -> None:
        first = corpus.documents[0].body()[0]
        super().__init__(corpus, [answered(QUESTION, cite(corpus, first.clause_id))])
        self.index: ClosableIndex = ClosableIndex(corpus)  # type: ignore[assignment]
        self.corpus, self.corpus_version = corpus, corpus.digest[:12]
        self._before_answering = before_answering

    def ask(self, question: str, history: object = ()) -> Answer:
        self._before_answering()
        assert self.index.is_open, "an index was closed while it was answering"
        return super().ask(question)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_policy(tmp_path / "policies")
    return tmp_path / "policies"


@pytest.fixture
def one(workspace: Path, tmp_path: Path) -> Publisher:
    return publisher(workspace, tmp_path / "data")


class Opener:
    """Opens a live assistant over quick parts and keeps what it built."""

    def __init__(self, one: Publisher) -> None:
        self.one = one
        self.built: list[QuotingAssistant] = []
        self.before_answering: Callable[[], object] = lambda: None
        self.today = date(2025, 6, 1)

    def build(self, corpus: Corpus) -> Assistant:
        self.built.append(QuotingAssistant(corpus, lambda: self.before_answering()))
        return self.built[-1]  # type: ignore[return-value]

    def open(self) -> LiveAssistant:
        corpus_dir = self.one.settings.corpus_dir
        return LiveAssistant(self.one.record, corpus_dir, self.build, today=lambda: self.today, close_after_seconds=0)


@pytest.fixture
def opener(one: Publisher) -> Opener:
    return Opener(one)


def raise_the_amount(workspace: Path, one: Publisher) -> None:
    write_policy(workspace, [RAISED, *MEASURES[1:]])
    one.publish(no_gate="试")


def test_before_any_publication_the_workspace_itself_answers(opener: Opener) -> None:
    assert "30万元" in opener.open().ask(QUESTION).text


def test_edits_do_not_answer_until_they_are_published(workspace: Path, one: Publisher, opener: Opener) -> None:
    one.publish(no_gate="试")
    write_policy(workspace, [RAISED])
    assert "30万元" in opener.open().ask(QUESTION).text


def test_a_publication_answers_the_next_question(workspace: Path, one: Publisher, opener: Opener) -> None:
    live = opener.open()
    before = live.ask(QUESTION)
    raise_the_amount(workspace, one)
    assert live.look()
    after = live.ask(QUESTION)
    assert ("30万元" in before.text, "45万元" in after.text) == (True, True)


def test_a_rollback_is_followed_too(workspace: Path, one: Publisher, opener: Opener) -> None:
    one.publish(no_gate="试")
    raise_the_amount(workspace, one)
    live = opener.open()
    one.rollback()
    assert live.look()
    assert "30万元" in live.ask(QUESTION).text


def test_an_answer_under_way_is_finished_by_the_version_that_began_it(
    workspace: Path, one: Publisher, opener: Opener
) -> None:
    live = opener.open()
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        assert go_on.wait(timeout=30)

    opener.before_answering = wait
    answers: list[Answer] = []
    asking = threading.Thread(target=lambda: answers.append(live.ask(QUESTION)))
    asking.start()
    assert begun.wait(timeout=30)
    raise_the_amount(workspace, one)
    assert live.look()
    live.look()
    assert opener.built[0].index.is_open, "its last answer is not done"
    go_on.set()
    asking.join()
    assert "30万元" in answers[0].text
    live.look()
    assert not opener.built[0].index.is_open
    assert opener.built[1].index.is_open


def test_a_conversation_is_answered_by_one_version(workspace: Path, one: Publisher, opener: Opener) -> None:
    live = opener.open()
    turns = 0

    def publish_in_between() -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            raise_the_amount(workspace, one)
            live.look()

    opener.before_answering = publish_in_between
    texts = [answer.text for answer in live.converse([QUESTION, QUESTION])]
    assert ["30万元" in text for text in texts] == [True, True]


def test_what_cannot_be_loaded_leaves_the_old_one_answering(workspace: Path, one: Publisher, opener: Opener) -> None:
    one.publish(no_gate="试")
    live = opener.open()
    raise_the_amount(workspace, one)
    published = one.record.read().live
    assert published is not None
    for text in one.record.corpus_dir(published).glob("*.txt"):
        text.unlink()
    assert not live.look()
    assert "30万元" in live.ask(QUESTION).text
    assert "政策文本" in live.problem


def test_a_day_that_begins_brings_what_is_in_force_from_then_on(
    workspace: Path, one: Publisher, opener: Opener
) -> None:
    later = (
        "甲市促进就业若干措施\n\n一、发放贷款\n个人可申请最高60万元的创业担保贷款。\n\n本措施自2025年7月1日起施行。\n"
    )
    (workspace / "town@2025.txt").write_text(later, encoding="utf-8")
    live = opener.open()
    assert "30万元" in live.ask(QUESTION).text
    opener.today = date(2025, 7, 1)
    assert live.look()
    assert "60万元" in live.ask(QUESTION).text


def test_a_day_that_changes_nothing_builds_nothing(opener: Opener) -> None:
    live = opener.open()
    opener.today = date(2025, 6, 2)
    assert not live.look()
    assert len(opener.built) == 1


def test_watching_follows_by_itself_until_it_is_closed(workspace: Path, one: Publisher, opener: Opener) -> None:
    live = opener.open()
    live.watch(every_seconds=0.05)
    raise_the_amount(workspace, one)
    deadline = threading.Event()
    for _ in range(600):
        if "45万元" in live.ask(QUESTION).text:
            break
        deadline.wait(0.05)
    assert "45万元" in live.ask(QUESTION).text
    live.close()
    assert not any(thread.name == "live" and thread.is_alive() for thread in threading.enumerate())
