"""Which run of a long sentence's ；-parts is quoted: the one that is asked about, with what takes back from it."""

import re

from assistant.answer_kinds import states
from assistant.drafting import Support
from assistant.evidence import Evidence, term_coverage
from assistant.provisos import limits
from assistant.question import Ask
from assistant.ranges import falls_outside, step_of
from corpus.types import Sentence

# 不能形成一致意见的，由主管部门协调处理 goes on with the case of the part before it.
_GOES_ON = re.compile(r"\s*(?:不能|未能|无法|逾期|期满|仍|否则|协商不成|不服|拒不|拒绝)")
_CASE = re.compile(r"[^，,]{2,}的[，,]")  # 只有一个意向者的，可以协议出让
SEGMENT = re.compile(r"[^；;]+[；;]?")


def narrow(ask: Ask, evidence: Evidence, sentence: Sentence) -> Support:
    """Return the run of the sentence's ；-parts that the question's own words single out; all of it if none are."""
    everything = Support(clause=evidence.clause, start=sentence.start, end=sentence.end)
    segments = list(SEGMENT.finditer(sentence.text))
    if len(segments) < 2 or ask.listing:
        return everything
    said = [segment.group() for segment in segments]
    step = step_of(ask.words, said)
    meant = _singled_out(ask, said) if step is None else step
    if meant is None or falls_outside(ask.words, said[meant]):
        return everything
    # A right without its exception is a wrong answer: 但失信被执行人不得申请 stays with the loan.
    last = max([meant, *(i for i in range(meant + 1, len(segments)) if _belongs(segments[i].group()))])
    chosen = sentence.text[segments[meant].start() : segments[last].end()]
    if any(
        states(kind, sentence.plain, evidence.clause) and not states(kind, chosen, evidence.clause)
        for kind in ask.kinds
    ):
        return everything
    start = sentence.start + segments[meant].start()
    return Support(clause=evidence.clause, start=start, end=start + len(chosen.rstrip("；;")))


def _belongs(later: str) -> bool:
    return limits(later) or _GOES_ON.match(later) is not None


def _singled_out(ask: Ask, segments: list[str]) -> int | None:
    """Return the one segment that holds all words which tell segments apart; None where there is no such one.

    Where each is about a case of its own, the case must be told: what follows from one may be asked of another.
    """
    cases = [_CASE.match(segment) for segment in segments]
    if all(cases):
        segments = [case.group() for case in cases if case]
    telling = [
        hits
        for term in ask.own_terms
        if len(term) > 1  # 支 of 把工作室支起来 is in 支持 as well
        and 0 < len(hits := {i for i, s in enumerate(segments) if term_coverage(term, s) >= 0.6}) < len(segments)
    ]
    if not telling:
        return None
    votes = [sum(i in hits for hits in telling) for i in range(len(segments))]
    meant = [i for i, count in enumerate(votes) if count == max(votes)]
    if len(meant) > 1 or any(meant[0] not in hits for hits in telling):
        return None
    return meant[0]
