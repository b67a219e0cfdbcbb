"""Which documents hold in the places that a question asks about; read from the documents once."""

from collections.abc import Iterable, Sequence

from assistant.places import Place, find_places, places_asked_about
from corpus.types import Document
from index.tokens import Tokeniser


class Jurisdictions:
    """The documents of a corpus by the places that they hold in; build it once."""

    def __init__(self, documents: Iterable[Document], tokeniser: Tokeniser) -> None:
        self._tokeniser = tokeniser
        self._ruled = tuple((document, jurisdiction(document, tokeniser)) for document in documents)

    def asked_about(self, question: str) -> tuple[Place, ...]:
        """Return the places whose rules ``question`` asks for; not those where somebody only comes from."""
        return places_asked_about(question, self._tokeniser)

    def documents_for(self, places: Sequence[Place]) -> tuple[Document, ...]:
        """Return the documents that hold in one of ``places``; all of them where none does."""
        return self._holding(places) or tuple(document for document, _ in self._ruled)

    def foreign(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Return ``places`` if no document is valid in any of them or names it."""
        return () if self._holding(places) else tuple(places)

    def _holding(self, places: Sequence[Place]) -> tuple[Document, ...]:
        return tuple(d for d, ruled in self._ruled if any(_applies(d, ruled, place) for place in places))


def jurisdiction(document: Document, tokeniser: Tokeniser) -> tuple[Place, ...]:
    """Return the places whose government issued ``document``; none for a national one or one that does not say."""
    for text in (" ".join(document.issuers), document.title, document.number or ""):
        if places := find_places(text, tokeniser):
            return tuple(dict.fromkeys(places))
    return ()


def _applies(document: Document, ruled: Sequence[Place], place: Place) -> bool:
    return not ruled or any(place.related(other) for other in ruled) or place.name in document.source
