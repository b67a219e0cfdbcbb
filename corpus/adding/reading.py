"""A published file becomes text: which files are taken, and how they are kept from doing harm.

Web pages, Word documents and PDFs are opened in a process of their own with limits on memory and time, so that a
file made to break its reader breaks nothing else.
"""

import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SourceError
from corpus.reading import decode_source

MAX_BYTES = 50 * 1024 * 1024
TIMEOUT_SECONDS = 180
_ROOT = Path(__file__).resolve().parents[2]
_KINDS = {".txt": "txt", ".md": "txt", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}
_REFUSED = {
    ".doc": "是旧版 Word 文件，请在 Word 或 WPS 里另存为 .docx。",
    ".wps": "是 WPS 文件，请另存为 .docx。",
    ".docm": "是启用宏的 Word 文件，已拒绝。请另存为不含宏的 .docx。",
    ".rtf": "是 RTF 文件，请另存为 .docx。",
    ".ofd": "是 OFD 文件，请另存为带文字的 PDF 或 .docx。",
    ".mht": "是 MHT 网页，请另存为 .html。",
    ".mhtml": "是 MHTML 网页，请另存为 .html。",
}
TAKEN = "、".join(_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """The text of a published file."""

    name: str  # of the file, without its folder
    text: str
    notes: tuple[str, ...] = ()  # what the reader had to decide


def read_file(path: Path) -> ReadFile:
    """Return the text of a .txt, .html, .docx or .pdf file; SourceError names the file and the reason."""
    path = Path(path)
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        reason = _REFUSED.get(path.suffix.lower(), f"不支持这种文件，可以添加的有 {TAKEN}。")
        raise SourceError(path, reason)
    data = _read_bytes(path)
    if kind == "txt":
        return ReadFile(name=path.name, text=decode_source(data, path=path))
    result = _in_own_process(kind, data, path)
    text = unicodedata.normalize("NFC", result["text"])
    return ReadFile(name=path.name, text=decode_source(text.encode(), path=path), notes=tuple(result["notes"]))


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise SourceError(path, "文件不存在。")
        if not path.is_file():
            raise SourceError(path, "不是文件。")
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size // (1024 * 1024)
            raise SourceError(path, f"文件有 {size} MB，超过 {MAX_BYTES // (1024 * 1024)} MB，不像一份政策文件。")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(path, f"系统不允许读取（{error.strerror}）。") from error
    if not data.strip():
        raise SourceError(path, "文件是空的。")
    return data


def _in_own_process(kind: str, data: bytes, path: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "corpus.adding.worker", kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, cwd=_ROOT, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(path, f"{TIMEOUT_SECONDS} 秒没有读完，已停止。文件可能已损坏。") from error
    try:
        result: dict[str, str] = json.loads(done.stdout)
    except ValueError as error:
        raise SourceError(path, "文件无法读取：占用内存过多，或已损坏。") from error
    if "error" in result:
        raise SourceError(path, result["error"])
    return result
