"""Makes a question stand alone: what an elliptical one leaves unsaid is taken from the turns before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.question import is_elliptical, may_stand_alone, only_tells
from assistant.types import Status, Turn
from assistant.wording import Segmenter

_MORE = re.compile(
    r"(?:那|那么|除了这(?:个|些)|除此之外|另外|此外|，|,|\s)*(?:还有(?:没有)?|有没有|再有|就|只有|别的|其他的?|其它的?)(?:什么|啥|哪些|没有|一些)?(?:别的|其他的?|其它的?|更多的?|另外的?|这些|这个|这么些|补充的?|措施|内容|支持|规定|政策|方面)*(?:吗|么|呢|没|没有|了)*[?？。!！]*"
)
_MORE_OF = re.compile(
    r"(?:那|那么|，|,|\s)*还有(?:没有)?(?:什么|啥|哪些)?(?:别的|其他的?|其它的?|另外的?)(?P<what>[^，。？?！!]{1,8}?)(?:吗|么|呢|没有?)?[?？。!！]*"
)
_MAX_CONTEXT_CHARS = 120
_SHORT = 14  # characters of a question that may be one about what was answered last


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A question with what it takes from before: ``context`` is text, ``clause_ids`` what was cited for it."""

    question: str
    context: str = ""
    story: str = ""  # told before, for a question that has a subject of its own and no answer without it
    clause_ids: tuple[str, ...] = ()
    within: tuple[str, ...] = ()  # the clauses that a story which is a former question may be answered from
    new_subject: bool = False  # leans on what was said before, and may as well name another subject
    wants_more: bool = False  # of the same, without the clauses already cited

    @property
    def text(self) -> str:
        """The question as one that could have been asked first."""
        if self.wants_more:
            return self.context
        return f"{self.context} {self.question}".strip()

    def alone(self) -> "Standalone":
        """The same, leaning on nothing."""
        return Standalone(question=self.question)

    def with_story(self) -> "Standalone":
        """The same, leaning on what was told before."""
        return replace(self, context=self.story, story="", clause_ids=self.within or self.clause_ids)


def stand_alone(question: str, history: Sequence[Turn], segment: Segmenter) -> Standalone:
    """Return ``question`` with the context it leans on; no context where it names its own subject, only a story."""
    told = [turn for turn in history if turn.status is not Status.SMALLTALK]
    if not told:
        return Standalone(question=question)
    last = told[-1]
    if _MORE.fullmatch(question.strip()):
        seen = tuple(c for t in told if t.standalone_question == last.standalone_question for c in t.clause_ids)
        return Standalone(question=question, context=last.standalone_question, clause_ids=seen, wants_more=True)
    if _MORE_OF.fullmatch(question.strip()):
        return Standalone(
            question=question,
            context=f"{last.standalone_question} {question}",
            clause_ids=last.clause_ids,
            wants_more=True,
        )
    telling = _told_last(told)
    if is_elliptical(question, segment):
        # the first of what is told may itself lean on a question before it
        leaned_on = [t.question if i else t.standalone_question for i, t in enumerate(telling)]
        context = (" ".join(leaned_on) or last.standalone_question)[-_MAX_CONTEXT_CHARS:]
        return Standalone(
            question=question,
            context=context,
            clause_ids=() if telling else _cited_last(told),
            new_subject=not telling and may_stand_alone(question, segment),
        )
    story = " ".join(turn.question for turn in telling)
    if not story and last.status is Status.ANSWERED and len(question) <= _SHORT:
        # 一年培养多少人 names no more than what is done: where nothing else answers it, it is of what was spoken of
        asked_before = last.standalone_question[-_MAX_CONTEXT_CHARS:]
        return Standalone(question=question, story=asked_before, within=last.clause_ids)
    return Standalone(question=question, story=story[-_MAX_CONTEXT_CHARS:])


def _told_last(turns: Sequence[Turn]) -> list[Turn]:
    """Return the last turns that ask nothing, in order: the situation that the next question is asked in."""
    telling = takewhile(lambda turn: only_tells(turn.question), reversed(turns))
    return list(telling)[::-1]


def _cited_last(told: Sequence[Turn]) -> tuple[str, ...]:
    """Return what the last turn was answered from, or the one that it leaned on where it was refused.

    归哪个局 after 利息呢, which had no answer, is still about the loan that both were asked of. Of a question that
    leaned on none it is what the refusal named: headings, which answer nothing, as nothing answers who is responsible
    for what the policies do not speak of.
    """
    *earlier, last = told
    if last.status is Status.ANSWERED:
        return last.clause_ids
    leaned = bool(earlier) and last.standalone_question.startswith(earlier[-1].standalone_question)
    return _cited_last(earlier) if leaned else last.clause_ids
