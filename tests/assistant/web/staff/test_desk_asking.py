"""What the desk asks of the assistant for one caller."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Self

from assistant.chain import TurnState
from assistant.desk.proposals import ReviewFile
from assistant.journal.store import Journal
from assistant.types import Answer, Status, Turn
from assistant.web.preparation import Preparation
from assistant.web.staff.desk import Desk
from corpus.types import Corpus
from tests.fakes_assistant import make_corpus, refused


class CountingAssistant:
    """Refuses everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.passes: list[tuple[str, ...]] = []  # the questions of each pass, its own last

    @property
    def corpus(self) -> Corpus:
        return make_corpus(town=["个人最高可贷3万元。"])

    @contextmanager
    def using(self, day: date | None = None) -> Iterator[Self]:
        yield self

    def examples(self) -> tuple[str, ...]:
        return ()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return self.ask_and_explain(question, history)[0]

    def turns_of(self, questions: Sequence[str]) -> tuple[Turn, ...]:
        return tuple(refused(question).to_turn() for question in questions)

    def ask_and_explain(self, question: str, history: Sequence[Turn] = ()) -> tuple[Answer, TurnState]:
        self.passes.append((*(turn.question for turn in history), question))
        return refused(question), TurnState(question=question, history=tuple(history), status=Status.NOT_COVERED)


def test_a_caller_s_question_is_answered_and_explained_in_one_pass(tmp_path: Path) -> None:
    assistant = CountingAssistant()
    preparation = Preparation(lambda progress: assistant)
    preparation.start()
    desk = Desk(preparation, Journal.in_data_dir(tmp_path, retention_days=30), ReviewFile(tmp_path / "proposed.jsonl"))
    told = desk.ask({"question": "归谁管？", "earlier": ["能贷多少？"]})
    assert told["status"] == "not_covered"
    assert "政策没有提到。" in told["html"]
    assert assistant.passes == [("能贷多少？", "归谁管？")]
