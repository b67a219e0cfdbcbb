"""``python -m corpus.adding.worker html|docx|pdf``: read one file from standard input, write its text as JSON."""

import contextlib
import json
import logging
import sys
from typing import Any

from corpus.errors import SourceError

MAX_MEMORY_BYTES = 2 * 1024**3
MAX_CPU_SECONDS = 150


def main() -> int:
    """Read, and say what came of it; whatever is raised becomes one line for the caller."""
    _limit()
    logging.disable(logging.CRITICAL)  # the libraries complain of files that they read all the same
    data = sys.stdin.buffer.read()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            result = _read(sys.argv[1], data)
    except SourceError as error:
        result = {"error": error.reason}
    except MemoryError:
        result = {"error": "读取时占用内存过多，已停止。文件可能是恶意构造的。"}
    except RecursionError:
        result = {"error": "文件嵌套过深，已停止。文件可能是恶意构造的。"}
    sys.stdout.write(json.dumps(result))
    return 0


def _read(kind: str, data: bytes) -> dict[str, Any]:
    # imported here so that each kind of file loads only its own library
    if kind == "html":
        from corpus.adding.html import read_html

        text, notes = read_html(data, name="-")
        return {"text": text, "notes": notes}
    if kind == "docx":
        from corpus.adding.docx import has_tracked_changes, read_docx

        text = read_docx(data, name="-")
        notes = ["含有修订痕迹，按接受全部修订后的文字读取"] if has_tracked_changes(data) else []
        return {"text": text, "notes": notes}
    from corpus.adding.pdf import read_pdf

    return {"text": read_pdf(data, name="-"), "notes": []}


def _limit() -> None:
    """Let the system stop a file that wants too much, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_AS, MAX_MEMORY_BYTES), (resource.RLIMIT_CPU, MAX_CPU_SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    sys.exit(main())
