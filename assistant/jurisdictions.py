"""Which documents hold in the places that a question asks about; read from the documents once."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.places import Place, find_places, places_asked_about, places_gone_to
from corpus.types import Document
from index.tokens import Tokeniser

_READ_CHARS = 3000  # of a text that names no issuer, to see which province it speaks of
_LEAST_MENTIONS = 3
_LEAST_SHARE = 0.7  # of all places named
_PROVINCE_DIGITS = 2  # that a place's code begins with


class Jurisdictions:
    """The documents of a corpus by the places that they hold in; build it once."""

    def __init__(self, documents: Iterable[Document], tokeniser: Tokeniser) -> None:
        self._tokeniser = tokeniser
        self._ruled = tuple((document, jurisdiction(document, tokeniser)) for document in documents)

    def asked_about(self, question: str) -> tuple[Place, ...]:
        """Return the places whose rules ``question`` asks for; not those where somebody only comes from.

        A place that somebody only goes to is one where a document of its own is held: it may be meant.
        """
        gone_to = (p for p in places_gone_to(question, self._tokeniser) if self._rules(p))
        return (*places_asked_about(question, self._tokeniser), *gone_to)

    def documents_for(self, places: Sequence[Place]) -> tuple[Document, ...]:
        """Return the documents that hold in one of ``places``; all of them where none does."""
        return self._holding(places) or tuple(document for document, _ in self._ruled)

    def foreign(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Return ``places`` if no document is valid in any of them or names it."""
        return () if self._holding(places) else tuple(places)

    def _rules(self, place: Place) -> bool:
        return any(place.related(other) for _, ruled in self._ruled for other in ruled)

    def _holding(self, places: Sequence[Place]) -> tuple[Document, ...]:
        return tuple(d for d, ruled in self._ruled if any(_applies(d, ruled, place) for place in places))


def jurisdiction(document: Document, tokeniser: Tokeniser) -> tuple[Place, ...]:
    """Return the places whose government issued ``document``; none for a national one or one that does not say.

    A text without any issuer, such as a news item, is of the one province that it names again and again.
    """
    for text in (" ".join(document.issuers), document.title, document.number or ""):
        if places := find_places(text, tokeniser):
            return tuple(dict.fromkeys(places))
    return () if document.issuers else _spoken_of(document.source[:_READ_CHARS], tokeniser)


def _spoken_of(text: str, tokeniser: Tokeniser) -> tuple[Place, ...]:
    """Return the places named in ``text`` that lie in the province most of them lie in; none where it is not clear."""
    places = find_places(text, tokeniser)
    mentions = Counter(place.code[:_PROVINCE_DIGITS] for place in places)
    if not mentions:
        return ()
    province, count = mentions.most_common(1)[0]
    if count < max(_LEAST_MENTIONS, _LEAST_SHARE * mentions.total()):
        return ()
    return tuple(dict.fromkeys(place for place in places if place.code.startswith(province)))


def _applies(document: Document, ruled: Sequence[Place], place: Place) -> bool:
    return not ruled or any(place.related(other) for other in ruled) or place.name in document.source
