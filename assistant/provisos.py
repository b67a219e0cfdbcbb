"""What hedges an amount in Chinese rules: whom it is for, whom it is not for, and per what it is counted.

An amount that a rule's own condition states (突破1亿元的企业) is never what that rule gives, an amount denied to
somebody is not theirs, and one for three years is not one for a year.
"""

import re

from assistant.quantities import Quantity, QuantityKind

_BREAK = re.compile(r"[；;。，](?!\d{3})|,(?!\d{3}(?!\d))")
# 不得超过 and the like bound an amount; they deny nothing.
_DENIES = re.compile(
    r"除外|不予|不再|不得(?![超少低高多晚迟])|不含|不包括|不享受|不适用|不能(?:再|重复|同时)?(?:享受|申[请领]|领取|获得)|不重复|不纳入|不给予|不发放"
)
_FOR_A_WHILE = re.compile(r"内[^，；。]{0,4}不[得予再]")
_LIMITS = re.compile(rf"^(?:但|其中|对其中|不过|超过部分|同时)|{_DENIES.pattern}")
_GIVES = re.compile(
    r"给予|给付|发[放给]|提供|申[请领]|享受|拨付|支付|按照?|增加|提高|上浮|减[按征免]|奖励|补[贴助]|资助|贷款|标准|额度|罚|处"
    r"|(?:每[^\W\d]{1,4}|为|是|[:：达]|最[高低多少长]|上限|不[超高][过于])(?:人民币)?$"
)
_ADDRESSES = re.compile(r"^(?:对|凡|为(?=[^\d])|向)")
_CLEARLY_GIVES = re.compile(r"给予|发[放给]|提供|可申[请领]|享受|按照?|最[高低多少长]")
_WHO = re.compile(
    r"^(?:[（(]不?含[^（()）]{0,6}[）)])?(?:及?以上|及?以下|以内|之内|内)?[^；;。，,、]{0,24}?的"
    r"(?![^；;。，,]{0,2}(?:标准|比例|额度|幅度|价格|罚款|奖励|补[贴助]|资助|资金|贷款|支持|扶持|优惠|贴息|罚金|本人))"
)
_STEP = re.compile(r"工作日|自然日|[日天]$|小时|分钟")
# What somebody must have or have done, said without 的: 上年度营业收入应当达到500万元, 连续缴存满6个月，可以申请贷款.
_OWN_FACTS = tuple(
    (re.compile(told), re.compile(asked))
    for told, asked in (
        ("收入|营收", "收入|营收|挣|赚|工资"),
        ("纳税|税额", "税"),
        ("产值|资产|净值", "产值|资产|净值"),
        ("注册资[本金]|实缴", "注册|资本|本钱|实缴"),
        ("总价", "价"),
        ("起付|门槛费|免赔|起征", "起付|门槛|免赔|起征|自付|自己"),
        ("连续(?:足额|正常)?[缴交参工居从经纳]|累计缴|缴[存费纳]", "连续|缴|交|存"),
        ("怀孕|妊娠", "孕"),
    )
)
_ENTITLES = re.compile(r"[，,]\s*(?:可以?(?=申|享|按|获|领|向|提)|方可|才[能可]|给予|享受|按照?)")
_THRESHOLD = re.compile(
    r"满(?:够|了|足)?[几多]|(?:要|需|须|得|达到?|超过?|突破|工作|干|做|毕业|缴满?|交满?|年满|从业|任职)"
    r"[^，,。？?贷补领奖]{0,6}(?:几|多少|多久|多长)|(?:几|多少)[^，,。？?]{0,8}(?:以上|以下|才|[能可]|内)|门槛"
)
_RATE_ASKED = re.compile(r"(?<![满够了过作干])(?:每|一|1)个?(?:人每)?(?P<unit>[年月天日季])(?!级|次性|内|以)")
_RATE = r"每(?:[^\W\d]{0,3}每)?(?:个|学)?%s|%s均|一个?%s|/%s|／%s|%s度"
_TOTAL_ASKED = re.compile(
    r"一共|总共|合计|累计|共计|总计|总额|(?<!第)[2-9二两三四五六七八九十]年(?!级|以上)|\d{4}年|到期"
)
_PER_TIME = re.compile(r"每(?:[^\W\d]{0,3}每)?个?(?:学?年|月|天|日|季)")


def span_around(text: str, at: int) -> tuple[int, int]:
    """Return where the ，- or ；-part of ``text`` that holds ``at`` starts and ends."""
    breaks = [m.start() for m in _BREAK.finditer(text)]
    start = max((b + 1 for b in breaks if b < at), default=0)
    return start, min((b for b in breaks if b >= at), default=len(text))


def limits(part: str) -> bool:
    """Whether a ；-part takes back or narrows what another one gives."""
    return _LIMITS.search(part.strip()) is not None


def in_condition(text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` says whom or what a rule is for: 突破1亿元的企业, 毕业5年内的高校毕业生, 工作满1年的."""
    start, end = span_around(text, quantity.start)
    before, after = text[start : quantity.start].strip(), text[quantity.end : end]
    if not _WHO.match(after):
        return False
    if quantity.kind is QuantityKind.DURATION and (_STEP.search(quantity.text) or "之日起" in before):
        return False  # 15个工作日内作出是否批准的决定 is a time limit
    if not before and not re.match(r"[（(]?不?含?[）)]?(?:及?以上|及?以下|以内|内)", after):
        return False
    return not (_CLEARLY_GIVES if _ADDRESSES.match(before) else _GIVES).search(before)


def states_own_fact(words: str, text: str, quantity: Quantity) -> bool:
    """Whether ``quantity`` says what one must have or have done oneself, and ``words`` do not ask for that.

    It stands in a part that speaks of such a thing, or gives nothing while a later part says what one may.
    """
    start, end = span_around(text, quantity.start)
    before = text[start : quantity.start]
    if quantity.kind is QuantityKind.PERCENT:
        return False  # of what one has paid
    if any(told.search(before) and not asked.search(words) for told, asked in _OWN_FACTS):
        return True
    if quantity.kind is QuantityKind.DATE or _STEP.search(quantity.text):
        return False
    return bool(_ENTITLES.match(text, end)) and not _GIVES.search(before)


def asks_threshold(words: str) -> bool:
    """Whether a question asks for what a condition states: 要满几个月, 毕业几年内."""
    return _THRESHOLD.search(words) is not None


def denied(text: str, quantity: Quantity) -> bool:
    """Whether the words before ``quantity`` in its part say that it is not given or not counted."""
    start, _ = span_around(text, quantity.start)
    return _DENIES.search(text[start : quantity.start]) is not None


def denying_parts(text: str) -> tuple[str, ...]:
    """Return the ，-parts of ``text`` that deny something to somebody, other than for a while: 两年内不得降薪."""
    return tuple(part for part in _BREAK.split(text) if _DENIES.search(part) and not _FOR_A_WHILE.search(part))


def without_rates(words: str) -> str:
    """Return ``words`` without what a number is asked per: 一年有几天年假 tells of no year that somebody worked."""
    return _RATE_ASKED.sub("|", words)


def another_rate(words: str, text: str, quantity: Quantity) -> bool:
    """Whether ``words`` ask per year (or month) and ``text`` says no such thing, or ask in all where it is per year."""
    if quantity.kind in {QuantityKind.DURATION, QuantityKind.DATE}:
        return False
    if asked := _RATE_ASKED.search(words):
        unit = asked["unit"].replace("天", "日")
        units = "[日天]" if unit == "日" else unit
        return re.search(_RATE.replace("%s", units), text) is None
    start, end = span_around(text, quantity.start)
    return _TOTAL_ASKED.search(words) is not None and _PER_TIME.search(text[start:end]) is not None
