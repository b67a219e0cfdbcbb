"""Changes as plain values for JSON."""

from typing import Any

from corpus.changes.types import ClauseChange, DocumentChange
from corpus.types import Clause, Document


def to_json(change: DocumentChange) -> dict[str, Any]:
    """Return one document's changes."""
    return {
        "old": _document(change.old),
        "new": _document(change.new),
        "changes": [clause_to_json(clause) for clause in change.changes],
    }


def clause_to_json(change: ClauseChange) -> dict[str, Any]:
    """Return one clause's change."""
    return {
        "kind": change.kind.value,
        "moved": change.moved,
        "old": _clause(change.old),
        "new": _clause(change.new),
        "quantities": [{"old": old or None, "new": new or None} for old, new in change.quantities],
        "edits": [
            {"kind": edit.kind.value, "text": edit.text, "is_quantity": edit.is_quantity} for edit in change.edits
        ],
    }


def _document(document: Document | None) -> dict[str, Any] | None:
    if document is None:
        return None
    return {
        "document_id": document.document_id,
        "title": document.title,
        "number": document.number,
        "state": document.validity.state.value,
    }


def _clause(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {"clause_id": clause.clause_id, "locator": clause.locator, "text": clause.plain}
