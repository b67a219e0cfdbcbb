"""``python -m evals report OUT.html``: one run as a page of its own."""

import argparse
from datetime import date
from pathlib import Path

from evals.errors import RecordsError
from evals.history import HISTORY_FILE, load_history
from evals.page.content import content_of
from evals.page.render import render_page
from evals.run import add_run_arguments, score_suite


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``report`` command."""
    parser = subparsers.add_parser("report", help="把评测结果写成一个网页")
    parser.add_argument("out", type=Path, metavar="OUT.html", help="写入此文件")
    add_run_arguments(parser)
    parser.add_argument("--history-file", type=Path, default=HISTORY_FILE, help="历次得分文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask the suite, or read what was answered with ``--answers``, and write the page; the gate only colours it."""
    scored, corpus = score_suite(args)
    content = content_of(scored, corpus, history=load_history(args.suite, args.history_file), at=date.today())
    write_page(args.out, render_page(content))
    print(f"报告已写入 {args.out}")
    return 0


def write_page(path: Path, page: str) -> None:
    """Write a page; RecordsError where it cannot be."""
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise RecordsError(f"无法写入 {path}：{error.strerror}") from error
