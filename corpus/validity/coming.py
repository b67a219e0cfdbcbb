"""Days on which a corpus will change by itself."""

from datetime import date

from corpus.types import Corpus, State


def coming_days(corpus: Corpus) -> tuple[date, ...]:
    """Return the days, in order, on which documents take effect that do not apply yet."""
    pending = (document.validity for document in corpus.not_in_force if document.validity.state is State.PENDING)
    return tuple(sorted({validity.in_force_from for validity in pending if validity.in_force_from}))
