"""Groups to learn from: a question, the passages that answer it, and passages easily mistaken for an answer."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.lexical import LexicalIndex
from index.tuning.closeness import Nearest, closeness, grams, nearest
from index.tuning.errors import TuningError
from index.tuning.lecoqa import Article, LegalQuestion
from index.tuning.questions import WrittenQuestion, squeezed
from index.tuning.sources import Piece, Source, statute_piece

_HARD = 3  # passages of the clause that comes nearest to a question it leaves open
_NEAR = 7  # other clauses of the same document, the nearest to the question in wording
_LIKE = 5  # or in meaning, where an embedding model tells that; a few of those nearest in wording join them
_NEAR_BESIDE_LIKE = 2
_ANY = 2  # and some at random, so that what is far off is told apart as well
_LEGAL_NEGATIVES = 8
_UNJUDGED = 2  # the first articles that BM25 finds may well be relevant, only not marked so
_EVIDENCE_START = 30  # characters of the evidence by which the passage that holds it is known


class Origin(StrEnum):
    """Where a question comes from."""

    WRITTEN = "written"
    LECOQA = "lecoqa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One question with its passages; ``positives`` is empty where nothing answers it."""

    question: str
    origin: Origin
    keys: tuple[str, ...]  # the document or articles that it rests on
    positives: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()  # near misses, of questions without an answer
    negatives: tuple[str, ...] = ()
    weight: float = 1.0  # in the loss

    @property
    def passages(self) -> tuple[str, ...]:
        """Every passage of the group."""
        return self.positives + self.hard + self.negatives


def written_groups(
    questions: Iterable[WrittenQuestion],
    sources: Mapping[str, Source],
    *,
    seed: int,
    untouched: Collection[str] = (),
    likest: Nearest | None = None,
) -> tuple[list[Group], Counter[str]]:
    """Build groups for the questions whose documents are there, and count why others were left out.

    ``likest`` finds the passages nearest to a question in meaning: what is retrieved beside the answer to a question
    that shares no words with it. A question on one of the ``untouched`` texts is left out: they are kept for judging.
    Raises ``TuningError`` for evidence that its document does not hold word for word.
    """
    groups: list[Group] = []
    left_out: Counter[str] = Counter()
    kept_apart = [squeezed(text) for text in untouched]
    for question in questions:
        source = sources.get(question.document)
        if source is None:
            left_out["document not there"] += 1
            continue
        holding = source.holding(question.evidence)
        evidence = squeezed(question.evidence)
        if evidence and not holding:
            if evidence not in squeezed("".join(piece.text for piece in source.pieces)):
                raise TuningError(f"{question.document} 原文中没有这段依据：{question.evidence}")
            left_out["evidence runs across clauses"] += 1
        elif evidence and any(evidence in text for text in kept_apart):
            left_out["article kept for judging"] += 1
        else:
            rng = random.Random(f"{seed} {question.question}")
            groups.append(_written_group(question, source, holding, rng, likest))
    return groups, left_out


def _written_group(
    question: WrittenQuestion, source: Source, holding: list[int], rng: random.Random, likest: Nearest | None
) -> Group:
    asked = question.question
    others = [piece for i, piece in enumerate(source.pieces) if i not in holding]
    near = _first_of_each(others, asked, nearest, _NEAR_BESIDE_LIKE if likest else _NEAR)
    like = _first_of_each(others, asked, likest, _LIKE) if likest else []
    anywhere = [rng.choice(piece.passages) for piece in rng.sample(others, min(_ANY, len(others)))]
    positives: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    if question.answerable:
        positives = (_holding_passage(source.pieces[holding[0]], question.evidence),)
    elif holding:
        hard = tuple((likest or nearest)(source.pieces[holding[0]].passages, asked, _HARD))
    negatives = tuple(dict.fromkeys(passage for passage in like + near + anywhere if passage not in positives + hard))
    return Group(
        question=asked,
        origin=Origin.WRITTEN,
        keys=(question.document,),
        positives=positives,
        hard=hard,
        negatives=negatives,
    )


def _first_of_each(pieces: Sequence[Piece], asked: str, first: Nearest, count: int) -> list[str]:
    """Return the ``count`` passages that come first among the best of each piece."""
    return first([first(piece.passages, asked, 1)[0] for piece in pieces], asked, count)


def _holding_passage(piece: Piece, evidence: str) -> str:
    """Return the passage that shows the evidence, or most of it where it runs over several."""
    start = squeezed(evidence)[:_EVIDENCE_START]
    whole = [passage for passage in piece.passages if start in squeezed(passage)]
    return whole[0] if whole else nearest(piece.passages, evidence, 1)[0]


def legal_groups(questions: Sequence[LegalQuestion], articles: Sequence[Article]) -> list[Group]:
    """Build a group for each question: its articles, and those that BM25 finds for it without being marked relevant."""
    pieces = [statute_piece(article.law, article.text) for article in articles]
    places = {article.id: i for i, article in enumerate(articles)}
    lexical = LexicalIndex.build(_tokens(article.text) for article in articles)
    groups = []
    for question in questions:
        relevant = [places[name] for name in question.relevant]
        told = question.question + question.answer[:300]
        found = (-lexical.scores(_tokens(question.question))).argsort(kind="stable")
        others = [int(i) for i in found if i not in relevant][_UNJUDGED : _UNJUDGED + _LEGAL_NEGATIVES]
        groups.append(
            Group(
                question=question.question,
                origin=Origin.LECOQA,
                keys=question.relevant,
                positives=tuple(_best(pieces[i], told, lexical) for i in relevant),
                negatives=tuple(_best(pieces[i], question.question, lexical) for i in others),
            )
        )
    return groups


def _best(piece: Piece, reference: str, lexical: LexicalIndex) -> str:
    return max(piece.passages, key=lambda passage: closeness(passage, reference, lexical.idf))


def _tokens(text: str) -> list[str]:
    found = grams(text)
    return [*found, *(gram[0] for gram in found)]
