"""One measurement in a process of its own, so that nothing is warm and memory is this task's alone.

``python -m evals.probe TASK --corpus DIR --data DIR --model NAME [--no-relevance] [--question=QUESTION …]`` prints one JSON object.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

from assistant.settings import ROOT, Settings, read_settings
from evals.errors import ProbeError

TASKS = ("open", "build", "answer")
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What one process measured of itself, and its parent of it."""

    task_seconds: float  # the task alone, libraries' loading included
    wall_seconds: float  # from starting the process to its result
    cpu_seconds: float  # of all its threads since it started; what a busy machine does not stretch
    peak_mib: float
    resident_mib: float  # at the end


def probe(task: str, settings: Settings, questions: Sequence[str] = ()) -> Probe:
    """Run a task in a fresh process and wait for it."""
    command = [sys.executable, "-m", "evals.probe", task]
    places = ["--corpus", str(settings.corpus_dir), "--data", str(settings.data_dir), "--model", settings.model]
    begun = perf_counter()
    asked = [f"--question={question}" for question in questions]
    if not settings.relevance:
        asked.append("--no-relevance")
    with subprocess.Popen([*command, *places, *asked], stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        wall_seconds = perf_counter() - begun
    if child.returncode != 0 or not line:
        raise ProbeError(f"测量进程失败（{task}，返回码 {child.returncode}），原因见上方输出")
    return Probe(**{**json.loads(line), "wall_seconds": wall_seconds})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one task in this process and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m evals.probe")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--question", action="append", default=[])
    parser.add_argument("--no-relevance", dest="relevance", action="store_false")
    args = parser.parse_args(argv)
    changes = {"corpus_dir": args.corpus, "data_dir": args.data, "model": args.model, "relevance": args.relevance}
    settings = read_settings().model_copy(update=changes)
    begun = perf_counter()
    _perform(args.task, settings, args.question)
    task_seconds = perf_counter() - begun
    measured = Probe(
        task_seconds=task_seconds,
        wall_seconds=0.0,
        cpu_seconds=process_time(),
        peak_mib=_memory("VmHWM"),
        resident_mib=_memory("VmRSS"),
    )
    print(json.dumps(asdict(measured)), flush=True)
    return 0


def _perform(task: str, settings: Settings, questions: Sequence[str]) -> None:
    if task == "open":
        from index.embedding import open_embedder

        open_embedder(settings.model, data_dir=settings.data_dir)
        return
    from assistant.wiring import build_assistant

    assistant = build_assistant(settings)
    for question in questions:
        assistant.ask(question)


def _memory(field: str) -> float:
    # not getrusage: its maximum survives exec, so a child would report its parent's
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024 / _MIB
    raise LookupError(field)


if __name__ == "__main__":
    sys.exit(main())
