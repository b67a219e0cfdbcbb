"""Replies that end a turn without an answer looked for: what is no question, what is not held, what is not clear."""

from collections.abc import Sequence
from dataclasses import replace

from assistant import replies
from assistant.chain import TurnState
from assistant.drafting import DraftSentence
from assistant.refusing import contact
from assistant.types import Status
from corpus.types import Document

_TITLES = 8  # offered to choose from


def settle(state: TurnState, status: Status, text: str) -> TurnState:
    """End the turn with a fixed reply."""
    return replace(state, status=status, draft=(DraftSentence(text=text, fixed=True),))


def ask_which(state: TurnState, documents: Sequence[Document]) -> TurnState:
    """Ask which of several documents is meant."""
    titles = "".join(f"《{document.name}》" for document in documents[:_TITLES])
    more = f"等{len(documents)}份" if len(documents) > _TITLES else ""
    return settle(state, Status.NOT_COVERED, replies.WHICH_DOCUMENT.format(titles=titles + more))


def turn_away(state: TurnState, reason: str) -> TurnState:
    """Refuse for a reason of its own, and say whom to ask."""
    draft = (
        DraftSentence(text=reason, fixed=True),
        *contact(state.documents[0] if len(state.documents) == 1 else None),
    )
    return replace(state, status=Status.NOT_COVERED, draft=draft)
