"""The reply without a language model: the direct answer first, then the words it rests on, then who is responsible."""

import re
from collections.abc import Sequence

from assistant import replies
from assistant.answer_kinds import RULES, AnswerKind
from assistant.drafting import DraftSentence, Support, quotation
from assistant.evidence import Idf, coverage
from assistant.premises import contradicts
from assistant.question import Ask
from assistant.selecting import QUANTITY_KINDS, Selection, meant_quantity, states_quantity
from corpus.types import Clause

_IN_NUMERALS = frozenset({*QUANTITY_KINDS, AnswerKind.PHONE})
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两半]")


def compose(ask: Ask, selections: Sequence[Selection], idf: Idf) -> tuple[DraftSentence, ...]:
    """Return the sentences that answer ``ask`` from the selected words, most important clause first."""
    sentences: list[DraftSentence] = []
    for position, selection in enumerate(selections):
        if position == 0 or AnswerKind.UNIT in ask.kinds:
            sentences += _lead(ask, selection, idf)
        sentences += _quotes(ask, selection)
        if selection.cut_short:
            sentences.append(DraftSentence(text=replies.MORE_ITEMS, supports=selection.supports, fixed=True))
        if position == 0 and AnswerKind.UNIT not in ask.kinds:
            sentences += _units(selection.evidence.clause)
    told = "".join(text for selection in selections for text in selection.texts)
    for kind in _left_open(selections[0]):
        if len(ask.kinds) == 1 and (kind not in _IN_NUMERALS or _NUMERAL.search(told)):
            continue  # it may be stated in words that nobody thought of
        text = replies.PARTIAL.format(what=RULES[kind].name)
        sentences.append(DraftSentence(text=text, supports=selections[0].supports, fixed=True))
    return tuple(sentences)


def _left_open(selection: Selection) -> tuple[AnswerKind, ...]:
    """The sorts of answer asked for and not given; who is responsible also tells which and how many."""
    evidence = selection.evidence
    told = {AnswerKind.NAMES, AnswerKind.COUNT, AnswerKind.PLACE} if AnswerKind.UNIT in evidence.stated else set()
    return tuple(kind for kind in evidence.unstated if kind not in told)


def _lead(ask: Ask, selection: Selection, idf: Idf) -> list[DraftSentence]:
    """The department or the amount asked for, in the policy's own words; nothing when it is not plainly one."""
    clause = selection.evidence.clause
    if AnswerKind.UNIT in ask.kinds and clause.responsibilities:
        return _units(clause)
    stating = [text for text in selection.texts if states_quantity(ask, text)]
    for support, text in zip(selection.supports, selection.texts, strict=True):
        quantity = meant_quantity(ask, text, idf)
        if quantity is not None and len(quantity.phrase) < len(text) / 2 and _clearest(ask, text, stating, idf):
            return [DraftSentence(text=f"{quantity.phrase}。", supports=(support,))]
    return []


def _clearest(ask: Ask, text: str, stating: Sequence[str], idf: Idf) -> bool:
    """Whether no other of the sentences quoted that state such a number is as near to the question's own words."""
    nearness = coverage(ask.own_terms, text, idf)
    return all(nearness > coverage(ask.own_terms, other, idf) for other in stating if other != text)


def _quotes(ask: Ask, selection: Selection) -> list[DraftSentence]:
    opening = replies.DIFFERS if contradicts(ask.words, selection.texts) else ""
    pieces = zip(selection.supports, selection.texts, strict=True)
    return [quotation(text, support, opening=opening if i == 0 else "") for i, (support, text) in enumerate(pieces)]


def _units(clause: Clause) -> list[DraftSentence]:
    return [
        DraftSentence(
            text=f"{tag.role}：{'、'.join(tag.units)}。",
            supports=(Support(clause=clause, start=tag.start, end=tag.end),),
        )
        for tag in clause.responsibilities
    ]
