"""Which words of a clause answer: its best sentences, and the parts of a long sentence that are meant."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.ages import states_age_asked
from assistant.answer_kinds import AnswerKind, states
from assistant.drafting import Support
from assistant.evidence import Evidence, Idf, coverage
from assistant.leading import plainly_meant
from assistant.narrowing import narrow
from assistant.patterns import HOW_OFTEN, TIMES_A_YEAR, any_of
from assistant.quantities import Quantity, QuantityKind, find_quantities
from assistant.question import Ask
from assistant.ranges import of_its_step
from assistant.repeating import not_told
from assistant.stated_kinds import doer, unit
from assistant.time_limits import states_limit_asked
from corpus.running_text import reading_text
from corpus.types import Clause

QUANTITY_KINDS = {
    AnswerKind.MONEY: (QuantityKind.MONEY,),
    AnswerKind.PERCENT: (QuantityKind.PERCENT,),
    AnswerKind.PERSONS: (QuantityKind.PERSONS,),
    AnswerKind.TIMES: (QuantityKind.TIMES,),
    AnswerKind.DURATION: (QuantityKind.DURATION,),
    AnswerKind.DATE: (QuantityKind.DATE,),
    AnswerKind.COUNT: (QuantityKind.COUNT,),
}
# What is paid back is told as a share as often as an amount, with an amount that one bears oneself beside it.
_PAID_BACK = re.compile(r"报(?:销|多少|几|得了|了|下来)|返还|赔|统筹|支付")
_ASKS_HOW_OFTEN = any_of(HOW_OFTEN, TIMES_A_YEAR)
_HOW_OFTEN = re.compile(r"每(?:半|隔?(?:[一两二三四五六七八九十]|\d+)个?)?(?:年|季|月|周|星期|学期|日|天)|不?定期")
_QUOTED_NAME = re.compile(r"[“\"‘][^”\"’]*[”\"’]")
_SPECIAL_CASE = re.compile(r"(?P<case>[^，。；：、的]{3,24})的[^，。；：、的]{2,12}[，,]其")
_SAME_THEME = 0.8  # a sentence this close to the best one, in fused score and coverage together, belongs to the answer
_BODY_NAMED = re.compile(
    r"^.{2,30}(?:院|所|局|委|厅|部|办|室|中心|公司|协会|学会|大学|政府|银行|集团)(?:（[^）]*）)?[。：:]$"
)
_OWN_NAMED = 0.6  # of what a question names itself
_RELEVANCE_COUNTS = 0.3  # beside coverage and the fused score
_OF_THE_STEP = 1.0  # for a sentence about the step of a scale that the question tells
_MOST, _MOST_LISTED = 2, 4  # sentences quoted of one clause, beside those that introduce them
# Half a list of papers or conditions sends people home again: a list is quoted whole, or said to go on.
_ASKED_FOR_LISTS = frozenset({AnswerKind.MATERIALS, AnswerKind.REQUIREMENT, AnswerKind.NAMES})
_LONGEST_LIST = 700  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The words of one clause that answer an ask."""

    evidence: Evidence
    supports: tuple[Support, ...]  # in source order
    cut_short: bool = False  # of a list that is asked for, not all items are selected

    @property
    def texts(self) -> tuple[str, ...]:
        """The selected words as running prose."""
        clause = self.evidence.clause
        return tuple(reading_text(clause.text[s.start - clause.start : s.end - clause.start]) for s in self.supports)


def select(ask: Ask, evidence: Evidence, idf: Idf, *, told: str = "") -> Selection:
    """Return the sentences of the evidence's clause that answer ``ask``: two, four where many are asked for, or a list.

    ``told`` is what a follow-up leans on: the answers before it.
    """
    clause = evidence.clause
    worths = {s.position: _worth(ask, evidence, s.position, s.score, idf) for s in evidence.passage.sentences}
    if not worths:
        return Selection(evidence=evidence, supports=(Support(clause=clause, start=clause.start, end=clause.end),))
    own = _of_its_own(ask, clause, worths, idf)
    possible, fitting = of_its_step(ask.words, {p: clause.sentences[p].plain for p in worths if p in own})
    worths |= {position: worths[position] + _OF_THE_STEP for position in fitting}
    stating = {position for position in possible if states_quantity(ask, clause.sentences[position].plain)}
    stating = {p for p in stating if not _of_a_special_case(ask, clause.sentences[p].plain)} or stating
    stating = {p for p in stating if states_limit_asked(ask.words, clause.sentences[p].plain)} or stating
    candidates = sorted(stating or possible, key=lambda position: -worths[position])
    if untold := not_told(ask, evidence, candidates[0], possible, told=told, idf=idf):
        candidates = sorted(untold, key=lambda position: -worths[position])
    best = worths[candidates[0]]
    most = _MOST_LISTED if ask.listing else _MOST
    kept = {position for position in candidates[:most] if worths[position] >= best - _SAME_THEME}
    kept = _with_body(ask, clause, kept, possible, worths=worths, idf=idf)
    whole = _with_lists(clause, kept, worths, most=most)
    listed = _asked_for_list(ask, clause, kept)
    if sum(len(clause.sentences[position].plain) for position in listed) <= _LONGEST_LIST:
        whole |= listed
    if AnswerKind.UNIT in ask.kinds and not clause.responsible_units and _captioned(clause):
        whole |= {0}  # （三）某研究院。研发平台: who does it stands before what is done
    supports = [narrow(ask, evidence, clause.sentences[position]) for position in sorted(whole)]
    return Selection(evidence=evidence, supports=tuple(supports), cut_short=not listed <= whole)


def _asked_for_list(ask: Ask, clause: Clause, kept: set[int]) -> set[int]:
    """Return every item of a list where it is asked for as a whole: what introduces it is meant, or several items."""
    wanted = _ASKED_FOR_LISTS.intersection(ask.kinds)
    if not ask.listing and not wanted:
        return set()
    items = {item: lead for item in range(len(clause.sentences)) if (lead := clause.lead_in(item)) is not None}
    several = Counter(items[position] for position in kept if position in items)
    meant = {
        lead
        for lead in {*items.values()} & {*kept, *several}
        if lead in kept
        or several[lead] > 1
        or any(states(kind, clause.sentences[lead].plain, clause) for kind in wanted)
    }
    return {item for item, lead in items.items() if lead in meant}


def _with_body(
    ask: Ask, clause: Clause, kept: set[int], possible: set[int], *, worths: dict[int, float], idf: Idf
) -> set[int]:
    """Add the sentence that names who does it where that is asked for, nothing kept tells it, and no line names them.

    It stands alone where nothing else is asked for and it speaks of what the question is about.
    """
    if AnswerKind.UNIT not in ask.kinds or clause.responsible_units or _captioned(clause):
        return kept
    told = kept | {lead for position in kept if (lead := clause.lead_in(position)) is not None}
    if any(unit(clause.sentences[position].plain) for position in told):
        return kept
    naming = [position for position in possible if doer(clause.sentences[position].plain)]
    if not naming:
        return kept
    best = max(naming, key=lambda position: worths[position])
    terms = tuple(term for term in ask.own_terms if len(term) > 1)
    alone = ask.kinds == (AnswerKind.UNIT,) and coverage(terms, clause.sentences[best].plain, idf) > 0
    return {best} if alone else kept | {best}


def _of_its_own(ask: Ask, clause: Clause, positions: Iterable[int], idf: Idf) -> set[int]:
    """Keep, for a question that leans on another, the sentences that speak of what it names itself, where any does."""
    everything = set(positions)
    if not ask.own_terms or ask.own_terms == ask.terms:
        return everything
    own = {p for p in everything if coverage(ask.own_terms, clause.sentences[p].plain, idf) >= _OWN_NAMED}
    return own or everything


def _of_a_special_case(ask: Ask, text: str) -> bool:
    """Whether ``text`` is about a case that the question says nothing of: 经营外汇业务的公司，其资本…"""
    case = _SPECIAL_CASE.match(text)
    if case is None:
        return False
    told = case["case"]
    return not any(told[i : i + 2] in ask.text for i in range(len(told) - 1))


def _captioned(clause: Clause) -> bool:
    return len(clause.sentences) > 1 and _BODY_NAMED.search(clause.sentences[0].plain) is not None


def states_quantity(ask: Ask, text: str) -> bool:
    """Whether ``text`` states a quantity of a sort that is asked for."""
    wanted = {k for kind in ask.kinds for k in QUANTITY_KINDS.get(kind, ())}
    if AnswerKind.MONEY in ask.kinds and _PAID_BACK.search(ask.words):
        wanted.add(QuantityKind.PERCENT)
    said = _QUOTED_NAME.sub("", text)  # “新八级工” counts nothing
    if _ASKS_HOW_OFTEN.search(ask.words) and _HOW_OFTEN.search(said):
        return True  # 每年评选一批 holds no number of times, and says how often
    if states_age_asked(ask.words, said) or states_limit_asked(ask.words, said):
        return True
    return any(q.kind in wanted for q in find_quantities(said)) if wanted else False


def _with_lists(clause: Clause, kept: set[int], worths: dict[int, float], *, most: int) -> set[int]:
    """Add what a list item is introduced by, and to an introduction the best of what it introduces."""
    leads = {lead for position in kept if (lead := clause.lead_in(position)) is not None}
    whole = kept | leads
    for position in kept - leads:
        if clause.sentences[position].introduces:
            items = [item for item in worths if clause.lead_in(item) == position]
            whole |= set(sorted(items, key=lambda item: -worths[item])[:most])
    return whole


def _relevance_of(evidence: Evidence, position: int) -> float:
    """Return the log-odds of a sentence; of one that was not read, those of the worst that was."""
    read = dict(evidence.relevances)
    return read.get(position, min(read.values(), default=0.0))


def _worth(ask: Ask, evidence: Evidence, position: int, score: float, idf: Idf) -> float:
    text = evidence.clause.sentences[position].plain
    worth = score + 2 * coverage(ask.own_terms or ask.terms, text, idf)
    worth += _RELEVANCE_COUNTS * _relevance_of(evidence, position)
    told = {q.kind for q in find_quantities(ask.words)}
    if states_quantity(ask, text) or any(q.kind in told for q in find_quantities(text)):
        worth += 1.0
    if any(
        states(kind, text, evidence.clause)
        for kind in ask.kinds
        if kind not in QUANTITY_KINDS and kind is not AnswerKind.UNIT
    ):
        worth += 0.5
    return worth


def meant_quantity(ask: Ask, text: str, idf: Idf) -> Quantity | None:
    """Return the one quantity of ``text`` that answers ``ask``; None when there is none or it is not clear which."""
    for kind in ask.kinds:
        if wanted := QUANTITY_KINDS.get(kind):
            return plainly_meant(ask, text, [q for q in find_quantities(text) if q.kind in wanted], idf)
    return None
