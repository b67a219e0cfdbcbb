"""What the new corpus says that the old one does not."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.changes import ChangeKind, ClauseChange, DocumentChange, compare_documents
from corpus.types import BODY_KINDS, Clause, Corpus, Document

_NAMES = {
    ChangeKind.ADDED: "新增",
    ChangeKind.REMOVED: "删除",
    ChangeKind.AMENDED: "修改",
    ChangeKind.MOVED: "移动",
    ChangeKind.RENUMBERED: "改编号",
}


def changed_documents(old: Corpus | None, new: Corpus) -> tuple[DocumentChange, ...]:
    """Return every document in force that differs; before the first publication there is nothing to differ from."""
    if old is None:
        return ()
    before = {(document.document_id, document.source) for document in old.documents}
    after = {(document.document_id, document.source) for document in new.documents}
    return compare_documents(
        [document for document in old.documents if (document.document_id, document.source) not in after],
        [document for document in new.documents if (document.document_id, document.source) not in before],
    )


def in_short(changes: Sequence[DocumentChange]) -> str:
    """Say how many clauses changed how: 新增 1、修改 2."""
    kinds = [change.kind for document in changes for change in document.changes]
    return "、".join(f"{name} {kinds.count(kind)}" for kind, name in _NAMES.items() if kind in kinds) or "条款无变化"


def name_of(change: ClauseChange) -> str:
    """Return what happened to a clause, in Chinese."""
    return _NAMES[change.kind]


def successors(changes: Sequence[DocumentChange]) -> Mapping[str, str]:
    """Return, for each old clause that is still there in some form, the id of the new one."""
    return {
        change.old.clause_id: change.new.clause_id
        for document in changes
        for change in document.changes
        if change.old and change.new
    }


def newly_stated(changes: Sequence[DocumentChange]) -> Iterator[tuple[Document, Clause]]:
    """Yield the clauses that state policy and were added or reworded."""
    for document in changes:
        for change in document.changes:
            worded = change.kind in {ChangeKind.ADDED, ChangeKind.AMENDED}
            if worded and document.new and change.new and change.new.kind in BODY_KINDS:
                yield document.new, change.new
