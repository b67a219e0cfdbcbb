"""How well a retrieved clause answers what is asked: the signals that the decision weighs."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from operator import attrgetter

from assistant.answer_kinds import AnswerKind, states
from assistant.question import Ask
from corpus.types import Clause, Corpus
from index.types import Passage, Retrieval

Idf = Callable[[str], float]

HARD_KINDS = frozenset(
    {
        AnswerKind.MONEY,
        AnswerKind.RATE,
        AnswerKind.PERCENT,
        AnswerKind.PERSONS,
        AnswerKind.DURATION,
        AnswerKind.DATE,
        AnswerKind.PHONE,
        AnswerKind.WEBSITE,
        AnswerKind.PLACE,
        AnswerKind.MATERIALS,
        AnswerKind.PROCEDURE,
        AnswerKind.COUNT,
        AnswerKind.TIMES,
        AnswerKind.NAMES,
        AnswerKind.REQUIREMENT,
        AnswerKind.AGE,
    }
)
# Of these, what a number or a date answers.
AMOUNT_KINDS = HARD_KINDS - {
    AnswerKind.PHONE,
    AnswerKind.WEBSITE,
    AnswerKind.PLACE,
    AnswerKind.MATERIALS,
    AnswerKind.PROCEDURE,
    AnswerKind.NAMES,
    AnswerKind.REQUIREMENT,
}
_SHORT_FORM = re.compile(r"[\u4e00-\u9fff]{2}")
_OF_LONG_FORM = 0.8  # on the suites' questions the right clause holds one 16 times as often as any other clause
_NEAR_SENTENCES = 3  # an amount further off in a long clause is about something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What speaks for or against one clause as the answer; each grows with how well it answers."""

    dense_z: float  # cosine above the corpus's background, in its standard deviations
    dense: float  # cosine
    margin: float  # fused score above the fifth clause's
    coverage: float  # share of the question's content, by idf, that the clause and its headings contain
    best_sentence_coverage: float  # the same for its best single sentence
    missing: float  # minus the idf of the weightiest content word that is nowhere in the clause
    kinds_stated: float  # 1 every sort of answer asked for is stated, 0 none is; 0.5 nothing particular asked
    hard_kind_missing: float  # -1 where an amount, date, place… is asked for and not stated
    exact: float  # 1 if the question names the clause
    follows: float  # 1 if an elliptical question follows an answer that cited the clause
    unit_stated: float  # 1 if the department is asked for and the clause names one
    relevance: float = 0.0  # log-odds by the relevance scorer, best sentence; 0 where there is no scorer
    dense_lead: float = 0.0  # dense_z above that of the best other candidate
    relevance_lead: float = 0.0  # relevance above that of the best other candidate

    def vector(self) -> tuple[float, ...]:
        """The signals in field order."""
        return _values(self)


_values = attrgetter(*(field.name for field in fields(Signals)))  # astuple would copy every one deeply


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A retrieved clause with its signals."""

    passage: Passage
    clause: Clause
    signals: Signals
    stated: tuple[AnswerKind, ...]
    unstated: tuple[AnswerKind, ...]
    relevances: tuple[tuple[int, float], ...] = ()  # sentence position and its log-odds, for those that were scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One ask with its evidence, best first, and the part of it that answers; none when it is not covered."""

    ask: Ask
    evidence: tuple[Evidence, ...]
    answering: tuple[Evidence, ...] = ()


def gather_evidence(
    ask: Ask, retrieval: Retrieval, corpus: Corpus, idf: Idf, *, cited_before: Sequence[str] = ()
) -> tuple[Evidence, ...]:
    """Return the evidence of every retrieved clause, in retrieval order."""
    passages = retrieval.passages
    floor = passages[min(4, len(passages) - 1)].score if passages else 0.0
    weigh = partial(_weigh, ask, retrieval=retrieval, floor=floor, corpus=corpus, idf=idf, cited_before=cited_before)
    return tuple(weigh(passage) for passage in passages)


def _weigh(
    ask: Ask,
    passage: Passage,
    *,
    retrieval: Retrieval,
    floor: float,
    corpus: Corpus,
    idf: Idf,
    cited_before: Sequence[str],
) -> Evidence:
    document = corpus.document(passage.document_id)
    clause = document.clause(passage.clause_id)
    headings = "".join(document.section(section_id).heading for section_id in clause.section_ids)
    context = clause.plain + headings + document.title
    near = _near(clause, [s.position for s in passage.sentences[:_NEAR_SENTENCES]])
    stated = tuple(kind for kind in ask.kinds if states(kind, near, clause))
    unstated = tuple(kind for kind in ask.kinds if kind not in stated)
    background = retrieval.background
    signals = Signals(
        dense_z=(passage.dense - background.mean) / max(background.std, 1e-6),
        dense=passage.dense,
        margin=passage.score - floor,
        coverage=coverage(ask.terms, context, idf),
        best_sentence_coverage=max(
            (coverage(ask.terms, s.plain + headings, idf) for s in clause.sentences), default=0.0
        ),
        missing=-max((idf(t) * (1 - term_coverage(t, context)) for t in ask.terms), default=0.0),
        kinds_stated=len(stated) / len(ask.kinds) if ask.kinds else 0.5,
        hard_kind_missing=-1.0 if _hard(unstated) and not _hard(stated) and AnswerKind.UNIT not in stated else 0.0,
        exact=1.0 if passage.exact else 0.0,
        unit_stated=1.0 if AnswerKind.UNIT in stated and clause.responsible_units else 0.0,
        follows=1.0 if passage.clause_id in cited_before else 0.0,
    )
    return Evidence(passage=passage, clause=clause, signals=signals, stated=stated, unstated=unstated)


def _near(clause: Clause, positions: Sequence[int]) -> str:
    """Return the sentences at these positions with what introduces them: the fine stands before the list of acts."""
    leads = {lead for position in positions if (lead := clause.lead_in(position)) is not None}
    return "".join(clause.sentences[position].plain for position in sorted({*leads, *positions})) or clause.plain


def _hard(kinds: Sequence[AnswerKind]) -> bool:
    return not HARD_KINDS.isdisjoint(kinds)


def coverage(terms: tuple[str, ...], text: str, idf: Idf) -> float:
    """Return the share, 0 to 1, of the terms' idf that ``text`` contains; 0.5 where there are no terms."""
    total = sum(idf(term) for term in terms)
    if not total:
        return 0.5
    return sum(idf(term) * term_coverage(term, text) for term in terms) / total


def term_coverage(term: str, text: str) -> float:
    """Return how much of ``term``, 0 to 1, ``text`` contains: all of it, its long form, or the bigrams they share."""
    folded = text.lower()
    if term in folded:
        return 1.0
    if len(term) < 3:
        return _OF_LONG_FORM if _SHORT_FORM.fullmatch(term) and _long_form(term).search(folded) else 0.0
    pairs = [term[i : i + 2] for i in range(len(term) - 1)]
    return 0.8 * sum(pair in folded for pair in pairs) / len(pairs)


@lru_cache(maxsize=4096)
def _long_form(term: str) -> re.Pattern[str]:
    """Two characters as people shorten names: 网安 for 网络安全, 社保 for 社会保险, 技校 for 技工院校."""
    return re.compile(rf"{term[0]}[\u4e00-\u9fff]{{1,3}}{term[1]}")


def corpus_idf(corpus: Corpus) -> Idf:
    """Return the inverse document frequency over the corpus's body clauses; a term of none of them weighs most."""
    texts = [clause.plain.lower() for document in corpus.documents for clause in document.body()]
    n_texts = len(texts)
    known: dict[str, float] = {}

    def idf(term: str) -> float:
        if term not in known:
            found = sum(term in text for text in texts)
            known[term] = math.log(1 + (n_texts - found + 0.5) / (found + 0.5)) / math.log(2 * n_texts + 2)
        return known[term]

    return idf
