"""``python -m assistant journal list|delete|purge``: what the maintainer does with the journal."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path

from assistant.desk.proposals import ReviewFile
from assistant.journal.store import DEFAULT_LIMIT, Journal
from assistant.journal.types import Entry, Verdict
from assistant.settings import read_settings
from assistant.types import Status


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``journal`` command with its own commands."""
    actions = commands.add_parser("journal", help="查看、删除问答记录").add_subparsers(required=True, metavar="命令")
    shown = _action(actions, "list", "列出记录，最近的在前", _list)
    shown.add_argument("--since", type=_day, metavar="日期", help="从这一天起，如 2025-05-01")
    shown.add_argument("--until", type=_day, metavar="日期", help="到这一天之前")
    shown.add_argument("--status", type=Status, choices=list(Status), help="只列这样答复的")
    shown.add_argument("--verdict", type=Verdict, choices=list(Verdict), help="只列这样评价的")
    shown.add_argument("--limit", type=int, default=DEFAULT_LIMIT, help="最多列出多少条（默认 %(default)s）")
    shown.add_argument("--json", action="store_true", help="每条输出一行 JSON")
    deleted = _action(actions, "delete", "删除记录，不可恢复", _delete)
    what = deleted.add_mutually_exclusive_group(required=True)
    what.add_argument("--before", type=_day, metavar="日期", help="删除这一天之前的")
    what.add_argument("--entry", type=int, metavar="编号", help="删除这一条")
    what.add_argument("--all", action="store_true", help="全部删除")
    _action(actions, "purge", "删除超过保存期限的记录", _purge)


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    description: str,
    perform: Callable[[argparse.Namespace, Journal], int],
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=description, description=description)
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据目录")
    parser.set_defaults(run=lambda options: _with_journal(options, perform))
    return parser


def _with_journal(options: argparse.Namespace, perform: Callable[[argparse.Namespace, Journal], int]) -> int:
    # another data directory has proposals of its own: those of the environment come from another journal
    settings = read_settings(**({"data_dir": options.data, "review_file": None} if options.data else {}))
    journal = Journal.in_data_dir(
        settings.data_dir,
        retention_days=settings.journal_retention_days,
        copies=ReviewFile(settings.proposed_file),
    )
    try:
        return perform(options, journal)
    finally:
        journal.close()


def _list(options: argparse.Namespace, journal: Journal) -> int:
    entries = journal.entries(
        since=options.since, until=options.until, status=options.status, verdict=options.verdict, limit=options.limit
    )
    for entry in entries:
        print(to_json(entry) if options.json else to_text(entry))
    if not entries and not options.json:
        print("没有符合条件的记录。")
    return 0


def _delete(options: argparse.Namespace, journal: Journal) -> int:
    if options.entry is not None:
        deleted = int(journal.delete_entry(options.entry))
    else:
        deleted = journal.delete(before=options.before or datetime.max.replace(tzinfo=UTC))
    print(f"已删除 {deleted} 条记录。")
    return 0


def _purge(_: argparse.Namespace, journal: Journal) -> int:
    print(f"已删除 {journal.purge_expired()} 条超过 {journal.retention.days} 天的记录。")
    return 0


def to_json(entry: Entry) -> str:
    """Return an entry as the line that ``--json`` prints."""
    return json.dumps({**asdict(entry), "asked_at": entry.asked_at.isoformat()}, ensure_ascii=False)


def to_text(entry: Entry) -> str:
    """Return an entry as a person reads it in a terminal."""
    lines = [
        f"#{entry.entry_id} {entry.asked_at.astimezone():%Y-%m-%d %H:%M:%S} {entry.status} {entry.corpus_version}",
        f"问：{entry.question}",
    ]
    if entry.standalone_question != entry.question:
        lines.append(f"理解为：{entry.standalone_question}")
    lines.append(f"答：{entry.answer}")
    if entry.verdict is not None:
        judged = "有用" if entry.verdict is Verdict.HELPFUL else "没用"
        lines.append("评价：" + "，".join(filter(None, (judged, entry.reason and entry.reason.label, entry.comment))))
    return "\n".join(lines) + "\n"


def _day(text: str) -> datetime:
    """The beginning of a day where the maintainer is."""
    try:
        return datetime.combine(date.fromisoformat(text), time.min).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2025-05-01") from None
