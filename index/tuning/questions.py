"""The questions written for training: each about a document, answered by a verbatim piece of it or nearly so."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from index.tuning.errors import TuningError

FOLDER = Path(__file__).parent / "questions"
HELD_OUT_FILE = FOLDER / "held-out.txt"
MEASURED_ON = "measured-on.txt"  # beside the questions

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class WrittenQuestion(BaseModel):
    """One question. ``evidence`` answers it, or is what lies nearest to a question that the document leaves open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Text
    question: Text
    answerable: bool
    evidence: str = ""  # verbatim but for white space; "" where nothing in the document comes near

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.answerable and not squeezed(self.evidence):
            raise ValueError("answerable 为 true 的问题必须有 evidence")
        return self


def squeezed(text: str) -> str:
    """Return the text without white space, for comparing across line wraps."""
    return "".join(text.split())


def question_files(folder: Path = FOLDER) -> list[Path]:
    """Return the files of training questions in their order."""
    return sorted(folder.glob("*.jsonl"))


def held_out_documents(path: Path = HELD_OUT_FILE) -> frozenset[str]:
    """Return the ids of the documents that the assistant is judged on and must not be trained on."""
    return _listed(path)


def measured_documents(folder: Path = FOLDER) -> frozenset[str]:
    """Return the documents whose questions are measured on: named, so that no later run has learnt from them."""
    path = folder / MEASURED_ON
    return _listed(path) if path.is_file() else frozenset()


def _listed(path: Path) -> frozenset[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def load_questions(paths: Iterable[Path]) -> tuple[WrittenQuestion, ...]:
    """Read question files; ``TuningError`` names the line and what is wrong with it."""
    held_out = held_out_documents()
    places: dict[tuple[str, str], str] = {}
    questions: list[WrittenQuestion] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            where = f"{path.name} 第 {number} 行"
            question = _parse(line, where=where)
            if question.document in held_out:
                raise TuningError(f"{where}：{question.document} 留作评测，不得用于训练")
            key = question.document, squeezed(question.question)
            if key in places:
                raise TuningError(f"{where}：与{places[key]}重复：{question.question}")
            places[key] = where
            questions.append(question)
    return tuple(questions)


def _parse(line: str, *, where: str) -> WrittenQuestion:
    try:
        return WrittenQuestion.model_validate_json(line)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, detail['loc'])) or '此行'}：{detail['msg']}" for detail in error.errors())
        raise TuningError(f"{where}：{'；'.join(problems)}") from error
