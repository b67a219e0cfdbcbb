"""LeCoQA (oneal2000/LeCoQA, built on STARD; MIT): lay questions, the statute articles they need, lawyers' answers."""

import re
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from index.tuning.errors import TuningError

QUESTIONS_FILE = "queries.train.jsonl"
ARTICLES_FILE = "articles.jsonl"
_GREETING = re.compile(r"^(?:您好|你好)[，,。！!]*")
_ARTICLE_NUMBER = re.compile(r"第[一二三四五六七八九十百千零]+条.*")


class LegalQuestion(BaseModel):
    """A question and the ids of the articles that bear on it."""

    model_config = ConfigDict(frozen=True)

    question: str
    relevant: tuple[str, ...]
    answer: str = ""

    @field_validator("answer", mode="before")
    @classmethod
    def _without_greeting(cls, value: object) -> str:
        return _GREETING.sub("", value.strip()) if isinstance(value, str) else ""  # a few have none


class Article(BaseModel):
    """An article of a statute; its id is the law's name with the article's number."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str

    @property
    def law(self) -> str:
        """The name of the law."""
        return _ARTICLE_NUMBER.sub("", self.id)


_Row = TypeVar("_Row", LegalQuestion, Article)


def load_lecoqa(folder: Path) -> tuple[tuple[LegalQuestion, ...], tuple[Article, ...]]:
    """Read questions and articles; raises ``TuningError``, also where a question names an article that is not there."""
    questions = _read(folder / QUESTIONS_FILE, LegalQuestion)
    articles = _read(folder / ARTICLES_FILE, Article)
    known = {article.id for article in articles}
    for question in questions:
        if not question.relevant or not known.issuperset(question.relevant):
            raise TuningError(f"{folder / QUESTIONS_FILE}：“{question.question}”所指的条文不在 {ARTICLES_FILE} 中")
    return questions, articles


def _read(path: Path, row: type[_Row]) -> tuple[_Row, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(row.model_validate_json(line) for line in lines if line.strip())
    except (OSError, ValidationError) as error:
        raise TuningError(f"无法读取 {path}（{error}）") from error
