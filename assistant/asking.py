"""Which sorts of answer a question asks for."""

import re

from assistant.answer_kinds import RULES, AnswerKind
from assistant.telling import without_told_numbers

_RATE_ASKED = re.compile(
    rf"(?:{RULES[AnswerKind.RATE].asked.pattern})(?:[^，,。？?和与及]{{0,6}}(?:多少|几何|多大|多高|几块)(?:个?钱)?)?"
)

_SOME_NUMBER = re.compile(
    r"多少(?![钱元块万亿合来才能可会要算是的就都给点]|以上|以下|左右|费用|保证金|押金|资本|额度|利润|营业额|流水|存款|资金)[\u4e00-\u9fff]{2}"
)


def asked_kinds(question: str) -> tuple[AnswerKind, ...]:
    """Return the sorts of answer that ``question`` asks for, in the order they are asked for; often none."""
    question = without_told_numbers(question)
    hits = [(match.start(), kind) for kind, rule in RULES.items() if (match := rule.asked.search(question))]
    kinds = [kind for _, kind in sorted(hits, key=lambda hit: hit[0])]
    if not kinds and _SOME_NUMBER.search(question):
        return (AnswerKind.COUNT,)  # 培训出多少工程师: of what, no list of measure words tells
    if AnswerKind.RATE in kinds and not RULES[AnswerKind.MONEY].asked.search(_RATE_ASKED.sub("", question)):
        return tuple(kind for kind in kinds if kind is not AnswerKind.MONEY)  # 利息多少钱 asks for one thing only
    return tuple(kinds)


def without_kinds(question: str) -> str:
    """Return ``question`` without the words that ask for a sort of answer: what is left names the subject."""
    for rule in RULES.values():
        question = rule.asked.sub(" ", question)
    return question
