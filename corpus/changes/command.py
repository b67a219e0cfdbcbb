"""``python -m corpus diff [A B]``: two files, documents or corpus folders clause by clause; else the draft and the live."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from corpus import publishing
from corpus.adding.naming import id_of_file
from corpus.adding.reading import read_file
from corpus.changes.comparing import compare, compare_documents
from corpus.changes.page import to_page
from corpus.changes.plain import to_json
from corpus.changes.text import to_text
from corpus.changes.types import DocumentChange
from corpus.errors import LibraryError
from corpus.library import default_corpus_dir, load_document, load_versions, parse_corrected
from corpus.types import Document
from corpus.validity import resolve

_SAME, _DIFFERENT = 0, 1


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``diff`` command."""
    diff = commands.add_parser(
        "diff",
        help="逐条比较两个版本；不给版本时比较线上内容和工作目录",
        description="逐条比较两个版本；不给 A 和 B 时，比较线上内容和工作目录。没有变化时返回 0，有变化返回 1。",
    )
    diff.add_argument("old", metavar="A", nargs="?", help="原来的：文件、文件编号，或政策文件目录")
    diff.add_argument("new", metavar="B", nargs="?", help="现在的：同上")
    diff.add_argument(
        "--corpus", type=Path, metavar="DIR", help="按编号查找的政策文件目录（默认 POLICY_CORPUS_DIR 或随附文件）"
    )
    diff.add_argument("--data", type=Path, metavar="DIR", help="数据目录，线上内容在其中")
    shape = diff.add_mutually_exclusive_group()
    shape.add_argument("--html", type=Path, metavar="FILE", help="写成一个网页文件")
    shape.add_argument("--json", action="store_true", help="每份有变化的文件输出一行 JSON")
    diff.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare and show; raises CorpusError."""
    corpus = options.corpus or default_corpus_dir()
    if options.old is None:
        options.old, options.new = publishing.live_folder(corpus, options.data), corpus
    elif options.new is None:
        raise LibraryError(options.old, "还要给出与它比较的另一个版本。")
    changes = _compare(str(options.old), str(options.new), corpus)
    if options.html:
        _write(options.html, to_page(changes))
        print(f"已写入 {options.html}")
    elif options.json:
        for change in changes:
            print(json.dumps(to_json(change), ensure_ascii=False))
    else:
        print(to_text(changes, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    return _DIFFERENT if changes else _SAME


def _compare(old: str, new: str, corpus: Path) -> tuple[DocumentChange, ...]:
    if Path(old).is_dir() and Path(new).is_dir():
        return compare_documents(_in_force(Path(old)), _in_force(Path(new)))
    if Path(old).is_dir() or Path(new).is_dir():
        raise LibraryError(old if Path(old).is_dir() else new, "目录只能与目录比较。")
    before, after = _document(old, corpus), _document(new, corpus)
    changes = compare(before, after)
    return (DocumentChange(old=before, new=after, changes=changes),) if changes else ()


def _in_force(directory: Path) -> list[Document]:
    return [document for document in load_versions(directory, day=date.today()) if document.validity.applies]


def _document(named: str, corpus: Path) -> Document:
    """Return a document of the corpus by its id, else read a file."""
    path = Path(named)
    if path.is_file():
        if path.suffix.lower() == ".txt":
            document = load_document(path)
        else:
            read = read_file(path)
            document = parse_corrected(read.text, document_id=id_of_file(read.name), provenance={}, path=read.name)
        (document,) = resolve([document], date.today())
        return document
    known = load_versions(corpus, day=date.today())
    for document in known:
        if document.document_id == named:
            return document
    names = "、".join(document.document_id for document in known)
    raise LibraryError(named, f"既不是文件，也不是“{corpus}”里的编号。现有：{names}。")


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise LibraryError(path, f"无法写入（{error.strerror}）。") from error
