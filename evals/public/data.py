"""Reading the public data: policies with questions (NCP), and statutes as a haystack (LeCoQA: index.tuning.lecoqa)."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import BenchDataError
from index.tuning.lecoqa import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """One policy as published."""

    document_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyQuestion:
    """A question with the words that answer it and the documents that hold them."""

    question: str
    answer: str
    document_ids: tuple[str, ...]


def read_statutes(folder: Path) -> tuple[Article, ...]:
    """Read the 58,586 articles of ``laws/``; raises BenchDataError."""
    rows = _rows(folder / "laws" / "articles.jsonl.gz")
    return tuple(Article(id=row["law"] + row["article"], text=row["content"]) for row in rows)


def read_policies(folder: Path) -> tuple[tuple[PolicyText, ...], tuple[PolicyQuestion, ...]]:
    """Read NCP's documents and its questions; raises BenchDataError."""
    texts = (PolicyText(document_id=row["docid"], text=row["text"]) for row in _rows(folder / "ncp/documents.jsonl"))
    questions = (
        PolicyQuestion(
            question=row["question"],
            answer=row["answer"].strip(),
            document_ids=tuple(dict.fromkeys([row["docid"], *row["gold_docids"]])),
        )
        for row in _rows(folder / "ncp/questions.dev.jsonl")
    )
    return tuple(texts), tuple(questions)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise BenchDataError(f"无法读取公开数据 {path}（{error}）") from error
