"""``python -m corpus show|add|diff``: what the parser makes of a policy, taking in new ones, what changed.

``publish|rollback|status|history``: bringing what is drafted live, and back.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus import publishing
from corpus.adding import command as adding
from corpus.arguments import calendar_day
from corpus.changes import command as changes
from corpus.errors import CorpusError, LibraryError
from corpus.library import default_corpus_dir, load_document, load_versions
from corpus.show import to_json, to_text
from corpus.types import Document
from corpus.validity import resolve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status, 2 where a policy cannot be read."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in publishing.COMMANDS:
        return publishing.run(given)
    options = _parser().parse_args(given)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except CorpusError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has seen enough
        return 0
    return status


def _show(options: argparse.Namespace) -> int:
    shown = [
        json.dumps(to_json(document), ensure_ascii=False) if options.json else to_text(document)
        for document in _documents(options)
    ]
    print(("\n" if options.json else "\n\n").join(shown))
    return 0


def _documents(options: argparse.Namespace) -> list[Document]:
    day = options.as_of or date.today()
    if options.files:
        documents = list(resolve([load_document(path) for path in options.files], day))
    else:
        documents = list(load_versions(options.corpus or default_corpus_dir(), day=day))
    if options.document is None:
        return documents
    chosen = [document for document in documents if document.document_id == options.document]
    if not chosen:
        known = "、".join(document.document_id for document in documents)
        raise LibraryError(
            options.corpus or default_corpus_dir(), f"没有编号为“{options.document}”的文件，现有：{known}。"
        )
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description="查看、添加、比较、发布政策文件")
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="显示文件信息、章节、条款和责任单位")
    show.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="政策文本；不给时显示政策文件目录里的全部文件"
    )
    show.add_argument("--corpus", type=Path, metavar="DIR", help="政策文件目录（默认 POLICY_CORPUS_DIR 或随附文件）")
    show.add_argument("--document", metavar="ID", help="只显示这一份文件")
    show.add_argument(
        "--as-of", type=calendar_day, metavar="DATE", help="按这一天的效力显示，如 2025-01-31（默认今天）"
    )
    show.add_argument("--json", action="store_true", help="每份文件输出一行 JSON")
    show.set_defaults(run=_show)
    adding.add_parser(commands)
    changes.add_parser(commands)
    publishing.add_parsers(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
