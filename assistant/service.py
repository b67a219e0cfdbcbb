"""The assistant as its faces use it: ask a question, or hold a conversation."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from assistant import replies
from assistant.chain import TurnState
from assistant.citing import cite
from assistant.deciding import Calibration
from assistant.drafting import DraftSentence
from assistant.examples import propose_examples
from assistant.pipeline import Pipeline
from assistant.types import Answer, Status, Turn
from corpus.types import Corpus
from corpus.validity import chinese_date
from index.search import Index

_MAX_EXAMPLES = 4
VERSION_CHARS = 12


class Assistant:
    """Answers questions from the corpus; keeps no conversation itself, so that one can serve many people."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._chain = pipeline.chain()
        self._examples: tuple[str, ...] | None = None
        self._plain: Assistant | None = None

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from."""
        return self._pipeline.index.corpus

    @property
    def index(self) -> Index:
        """The index that answers are found with."""
        return self._pipeline.index

    @property
    def calibration(self) -> Calibration:
        """How what is found is weighed."""
        return self._pipeline.finder.calibration

    @property
    def corpus_version(self) -> str:
        """Which state of the corpus answers come from; equal versions mean equal texts."""
        return self.corpus.digest[:VERSION_CHARS]

    @property
    def plain(self) -> "Assistant":
        """The same without a language model, for answers that nobody reads."""
        if self._pipeline.rewording is None:
            return self
        if self._plain is None:
            self._plain = Assistant(replace(self._pipeline, rewording=None))
        return self._plain

    def examples(self) -> tuple[str, ...]:
        """Return a few questions that the corpus answers, to start a conversation with."""
        if self._examples is None:
            asked = ((question, self.plain.ask(question)) for question in propose_examples(self.corpus))
            answered = (question for question, answer in asked if answer.status is Status.ANSWERED)
            self._examples = tuple(islice(answered, _MAX_EXAMPLES))
        return self._examples

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question, the turns before it given in order."""
        return self.ask_and_explain(question, history)[0]

    def ask_and_explain(self, question: str, history: Sequence[Turn] = ()) -> tuple[Answer, TurnState]:
        """Answer one question; return with it everything that was found and decided on the way."""
        started = time.perf_counter()
        state = self.explain(question, history)
        sentences, citations = cite(self._dated(state), self.corpus)
        total_ms = round((time.perf_counter() - started) * 1000, 2)
        answer = Answer(
            question=question,
            standalone_question=state.standalone.text or question,
            status=state.status or Status.NOT_COVERED,
            sentences=sentences,
            citations=citations,
            related=state.related,
            uncovered=state.uncovered,
            timings_ms={**state.timings_ms, "total": total_ms},
            corpus_version=self.corpus_version,
            reworded=any(sentence.reworded for sentence in state.draft),
            as_of=self.corpus.as_of,
        )
        return answer, state

    def _dated(self, state: TurnState) -> tuple[DraftSentence, ...]:
        """Return what is said, led by the day whose policies it comes from where that is not today."""
        if self.corpus.as_of is None or state.status is Status.SMALLTALK:
            return state.draft
        text = replies.AS_OF.format(day=chinese_date(self.corpus.as_of))
        return (DraftSentence(text=text, fixed=True), *state.draft)

    def explain(self, question: str, history: Sequence[Turn] = ()) -> TurnState:
        """Return everything that was found and decided on the way to the answer."""
        return self._chain.invoke(TurnState(question=question, history=tuple(history)))

    def turns_of(self, questions: Sequence[str]) -> tuple[Turn, ...]:
        """Return the turns of one conversation as a further question leans on them; nobody reads their wording."""
        return tuple(answer.to_turn() for answer in self.plain.converse(questions))

    def converse(self, questions: Sequence[str]) -> list[Answer]:
        """Answer the turns of one conversation in order."""
        answers: list[Answer] = []
        for question in questions:
            answers.append(self.ask(question, [answer.to_turn() for answer in answers]))
        return answers
