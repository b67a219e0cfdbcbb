"""``python -m evals bench``: how fast, how big, and how much better than a plain LangChain retriever.

Everything is built in a scratch directory, so that a figure never depends on what lay in the data directory.
"""

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tqdm import tqdm

from assistant.settings import Settings
from assistant.types import Answer
from evals import suites
from evals.cases import Case
from evals.figures import Bench
from evals.generate import Conversational
from evals.measures import percentile
from evals.probe import probe
from evals.report_bench import render_bench
from evals.run import describe

COLD_STARTS = 3
WARM_UP = 20
MEMORY_QUESTIONS = 50


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``bench`` command."""
    parser = subparsers.add_parser("bench", help="测量速度、内存，并与 LangChain 基线比较检索")
    parser.add_argument("--suite", choices=suites.NAMES, default=suites.NAMES[0], help="自带的套件")
    parser.add_argument("--cases", type=Path, nargs="+", action="extend", default=[], help="用例文件，替代套件自带的")
    parser.add_argument("--corpus", type=Path, help="政策目录，替代套件自带的")
    parser.add_argument("--json", type=Path, dest="json_path", help="把结果写入此文件")
    parser.add_argument("--report", type=Path, help="把报告写入此 Markdown 文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print and save."""
    with TemporaryDirectory(prefix="policy-bench-") as scratch:
        suite = suites.load_suite(args.suite, files=args.cases, corpus_dir=args.corpus, data_dir=Path(scratch))
        bench = measure_all(suite)
    report = render_bench(bench)
    print(report)
    if args.report:
        args.report.write_text(report, encoding="utf-8")
    if args.json_path:
        text = json.dumps(asdict(bench), ensure_ascii=False, indent=1)
        args.json_path.write_text(text + "\n", encoding="utf-8")
    return 0


def measure_all(suite: suites.Suite) -> Bench:
    """Measure in this order: fresh processes first, then warm in this one."""
    # imported here so that the other commands never load the model's libraries
    from assistant.wiring import build_assistant
    from evals.comparison import compare, queries_of
    from index.embedding import open_embedder

    questions = single_questions(suite.cases)
    load = os.getloadavg()[0]
    processes = _probe_all(suite.settings, questions)
    assistant = build_assistant(suite.settings)
    _warm_up(assistant, suite.cases)
    answers, times_ms = time_answers(assistant, questions)
    corpus = assistant.index.corpus
    embedder = open_embedder(suite.settings.model, data_dir=suite.settings.data_dir)
    retrieval = compare(corpus, embedder, queries_of(suite.cases), data_dir=suite.settings.data_dir / "comparison")
    return Bench(
        config={
            **describe(suite.settings, corpus, suite.files),
            "cpu": f"{platform.processor() or platform.machine()} × {os.cpu_count()}",
            "load": f"{load:.1f}",  # of other work, as the benchmark began
        },
        answers=len(times_ms),
        answer_p50_ms=percentile(times_ms, 50) or 0.0,
        answer_p95_ms=percentile(times_ms, 95) or 0.0,
        stages_p50_ms=stage_medians(answers),
        **processes,
        retrieval=retrieval,
    )


def single_questions(cases: Sequence[Case]) -> list[str]:
    """Return the questions of one-turn conversations, each once."""
    return list(dict.fromkeys(case.question for case in cases if len(case.turns) == 1))


def time_answers(assistant: Conversational, questions: Sequence[str]) -> tuple[list[Answer], list[float]]:
    """Answer each question once, as a conversation of its own; times in milliseconds."""
    answers, times_ms = [], []
    for question in tqdm(questions, desc="回答", unit="问", file=sys.stderr, disable=None):
        begun = perf_counter()
        answers.append(assistant.ask(question))
        times_ms.append((perf_counter() - begun) * 1000)
    return answers, times_ms


def stage_medians(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the median of each stage that the answers say they took time for."""
    stages: dict[str, list[float]] = {}
    for answer in answers:
        for stage, took_ms in answer.timings_ms.items():
            stages.setdefault(stage, []).append(took_ms)
    return {stage: statistics.median(took) for stage, took in stages.items()}


def _probe_all(settings: Settings, questions: Sequence[str]) -> dict[str, float]:
    first, again = probe("open", settings), probe("open", settings)
    build = probe("build", settings)
    cold = [probe("answer", settings, questions[:1]) for _ in range(COLD_STARTS)]
    memory = probe("answer", settings, questions[:MEMORY_QUESTIONS])
    return {
        "unpack_seconds": max(0.0, first.task_seconds - again.task_seconds),
        "build_seconds": build.wall_seconds,
        "cold_start_seconds": statistics.median(one.wall_seconds for one in cold),
        "cold_start_cpu_seconds": statistics.median(one.cpu_seconds for one in cold),
        "peak_mib": memory.peak_mib,
        "resident_mib": memory.resident_mib,
    }


def _warm_up(assistant: Conversational, cases: Sequence[Case]) -> None:
    # opening turns of longer conversations: none of them is timed, so nothing timed can have been remembered
    timed = set(single_questions(cases))
    openings = [case.turns[0] for case in cases if len(case.turns) > 1 and case.turns[0] not in timed]
    for question in openings[:WARM_UP]:
        assistant.ask(question)
