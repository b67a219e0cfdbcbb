"""Whether a text states the end of an age range that is asked for: 几岁可以 asks for the least, 最大几岁 for the greatest.

A sentence that holds the other end, 12周岁以下, is about somebody else: told as an answer it is a wrong number.
"""

import re

_OF_A_PERSON = "(?:(?<![^，,。？?])|(?<=孩子)|(?<=[孩娃人童儿生男女我你他她]))"  # not 房子多大能申请
_WHICH_AGE = rf"(?:几岁|多少岁|多大的?(?:岁数|年[龄纪])|{_OF_A_PERSON}多大|(?:什么|啥)年[龄纪])"
_LEAST_ASKED = re.compile(
    rf"{_WHICH_AGE}(?:以上|以后|之后|开始|起)?(?:的[^，,。？?]{{0,4}})?(?:才|就|方)?(?:可以|能|准|让|允许|算|可(?!不)|有资格|得以)"
    rf"|(?:(?<![未不])满|最[小低早]|至少|起码|不能?(?:低于|小于))(?:要|得|是|有|到|了|满)*{_WHICH_AGE}"
    rf"|{_WHICH_AGE}(?:以上|起)|年[龄纪](?:的?下限|最[低小])"
)
_GREATEST_ASKED = re.compile(
    rf"(?:最[大高晚老]|顶多|最多|超过|超了|过了)(?:不能|不|要|得|是|能|可以|有|到|超过)*{_WHICH_AGE}"
    rf"|{_WHICH_AGE}(?:以[内下]|之[内前]|以前|封顶|为止|[就还]?不(?:能|让|可以?|行|准|给|要))|年[龄纪](?:的?上限|最[大高])"
)
_CONCESSION = re.compile(r"免|半价|半票|优惠|折")  # 几岁可以免票: which end is meant, nobody can tell

_AGE = r"[\d零一二两三四五六七八九十百]+\s*周?岁"
_INCLUDED = r"(?:[（(]不?含[^（()）]{0,6}[）)])?"
_BETWEEN = rf"[\d零一二两三四五六七八九十百]\s*(?:周?岁)?{_INCLUDED}(?:[-—–~～至到]){_AGE}"
_LEAST = re.compile(
    rf"(?:(?<![未不])满|达到?|不(?:得|应|能)?(?:低于|小于|少于)){_AGE}|{_AGE}{_INCLUDED}(?:及?以上|起)|{_BETWEEN}"
)
_GREATEST = re.compile(
    rf"(?:[未不]满|不足|不(?:得|应|能)?(?:超过|高于|大于)|(?<!不)(?:低于|小于)|最[大高]){_AGE}|{_AGE}{_INCLUDED}及?(?:以下|以内)|{_BETWEEN}"
)


def states_age_asked(words: str, text: str) -> bool:
    """Whether ``words`` ask for the least or the greatest age, and ``text`` states that one."""
    if _CONCESSION.search(words):
        return False
    if _GREATEST_ASKED.search(words):
        return _GREATEST.search(text) is not None
    return _LEAST_ASKED.search(words) is not None and _LEAST.search(text) is not None
