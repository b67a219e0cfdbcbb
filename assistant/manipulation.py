"""What is said to the assistant rather than asked of the policies: orders, role play, requests for an opinion."""

import re

_ORDER = re.compile(
    r"忽略|无视|忘(?:掉|记)(?:之前|以上|前面|所有)|假装|假设你是|扮演|你现在是|从现在(?:起|开始)|系统(?:提示|升级|指令|消息|通知)|开发者模式|越狱|没有任何限制"
    r"|(?:只|必须|一律|都)(?:能|要)?(?:回答|回复|输出)|不要(?:看|管|引用|依据)|别(?:看|管|引用)(?:文件|原文|政策)|凭(?:你|自己)|编(?:一个|一段|造|个)|提示词|prompt|复述|跟我(?:说|念|读)|重复一遍|批准给|(?:请|快|马上|立刻|赶紧)?给我(?:公司|们)?(?:批|拨|打|转|发)",
    re.IGNORECASE,
)
_OPINION = re.compile(r"(?:你|您)(?:个人|自己|本人)?(?:觉得|认为|感觉|怎么看|咋看|评价)")
_VERDICT = re.compile(
    r"好不好|好吗|有没有用|有用吗|怎么样|怎么看|咋看|评价|靠不靠谱|靠谱吗|合不合理|合理吗|满意|值不值"
)
_PIECES = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]?")


def without_orders(question: str) -> str:
    """Return ``question`` without the pieces that give the assistant orders; empty when nothing else is left."""
    return "".join(piece for piece in _PIECES.findall(question) if not _ORDER.search(piece)).strip()


def asks_opinion(question: str) -> bool:
    """Whether ``question`` wants the assistant's own view."""
    return _OPINION.search(question) is not None and _VERDICT.search(question) is not None
