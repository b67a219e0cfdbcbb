"""The visible steps from a question to a verified, cited reply, as one LangChain chain.

Each step takes the turn as it stands and returns it further along; the first that settles a status ends the work.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.conversation import Standalone
from assistant.drafting import DraftSentence
from assistant.evidence import Finding
from assistant.types import Status, Turn
from corpus.types import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnState:
    """One turn on its way through the chain."""

    question: str
    history: tuple[Turn, ...] = ()
    cleaned: str = ""
    standalone: Standalone = field(default_factory=lambda: Standalone(question=""))
    documents: tuple[Document, ...] = ()  # those that the question may be about
    findings: tuple[Finding, ...] = ()
    status: Status | None = None
    draft: tuple[DraftSentence, ...] = ()
    notice: tuple[DraftSentence, ...] = ()  # said before the draft: what became of a document that was named
    related: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)


Step = Callable[[TurnState], TurnState]


def build_chain(steps: dict[str, Step], *, always: frozenset[str]) -> Runnable[TurnState, TurnState]:
    """Return the steps as a runnable sequence; one that is not in ``always`` is passed over once a status is settled."""
    first, *others = [_TimedStep(name, step, skippable=name not in always) for name, step in steps.items()]
    chain: Runnable[TurnState, TurnState] = first
    for other in others:
        chain = chain | other
    return chain


class _TimedStep(Runnable[TurnState, TurnState]):
    """One step, visible by its name to LangChain's callbacks.

    RunnableLambda would do, but looks at its function's signature five times a call: a third of what the chain itself
    takes.
    """

    def __init__(self, name: str, step: Step, *, skippable: bool) -> None:
        self.name = name
        self._step = step
        self._skippable = skippable

    def invoke(self, input: TurnState, config: RunnableConfig | None = None, **kwargs: Any) -> TurnState:
        return self._call_with_config(self._timed, input, config, **kwargs)

    def _timed(self, state: TurnState) -> TurnState:
        if self._skippable and state.status is not None:
            return state
        started = time.perf_counter()
        after = self._step(state)
        elapsed_ms = (time.perf_counter() - started) * 1000
        return replace(after, timings_ms={**after.timings_ms, self.name or "": round(elapsed_ms, 2)})
