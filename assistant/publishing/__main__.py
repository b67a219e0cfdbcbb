"""``python -m corpus publish | rollback | status | history``: what is drafted, what is live, and the step between."""

import argparse
import json
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.console import progress_bar
from assistant.errors import AssistantError, SettingsError
from assistant.publishing.attempt import Outcome
from assistant.publishing.changes import in_short
from assistant.publishing.publish import Publisher
from assistant.publishing.record import Action, LiveRecord, Publication
from assistant.publishing.snapshot import snapshot_name
from assistant.settings import Settings, read_settings
from corpus.errors import CorpusError
from index.errors import IndexingError

_DONE, _STOPPED, _FAILED = 0, 1, 2
_SHOWN = 8  # stale cases and shortfalls named on the terminal; the report has them all


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 is well, 1 stopped by the gate or nothing live, 2 an error. What was live stays live."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG
    signal.signal(signal.SIGTERM, _interrupt)
    given = {"corpus_dir": options.corpus, "data_dir": options.data}
    try:
        settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    except SettingsError as error:
        print(f"错误：{error}", file=sys.stderr)
        return _FAILED
    record = LiveRecord(data_dir=settings.data_dir, corpus_dir=settings.corpus_dir)
    before = record.stamp()
    try:
        return int(options.run(options, settings))
    except (AssistantError, CorpusError, IndexingError) as error:
        print(f"错误：{error}", file=sys.stderr)
    except OSError as error:
        print(f"错误：{error.strerror or error}（{error.filename or settings.data_dir}）", file=sys.stderr)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
    if options.changes:
        told = "线上内容没有变化。" if record.stamp() == before else "线上内容已经切换，此后的步骤没有完成。"
        print(told, file=sys.stderr)
    return _FAILED


def _publish(options: argparse.Namespace, settings: Settings) -> int:
    if options.no_gate is not None and not options.no_gate.strip():
        print("错误：--no-gate 后面要写明理由。", file=sys.stderr)
        return _FAILED
    with progress_bar() as progress:
        outcome = Publisher.of(settings, progress).publish(cases=options.cases, no_gate=options.no_gate or "")
    if options.json:
        print(outcome.report.to_json() if outcome.report else json.dumps({"unchanged": True}), end="")
    else:
        print("\n".join(_told(outcome)))
    return _DONE if outcome.publication else _STOPPED


def _told(outcome: Outcome) -> list[str]:
    """Say in a few lines how it ended."""
    report, live = outcome.report, outcome.publication
    if report is None:
        return [f"没有改动：线上已是这些内容（第 {live.number} 次发布）。" if live else "没有改动。"]
    lines = []
    if live:
        lines.append(f"已发布：第 {live.number} 次，版本 {live.corpus_version}。{live.changes}。")
        lines.append("正在运行的服务会在几秒内自动换用，无需重启。")
    else:
        lines.append(f"没有发布，线上内容不变。{in_short(report.changes) if report.old_version else ''}")
        lines += [f"  ✗ {one}" for one in report.shortfalls[:_SHOWN]]
    if report.stale:
        names = "、".join(one.case.id for one in report.stale[:_SHOWN])
        more = f" 等 {len(report.stale)} 条" if len(report.stale) > _SHOWN else ""
        lines.append(f"过期用例（依据已变，请更新）：{names}{more}")
    if report.changed:
        lines.append(f"答案有变的问题：{len(report.changed)} 个")
    if report.proposals:
        review = "，用 python -m evals review 审核" if live else ""
        lines.append(f"新内容还没有用例：{len(report.proposals)} 条，已代拟，待审{review}")
    lines.append(f"报告：{outcome.report_dir}/report.html")
    return lines


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    with progress_bar() as progress:
        step = Publisher.of(settings, progress).rollback(options.to)
    print(f"已回退：线上现为第 {step.origin} 次发布的内容，版本 {step.corpus_version}。")
    return _DONE


def _status(options: argparse.Namespace, settings: Settings) -> int:
    record = LiveRecord(data_dir=settings.data_dir, corpus_dir=settings.corpus_dir)
    live = record.read().live
    same = live is not None and snapshot_name(settings.corpus_dir) == live.snapshot
    if options.json:
        shown = _as_json(live, record) if live else None
        print(json.dumps({"live": shown, "workspace_published": same}, ensure_ascii=False))
    elif live is None:
        print(f"还没有发布过：服务直接使用 {settings.corpus_dir} 里的文件。用 python -m corpus publish 发布。")
    else:
        print(f"线上：{_line(live)}")
        print("工作目录：与线上一致" if same else "工作目录：有尚未发布的改动")
    return _DONE if live else _STOPPED


def _history(options: argparse.Namespace, settings: Settings) -> int:
    record = LiveRecord(data_dir=settings.data_dir, corpus_dir=settings.corpus_dir)
    history = record.read()
    for publication in reversed(history.publications):
        if options.json:
            print(json.dumps(_as_json(publication, record), ensure_ascii=False))
        else:
            print(f"{'*' if publication is history.live else ' '} {_line(publication)}")
    if not history.publications and not options.json:
        print("还没有发布过。")
    return _DONE if history.publications else _STOPPED


def _line(publication: Publication) -> str:
    action = "发布" if publication.action is Action.PUBLISH else "回退"
    gate = f"　未经评测：{publication.no_gate}" if publication.no_gate else ""
    at = f"{publication.at:%Y-%m-%d %H:%M}"
    return f"第 {publication.number} 次　{at}　{action}　版本 {publication.corpus_version}　{publication.changes}{gate}"


def _as_json(publication: Publication, record: LiveRecord) -> dict[str, Any]:
    return {
        "number": publication.number,
        "action": publication.action.value,
        "at": publication.at.isoformat(),
        "corpus_version": publication.corpus_version,
        "changes": publication.changes,
        "no_gate": publication.no_gate,
        "restores": publication.restores,
        "report": str(record.report_dir(publication) / "report.html"),
    }


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--corpus", type=Path, metavar="DIR", help="政策文件目录（工作目录）")
    common.add_argument("--data", type=Path, metavar="DIR", help="数据目录")
    parser = argparse.ArgumentParser(prog="python -m corpus", description="把工作目录里的政策文件发布到线上")
    commands = parser.add_subparsers(required=True, metavar="命令")
    publish = commands.add_parser("publish", parents=[common], help="评测通过后发布")
    publish.add_argument("--cases", type=Path, nargs="+", action="extend", default=[], metavar="FILE", help="评测用例")
    publish.add_argument("--no-gate", metavar="理由", help="不经评测直接发布，理由会记入历史")
    publish.add_argument("--json", action="store_true", help="把报告以 JSON 输出")
    publish.set_defaults(run=_publish, changes=True)
    rollback = commands.add_parser("rollback", parents=[common], help="回到上一次发布的内容")
    rollback.add_argument("--to", type=int, metavar="N", help="回到第 N 次发布")
    rollback.set_defaults(run=_rollback, changes=True)
    for name, run, told in (("status", _status, "线上是哪一次发布"), ("history", _history, "全部发布记录")):
        command = commands.add_parser(name, parents=[common], help=told)
        command.add_argument("--json", action="store_true", help="输出 JSON")
        command.set_defaults(run=run, changes=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())
