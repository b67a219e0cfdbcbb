"""Greetings, thanks and questions about the assistant itself; and the courtesies to take off a real question."""

import re
from enum import StrEnum


class Courtesy(StrEnum):
    """What a turn without a question is."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"
    ABILITY = "ability"


_TAIL = r"(?:[啊呀哦呢吧啦哈嘛么了!！。,，.~～?？\s]|[\U0001F300-\U0001FAFF])*"
_ASSISTANT = r"(?:你|您|(?:这个?|本)?(?:小|智能|政策)?(?:助手|机器人))"
_PATTERNS = (
    (
        Courtesy.GREETING,
        rf"(?:(?:你|您|大家)(?:好吗?|早)|早|早上好|上午好|中午好|下午好|晚上好|哈喽|哈啰|嗨|嘿|hi|hello|hey|在吗|在不在|有人吗|有人在吗|喂)(?:{_TAIL}(?:你好|您好|在吗|有人吗|请问|小助手|机器人))*",
    ),
    (
        Courtesy.THANKS,
        r"(?:好的?|行|嗯+|哦+|ok|明白|知道|懂|清楚|收到)?[了啦,，。!！\s]*(?:多谢|谢谢|感谢|谢了|谢啦|辛苦了?|麻烦(?:你|您)了|太感谢|非常感谢|十分感谢|3q|thanks?|thank you)(?:你|您|啦|了|哈|们|啊|呀|小助手|助手|机器人|同志|老师|的?(?:帮助|解答|回答|回复|帮忙))*(?:[,，。!！\s]*(?:明白|知道|清楚|懂|再见|拜拜)了?)*",
    ),
    (
        Courtesy.THANKS,
        r"(?:好的?|行|嗯+|哦+|噢|ok|明白|知道|懂|清楚|收到|没(?:有)?(?:别的|其他)?(?:的)?(?:问题|事))[了啦的]*",
    ),
    (
        Courtesy.FAREWELL,
        r"(?:没(?:有)?(?:什么|啥|别的|其他)?(?:的)?(?:问题|事)?了?)?[，,。\s]*(?:再见|拜拜|拜|bye|回见|下次见|晚安|先这样)",
    ),
    (
        Courtesy.IDENTITY,
        r"(?:请问)?(?:你|您)(?:到底)?(?:是|叫)(?:谁|什么|啥|哪位|什么名字|机器人|人工|真人|ai)(?:吗|还是.{1,8})?|(?:请)?(?:自我)?介绍(?:一下)?(?:你|您)自己",
    ),
    (
        Courtesy.ABILITY,
        rf"(?:请问)?(?:{_ASSISTANT}(?:都)?(?:能|可以|会)(?:做|干|帮我?(?:做|干)?|回答|答|查)|这里(?:都)?(?:能|可以)(?:问|回答|答|查))(?:点|些)?(?:什么|啥|哪些)(?:问题|事|事情|忙)?|(?:怎么|如何)(?:用|使用){_ASSISTANT}|{_ASSISTANT}(?:怎么|如何)(?:用|使用)|(?:我)?(?:能|可以)问(?:你|您)?(?:些|点)?(?:什么|啥|哪些)(?:问题)?|帮助|help|使用说明",
    ),
)
_COMPILED = tuple(
    (courtesy, re.compile(rf"(?:(?:{pattern}){_TAIL})+", re.IGNORECASE)) for courtesy, pattern in _PATTERNS
)
# 老师 calls the clerk only where something sets it off: 老师能去企业实践吗 is asked about teachers.
_SET_OFF = r"[啊呀哦!！。,，.~?？\s]"
_OPENING = re.compile(
    rf"^(?:(?:(?:你|您)好(?!人)|早上好|上午好|下午好|晚上好|哈喽|嗨|(?:hi|hello)(?![a-z])|在吗|有人吗){_SET_OFF}*"
    rf"|(?:同志|师傅|老师|领导|小助手|喂)好?(?:{_SET_OFF}+|(?=(?:你|您)好|请问|问一?下|麻烦|我想问)))+",
    re.IGNORECASE,
)
# 办个证太麻烦了 is what is said of the matter.
_TOO = r"(?<![太很真好挺更最越别点较常分么嫌怕不])"
_CLOSING = re.compile(
    rf"[,，。!！?？\s]*(?:谢谢|多谢|(?:太|非常|十分)?感谢|谢了|{_TOO}(?:麻烦了|辛苦了)|急[,，]?在线等|在线等)(?:你|您|啦|了|哈)*[啊呀哦!！。,，.~\s]*$"
)


def find_courtesy(text: str) -> Courtesy | None:
    """Return what ``text`` is when it is nothing but a courtesy."""
    return next((courtesy for courtesy, pattern in _COMPILED if pattern.fullmatch(text.strip())), None)


def without_courtesies(text: str) -> str:
    """Return ``text`` without the greeting before it and the thanks after it; as it is when nothing else remains."""
    rest = _CLOSING.sub("", _OPENING.sub("", text.strip()))
    return rest or text.strip()
