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
_HEARSAY = re.compile(r"听说|听讲|据说|说是|不是说")
# ，对吗 asks of what was said before it; ，是不是能申请 asks something itself, and what stands before it is told.
_TAG = re.compile(
    r"\s*(?:这|这个)?(?:对吗|对不对|是不是|是吗|没错|真的|听说|据说|吧|对|是)(?:这样|真的|假的|的|对|是|吗|么|嘛|呢|啊|呀|吧)*\s*"
)
# 招了50人是不是能补: whether it can be had with 50, not whether 50 is what the policy says. 听说 supposes all of it.
_GIVEN = re.compile(r".*(?=是不是(?:就|都|也|还|才)*不?(?:能|可|要(?!钱)|用|得|应|会|算|符合|属于))")
_TOLD = re.compile(r"了(?!$|[吧吗么嘛]|[对是]吗|对不对)")  # 5岁了能领
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
    supposed: list[str] = []
    heard = False
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        heard = heard or _HEARSAY.search(part) is not None
        checked = heard or _CHECKS.search(part) or _TAG.fullmatch(following)
        if _CLAIM.search(part) or (checked and not _OWN_CASE.search(part)):
            supposed.append(part if heard else _GIVEN.sub("", part))
    return _amounts(supposed, of_question=True)


def _amounts(texts: Sequence[str], *, of_question: bool = False) -> list[Amount]:
    """Every amount of ``texts``; ``of_question`` leaves out what supposes nothing.

    That is a 一年 or 一个人 that says for how much another number is, and what is told as having come to be: 5岁了.
    """
    amounts: list[Amount] = []
    for text in texts:
        range_from: Amount | None = None
        for q in find_quantities(text):
            amount = read_amount(q, text)
            if amount is None or (of_question and _supposes_nothing(text, q.end)):
                continue
            if range_from is not None and range_from.unit == amount.unit:  # 5000元至1万元
                amounts.append(replace(amount, low=range_from.low))
            amounts.append(amount)
            range_from = amount if _TO.match(text[q.end :]) else None
    return amounts


def _supposes_nothing(text: str, end: int) -> bool:
    """Whether the number that ends at ``end`` says for how much another is, or is told of somebody."""
    rest = text[end:]
    each = _EACH.search(text[:end]) is not None and not _SAID_OF.match(rest)
    return each or (_TOLD.match(rest) is not None and not _HEARSAY.search(text[:end]))
