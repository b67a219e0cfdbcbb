"""Which words of a clause answer: its best sentences, and the parts of a long sentence that are meant."""

import re
from dataclasses import dataclass

from assistant.answer_kinds import AnswerKind, states
from assistant.drafting import Support
from assistant.evidence import Evidence, Idf, coverage, term_coverage
from assistant.quantities import Quantity, QuantityKind, find_quantities
from assistant.question import Ask
from corpus.types import Clause, Sentence, reading_text

_SEGMENT = re.compile(r"[^；;]+[；;]?")
_PART = re.compile(r"[^，,；;、或]+")
_QUANTITY_KINDS = {
    AnswerKind.MONEY: (QuantityKind.MONEY,),
    AnswerKind.PERCENT: (QuantityKind.PERCENT,),
    AnswerKind.PERSONS: (QuantityKind.PERSONS,),
    AnswerKind.TIMES: (QuantityKind.TIMES,),
    AnswerKind.DURATION: (QuantityKind.DURATION,),
    AnswerKind.DATE: (QuantityKind.DATE,),
    AnswerKind.COUNT: (QuantityKind.COUNT,),
}
_SAME_THEME = 0.8  # a sentence this close to the best one, in fused score and coverage together, belongs to the answer
_MOST, _MOST_LISTED = 2, 4  # sentences quoted of one clause, beside those that introduce them
_CLEARLY_MEANT = 0.2  # by how much of the question's content one amount's words must be nearer than another's


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The words of one clause that answer an ask."""

    evidence: Evidence
    supports: tuple[Support, ...]  # in source order

    @property
    def texts(self) -> tuple[str, ...]:
        """The selected words as running prose."""
        clause = self.evidence.clause
        return tuple(reading_text(clause.text[s.start - clause.start : s.end - clause.start]) for s in self.supports)


def select(ask: Ask, evidence: Evidence, idf: Idf) -> Selection:
    """Return the sentences of the evidence's clause that answer ``ask``, at most two, or four for a list."""
    clause = evidence.clause
    worths = {
        s.position: _worth(ask, evidence, clause.sentences[s.position], s.score, idf)
        for s in evidence.passage.sentences
    }
    if not worths:
        return Selection(evidence=evidence, supports=(Support(clause=clause, start=clause.start, end=clause.end),))
    stating = {position for position in worths if _states_quantity(ask, clause.sentences[position].plain)}
    candidates = sorted(stating or worths, key=lambda position: -worths[position])
    best = worths[candidates[0]]
    most = _MOST_LISTED if ask.listing else _MOST
    kept = {position for position in candidates[:most] if worths[position] >= best - _SAME_THEME}
    whole = _with_lists(clause, kept, worths, most=most)
    supports = [_narrow(ask, evidence, clause.sentences[position]) for position in sorted(whole)]
    return Selection(evidence=evidence, supports=tuple(supports))


def _states_quantity(ask: Ask, text: str) -> bool:
    """Whether ``text`` states a quantity of a sort that is asked for."""
    wanted = {k for kind in ask.kinds for k in _QUANTITY_KINDS.get(kind, ())}
    return any(q.kind in wanted for q in find_quantities(text)) if wanted else False


def _with_lists(clause: Clause, kept: set[int], worths: dict[int, float], *, most: int) -> set[int]:
    """Add what a list item is introduced by, and to an introduction the best of what it introduces."""
    leads = {lead for position in kept if (lead := clause.lead_in(position)) is not None}
    whole = kept | leads
    for position in kept - leads:
        if clause.sentences[position].introduces:
            items = [item for item in worths if clause.lead_in(item) == position]
            whole |= set(sorted(items, key=lambda item: -worths[item])[:most])
    return whole


def _worth(ask: Ask, evidence: Evidence, sentence: Sentence, score: float, idf: Idf) -> float:
    text = sentence.plain
    worth = score + 2 * coverage(ask.own_terms or ask.terms, text, idf)
    quantity_kinds = {k for kind in ask.kinds for k in _QUANTITY_KINDS.get(kind, ())}
    quantity_kinds |= {q.kind for q in find_quantities(ask.words)}
    if quantity_kinds and any(q.kind in quantity_kinds for q in find_quantities(text)):
        worth += 1.0
    if any(
        states(kind, text, evidence.clause)
        for kind in ask.kinds
        if kind not in _QUANTITY_KINDS and kind is not AnswerKind.UNIT
    ):
        worth += 0.5
    return worth


def _narrow(ask: Ask, evidence: Evidence, sentence: Sentence) -> Support:
    """Return the run of the sentence's ；-parts that the question's own words single out; all of it if none are."""
    everything = Support(clause=evidence.clause, start=sentence.start, end=sentence.end)
    segments = list(_SEGMENT.finditer(sentence.text))
    if len(segments) < 2 or ask.listing:
        return everything
    telling = [
        hits
        for term in ask.own_terms
        if 0 < len(hits := {i for i, s in enumerate(segments) if term_coverage(term, s.group()) >= 0.6}) < len(segments)
    ]
    if not telling:
        return everything
    votes = [sum(i in hits for hits in telling) for i in range(len(segments))]
    meant = [i for i, count in enumerate(votes) if count == max(votes)]
    if len(meant) > 1 or any(not (hits & set(meant)) for hits in telling):
        return everything
    chosen = segments[meant[0]]
    if any(
        states(kind, sentence.plain, evidence.clause) and not states(kind, chosen.group(), evidence.clause)
        for kind in ask.kinds
    ):
        return everything
    start = sentence.start + chosen.start()
    return Support(clause=evidence.clause, start=start, end=start + len(chosen.group().rstrip("；;")))


def meant_quantity(ask: Ask, text: str, idf: Idf) -> Quantity | None:
    """Return the one quantity of ``text`` that answers ``ask``; None when there is none or it is not clear which."""
    for kind in ask.kinds:
        wanted = _QUANTITY_KINDS.get(kind)
        if wanted is None:
            continue
        found = [q for q in find_quantities(text) if q.kind in wanted]
        if len(found) < 2:
            return found[0] if found and not _of_another_case(ask, text, found[0]) else None
        return _nearest(ask, text, found, idf)
    return None


def _of_another_case(ask: Ask, text: str, quantity: Quantity) -> bool:
    """Whether the question names a case that only other ；-parts of ``text`` speak of: 初级 where 中级 takes 3年."""
    parts = [(m.group(), m.start() <= quantity.start < m.end()) for m in _SEGMENT.finditer(text)]
    beside = "".join(part for part, own in parts if not own)
    own = "".join(part for part, own in parts if own)
    return any(term in beside and not term_coverage(term, own) for term in ask.own_terms)


def _nearest(ask: Ask, text: str, found: list[Quantity], idf: Idf) -> Quantity | None:
    """Return the quantity in the part of ``text`` that holds clearly more of the question than any other's part."""
    parts = [(m.start(), m.end(), m.group()) for m in _PART.finditer(text)]
    ranked = sorted(
        (
            (
                max(
                    (coverage(ask.own_terms, part, idf) for start, end, part in parts if start <= q.start < end),
                    default=0.0,
                ),
                q,
            )
            for q in found
        ),
        key=lambda pair: -pair[0],
    )
    (best, quantity), (second, _) = ranked[0], ranked[1]
    return quantity if best - second >= _CLEARLY_MEANT else None
