"""``python -m assistant ask "问题" ["追问" …]`` answers a conversation; ``journal …`` keeps the log; ``password``."""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant import replies
from assistant.api.objects import to_json
from assistant.console import progress_bar
from assistant.desk import command as password
from assistant.errors import AssistantError
from assistant.journal import command as journal
from assistant.live import open_live
from assistant.settings import read_settings
from assistant.types import Answer
from corpus.arguments import calendar_day
from corpus.errors import CorpusError
from index.errors import IndexingError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        return int(options.run(options))
    except (AssistantError, CorpusError, IndexingError) as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2


def _ask(options: argparse.Namespace) -> int:
    given = {"corpus_dir": options.corpus, "data_dir": options.data, "as_of": options.as_of}
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    with progress_bar() as progress:
        assistant = open_live(settings, progress)
    for answer in assistant.converse(options.turns):
        print(json.dumps(to_json(answer), ensure_ascii=False) if options.json else to_text(answer))
    return 0


def to_text(answer: Answer) -> str:
    """Return one turn as a person reads it in a terminal."""
    lines = [f"问：{answer.question}", f"答：{answer.text}"]
    for citation in answer.citations:
        number = f"（{citation.document_number}）" if citation.document_number else ""
        lines.append(f"  [{citation.n}] 《{citation.document_title}》{number}{citation.locator}")
    if answer.reworded:
        lines.append(replies.REWORDED)
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description="政策问答")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="提问；多个参数是同一次对话的各轮")
    ask.add_argument("turns", nargs="+", metavar="问题")
    ask.add_argument("--json", action="store_true", help="每轮输出一行 JSON")
    ask.add_argument("--corpus", type=Path, metavar="DIR", help="政策文件目录")
    ask.add_argument("--data", type=Path, metavar="DIR", help="索引和模型的存放目录")
    ask.add_argument(
        "--as-of",
        type=calendar_day,
        metavar="DATE",
        help="按这一天有效的政策回答，如 2025-01-31（默认 POLICY_AS_OF 或今天）",
    )
    ask.set_defaults(run=_ask)
    journal.add_parser(commands)
    password.add_parser(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
