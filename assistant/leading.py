"""Which one amount of a text may stand before its quotation: the one plainly asked for, else none.

The quotation follows in any case, so that nothing is lost where no amount leads; a wrong one would be read first.
"""

import re
from collections.abc import Sequence

from assistant.answer_kinds import AnswerKind
from assistant.evidence import Idf, coverage, term_coverage
from assistant.narrowing import SEGMENT
from assistant.provisos import (
    another_rate,
    asks_threshold,
    denied,
    denying_parts,
    in_condition,
    span_around,
    states_own_fact,
)
from assistant.quantities import Quantity, QuantityKind, comparable
from assistant.question import Ask
from assistant.series import in_series, of_series
from assistant.steps import of_the_step

_PART = re.compile(r"(?:[^，,；;、或]|(?<=\d),(?=\d{3}(?!\d)))+")
_STARTING_POINT = re.compile(r"自[^，,；;。]{1,20}?起")  # 自申请之日起5个工作日内受理 is not how long 申请 takes
_CUT = re.compile(r"[\d零一二两三四五六七八九十百千万亿%％‰]\s*[-—–~～至到、，,/\s]\s*$")
_CLAUSE_MARK = re.compile(r"[；;。，]|,(?!\d{3}(?!\d))")
_SAME_UNITS = (
    "[张份]",
    "公斤|千克|斤|吨",
    "平方公里|平方|平米|亩|公顷",
    "(?<!平方)公里|(?<!平方)(?<!平)米",
    "级",
    "分(?!贝)",
    "倍",
    "岁",
    "分贝",
    "千瓦(?!时)",
    "千瓦时",
    "升",
)
_UNIT_ASKED = re.compile(
    r"(?:多少|几)(?P<unit>[张份]|公斤|千克|斤|吨|平方公里|平方米?|平米|亩|公顷|公里|厘米|毫米|米|级|分贝|分(?!钱|之|钟|利|公司|店|支|校|院)|倍|周?岁|千瓦时?|升(?![级学]))"
)
_DAY_OF_MONTH_ASKED = re.compile(r"(?:每个?月|月月|[上下]个?月)[^，,。？?]{0,12}(?:几号|几日|哪(?:一)?[天日])")
_BEGINS = re.compile(r"起(?:至|到)?$|^[自从]")
_ENDS = re.compile(r"前$|^(?:截[至止]|[到至])|底$")
_END_ASKED = re.compile(r"截止|最[晚迟]|到(?:什么|啥|何|哪|几)|结束|到期|之前")
_BEGINNING_ASKED = re.compile(r"从(?:什么|啥|何|哪|几)|开始|起算|起施|启动")
_TO_APPLY = re.compile(
    r"(?:之?内|以内)[，,]?(?:向[^，,。；;]{2,20})?[^，,。；;]{0,3}(?:提出|申请|申报|申领|领取|补正|报到|持|携带|到[^，,。；;达位账]{2,16}[办登申])"
)
_TIME_TO_APPLY_ASKED = re.compile(r"内|期限|时限|最[晚迟长]|申|提|报|补|领|去办|要在|过期|逾期|超期|过了|还能")
# 几天内给我答复 asks how long the office has, 几天内要提出 how long one has oneself.
_OFFICE_ACTS = re.compile(
    r"答复|回复|回话|批(?!准[后了])|审[核批完]|办[完结好]|到账|打到|拨付|发放|发下|下来|出结果|给(?:我|个|出)"
)
_IN_ALL = re.compile(r"(?:满分|总分)(?:为|是)?$")  # of which what is asked about has a share
_IN_ALL_ASKED = re.compile(r"满分|总分|一共|总共")
_CLEARLY_MEANT = 0.2  # by how much of the question's content one amount's words must be nearer than another's


def plainly_meant(ask: Ask, text: str, found: Sequence[Quantity], idf: Idf) -> Quantity | None:
    """Return the one of ``found``, all of a sort that is asked for, that answers ``ask``; None in any doubt."""
    found = [quantity for quantity in found if not _of_another_unit(ask.words, quantity)]
    if not found or any(_CUT.search(text[: q.start]) for q in found) or _asks_for_the_denied(ask, text):
        return None
    if in_series(text, found):
        meant = of_series(ask, text, found)
    else:
        threshold = asks_threshold(ask.words)
        given = [q for q in found if not denied(text, q) and (threshold or not _of_whom(ask, text, q))]
        conditions = [q for q in found if q not in given]
        meant = _one_of(ask, text, of_the_step(ask.words, text, given, conditions), idf)
    return meant if meant is not None and _fits(ask, text, meant) else None


def _of_whom(ask: Ask, text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` only says whom or what a rule is for."""
    return in_condition(text, quantity) or states_own_fact(ask.words, text, quantity)


def _one_of(ask: Ask, text: str, given: Sequence[Quantity], idf: Idf) -> Quantity | None:
    if len(given) < 2:
        return given[0] if given and not _of_another_case(ask, text, given[0]) else None
    return _nearest(ask, text, given, idf)


def _fits(ask: Ask, text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` is counted as the question counts, is news to it, and is no fine where none is asked."""
    if "第几" in ask.words or _of_another_end(ask.words, quantity) or _for_the_applicant(ask.words, text, quantity):
        return False
    if (
        _of_what_is_not(ask, text, quantity)
        or another_rate(ask.words, text, quantity)
        or comparable(quantity.text).rstrip("元") in comparable(ask.words)
    ):
        return False
    start, end = span_around(text, quantity.start)
    if _IN_ALL.search(text[: quantity.start]) and not _IN_ALL_ASKED.search(ask.words):
        return False
    return "罚" not in text[start:end] or "罚" in ask.words or AnswerKind.CONSEQUENCE in ask.kinds


def _of_another_end(words: str, quantity: Quantity) -> bool:
    """Whether the end is asked for and ``quantity`` is a beginning, or the other way round."""
    if quantity.kind is not QuantityKind.DATE:
        return False
    begins, ends = _BEGINS.search(quantity.phrase), _ENDS.search(quantity.phrase)
    return bool((begins and _END_ASKED.search(words)) or (ends and _BEGINNING_ASKED.search(words)))


def _for_the_applicant(words: str, text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` is how long one has to apply, where ``words`` ask how long it takes."""
    if quantity.kind is not QuantityKind.DURATION:
        return False
    if _TIME_TO_APPLY_ASKED.search(words) and not _OFFICE_ACTS.search(words):
        return False
    return _TO_APPLY.match(text, quantity.end) is not None


def _of_what_is_not(ask: Ask, text: str, quantity: Quantity) -> bool:
    """Whether ``words`` say of something that it is not so, and the amount's part that it is: 不是本市户籍的学生."""
    start, end = span_around(text, quantity.start)
    part = text[start:end]
    return any(
        denied.search(ask.words) and term in part and not denied.search(part)
        for term in ask.own_terms
        if len(term) > 1
        for denied in [
            re.compile(rf"(?:不是|(?<!有)没有?)[^，,。；;？?的]{{0,2}}{re.escape(term)}|[非未无]{re.escape(term)}")
        ]
    )


def _of_another_unit(words: str, quantity: Quantity) -> bool:
    """Whether ``words`` ask for a number of something that ``quantity`` does not count: 四级 is no weight."""
    if quantity.kind is QuantityKind.DURATION and "几个工作日" in words and "工作日" not in quantity.text:
        return True
    if quantity.kind is QuantityKind.DATE and _DAY_OF_MONTH_ASKED.search(words):
        return "年" in quantity.text  # 自2025年7月1日起 is no day of every month
    asked = _UNIT_ASKED.search(words)
    if asked is None or quantity.kind is not QuantityKind.COUNT:
        return False
    return not any(re.search(unit, quantity.text) for unit in _SAME_UNITS if re.search(unit, asked["unit"]))


def _asks_for_the_denied(ask: Ask, text: str) -> bool:
    """Whether a word of the question occurs only where ``text`` denies something: 离职 in 离职人员不予补贴."""
    denying = denying_parts(text)
    rest = text
    for part in denying:
        rest = rest.replace(part, "")
    return any(
        len(term) > 1 and not term_coverage(term, rest) and any(term_coverage(term, part) for part in denying)
        for term in ask.own_terms
    )


def _of_another_case(ask: Ask, text: str, quantity: Quantity) -> bool:
    """Whether the question names a case that only other ；-parts of ``text`` speak of: 初级 where 中级 takes 3年."""
    parts = [(m.group(), m.start() <= quantity.start < m.end()) for m in SEGMENT.finditer(text)]
    beside = "".join(part for part, own in parts if not own)
    own = "".join(part for part, own in parts if own)
    return any(term in beside and not term_coverage(term, own) for term in ask.own_terms)


def _nearest(ask: Ask, text: str, given: Sequence[Quantity], idf: Idf) -> Quantity | None:
    """Return the quantity in the part of ``text`` that holds clearly more of the question than any other's part."""
    parts = [(m.start(), m.end(), _STARTING_POINT.sub("", m.group())) for m in _PART.finditer(text)]

    def closeness(quantity: Quantity) -> float:
        shared = _said_of_all(text, given, quantity)
        own = (
            coverage(ask.own_terms, shared + part, idf) for start, end, part in parts if start <= quantity.start < end
        )
        return max(own, default=0.0)

    ranked = sorted(((closeness(q), q) for q in given), key=lambda pair: -pair[0])
    (best, quantity), (second, _) = ranked[0], ranked[1]
    return quantity if best - second >= _CLEARLY_MEANT else None


def _said_of_all(text: str, given: Sequence[Quantity], quantity: Quantity) -> str:
    """Return what stands before the first of the amounts that 或 joins: 小微企业可申请 400万元的甲贷或1000万元的乙贷."""
    start = max((m.end() for m in _CLAUSE_MARK.finditer(text, 0, quantity.start)), default=0)
    first = min(q.start for q in given if start <= q.start <= quantity.start)
    return text[start:first] if "或" in text[first : quantity.start] else ""
