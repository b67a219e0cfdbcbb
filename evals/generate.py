"""Putting a suite's questions to the assistant, as a citizen would, and keeping what comes back."""

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Protocol

from assistant.types import Answer, Turn
from corpus.types import Corpus
from evals.cases import Case
from evals.records import Record
from index.types import Retrieval

RETRIEVED = 10  # how deep the evidence is looked for; deeper ranks score as not found


class Retriever(Protocol):
    """What the evaluation needs of an index."""

    @property
    def corpus(self) -> Corpus:
        """The documents that were indexed."""
        ...

    def retrieve(self, query: str, *, k: int) -> Retrieval:
        """Return the k best clauses for the query."""
        ...


class Conversational(Protocol):
    """What the evaluation needs of an assistant."""

    @property
    def index(self) -> Retriever:
        """The index that it answers from."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question, the turns before it given in order."""
        ...

    def converse(self, questions: Sequence[str]) -> list[Answer]:
        """Answer each question as a turn of one conversation."""
        ...


def generate(
    assistant: Conversational, cases: Iterable[Case], *, progress: Callable[[], object] = lambda: None
) -> tuple[Record, ...]:
    """Put every case to the assistant; ``progress`` is called after each."""
    records = []
    for case in cases:
        records.append(_record(assistant, case))
        progress()
    return tuple(records)


def _record(assistant: Conversational, case: Case) -> Record:
    history = [answer.to_turn() for answer in assistant.converse(case.turns[:-1])]
    begun = perf_counter()
    answer = assistant.ask(case.question, history)
    latency_ms = (perf_counter() - begun) * 1000
    retrieved: tuple[str, ...] = ()
    if case.evidence:
        query = answer.standalone_question or case.question
        found = assistant.index.retrieve(query, k=RETRIEVED)
        retrieved = tuple(passage.clause_id for passage in found.passages)
    return Record(case_id=case.id, answer=answer, retrieved=retrieved, latency_ms=latency_ms)
