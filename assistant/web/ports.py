"""What the page needs from an assistant, so that tests can hand it one that answers from a script."""

from collections.abc import Sequence
from typing import Protocol

from assistant.types import Answer, Turn
from corpus.types import Corpus


class Assistant(Protocol):
    """Answers questions about a corpus."""

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question in the light of the turns before it."""

    def examples(self) -> tuple[str, ...]:
        """Questions that the corpus answers, drawn from it."""
