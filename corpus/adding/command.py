"""``python -m corpus add FILE…``: read published files, show what was understood, write them once confirmed."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from corpus.adding.candidate import Candidate, examine
from corpus.adding.reading import TAKEN, ReadFile, read_file
from corpus.adding.storing import store
from corpus.adding.summary import to_text
from corpus.errors import CorpusError, CorrectionError
from corpus.library import default_corpus_dir, find_texts, load_versions
from corpus.types import Document

_ADDED, _NOT_CONFIRMED = 0, 1
_PROMPT = (
    "回车或 y 确认，q 放弃；更正请输入：标题=… 文号=… 日期=2025-01-31 状态=draft|in_force|repealed 施行=… 编号=…\n> "
)
_KEYS = {
    "标题": "title",
    "文号": "number",
    "日期": "issue_date",
    "状态": "state",
    "施行": "in_force_from",
    "有效期至": "in_force_until",
    "编号": "id",
    "title": "title",
    "number": "number",
    "date": "issue_date",
    "state": "state",
    "id": "id",
}

Ask = Callable[[str], str]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``add`` command."""
    add = commands.add_parser("add", help="添加政策文件：网页、Word、PDF 或文本")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help=f"可以是 {TAKEN}")
    add.add_argument("--corpus", type=Path, metavar="DIR", help="政策文件目录（默认 POLICY_CORPUS_DIR 或随附文件）")
    add.add_argument("--yes", action="store_true", help="不询问，按认出的内容添加")
    add.add_argument("--id", metavar="ID", help="编号；新版本写成 原编号@版本（只能用于一个文件）")
    add.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="更正，如 文号=甲政发〔2025〕1号、状态=draft（只能用于一个文件）",
    )
    add.set_defaults(run=run)


def run(options: argparse.Namespace, *, ask: Ask = input) -> int:
    """Read, show, confirm and write all files, or none; raises CorpusError."""
    directory = options.corpus or default_corpus_dir()
    today = date.today()
    if len(options.files) > 1 and (options.id or options.set):
        raise CorrectionError(str(options.files[1]), "--id 和 --set 只能用于一个文件。")
    read = [read_file(path) for path in options.files]
    existing = _existing(directory, today)
    given = dict(_correction(text) for text in options.set)
    if options.id:
        given["id"] = options.id
    confirmed: list[Candidate] = []
    for file in read:
        beside = [*existing, *(candidate.document for candidate in confirmed)]
        candidate = _confirm(file, beside, today, given, None if options.yes else ask)
        if candidate is None:
            print("没有添加任何文件。")
            return _NOT_CONFIRMED
        confirmed.append(candidate)
    for path in store(confirmed, directory):
        print(f"已添加 {path}")
    return _ADDED


def _existing(directory: Path, today: date) -> Sequence[Document]:
    if directory.is_dir() and not find_texts(directory):
        return ()  # the first document of a corpus
    return load_versions(directory, day=today) if directory.exists() else ()


def _confirm(
    file: ReadFile, existing: Sequence[Document], today: date, given: dict[str, str], ask: Ask | None
) -> Candidate | None:
    """Show a candidate until it is confirmed; None where it is not."""
    said = dict(given)
    while True:
        candidate = _examined(file, existing, today, said)
        print(to_text(candidate))
        if ask is None:
            return candidate
        answer = _answer(ask)
        if answer in ("", "y", "Y", "是"):
            return candidate
        if answer is None or answer.lower() in ("q", "n", "否"):
            return None
        try:
            key, value = _correction(answer)
            _examined(file, existing, today, {**said, key: value})
            said[key] = value
        except CorpusError as error:
            print(f"错误：{error}", file=sys.stderr)


def _examined(file: ReadFile, existing: Sequence[Document], today: date, said: dict[str, str]) -> Candidate:
    corrections = {key: value for key, value in said.items() if key != "id"}
    return examine(file, existing, today=today, document_id=said.get("id"), corrections=corrections)


def _answer(ask: Ask) -> str | None:
    try:
        return ask(_PROMPT).strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return None


def _correction(text: str) -> tuple[str, str]:
    """Return the TOML key and the value of 文号=…."""
    name, equals, value = text.replace("＝", "=").partition("=")
    key = _KEYS.get(name.strip())
    if not equals or key is None or not value.strip():
        raise CorrectionError(text, f"更正应写成 名称=内容，名称可以是 {'、'.join(list(_KEYS)[:7])}。")
    return key, value.strip()
