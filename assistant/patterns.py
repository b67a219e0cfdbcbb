"""What the patterns that read Chinese questions and clauses are made of: alternatives, gaps, the words that ask."""

import re


def one_of(*alternatives: str) -> str:
    """Return a group of ``alternatives``; where two fit, the earlier one is taken, not the longer."""
    return f"(?:{'|'.join(alternatives)})"


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Return the compiled pattern that finds any of ``alternatives``, the earlier before the later."""
    return re.compile(one_of(*alternatives))


def within(most: int, *, no: str = "") -> str:
    """Return a gap of up to ``most`` characters that no mark divides, and that holds none of the characters ``no``."""
    return rf"[^，,。？?{no}]{{0,{most}}}"


def told_within(most: int, *, least: int = 0) -> str:
    """Return a gap of ``least`` to ``most`` characters between two marks of a printed clause."""
    return rf"[^，。；]{{{least},{most}}}"


WHEN = "(?:什么时候|啥时候|何时|几时)"
WHAT = "(?:什么|啥)"
WHICH = "(?:什么|啥|哪些)"
WHERE = "(?:哪里|哪儿)"
HOW = "(?:怎么|如何|怎样|咋)"
HOW_MANY = "(?:多少|几)"

ONCE = within(12) + "一(?:次|回|场|遍|趟|轮|届)"  # what follows in 多久评选一次
HOW_OFTEN = f"(?:多久|几年|几个月|几天){ONCE}"
TIMES_A_YEAR = f"[一每]个?(?:年|季度?|月|周|星期|学期|天){within(8)}{HOW_MANY}(?:次|回|场|届)"

ISSUING = "印发|发布|发文|制定|出台|颁布"  # said of documents, to be read in a group with the less certain words
