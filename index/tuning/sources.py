"""The texts that training questions are about, cut into the passages that the scorer reads."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from corpus.library import load_corpus
from corpus.types import Document
from index.passages import sentence_passage
from index.tuning.errors import TuningError
from index.tuning.questions import squeezed

_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？\n]?")
_STATE = re.compile(r"^中华人民共和国")
_WINDOW_CHARS = 150
_SPARE_CHARS = 30  # a single sentence may run over by so much before it is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A clause or article, and the passages that stand for its parts."""

    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One policy or statute."""

    name: str
    pieces: tuple[Piece, ...]

    def holding(self, evidence: str) -> list[int]:
        """Return the positions of the pieces that contain the evidence, white space aside; none for ``""``."""
        wanted = squeezed(evidence)
        return [i for i, piece in enumerate(self.pieces) if wanted and wanted in squeezed(piece.text)]


def read_policies(folder: Path) -> dict[str, Source]:
    """Read every policy of a folder, its clauses cut as the assistant cuts them, by document id."""
    corpus = load_corpus(folder)
    documents = (*corpus.documents, *corpus.not_in_force)  # what has expired teaches as well
    return {document.document_id: _policy(document) for document in documents}


def read_statutes(path: Path, *, laws: Collection[str]) -> dict[str, Source]:
    """Read these laws from one gzipped JSON line per article (``law``, ``content``), by the name of the law."""
    pieces: defaultdict[str, list[Piece]] = defaultdict(list)
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["law"] in laws:
                    pieces[row["law"]].append(statute_piece(row["law"], row["content"]))
    except (OSError, ValueError, KeyError) as error:
        raise TuningError(f"无法读取法律条文 {path}（{error}）") from error
    return {law: Source(name=law, pieces=tuple(found)) for law, found in pieces.items()}


def statute_piece(law: str, text: str) -> Piece:
    """Return an article whose passages stand under the short name of its law."""
    return Piece(text=text, passages=tuple(f"{short_name(law)}：{window}" for window in windows(text)))


def short_name(law: str) -> str:
    """Return a law's name as people say it."""
    return _STATE.sub("", law)


def windows(text: str, chars: int = _WINDOW_CHARS) -> list[str]:
    """Return runs of whole sentences of about ``chars`` characters, one starting at every sentence until the end."""
    sentences = [found for found in _SENTENCE.findall(text) if found.strip()]
    if sum(map(len, sentences)) <= chars:
        return ["".join(sentences).strip()]
    found: list[str] = []
    for start in range(len(sentences)):
        end, window = start + 1, sentences[start]
        while end < len(sentences) and len(window) + len(sentences[end]) <= chars:
            window += sentences[end]
            end += 1
        found.append(window.strip()[: chars + _SPARE_CHARS])
        if end == len(sentences):
            break
    return found


def _policy(document: Document) -> Source:
    pieces = tuple(
        Piece(
            text=clause.plain,
            passages=tuple(sentence_passage(clause, i, document) for i in range(max(1, len(clause.sentences)))),
        )
        for clause in document.body()
    )
    return Source(name=document.document_id, pieces=pieces)
