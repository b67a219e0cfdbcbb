"""Whether a text states a time limit where one is asked for: 30分钟内 answers 最晚多久得到, 24小时值班 does not."""

import re

from assistant.patterns import WHEN

_UNIT = "个?(?:工作日|自然日|日|天|小时|分钟|月|年)"
_ASKED = re.compile(
    rf"最[晚迟](?:不能|不|要|得|应当?|必须|需要?|能|可以|是|在|到|会)*(?:{WHEN}|几|多久|多长|哪)"
    rf"|(?:多久|多长时间|几{_UNIT}|多少{_UNIT})(?:之|以)?[内前](?!容|期|几|后)"
)
_NUMBER = r"[\d零一二两三四五六七八九十百]+"
_STATED = re.compile(
    rf"{_NUMBER}\s*{_UNIT}(?:之|以)?(?:内(?![容部])|前)|[前后]\s*{_NUMBER}\s*{_UNIT}"
    rf"|[不未](?:得|应|能)?(?:超过|晚于|迟于){_NUMBER}\s*{_UNIT}|(?:当[日天]|即时|立即|当场)"
)


def states_limit_asked(words: str, text: str) -> bool:
    """Whether ``words`` ask by when something is to be done, and ``text`` states such a limit."""
    return _ASKED.search(words) is not None and _STATED.search(text) is not None
