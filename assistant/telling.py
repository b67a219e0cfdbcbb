"""Numbers that a question tells, not asks for: 账上就几万块, 能不能多贷点 wants no amount.

几 asks how many and also means a few. In what is told before the question it means a few, unless something in front
of it calls for a number (最多几年, 能贷几万).
"""

import re

_PART = re.compile(r"[^，,。；;？?！!：:\s]+")
_ASKS = re.compile(
    r"[吗谁咋哪啥]|么$|(?<![对里外])不$|没有?$|能不能|可不可以|可以不|能否|行不行|有没有|是不是|会不会|要不要|用不用|让不让|管不管|算不算|合不合"
    r"|怎么|如何|什么|多少"
)
_TAG = re.compile(
    r"有啥说法(?:没有)?|真的吗|真的假的|对[吗不]|是不是|是吗|有没有这回事|有这回事没有"
)  # asks again what was asked
_CALLED_FOR = re.compile(
    r"(?:最[多高少低长短晚迟]|至[少多]|到底|大概|一般|一共|总共|连续|能|可|给|补|奖|贷|借|领|退|免|抵|罚|涨|报|还[有剩]|得有|满|够|第|分|占|隔|每|限|超过|是|到|管|发|出|按|[多钱]少[^，,几]{0,3}|月|赔|一年[办开搞])[^，,几]{0,5}$"
    r"|(?:要|得|需)(?:交|缴|存|工作|干|住)[^，,几]{0,5}$"
    r"|(?:(?<![只就])(?<!手[里上头])(?<!家里)(?<!名下)有|要|照|配|上|签|一[顿次天棵亩回趟个])$"
)
_ASKED_AFTER = re.compile(r"几(?:[天年周日]|个月|小时|个工作日)(?:之内|以内|内)|几[点号月岁]|几[^，,几]{0,4}了$")
_ALWAYS_A_FEW = re.compile(
    r"(?<=[十好没这那头])几|(?<=有)几(?=(?:个月|[天年次回期])(?:没|一直|都|了))|多少(?=记不|忘|不清|不知|都|也)|(?<=不管)多少|(?<=不论)多少|(?<=没)多少"
)
# 想查查自己掏了多少, 哪个单位能给查 asks for the one who tells, not for the number.
_LOOKED_UP = re.compile(r"((?:想查|查查)[^，,。；;？?]{0,8}自己[^，,。；;？?]{0,8}[了过])多少")


def without_told_numbers(question: str) -> str:
    """Return ``question`` with 数 for each character of a 几 or 多少 that asks nothing: it means a few, or however many."""
    parts = list(_PART.finditer(question))
    for i, part in enumerate(parts):
        asked_later = any(_ASKS.search(_TAG.sub("", later.group())) for later in parts[i + 1 :])
        if asked_later:
            told = _LOOKED_UP.sub(r"\1数数", part.group())
            told = told if _ASKS.search(told) else _told(told)
            question = question[: part.start()] + told + question[part.end() :]
    return _ALWAYS_A_FEW.sub(lambda few: "数" * len(few.group()), question)


def _told(part: str) -> str:
    if _ASKED_AFTER.search(part):
        return part
    return re.sub("几", lambda few: "几" if _CALLED_FOR.search(part[: few.start()]) else "数", part)
