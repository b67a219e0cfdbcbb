"""A copy of the workspace that no later edit can reach."""

import hashlib
import shutil
from pathlib import Path

from assistant.publishing.errors import SnapshotError
from assistant.publishing.files import explained
from index.generations import flush

_SUFFIXES = frozenset({".txt", ".toml"})
_CASES = "cases"  # a folder of case files may lie beside the texts; it is published with them
_NAME_CHARS = 12


def workspace_files(corpus_dir: Path) -> list[Path]:
    """Return what makes up the corpus in a folder, in a fixed order."""
    texts = [path for path in corpus_dir.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file()]
    return sorted(texts) + sorted((corpus_dir / _CASES).glob("*.jsonl"))


def snapshot_name(corpus_dir: Path) -> str:
    """Identify the texts in a folder: equal names mean equal files."""
    digest = hashlib.sha256()
    with explained(f"读取 {corpus_dir}", SnapshotError):
        for path in workspace_files(corpus_dir):
            data = path.read_bytes()
            digest.update(f"{path.relative_to(corpus_dir).as_posix()}\0{len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()[:_NAME_CHARS]


def take_snapshot(corpus_dir: Path, target: Path, *, like: Path | None = None) -> str:
    """Copy a workspace; return the copy's name. SnapshotError where it was edited meanwhile.

    What an earlier snapshot holds to the letter is linked from there: snapshots never change.
    """
    before = snapshot_name(corpus_dir)
    with explained(f"复制 {corpus_dir}", SnapshotError):
        target.mkdir(parents=True)
        for path in workspace_files(corpus_dir):
            copy = target / path.relative_to(corpus_dir)
            copy.parent.mkdir(exist_ok=True)
            if not _linked(path, copy, like / path.relative_to(corpus_dir) if like else None):
                shutil.copyfile(path, copy)
                flush(copy)
        for folder in (target, *filter(Path.is_dir, target.iterdir())):
            flush(folder)
    if snapshot_name(target) != before:
        raise SnapshotError("发布期间文件仍在改动，请保存好后重新发布。")
    return before


def _linked(path: Path, copy: Path, before: Path | None) -> bool:
    """Link to the file of an earlier snapshot if it holds the same; return whether it does and could be."""
    try:
        if before is None or not before.is_file() or before.read_bytes() != path.read_bytes():
            return False
        copy.hardlink_to(before)
    except OSError:
        return False
    return True


def case_files(corpus_dir: Path) -> list[Path]:
    """Return the case files that lie beside the texts."""
    return sorted((corpus_dir / _CASES).glob("*.jsonl"))
