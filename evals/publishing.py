"""``python -m evals publishing --articles FILE``: what it takes to publish a one-clause change of a large corpus.

The articles are statutes, one JSON object a line (``law``, ``article``, ``content``), plain or gzipped. The corpus made
from them is published twice without the gate: as it is, and with a number in one article changed.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from assistant.console import progress_bar
from assistant.publishing.attempt import Outcome
from assistant.publishing.publish import Publisher
from assistant.settings import Settings, read_settings
from evals.errors import EvalsError
from evals.table import render_table

_REASON = "测量发布用时"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One publication."""

    name: str
    seconds: float  # whole, opening the model and reading both corpora included
    cpu_seconds: float  # of all threads; what a busy machine does not stretch
    stages: dict[str, float]
    embedded: int  # texts: a clause, and each of its sentences


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``publishing`` command."""
    parser = subparsers.add_parser("publishing", help="测量在大语料中改一条后发布要多久")
    parser.add_argument("--articles", type=Path, required=True, help="法条文件（JSONL，可为 .gz）")
    parser.add_argument("--clauses", type=int, default=10_000, help="取多少条（默认 10000）")
    parser.add_argument("--data", type=Path, help="数据目录；留着可省去再次计算全部向量（默认用临时目录）")
    parser.add_argument("--json", type=Path, dest="json_path", help="把结果写入此文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print and save."""
    with TemporaryDirectory(prefix="policy-publishing-") as scratch:
        corpus_dir = Path(scratch) / "corpus"
        n_written = write_corpus(args.articles, corpus_dir, n_articles=args.clauses)
        settings = read_settings().model_copy(update={"corpus_dir": corpus_dir, "data_dir": args.data or Path(scratch)})
        measured = measure(settings)
    print(f"语料：{n_written} 条\n")
    rows = [
        (
            one.name,
            f"{one.seconds:.1f}",
            f"{one.cpu_seconds:.1f}",
            *(f"{one.stages.get(s, 0):.1f}" for s in ("snapshot", "index")),
            str(one.embedded),
        )
        for one in measured
    ]
    print(render_table(("发布", "共（秒）", "处理器（秒）", "读取与比对", "索引", "计算向量（段）"), rows))
    if args.json_path:
        saved = [asdict(one) for one in measured]
        args.json_path.write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def measure(settings: Settings) -> list[Measured]:
    """Publish the corpus as it is, then with one article changed."""
    first = _timed("首次", settings)
    change_one_article(settings.corpus_dir)
    return [first, _timed("改一条", settings)]


def write_corpus(articles: Path, corpus_dir: Path, *, n_articles: int) -> int:
    """Write statutes as one text file a law, up to so many articles; return how many were written."""
    laws: defaultdict[str, list[str]] = defaultdict(list)
    n_written = 0
    for law, line in _read(articles):
        if n_written == n_articles:
            break
        laws[law].append(line)
        n_written += 1
    corpus_dir.mkdir(parents=True)
    for number, (law, lines) in enumerate(laws.items()):
        text = "\n".join([law, "", *lines]) + "\n"
        (corpus_dir / f"law-{number:04d}.txt").write_text(text, encoding="utf-8")
    return n_written


def change_one_article(corpus_dir: Path) -> None:
    """Add a deadline to the first article of the first law."""
    path = min(corpus_dir.glob("*.txt"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("。", "，期限为三十七日。", 1), encoding="utf-8")


def _read(articles: Path) -> Iterator[tuple[str, str]]:
    opener = gzip.open if articles.suffix == ".gz" else open
    try:
        with opener(articles, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if article["article"].startswith("第") and article["content"].strip():
                    yield article["law"], f"{article['article']} {article['content'].strip()}"
    except (OSError, ValueError, KeyError) as error:
        raise EvalsError(f"无法读取法条文件 {articles}：{error}") from error


def _timed(name: str, settings: Settings) -> Measured:
    begun, cpu_begun = perf_counter(), process_time()
    with progress_bar() as progress:
        outcome: Outcome = Publisher.of(settings, progress).publish(no_gate=_REASON)
    seconds, cpu_seconds = perf_counter() - begun, process_time() - cpu_begun
    if outcome.report is None:
        print("语料与线上一致，没有可以测量的发布。", file=sys.stderr)
    return Measured(
        name=name,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        stages=dict(outcome.report.seconds) if outcome.report else {},
        embedded=outcome.report.embedded if outcome.report else 0,
    )
