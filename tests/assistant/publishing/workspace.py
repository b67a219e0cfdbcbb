"""A small workspace, and publishing it with quick stand-ins for the model and the evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.publishing.cases import SuiteCase
from assistant.publishing.gate import SuiteResult
from assistant.publishing.publish import Publisher
from assistant.settings import Settings
from assistant.types import Answer
from corpus.library import load_corpus
from tests.fakes import BagEmbedder
from tests.fakes_assistant import answered, cite, refused

TITLE = "甲市促进就业若干措施"
MEASURES = (
    "一、发放贷款\n个人可申请最高30万元的创业担保贷款。（责任单位：市财政局）",
    "二、开展培训\n每年培训工程师100人以上。（责任单位：市教育局）",
    "三、举办大赛\n举办职工创新大赛，每届设项目不少于2项。（责任单位：市总工会）",
)
RAISED = MEASURES[0].replace("30万元", "45万元")
CASES = (
    ("loan", "个人最高能贷多少？", "个人可申请最高30万元"),
    ("training", "每年培训多少人？", "每年培训工程师100人以上"),
    ("contest", "大赛每届设几个项目？", "每届设项目不少于2项"),
    *((f"training-{n}", f"每年培训多少人，第{n}问？", "每年培训工程师100人以上") for n in range(9)),
)


def write_policy(folder: Path, measures: Sequence[str] = MEASURES, *, name: str = "town", title: str = TITLE) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text("\n\n".join((title, *measures)) + "\n", encoding="utf-8")


def write_cases(folder: Path, cases: Sequence[tuple[str, str, str]] = CASES) -> None:
    from json import dumps

    lines = [dumps({"id": i, "turns": [q], "expect": "answer", "evidence": [e]}) for i, q, e in cases]
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / "town.jsonl").write_text("\n".join(lines), encoding="utf-8")


class QuotingSuite:
    """Answers each case with the clause that holds its evidence; holds unless it was told what falls short."""

    def __init__(self, shortfalls: Sequence[str] = ()) -> None:
        self.shortfalls = tuple(shortfalls)
        self.asked: list[tuple[str, ...]] = []
        self.days: list[date | None] = []
        self.short_on: dict[date, str] = {}

    def run(
        self, corpus_dir: Path, cases: Sequence[SuiteCase], *, work_dir: Path, as_of: date | None = None
    ) -> SuiteResult:
        corpus = load_corpus(corpus_dir, as_of=as_of)
        self.asked.append(tuple(case.id for case in cases))
        self.days.append(as_of)
        clauses = [clause for document in corpus.documents for clause in document.body()]
        answers: dict[str, Answer] = {}
        for case in cases:
            start = case.evidence[0][:3]
            held = next((clause for clause in clauses if start in clause.text), None)
            answers[case.id] = answered(case.question, cite(corpus, held.clause_id)) if held else refused(case.question)
        failures: Mapping[str, tuple[str, ...]] = {}
        short = (self.short_on[as_of],) if as_of in self.short_on else ()
        return SuiteResult(shortfalls=self.shortfalls + short, failures=failures, answers=answers)


def publisher(folder: Path, data_dir: Path, *, shortfalls: Sequence[str] = ()) -> Publisher:
    settings = Settings(corpus_dir=folder, data_dir=data_dir, chroma_url=None)
    return Publisher(settings=settings, suite=QuotingSuite(shortfalls), embedder=BagEmbedder())  # type: ignore[arg-type]


def with_suite(one: Publisher, suite: QuotingSuite) -> Publisher:
    return replace(one, suite=suite)
