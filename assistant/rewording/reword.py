"""Has the quoted sentences of a draft said more plainly, and keeps the drafted one wherever that does not hold."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.drafting import DraftSentence
from assistant.errors import EndpointError
from assistant.journal.masking import mask
from assistant.rewording.asking import UnreadableReplyError, messages, read_reply
from assistant.rewording.checking import Objection, WordingCheck

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 60.0  # after a failure, so that an endpoint that is down holds up one answer and not every one
_MAX_CLAUSE_CHARS = 2000
_HARMLESS = frozenset({Objection.EMPTY, Objection.LENGTH, Objection.MEANING})  # what a willing model may run into
_MIN_CHARS = 10  # 最高30万元。 cannot be said more plainly


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A drafted sentence that may be reworded, and what stands around its words."""

    position: int  # in the draft
    opening: str  # the assistant's own words before the quotation
    words: str
    stop: str


class Rewriter:
    """Asks a chat model once for all sentences of a draft; nothing that goes wrong there reaches the answer."""

    def __init__(
        self, model: BaseChatModel, check: WordingCheck, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._model = model
        self._check = check
        self._clock = clock
        self._resting_until = float("-inf")

    def reword(self, question: str, draft: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
        """Return the draft with what could be said more plainly, sentence for sentence, supports untouched."""
        pieces = [piece for position, sentence in enumerate(draft) if (piece := _piece(position, sentence))]
        if not pieces or self._clock() < self._resting_until:
            return tuple(draft)
        said = self._ask(question, pieces, draft)
        return tuple(self._accepted(pieces, said, draft))

    def _ask(self, question: str, pieces: Sequence[_Piece], draft: Sequence[DraftSentence]) -> dict[int, str]:
        """Return what the model makes of the pieces, by number; nothing when it fails."""
        clauses = ["\n".join(s.clause.plain for s in draft[piece.position].supports) for piece in pieces]
        sent = [(piece.words, clause[:_MAX_CLAUSE_CHARS]) for piece, clause in zip(pieces, clauses, strict=True)]
        try:
            reply = self._model.invoke(messages(mask(question), sent))
            return dict(read_reply(reply.text))
        except EndpointError as error:
            self._resting_until = self._clock() + PAUSE_SECONDS
            logger.warning("wording stays as drafted, for the next %g s too: endpoint %s", PAUSE_SECONDS, error)
        except UnreadableReplyError as error:
            logger.warning("wording stays as drafted: the language model's reply is %s", error)
        return {}

    def _accepted(
        self, pieces: Sequence[_Piece], said: dict[int, str], draft: Sequence[DraftSentence]
    ) -> list[DraftSentence]:
        sentences = list(draft)
        objections = []
        for n, piece in enumerate(pieces, start=1):
            drafted = draft[piece.position]
            words = said.get(n, piece.words).strip().rstrip("。；;")
            if words == piece.words:
                continue
            objection = self._check.objection(replace(drafted, text=piece.words), words)
            if objection is None:
                text = f"{piece.opening}{words}{piece.stop}"
                sentences[piece.position] = replace(drafted, text=text, quote="", reworded=True)
            else:
                objections.append(objection)
        if objections:
            level = logging.INFO if _HARMLESS.issuperset(objections) else logging.WARNING
            logger.log(
                level, "kept %d of %d drafted sentences: %s", len(objections), len(pieces), ", ".join(objections)
            )
        return sentences


def _piece(position: int, sentence: DraftSentence) -> _Piece | None:
    """Return what of a sentence may be reworded: the policy's own words, unless they are short or open a list."""
    if sentence.fixed or not sentence.supports or not sentence.quote:
        return None
    opening, found, rest = sentence.text.partition(sentence.quote)
    words = sentence.quote.rstrip("。")
    if not found or len(words) < _MIN_CHARS or words.endswith(("：", ":")):
        return None
    return _Piece(position=position, opening=opening, words=words, stop=sentence.quote[len(words) :] + rest)
