"""The last look before anything is shown: a sentence that its clauses do not bear out is dropped."""

import logging
from collections.abc import Sequence

from assistant.drafting import DraftSentence
from assistant.quantities import comparable, unsupported_quantities
from corpus.types import Corpus

logger = logging.getLogger(__name__)


class Verifier:
    """Checks drafted sentences against the corpus that they claim to rest on."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        names = {u for d in corpus.documents for u in (*d.responsible_units, *d.issuers)}
        self._names = tuple(sorted((comparable(n) for n in names), key=len, reverse=True))

    def verify(self, sentences: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
        """Return the sentences that hold, in order."""
        kept = tuple(sentence for sentence in sentences if self.holds(sentence))
        if len(kept) < len(sentences):
            logger.warning(
                "dropped %d of %d drafted sentences: not borne out", len(sentences) - len(kept), len(sentences)
            )
        return kept

    def holds(self, sentence: DraftSentence) -> bool:
        """Whether the sentence's quote is verbatim and its clauses hold every number and department in it.

        The assistant's own fixed words state no policy: they hold as they are.
        """
        if sentence.fixed:
            return True
        if not sentence.supports:
            return False
        ground = self._ground(sentence)
        if unsupported_quantities(sentence.text, ground):
            return False
        return self._departments_hold(sentence.text, ground) and self._quote_holds(sentence)

    def _ground(self, sentence: DraftSentence) -> str:
        """Everything that the supporting clauses say, with what was read from them across broken lines."""
        parts = []
        for support in sentence.supports:
            document = self._corpus.document(support.clause.document_id)
            parts.append(document.source[support.clause.start : support.clause.end])
            parts += [item.value for item in document.metadata if item.clause_id == support.clause.clause_id]
            parts += support.clause.responsible_units
        return "\n".join(parts)

    def _departments_hold(self, text: str, ground: str) -> bool:
        rest, ground = comparable(text), comparable(ground)
        for name in self._names:
            if name in rest:
                if name not in ground:
                    return False
                rest = rest.replace(name, " ")
        return True

    def _quote_holds(self, sentence: DraftSentence) -> bool:
        quoted = comparable(sentence.quote)
        return any(quoted in comparable(support.quote(self._corpus)) for support in sentence.supports)
