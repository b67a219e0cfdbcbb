"""Numbers that a question wants confirmed: whether they are what the policy states."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.quantities import find_quantities
from assistant.values import Amount, read_amount

_CHECKS = re.compile(r"吧|对吗|对不对|是不是|是吗|真的|听说|听讲|据说|不是说|说是|没错")
_PART = re.compile(r"[^，,；;。？?！!]+")

# How people say amounts: 500万, 三十万, 1500块.
_BARE_AMOUNT = re.compile(
    r"(\d+(?:\.\d+)?[千万亿]|[一二两三四五六七八九十][一二两三四五六七八九十百千]*[万亿])(?![元人名位家户个次项亩吨件千万亿一二两三四五六七八九\d])"
)
_PIECES_OF_MONEY = re.compile(r"(?<=[\d一二两三四五六七八九十百千万])块钱?")

_OWN_CASE = re.compile(r"我|咱|俺|本人|本公司|本企业")
_CLAIM = re.compile(r"听说|听讲|据说|说是|不是说|是不是|能|可以|给|补|领|贷|奖|发")
_EACH = re.compile(r"(?<![\d一二两三四五六七八九十百千万第])(?:一|1)个?(?:人|年|月|天|日|次|家|户|项)$")
_TO = re.compile(r"\s*[-—–~～至到]\s*(?:[\d一二两三四五六七八九十]|每)")
_SAID_OF = re.compile(r"(?:以上|以下|以内|之?内)?的?(?:对|是|吧|吗|没错|真的|\W|$)")


def contradicts(question: str, texts: Sequence[str]) -> bool:
    """Whether ``question`` wants a number confirmed where ``texts`` state only others of its sort.

    A number that a bound of the policy leaves open (50人 where it says 30人以上) is no contradiction.
    """
    if not _CHECKS.search(question):
        return False
    printed = _amounts(texts)
    for said in _assumed(question):
        alike = [amount for amount in printed if amount.comparable_with(said)]
        if alike and not any(amount.admits(said) for amount in alike):
            return True
    return False


def _assumed(question: str) -> list[Amount]:
    """The numbers that the question says of the policy, without what the citizen says of themselves."""
    words = _PIECES_OF_MONEY.sub("元", _BARE_AMOUNT.sub(r"\1元", question))
    parts = [m.group() for m in _PART.finditer(words)]
    return _amounts([part for part in parts if _CLAIM.search(part) or not _OWN_CASE.search(part)], but_each=True)


def _amounts(texts: Sequence[str], *, but_each: bool = False) -> list[Amount]:
    """Every amount of ``texts``; ``but_each`` leaves out a 一年 or 一个人 that says for how much another number is."""
    amounts: list[Amount] = []
    for text in texts:
        range_from: Amount | None = None
        for q in find_quantities(text):
            amount = read_amount(q, text)
            if amount is None or (but_each and _EACH.search(text[: q.end]) and not _SAID_OF.match(text[q.end :])):
                continue
            if range_from is not None and range_from.unit == amount.unit:  # 5000元至1万元
                amounts.append(replace(amount, low=range_from.low))
            amounts.append(amount)
            range_from = amount if _TO.match(text[q.end :]) else None
    return amounts
