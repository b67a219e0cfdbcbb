"""What sort of answer a question wants, and whether a text states one of that sort.

A near miss asks a real measure for something that its clause does not say: the rate, the deadline, the papers to
bring. Words alone look alike there; the sort of answer does not. The table speaks of how Chinese asks and states
such things in any policy; no policy's subject occurs in it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant import asked_facts, asked_numbers, stated_kinds
from corpus.types import Clause


class AnswerKind(StrEnum):
    """The sort of answer wanted."""

    MONEY = "money"
    RATE = "rate"
    PERCENT = "percent"
    PERSONS = "persons"
    TIMES = "times"
    COUNT = "count"
    DURATION = "duration"
    DATE = "date"
    PLACE = "place"
    PHONE = "phone"
    WEBSITE = "website"
    MATERIALS = "materials"
    PROCEDURE = "procedure"
    UNIT = "unit"
    CONDITION = "condition"
    REQUIREMENT = "requirement"
    CONSEQUENCE = "consequence"
    NAMES = "names"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one sort of answer is asked for, what a citizen is told it is, and what stating it looks like."""

    name: str  # in Chinese, for saying which part is not covered
    asked: re.Pattern[str]
    stated: Callable[[str], bool]


RULES: dict[AnswerKind, KindRule] = {
    AnswerKind.RATE: KindRule("利率、费率或利息", asked_numbers.RATE, stated_kinds.rate),
    AnswerKind.MONEY: KindRule("金额", asked_numbers.MONEY, stated_kinds.money),
    AnswerKind.PERCENT: KindRule("比例", asked_numbers.PERCENT, stated_kinds.percent),
    AnswerKind.PERSONS: KindRule("人数", asked_numbers.PERSONS, stated_kinds.persons),
    AnswerKind.TIMES: KindRule("次数", asked_numbers.TIMES, stated_kinds.times),
    AnswerKind.DURATION: KindRule("期限或时长", asked_numbers.DURATION, stated_kinds.duration),
    AnswerKind.DATE: KindRule("时间", asked_numbers.DATE, stated_kinds.date),
    AnswerKind.PHONE: KindRule("电话", asked_facts.PHONE, stated_kinds.phone),
    AnswerKind.WEBSITE: KindRule("网址或线上入口", asked_facts.WEBSITE, stated_kinds.website),
    AnswerKind.PLACE: KindRule("地点", asked_facts.PLACE, stated_kinds.place),
    AnswerKind.MATERIALS: KindRule("申请材料", asked_facts.MATERIALS, stated_kinds.materials),
    AnswerKind.PROCEDURE: KindRule("办理流程", asked_facts.PROCEDURE, stated_kinds.procedure),
    AnswerKind.UNIT: KindRule("负责部门", asked_facts.UNIT, stated_kinds.unit),
    AnswerKind.CONDITION: KindRule("适用对象", asked_facts.CONDITION, stated_kinds.condition),
    AnswerKind.REQUIREMENT: KindRule("具体条件", asked_facts.REQUIREMENT, stated_kinds.requirement),
    AnswerKind.CONSEQUENCE: KindRule("后果", asked_facts.CONSEQUENCE, stated_kinds.consequence),
    AnswerKind.NAMES: KindRule("名单", asked_facts.NAMES, stated_kinds.names),
    AnswerKind.AGE: KindRule("年龄", asked_numbers.AGE, stated_kinds.age),
    AnswerKind.COUNT: KindRule("数量", asked_numbers.COUNT, stated_kinds.count),
}


def states(kind: AnswerKind, text: str, clause: Clause) -> bool:
    """Whether ``text``, a sentence or part of ``clause``, states an answer of this sort."""
    if kind is AnswerKind.UNIT and clause.responsible_units:
        return True
    return RULES[kind].stated(text)
