"""What is said to the assistant rather than asked of the policies: orders, role play, requests for an opinion."""

import re

# What is ordered must be plain: 系统提示我材料不全, 不给我发补贴 and 凭自己本事考的证 are told by those who ask.
_ORDER = re.compile(
    r"(?:忽略|(?:^\s*|[请你您]\s*)无视|不要理会)[^，,。；;]{0,6}(?:以上|之前|前面|上面|上述|所有|一切|规则|指令|限制|原文|文件|政策)"
    r"|无视[^，,。；;]{0,6}指令"
    r"|忘(?:掉|记)(?:之前|以上|前面|所有)[^，,。；;]{0,6}(?:规则|指令|对话|内容|设定|要求)"
    r"|假装(?:你|我是)|假设你是|(?:你|请)[^，,]{0,4}扮演|你现在是|从现在(?:起|开始)[，,]?\s*你(?!们)"
    r"|^\s*系统(?:提示|升级|指令|消息|通知)\s*[:：]|系统升级通知|系统提示词|系统指令|提示词(?!工程|师)|prompt|开发者模式|越狱|(?:你|AI|机器人)(?:现在)?没有任何限制"
    r"|(?:只|必须|一律|都)(?:能|要)?(?:回答|输出)(?![^，,。；;]{0,4}(?:几|多少|哪|什么|吗))|直接回答\s*[:：]|复述|(?:请|再|给我)重复一遍|跟我(?:说|念|读)(?:一遍|[:：“\"])"
    r"|(?<!要)不要(?:看|管|引用|依据)(?:文件|原文|政策|规则|来源|上面|前面|这些)|别(?:看|管|引用)(?:文件|原文|政策)"
    r"|凭(?:你|你自己)的?(?:知识(?!产权)|经验|想象|理解|印象|感觉|记忆|常识|判断)"
    r"|凭自己的?(?:知识(?!产权)|经验|想象|理解|印象|感觉|记忆|常识|判断)(?:来|直接|给我|跟我)*(?:回答|答|讲|告诉|说(?!明)|猜|编)"
    r"|编(?:一个|一段|造|个)[^，,。；;]{0,14}(?:给我|出来|答案|回答|理由|数字|金额|条款|文号)"
    r"|批准给(?:我|他|她|咱|俺)|^\s*(?:请|快|马上|立刻|赶紧)?给(?:我|我们|咱)(?:公司|们|厂)?(?:批|拨|打|转|发)(?=[^，,。；;多几的]{0,8}(?:元|钱|款|补助|补贴|资金|奖|万))(?![^，,。；;]*(?:没|谁|哪|怎|什么))",
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
