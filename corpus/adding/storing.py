"""Writing added documents into the corpus folder: all of them or none."""

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.adding.candidate import Candidate
from corpus.errors import LibraryError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def store(candidates: Sequence[Candidate], directory: Path) -> list[Path]:
    """Write each text with its TOML; return the texts' paths. LibraryError where it fails, and nothing has changed."""
    written: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for candidate in candidates:
            stem = candidate.document.document_id
            # the text comes last: a TOML without one is no document
            for name, content in ((f"{stem}.toml", to_toml(candidate.toml)), (f"{stem}.txt", candidate.file.text)):
                target = directory / name
                if target.exists():
                    raise LibraryError(target, "文件已经存在。")
                written.append((_write_beside(target, content), target))
        for temporary, target in written:
            temporary.replace(target)
            placed.append(target)
    except OSError as error:
        for target in placed:
            target.unlink(missing_ok=True)
        raise LibraryError(directory, f"无法写入（{error.strerror}），没有添加任何文件。") from error
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
    return [path for path in placed if path.suffix == ".txt"]


def to_toml(values: Mapping[str, str]) -> str:
    """Return values as TOML; JSON's way of writing a string is TOML's as well."""
    lines = [f"{key} = {json.dumps(_CONTROL.sub('', value), ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _write_beside(target: Path, content: str) -> Path:
    """Write to a temporary file of the same folder, down to the disk."""
    handle, name = tempfile.mkstemp(prefix=".adding-", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
