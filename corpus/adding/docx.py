"""The text of a Word document: paragraphs with the numbers that Word prints before them, and tables."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as DocxDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.adding.docx_numbers import Numbers
from corpus.adding.docx_text import CHANGES, open_controls, paragraph_text
from corpus.adding.tables import is_layout, to_lines
from corpus.errors import SourceError

_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_ENTRIES = 5_000
_OLE_MARK = b"\xd0\xcf\x11\xe0"  # an old .doc, or a .docx behind a password


def read_docx(data: bytes, *, name: str) -> str:
    """Return the document's text, one paragraph a line, tracked changes taken as accepted.

    Raises SourceError where it is no Word document, holds macros, or unpacks to more than a policy ever does.
    """
    _check_package(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        open_controls(document.element.body)
        lines = [line for line in _lines(document) if line.strip()]
    except (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise SourceError(name, f"Word 文件已损坏，无法打开（{type(error).__name__}）。") from error
    if not lines:
        raise SourceError(name, "Word 文件里没有文字（可能只有图片）。")
    return "\n".join(lines) + "\n"


def _check_package(data: bytes, name: str) -> None:
    """Refuse what must not be unpacked, before anything is."""
    if data.startswith(_OLE_MARK):
        raise SourceError(name, "是旧版 .doc 或加密的文件，请在 Word 或 WPS 里另存为不加密的 .docx。")
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(name, "不是有效的 .docx 文件（可能已损坏，或只是改了扩展名）。") from error
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
        raise SourceError(name, "解压后过大，可能是压缩炸弹，已拒绝。")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise SourceError(name, "文件含有宏，已拒绝。请另存为不含宏的 .docx。")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise SourceError(name, "不是 Word 文档（里面没有正文）。")


def _lines(document: DocxDocument) -> Iterator[str]:
    numbers = Numbers(document)
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            text = paragraph_text(item._p)
            label = numbers.next_label(item) if text.strip() else ""
            yield from f"{label}{text}".split("\n")
        else:
            yield from _table_lines(item)


def _table_lines(table: Table) -> Iterator[str]:
    rows = [[_cell_text(cell) for cell in row.cells] for row in table.rows]
    rows = [_without_repeats(row, table.rows[n].cells) for n, row in enumerate(rows)]
    if is_layout(rows):
        yield from (line for row in rows for cell in row for line in cell.split("\n"))
    else:
        yield from to_lines(rows)


def _cell_text(cell: object) -> str:
    return "\n".join(paragraph_text(paragraph._p) for paragraph in cell.paragraphs)  # type: ignore[attr-defined]


def _without_repeats(row: list[str], cells: object) -> list[str]:
    """Say a cell that spans columns once; one that spans rows is said in each, so that every row reads by itself."""
    seen: set[int] = set()
    texts = []
    for text, cell in zip(row, cells, strict=True):  # type: ignore[call-overload]
        texts.append("" if id(cell._tc) in seen else text)
        seen.add(id(cell._tc))
    return texts


def has_tracked_changes(data: bytes) -> bool:
    """Whether the document holds insertions, deletions or moves that nobody has accepted."""
    body = docx.Document(io.BytesIO(data)).element.body
    return next(body.iter(*CHANGES), None) is not None
