"""What changed between two versions, clause by clause: ``compare`` and ``compare_documents``."""

from corpus.changes.comparing import compare, compare_documents
from corpus.changes.types import ChangeKind, ClauseChange, DocumentChange, Edit, EditKind

__all__ = ["ChangeKind", "ClauseChange", "DocumentChange", "Edit", "EditKind", "compare", "compare_documents"]
