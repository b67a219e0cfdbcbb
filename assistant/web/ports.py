"""What the page needs from an assistant, so that tests can hand it one that answers from a script."""

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.types import Answer, Turn
from corpus.types import Corpus

# Told (stage in Chinese, steps done, steps in all) while something long runs; 0 in all where that is not known.
Progress = Callable[[str, int, int], None]


class Assistant(Protocol):
    """Answers questions about a corpus."""

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question in the light of the turns before it."""

    def examples(self) -> tuple[str, ...]:
        """Questions that the corpus answers, drawn from it."""
