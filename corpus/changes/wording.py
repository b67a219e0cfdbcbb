"""What a change is called, for every way of showing it."""

from collections import Counter
from collections.abc import Iterable

from corpus.changes.types import ChangeKind, ClauseChange, DocumentChange

KIND_NAMES = {
    ChangeKind.AMENDED: "修改",
    ChangeKind.ADDED: "新增",
    ChangeKind.REMOVED: "删除",
    ChangeKind.MOVED: "移动",
    ChangeKind.RENUMBERED: "改号",
}


def kind_name(change: ClauseChange) -> str:
    """Return what happened to a clause, in one word or two."""
    name = KIND_NAMES[change.kind]
    return f"{name}并移动" if change.moved and change.kind is ChangeKind.AMENDED else name


def place(change: ClauseChange) -> str:
    """Return where the clause stands, and where it stood if that was elsewhere."""
    now = change.clause.locator
    if change.old is None or change.new is None or change.old.locator == now:
        return now
    return f"{now}（原{change.old.locator}）"


def count(changes: Iterable[ClauseChange]) -> str:
    """Return how many changes of each kind there are."""
    counted = Counter(change.kind for change in changes)
    return "，".join(f"{KIND_NAMES[kind]} {counted[kind]} 条" for kind in KIND_NAMES if counted[kind]) or "没有变化"


def heading(change: DocumentChange) -> str:
    """Return which documents are compared."""
    if change.old is None:
        return f"新增文件《{change.document.name}》（{change.document.document_id}）"
    if change.new is None:
        return f"移除文件《{change.document.name}》（{change.document.document_id}）"
    if change.old.document_id == change.new.document_id:
        return f"《{change.new.name}》（{change.new.document_id}）"
    return f"《{change.new.name}》（{change.old.document_id} → {change.new.document_id}）"


def quantity_lines(changes: Iterable[ClauseChange]) -> list[tuple[str, str, str]]:
    """Return place, old and new of every number and date that changed."""
    return [(place(change), old or "（无）", new or "（无）") for change in changes for old, new in change.quantities]
