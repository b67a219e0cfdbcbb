"""What a comparison of two versions says."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.types import Clause, Document


class ChangeKind(StrEnum):
    """What happened to a clause; one that was amended may have moved as well."""

    ADDED = "added"
    REMOVED = "removed"
    AMENDED = "amended"
    MOVED = "moved"  # same text in another order or section
    RENUMBERED = "renumbered"  # same text and order; what came before it changed its number


class EditKind(StrEnum):
    """What happened to a stretch of an amended clause's text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A stretch of text that was kept, deleted or inserted; a clause's edits in order are its whole text."""

    kind: EditKind
    text: str
    is_quantity: bool = False  # a number, amount, period or date among what changed


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """One clause that differs between the versions."""

    kind: ChangeKind
    old: Clause | None
    new: Clause | None
    edits: tuple[Edit, ...] = ()  # of an amended clause
    quantities: tuple[tuple[str, str], ...] = ()  # numbers and dates, old and new; "" where one side has none
    moved: bool = False

    @property
    def clause(self) -> Clause:
        """The clause as it is now, or was where it is gone."""
        clause = self.new or self.old
        assert clause is not None  # one of them is always given
        return clause


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """One document that differs: added (``old`` is None), removed (``new`` is None), or changed in its clauses."""

    old: Document | None
    new: Document | None
    changes: tuple[ClauseChange, ...]

    @property
    def document(self) -> Document:
        """The document as it is now, or was where it is gone."""
        document = self.new or self.old
        assert document is not None  # one of them is always given
        return document
