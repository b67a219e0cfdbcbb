"""``python -m evals review``: look at proposed cases, and take each in or turn it down."""

import argparse
from pathlib import Path
from typing import Any

from assistant.settings import read_settings
from corpus.library import load_corpus
from evals.cases import Split
from evals.errors import ReviewError
from evals.freshness.staleness import Grounds
from evals.review.accepting import checked, enter
from evals.review.waiting import Proposed, WaitingFile


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``review`` command."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--file", type=Path, help="待审文件（默认 data/review/proposed.jsonl）")
    common.add_argument("--data", type=Path, help="数据目录")
    common.add_argument("--corpus", type=Path, help="政策目录")
    parser = subparsers.add_parser("review", help="审核提议的用例", parents=[common])
    parser.set_defaults(run=run, act=_list)
    actions = parser.add_subparsers(metavar="list | accept | reject")
    # of what stands before and after the action, the later wins; a default must not undo the earlier
    later = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for option in ("--file", "--data", "--corpus"):
        later.add_argument(option, type=Path)
    actions.add_parser("list", parents=[later], help="列出待审的用例").set_defaults(act=_list)
    accept = actions.add_parser("accept", parents=[later], help="核对无误，收入用例文件")
    accept.add_argument("id", help="待审用例的 id")
    accept.add_argument("--to", type=Path, required=True, metavar="FILE", help="收入此用例文件")
    accept.add_argument("--id", dest="new_id", help="改用这个 id")
    accept.add_argument("--category", help="改为这一类")
    accept.add_argument("--split", choices=[split.value for split in Split], help="归入这一部分（默认 test）")
    accept.set_defaults(act=_accept)
    reject = actions.add_parser("reject", parents=[later], help="不收")
    reject.add_argument("id", help="待审用例的 id")
    reject.add_argument("--reason", default="", help="理由")
    reject.set_defaults(act=_reject)


def run(args: argparse.Namespace) -> int:
    """Do what was asked with the review file."""
    settings = read_settings()
    data_dir = args.data or settings.data_dir
    path = args.file or (None if args.data else settings.review_file) or data_dir / "review" / "proposed.jsonl"
    return int(args.act(args, WaitingFile(path=path), args.corpus or settings.corpus_dir))


def _list(_: argparse.Namespace, waiting: WaitingFile, corpus_dir: Path) -> int:
    proposed = waiting.proposed()
    grounds = Grounds.of(load_corpus(corpus_dir)) if proposed else None
    for one in proposed:
        print(_told(one, grounds) + "\n")
    print(f"待审用例 {len(proposed)} 条（{waiting.path}）")
    for number in waiting.unreadable():
        print(f"第 {number} 行不是用例，已跳过")
    return 0


def _accept(args: argparse.Namespace, waiting: WaitingFile, corpus_dir: Path) -> int:
    one = waiting.get(args.id)
    given = {"id": args.new_id, "category": args.category, "split": args.split}
    fields: dict[str, Any] = {**one.fields, **{name: value for name, value in given.items() if value}}
    case = checked(fields, Grounds.of(load_corpus(corpus_dir)))
    enter(case, args.to)
    waiting.take_out(one.case_id)
    print(f"已收入 {args.to}：{case.id}（{case.category}，{case.split}）")
    for piece, anchors in zip(case.evidence, case.rests_on, strict=True):
        if len(anchors) > 1:
            print(f"注意：{len(anchors)} 个条款都有“{piece}”，宜把依据写得更长")
    return 0


def _reject(args: argparse.Namespace, waiting: WaitingFile, _: Path) -> int:
    waiting.reject(waiting.get(args.id), args.reason)
    print(f"已移到 {waiting.rejected_path}：{args.id}")
    return 0


def _told(one: Proposed, grounds: Grounds | None) -> str:
    """Say what is proposed, and what keeps it out as it stands."""
    fields = one.fields
    turns = fields.get("turns")
    asked = " → ".join(map(str, turns)) if isinstance(turns, list) else str(turns)
    lines = [f"### {one.case_id}（{fields.get('expect')}）", f"问：{asked}"]
    for name, label in (("evidence", "依据"), ("facts", "要点"), ("note", "说明")):
        if fields.get(name):
            lines.append(f"{label}：{fields[name]}")
    if grounds:
        try:
            checked(fields, grounds)
            lines.append("可以收入")
        except ReviewError as error:
            lines.append(f"还不能收入：{error}")
    return "\n".join(lines)
