"""``python -m evals load``: many people asking the real server at once, over the page's own HTTP interface.

Everybody asks a question of their own and a follow-up that only makes sense after it. What each is shown is compared
with what the same two questions get when nobody else asks. The visitors share the machine with the server.
"""

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from assistant.settings import Settings
from evals import suites
from evals.cases import Case
from evals.errors import ProbeError
from evals.measures import percentile
from evals.served import serving
from evals.table import render_table
from evals.visitor import Asked, Door, Shown, Visitor

CROWDS = (1, 10, 50, 200)
FOLLOW_UP = "归谁管？"
DISTINCT = 20  # people beyond these share questions; each session still has to be kept apart
TIMEOUT_SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What one number of people at once met with."""

    people: int
    first: tuple[Asked, ...]
    second: tuple[Asked, ...]  # the follow-ups, each asked as soon as the asker's first answer was complete
    wrong: int  # complete, but not what the same questions get alone

    @property
    def errors(self) -> int:
        """How many questions ended in an error."""
        return sum(bool(asked.error) for asked in (*self.first, *self.second))

    @property
    def declined(self) -> int:
        """How many questions were not taken, with a kind word."""
        return sum(bool(asked.notice) for asked in (*self.first, *self.second))


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``load`` command."""
    parser = subparsers.add_parser("load", help="多人同时提问，测量等待时间和差错")
    parser.add_argument(
        "--people", type=int, nargs="+", default=list(CROWDS), help="同时提问的人数（默认 1 10 50 200）"
    )
    parser.add_argument("--cases", type=Path, nargs="+", action="extend", default=[], help="从这些用例文件取问题")
    parser.add_argument("--corpus", type=Path, help="政策目录")
    parser.add_argument("--data", type=Path, help="数据目录；不给时在临时目录里从头建立")
    parser.add_argument("--report", type=Path, help="把报告写入此 Markdown 文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; 1 where somebody got an error or another's answer."""
    with TemporaryDirectory(prefix="policy-load-") as scratch:
        data_dir = args.data or Path(scratch)
        suite = suites.load_suite(suites.NAMES[0], files=args.cases, corpus_dir=args.corpus, data_dir=data_dir)
        questions = _questions(suite.cases)
        busy = os.getloadavg()[0]
        with serving(suite.settings, log=Path(scratch) / "app.log", environment=os.environ) as url:
            crowds = asyncio.run(measure(url, questions, args.people))
    report = render_load(crowds, busy=busy, settings=suite.settings)
    print(report)
    if args.report:
        args.report.write_text(report, encoding="utf-8")
    return int(any(crowd.errors or crowd.wrong for crowd in crowds))


async def measure(url: str, questions: Sequence[str], sizes: Sequence[int]) -> list[Crowd]:
    """Ask everything alone first, then with so many people at once."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=TIMEOUT_SECONDS, limits=limits, trust_env=False) as client:
        door = await Door.find(client)
        alone = [await _alone(client, door, number, question) for number, question in enumerate(questions)]
        crowds = []
        for size in sizes:
            print(f"{size} 人同时提问…", file=sys.stderr)
            crowds.append(await _together(client, door, alone, size))
        return crowds


async def _alone(client: httpx.AsyncClient, door: Door, number: int, question: str) -> tuple[Shown, ...]:
    first, second = await _converse(Visitor(client, door, address=f"10.1.0.{number}"), question)
    if first.error or second.error or len(second.shown) != 2:
        raise ProbeError(f"只有一个人问时也没有答完：{first.error or second.error or second.notice or question}")
    return second.shown


async def _together(client: httpx.AsyncClient, door: Door, alone: Sequence[tuple[Shown, ...]], size: int) -> Crowd:
    expected = [alone[number % len(alone)] for number in range(size)]
    visitors = [Visitor(client, door, address=f"10.2.{size % 250}.{number % 250}") for number in range(size)]
    met = await asyncio.gather(*(_converse(v, e[0].question) for v, e in zip(visitors, expected, strict=True)))
    wrong = 0
    for (first, second), own in zip(met, expected, strict=True):
        wrong += _differs(first, own[:1]) + _differs(second, own)
    return Crowd(people=size, first=tuple(a for a, _ in met), second=tuple(b for _, b in met), wrong=wrong)


async def _converse(visitor: Visitor, question: str) -> tuple[Asked, Asked]:
    return await visitor.ask(question), await visitor.ask(FOLLOW_UP)


def _differs(asked: Asked, own: Sequence[Shown]) -> bool:
    """Whether somebody was shown anything but their own conversation, complete and in order."""
    return not asked.error and not asked.notice and list(asked.shown) != list(own)


def _questions(cases: Sequence[Case]) -> list[str]:
    single = list(dict.fromkeys(case.question for case in cases if len(case.turns) == 1))
    return single[:: max(1, len(single) // DISTINCT)][:DISTINCT]


def render_load(crowds: Sequence[Crowd], *, busy: float, settings: Settings) -> str:
    """Return the table with what it was measured on."""
    header = ("同时提问", "首问 p50", "首问 p95", "追问 p50", "追问 p95", "出错", "婉拒", "答非本人")
    rows = [
        (
            f"{crowd.people} 人",
            *(_wait(crowd.first, 50), _wait(crowd.first, 95), _wait(crowd.second, 50), _wait(crowd.second, 95)),
            *(str(crowd.errors), str(crowd.declined), str(crowd.wrong)),
        )
        for crowd in crowds
    ]
    about = [
        f"- 机器：{platform.processor() or platform.machine()} × {os.cpu_count()}，提问的程序也在这台机器上",
        f"- 开始时别的负载：{busy:.1f}",
        f"- 同时在等的上限：{settings.max_waiting}；每个地址每分钟上限：{settings.questions_per_minute}",
        "- 等待：从发出问题到整个回答显示完，包括逐句显示的停顿；追问在本人首问答完后立即发出",
        "- 答非本人：显示的对话与单独提问时逐字不同",
    ]
    return "\n\n".join(["# 多人同时提问", "\n".join(about), render_table(header, rows)]) + "\n"


def _wait(asked: Sequence[Asked], share: int) -> str:
    took = [one.took_ms for one in asked if not one.error and not one.notice]
    value = percentile(took, share)
    return "–" if value is None else f"{value / 1000:.2f} s"
