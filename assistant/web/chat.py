"""One visitor's conversation: what each step of asking shows, sentence by sentence."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from anyio import CapacityLimiter, to_thread

from assistant.types import Answer
from assistant.web.preparation import Preparation, PreparationFailedError, Stage

logger = logging.getLogger(__name__)

SENTENCE_PAUSE_SECONDS = 0.08  # long enough to be seen arriving, short enough never to be waited for
MAX_HISTORY_TURNS = 10
MAX_EXCHANGES_SHOWN = 50  # an evening's chat; what is older leaves the page, so that it stays quick

BROKEN = "抱歉，系统这次没能作答。请稍后再试，或直接查阅右侧的政策原文。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and as much of its answer as is shown so far."""

    question: str
    answer: Answer | None = None
    sentences_shown: int = 0
    stage: Stage | None = None  # what is being waited for, while the assistant is not ready
    problem: str = ""  # told instead of an answer when something broke

    @property
    def just_taken(self) -> bool:
        """Whether this is the first that is shown of the question."""
        return self.answer is None and self.stage is None and not self.problem

    @property
    def complete(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.problem) or (self.answer is not None and self.sentences_shown >= len(self.answer.sentences))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the page shows after a step."""

    exchanges: tuple[Exchange, ...]
    notice: str = ""  # beside the question box: why a question was not taken
    accepted: bool = True  # whether the question box may be emptied


class Chat:
    """Takes questions from any number of visitors; each brings the exchanges so far and gets them back longer."""

    def __init__(self, preparation: Preparation, *, max_question_chars: int) -> None:
        self.preparation = preparation
        self.max_question_chars = max_question_chars
        self._limiter = CapacityLimiter(os.cpu_count() or 1)

    async def ask(self, question: str, exchanges: tuple[Exchange, ...]) -> AsyncIterator[View]:
        """Yield what to show from the moment the question is taken until its answer is complete."""
        question = question.strip()
        notice = self._objection(question)
        if notice:
            yield View(exchanges=exchanges, notice=notice, accepted=False)
            return
        before = exchanges[-MAX_EXCHANGES_SHOWN + 1 :]
        async for exchange in self._answer(question, before):
            yield View(exchanges=(*before, exchange))

    def _objection(self, question: str) -> str:
        if not question:
            return "请先写下您的问题。"
        if len(question) > self.max_question_chars:
            return (
                f"问题请控制在 {self.max_question_chars} 字以内（现在 {len(question)} 字），只写最想知道的那一点即可。"
            )
        return ""

    async def _answer(self, question: str, before: tuple[Exchange, ...]) -> AsyncIterator[Exchange]:
        pending = Exchange(question=question)
        yield pending
        while not self.preparation.finished:
            yield replace(pending, stage=await self.preparation.wait())
        try:
            answer = await to_thread.run_sync(self._ask, question, before, limiter=self._limiter)
        except PreparationFailedError as error:
            yield replace(pending, problem=preparation_problem(error))
            return
        except Exception:  # the face: the visitor gets a kind word, the log gets the traceback
            logger.exception("answering failed")
            yield replace(pending, problem=BROKEN)
            return
        for shown in range(1, max(len(answer.sentences), 1) + 1):
            if shown > 1:
                await asyncio.sleep(SENTENCE_PAUSE_SECONDS)
            yield Exchange(question=question, answer=answer, sentences_shown=shown)

    def _ask(self, question: str, before: tuple[Exchange, ...]) -> Answer:
        answers = [exchange.answer for exchange in before if exchange.answer is not None]
        history = [answer.to_turn() for answer in answers[-MAX_HISTORY_TURNS:]]
        return self.preparation.result().ask(question, history)


def preparation_problem(error: PreparationFailedError) -> str:
    """Say that the index could not be opened, with the reason that the maintainer needs."""
    return f"政策索引没有准备好，暂时不能作答。原因：{error}"
