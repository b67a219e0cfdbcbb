"""One visitor's conversation: what each step of asking shows, sentence by sentence, and what becomes of a verdict."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial

from assistant.journal.store import Journal
from assistant.journal.types import Reason, Verdict
from assistant.types import Answer
from assistant.web.intake import Intake, Objection
from assistant.web.limits import Limits, RateLimiter
from assistant.web.phrases import Message
from assistant.web.preparation import Preparation, PreparationFailedError, Stage

logger = logging.getLogger(__name__)

SENTENCE_PAUSE_SECONDS = 0.08  # long enough to be seen arriving, short enough never to be waited for
MAX_HISTORY_TURNS = 10
MAX_EXCHANGES_SHOWN = 50  # an evening's chat; what is older leaves the page, so that it stays quick

NOTHING_ASKED = Message(text="请先写下您的问题。")
BROKEN = Message(text="抱歉，系统这次没能作答。请稍后再试，或直接查阅右侧的政策原文。")
TOO_OFTEN = Message(text="您问得有点快，请过一分钟再问。您写的问题还在框里。")
TOO_MANY = Message(text="现在提问的人很多，请过一会儿再点“提问”。您写的问题还在框里。")
_NOTICES = {Objection.EMPTY: NOTHING_ASKED, Objection.TOO_MANY: TOO_MANY, Objection.TOO_OFTEN: TOO_OFTEN}
NOT_KEPT = Message(text="抱歉，这次没能记下您的评价。请稍后再试，或直接联系咨询单位。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and as much of its answer as is shown so far."""

    question: str
    answer: Answer | None = None
    entry_id: int | None = None  # in the journal; None where the answer could not be kept
    sentences_shown: int = 0
    stage: Stage | None = None  # what is being waited for, while the assistant is not ready
    problem: Message | None = None  # told instead of an answer when something broke

    @property
    def just_taken(self) -> bool:
        """Whether this is the first that is shown of the question."""
        return self.answer is None and self.stage is None and self.problem is None

    @property
    def complete(self) -> bool:
        """Whether nothing more will come."""
        if self.answer is None:
            return self.problem is not None
        return self.sentences_shown >= len(self.answer.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the page shows after a step."""

    exchanges: tuple[Exchange, ...]
    notice: Message | None = None  # beside the question box: why a question was not taken
    accepted: bool = True  # whether the question box may be emptied


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is said to a verdict, and whether it was kept."""

    message: Message
    kept: bool


class Chat:
    """Takes questions from any number of visitors; each brings the exchanges so far and gets them back longer."""

    def __init__(self, preparation: Preparation, *, journal: Journal, limits: Limits) -> None:
        self.preparation = preparation
        self.journal = journal
        self.limits = limits
        self.intake = Intake(limits)
        self._verdicts = RateLimiter(limits.questions_per_minute)

    async def ask(
        self, question: str, exchanges: tuple[Exchange, ...], *, client: str = ""
    ) -> AsyncGenerator[View, None]:
        """Yield what to show from the moment the question is taken until its answer is complete."""
        question = question.strip()
        notice = self._objection(question, client)
        if notice:
            yield View(exchanges=exchanges, notice=notice, accepted=False)
            return
        before = exchanges[-MAX_EXCHANGES_SHOWN + 1 :]
        async with aclosing(self._answer(question, before)) as steps:  # a visitor who leaves makes room at once
            async for exchange in steps:
                yield View(exchanges=(*before, exchange))

    def rate(
        self,
        exchanges: tuple[Exchange, ...],
        entry_id: int,
        verdict: Verdict,
        *,
        reason: Reason | None = None,
        comment: str = "",
        client: str = "",
    ) -> Reply:
        """Keep a visitor's verdict on an answer of this very conversation; return what to say to it."""
        given_here = any(exchange.entry_id == entry_id for exchange in exchanges)
        if not given_here or not self._verdicts.admit(client):
            return Reply(message=NOT_KEPT, kept=False)
        if not self.journal.rate(entry_id, verdict, reason, comment.strip()):
            return Reply(message=NOT_KEPT, kept=False)
        return Reply(message=thanks(verdict, self.journal.retention.days), kept=True)

    def _objection(self, question: str, client: str) -> Message | None:
        objection = self.intake.objection(question, client)
        if objection is Objection.TOO_LONG:
            text = "问题请控制在 %(longest)s 字以内（现在 %(length)s 字），只写最想知道的那一点即可。"
            return Message(text=text, values={"longest": self.limits.max_question_chars, "length": len(question)})
        return _NOTICES[objection] if objection else None

    async def _answer(self, question: str, before: tuple[Exchange, ...]) -> AsyncGenerator[Exchange, None]:
        pending = Exchange(question=question)
        try:
            with self.intake.waiting():
                yield pending
                while not self.preparation.finished:
                    yield replace(pending, stage=await self.preparation.wait())
                taken = await self.intake.run(partial(self._ask, question, before))
        except PreparationFailedError as error:
            yield replace(pending, problem=preparation_problem(error))
            return
        except Exception:  # the face: the visitor gets a kind word, the log gets the traceback
            logger.exception("answering failed")
            yield replace(pending, problem=BROKEN)
            return
        for shown in range(1, max(len(taken.answer.sentences), 1) + 1):
            if shown > 1:
                await asyncio.sleep(SENTENCE_PAUSE_SECONDS)
            yield Exchange(question=question, answer=taken.answer, entry_id=taken.entry_id, sentences_shown=shown)

    def _ask(self, question: str, before: tuple[Exchange, ...]) -> "_Taken":
        answers = [exchange.answer for exchange in before if exchange.answer is not None]
        history = [answer.to_turn() for answer in answers[-MAX_HISTORY_TURNS:]]
        answer = self.preparation.result().ask(question, history)
        return _Taken(answer=answer, entry_id=self.journal.record(answer))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """An answer and where the journal keeps it."""

    answer: Answer
    entry_id: int | None


def preparation_problem(error: PreparationFailedError) -> Message:
    """Say that the index could not be opened, with the reason that the maintainer needs."""
    return Message(text="政策索引没有准备好，暂时不能作答。原因：%(reason)s", values={"reason": str(error)})


def thanks(verdict: Verdict, retention_days: int) -> Message:
    """Say what happens with a verdict."""
    if verdict is Verdict.HELPFUL:
        text = "谢谢！您的评价和这次问答一起保存 %(days)s 天，工作人员据此了解哪些回答管用。不记录您是谁。"
    else:
        text = (
            "谢谢！工作人员会看到您的评价和这次问答，据此改进回答；保存 %(days)s 天后删除，"
            "手机号、证件号等已先隐去，不记录您是谁，因此也不能单独答复您。急事请联系咨询单位。"
        )
    return Message(text=text, values={"days": retention_days})
