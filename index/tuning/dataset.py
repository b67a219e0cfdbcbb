"""The training data as a whole: what is learnt from, what is kept to measure on, and what it was made from."""

import hashlib
import logging
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.embedding import Embedder
from index.tuning.balance import balance
from index.tuning.closeness import Nearest, likest_by
from index.tuning.errors import TuningError
from index.tuning.groups import Group, Origin, legal_groups, written_groups
from index.tuning.leadins import with_lead_in
from index.tuning.lecoqa import ARTICLES_FILE, QUESTIONS_FILE, LegalQuestion, load_lecoqa
from index.tuning.questions import FOLDER, WrittenQuestion, load_questions, measured_documents, question_files
from index.tuning.sources import Source, read_policies, read_statutes
from index.tuning.split import Parts, split_apart

_LICENCES = {
    "questions, texts": "MIT, written for this project",
    "lecoqa": "MIT, oneal2000/LeCoQA (STARD)",
    "policies, laws": "official documents, not subject to copyright (PRC Copyright Law, Article 5)",
}
TEXTS = Path(__file__).parent / "texts"  # policies invented to be asked about
LECOQA = Path("lecoqa")
STATUTES = Path("laws") / "articles.jsonl.gz"
_LEGAL_DEV = _LEGAL_TEST = 0.15
_LEGAL_LARGEST = 60  # questions that hang together by their articles

_log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Dataset:
    """Groups by part; grows while it is put together."""

    train: list[Group] = field(default_factory=list)
    dev: list[Group] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    files: dict[str, str] = field(default_factory=dict)  # name to SHA-256
    wording_auc: float | None = None  # how well wording alone tells the answered ones in training, before weighting

    def described(self) -> dict[str, Any]:
        """Return what is written beside the weights."""
        return {
            "groups": {
                part: {origin.value: sum(group.origin is origin for group in groups) for origin in Origin}
                for part, groups in (("train", self.train), ("dev", self.dev))
            },
            "without_answer": sum(not group.positives for group in self.train),
            "dev_documents": sorted({key for g in self.dev if g.origin is Origin.WRITTEN for key in g.keys}),
            "wording_auc": self.wording_auc,
            "left_out": dict(sorted(self.left_out.items())),
            "files": dict(sorted(self.files.items())),
            "licences": _LICENCES,
        }


def assemble(
    *,
    bench: Path | None,
    policies: Path | None,
    seed: int,
    questions: Path = FOLDER,
    embedder: Embedder | None = None,
) -> Dataset:
    """Put together what the folders allow; raises ``TuningError`` where that is nothing, or is damaged.

    With an embedder, what is learnt from holds the passages that it takes for near; what is measured on stays the same.
    """
    dataset = Dataset()
    untouched = _add_legal(dataset, bench / LECOQA) if bench else ()
    paths = question_files(questions)
    written = load_questions(paths)
    _add_files(dataset, paths)
    sources = _sources(dataset, written, bench=bench, policies=policies)
    apart = measured_documents() | measured_documents(questions)
    for groups, measured in ((dataset.train, False), (dataset.dev, True)):
        asked = [question for question in written if (question.document in apart) is measured]
        likest = None if measured or embedder is None else _likest(embedder, asked, sources)
        found, left_out = written_groups(asked, sources, seed=seed, untouched=untouched, likest=likest)
        groups += found if measured else [_asked_at_length(group, seed) for group in found]
        dataset.left_out += left_out
    balanced = balance(dataset.train)
    dataset.train, dataset.wording_auc = balanced.groups, balanced.wording_auc
    if not dataset.train:
        raise TuningError("没有可用的训练数据：请用 --policies 指明政策文本目录，或用 --bench 指明公开数据目录")
    return dataset


def _likest(embedder: Embedder, questions: Sequence[WrittenQuestion], sources: Mapping[str, Source]) -> Nearest:
    _log.info("embedding %d questions and their documents", len(questions))
    read = [sources[name] for name in sorted({question.document for question in questions}) if name in sources]
    passages = [passage for source in read for piece in source.pieces for passage in piece.passages]
    return likest_by(embedder, [question.question for question in questions], passages)


def _asked_at_length(group: Group, seed: int) -> Group:
    return replace(group, question=with_lead_in(group.question, random.Random(f"lead-in {seed} {group.question}")))


def legal_parts(questions: Sequence[LegalQuestion]) -> Parts:
    """Return which public questions are trained on, measured on, and kept for judging; no article is in two parts."""
    keys = [question.relevant for question in questions]
    return split_apart(keys, dev=_LEGAL_DEV, test=_LEGAL_TEST, largest=_LEGAL_LARGEST)


def _add_legal(dataset: Dataset, folder: Path) -> Sequence[str]:
    """Add the public questions; return the articles of those kept apart, which nothing may train on."""
    questions, articles = load_lecoqa(folder)
    parts = legal_parts(questions)
    groups = legal_groups(questions, articles)
    dataset.train += [groups[i] for i in parts.train]
    dataset.dev += [groups[i] for i in parts.dev]
    dataset.left_out["public question kept for judging"] += len(parts.test)
    _add_files(dataset, [folder / QUESTIONS_FILE, folder / ARTICLES_FILE])
    kept_apart = {name for i in parts.dev + parts.test for name in groups[i].keys}
    return [article.text for article in articles if article.id in kept_apart]


def _sources(
    dataset: Dataset, questions: Sequence[WrittenQuestion], *, bench: Path | None, policies: Path | None
) -> dict[str, Source]:
    """Read the texts that the questions are about, as far as they are there."""
    asked_about = {question.document for question in questions}
    sources: dict[str, Source] = {}
    if bench:
        sources |= read_statutes(bench / STATUTES, laws=asked_about)
        _add_files(dataset, [bench / STATUTES])
    for folder in (TEXTS, policies):
        if folder:
            sources |= read_policies(folder)
            _add_files(dataset, [path for path in sorted(folder.glob("*.txt")) if path.stem in asked_about])
    return sources


def _add_files(dataset: Dataset, paths: Sequence[Path]) -> None:
    for path in paths:
        dataset.files[f"{path.resolve().parent.name}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
