"""``python -m evals retrieval --bench DIR``: the trained models on public data, before and after in one run.

*Before* is the packaged embedding model with fused retrieval alone, *after* the tuned one with the relevance scorer.
LeCoQA's questions are those that training kept apart; nothing was ever trained on NCP.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tqdm import tqdm

from assistant.service import Assistant
from assistant.settings import Settings, read_settings
from assistant.wiring import assemble, build_assistant, open_models
from corpus.types import Corpus
from evals.bench import MEMORY_QUESTIONS, single_questions, time_answers
from evals.measures import percentile
from evals.probe import probe
from evals.public.corpora import policy_corpus, statute_corpus
from evals.public.data import PolicyQuestion, PolicyText, read_policies, read_statutes
from evals.public.legal import LegalFigures, measure_legal
from evals.public.policies import PolicyFigures, RefusalFigures, certainty, measure_policies, refusal_figures
from evals.public.ranking import Ranking, fused_ranking, judged_ranking
from evals.public.report import render_public
from evals.suites import NAMES, load_suite
from index.embedding import PACKAGED, UNTUNED
from index.tuning.dataset import LECOQA, legal_parts
from index.tuning.lecoqa import Article, LegalQuestion, load_lecoqa

FOLDS = 5
_SEED = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What is measured: an embedding model, with the scorer or without, and how it ranks."""

    name: str
    model: str
    relevance: bool
    rank: Callable[[Assistant, str], Ranking]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFigures:
    """What an answer about the shipped documents costs."""

    answers: int
    p50_ms: float | None
    p95_ms: float | None
    resident_mib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """Everything measured of one system; None where it was not asked for."""

    name: str
    legal: dict[str, LegalFigures]  # by part
    haystack: LegalFigures | None
    policies: PolicyFigures | None
    refusals: RefusalFigures | None
    cost: CostFigures


SYSTEMS = (
    System(name="before", model=UNTUNED, relevance=False, rank=fused_ranking),
    System(name="tuned", model=PACKAGED, relevance=False, rank=fused_ranking),
    System(name="after", model=PACKAGED, relevance=True, rank=judged_ranking),
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``retrieval`` command."""
    parser = subparsers.add_parser("retrieval", help="在公开数据上比较调优前后的检索、作答与拒答")
    parser.add_argument("--bench", type=Path, required=True, metavar="DIR", help="公开数据目录（lecoqa、ncp、laws）")
    parser.add_argument("--data", type=Path, metavar="DIR", help="索引与模型的目录")
    parser.add_argument("--haystack", action="store_true", help="另在全部法律条文中检索（首次约需半小时）")
    parser.add_argument("--limit", type=int, metavar="N", help="每项只问这么多题")
    parser.add_argument("--skip-policies", action="store_true", help="不测 NCP")
    parser.add_argument("--systems", nargs="+", choices=[s.name for s in SYSTEMS], help="只测这些系统")
    parser.add_argument("--json", type=Path, dest="json_path", help="把结果写入此文件")
    parser.add_argument("--report", type=Path, help="把报告写入此 Markdown 文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print and save."""
    found = [_measure(system, args) for system in SYSTEMS if not args.systems or system.name in args.systems]
    report = render_public([asdict(figures) for figures in found])
    print(report)
    if args.report:
        args.report.write_text(report, encoding="utf-8")
    if args.json_path:
        text = json.dumps([asdict(figures) for figures in found], ensure_ascii=False, indent=1)
        args.json_path.write_text(text + "\n", encoding="utf-8")
    return 0


def _measure(system: System, args: argparse.Namespace) -> PublicFigures:
    settings = read_settings(model=system.model, relevance=system.relevance)
    settings = settings.model_copy(update={"data_dir": (args.data or settings.data_dir) / "public"})
    models = open_models(settings)

    def over(corpus: Corpus) -> Assistant:
        return assemble(corpus, settings, models)

    questions, articles = load_lecoqa(args.bench / LECOQA)
    parts = legal_parts(questions)
    asked = {name: [questions[i] for i in getattr(parts, name)][: args.limit] for name in ("dev", "test")}
    statutes = over(statute_corpus(articles))
    legal = {name: measure_legal(statutes, part, system.rank) for name, part in asked.items()}
    haystack = None
    if args.haystack:
        haystack = _in_haystack(over, args.bench, articles, [*asked["dev"], *asked["test"]], system)
    policies, refusals = None, None
    if not args.skip_policies:
        texts, about_policies = read_policies(args.bench)
        policies, refusals = _about_policies(over, texts, about_policies[: args.limit], system)
    return PublicFigures(
        name=system.name,
        legal=legal,
        haystack=haystack,
        policies=policies,
        refusals=refusals,
        cost=_cost(settings, args.limit),
    )


def _in_haystack(
    over: Callable[[Corpus], Assistant],
    bench: Path,
    articles: Sequence[Article],
    questions: Sequence[LegalQuestion],
    system: System,
) -> LegalFigures:
    """Find the same articles among all statutes there are, those that say the same left out."""
    known = {"".join(article.text.split()) for article in articles}
    others = [article for article in read_statutes(bench) if "".join(article.text.split()) not in known]
    return measure_legal(over(statute_corpus([*articles, *others], sentences=False)), questions, system.rank)


def _about_policies(
    over: Callable[[Corpus], Assistant],
    texts: Sequence[PolicyText],
    questions: Sequence[PolicyQuestion],
    system: System,
) -> tuple[PolicyFigures, RefusalFigures]:
    whole = over(policy_corpus(texts))
    figures = measure_policies(whole, questions, system.rank)
    present = [certainty(whole, question.question) for question in questions]
    absent: list[tuple[float, bool]] = []
    for fold in tqdm(_folds(questions), desc=f"{system.name} 留出文件"):
        gone = {document_id for question in fold for document_id in question.document_ids}
        left = over(policy_corpus(texts, without=gone))
        absent += [certainty(left, question.question) for question in fold]
        left.index.close()
    return figures, refusal_figures(present, absent)


def _folds(questions: Iterable[PolicyQuestion]) -> list[list[PolicyQuestion]]:
    """Part the questions so that each is asked once without its documents."""
    mixed = list(questions)
    random.Random(_SEED).shuffle(mixed)
    return [mixed[start::FOLDS] for start in range(FOLDS) if mixed[start::FOLDS]]


def _cost(settings: Settings, limit: int | None) -> CostFigures:
    """Time the answers to the shipped suite's questions, and look at the memory of a process that gives some."""
    questions = single_questions(load_suite(NAMES[0]).cases)[:limit]
    warm, timed = questions[: len(questions) // 10], questions[len(questions) // 10 :]
    assistant = build_assistant(settings)
    time_answers(assistant, warm)
    _, times_ms = time_answers(assistant, timed)
    return CostFigures(
        answers=len(timed),
        p50_ms=percentile(times_ms, 50),
        p95_ms=percentile(times_ms, 95),
        resident_mib=probe("answer", settings, questions[:MEMORY_QUESTIONS]).resident_mib,
    )
