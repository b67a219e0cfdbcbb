"""``python -m evals coverage``: which clauses in force no case rests on."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.library import load_corpus
from corpus.types import Clause, Corpus
from evals import suites
from evals.cases import Case
from evals.matching import normalise
from evals.table import percent, render_table

_SHOWN_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The clauses of one document that state policy, and those of them that no case rests on."""

    document_id: str
    title: str
    clauses: int
    uncovered: tuple[Clause, ...]

    def to_json(self) -> dict[str, object]:
        """Return the coverage as plain values."""
        uncovered = [{"clause_id": c.clause_id, "locator": c.locator, "text": c.plain} for c in self.uncovered]
        return {
            "document_id": self.document_id,
            "title": self.title,
            "clauses": self.clauses,
            "uncovered": uncovered,
        }


def cover(corpus: Corpus, cases: Iterable[Case]) -> tuple[Coverage, ...]:
    """Tell for every document in force which of its clauses no case quotes."""
    pieces = [normalise(piece) for case in cases for piece in case.evidence]
    return tuple(
        Coverage(
            document_id=document.document_id,
            title=document.name,
            clauses=len(document.body()),
            uncovered=tuple(
                clause for clause in document.body() if not any(piece in normalise(clause.text) for piece in pieces)
            ),
        )
        for document in corpus.documents
    )


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``coverage`` command."""
    parser = subparsers.add_parser("coverage", help="列出没有任何用例涉及的现行条款")
    suites.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List what is not covered; always 0, for what to ask about is somebody's decision."""
    suite = suites.load_suite(args.suite, files=args.cases, corpus_dir=args.corpus)
    covered = cover(load_corpus(suite.settings.corpus_dir), suite.cases)
    if args.json:
        print(json.dumps([one.to_json() for one in covered], ensure_ascii=False, indent=1))
    else:
        print(render_coverage(covered))
    return 0


def render_coverage(covered: Iterable[Coverage]) -> str:
    """Return a table of the documents, and below it each clause that no case rests on."""
    listed = list(covered)
    rows = [(one.title, str(one.clauses), str(len(one.uncovered)), percent(_share(one))) for one in listed]
    parts = [render_table(("文件", "条款", "无用例", "覆盖"), rows)]
    for one in listed:
        if one.uncovered:
            parts.append(f"《{one.title}》没有用例涉及的条款：")
            parts.append(
                "\n".join(f"- {clause.clause_id}　{clause.locator}　{_begin(clause)}" for clause in one.uncovered)
            )
    return "\n\n".join(parts)


def _share(one: Coverage) -> float | None:
    return 1 - len(one.uncovered) / one.clauses if one.clauses else None


def _begin(clause: Clause) -> str:
    text = clause.plain
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"
