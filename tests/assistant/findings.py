"""Evidence put together by hand, for tests that are not about retrieval."""

from collections.abc import Sequence

from assistant.answer_kinds import AnswerKind
from assistant.evidence import Evidence, Signals
from assistant.question import Ask
from corpus.types import Clause
from index.types import Passage, SentenceScore

NO_SIGNALS = Signals(
    dense_z=0.0,
    dense=0.0,
    margin=0.0,
    coverage=0.0,
    best_sentence_coverage=0.0,
    missing=0.0,
    kinds_stated=0.0,
    hard_kind_missing=0.0,
    exact=0.0,
    follows=0.0,
    unit_stated=0.0,
)


def passage(clause: Clause, *, exact: bool = False, scores: Sequence[float] | None = None) -> Passage:
    """The clause as retrieved, its sentences scored in order, the first best unless scores are given."""
    given = scores if scores is not None else [-float(i) for i in range(len(clause.sentences))]
    found = [SentenceScore(position=i, score=score, dense=0.0, lexical=0.0) for i, score in enumerate(given)]
    return Passage(
        document_id=clause.document_id,
        clause_id=clause.clause_id,
        rank=1,
        score=1.0,
        dense=0.0,
        lexical=0.0,
        sentences=tuple(sorted(found, key=lambda s: -s.score)),
        exact=exact,
    )


def evidence(
    clause: Clause,
    *,
    signals: Signals = NO_SIGNALS,
    exact: bool = False,
    scores: Sequence[float] | None = None,
    stated: tuple[AnswerKind, ...] = (),
    unstated: tuple[AnswerKind, ...] = (),
) -> Evidence:
    """The clause with the given signals, none by default."""
    return Evidence(
        passage=passage(clause, exact=exact, scores=scores),
        clause=clause,
        signals=signals,
        stated=stated,
        unstated=unstated,
    )


def ask(
    words: str,
    *,
    terms: tuple[str, ...] = (),
    kinds: tuple[AnswerKind, ...] = (),
    listing: bool = False,
    bare: bool = False,
    own_terms: tuple[str, ...] | None = None,
) -> Ask:
    """One thing asked, with its subject's words, all of them its own unless given."""
    own = terms if own_terms is None else own_terms
    return Ask(words=words, text=words, terms=terms, own_terms=own, kinds=kinds, listing=listing, bare=bare)
