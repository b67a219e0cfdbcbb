"""How a person names a place in a policy (第四条第1项), and the path that stands for it in ids (4.1)."""

import re

from corpus.parsing.numbering import Mark, Rank
from corpus.parsing.numerals import to_chinese

_COUNTED = re.compile(r"第[\d.]+[项目]$")


def locate(mark: Mark, parent: str) -> str:
    """Return the locator of a numbered text below the text that ``parent`` locates."""
    if mark.rank in (Rank.DECIMAL, Rank.SUBDECIMAL):
        parent = _COUNTED.sub("", parent)  # 第4.2项 says 第4项 itself
    return parent + _piece(mark, parent)


def _piece(mark: Mark, parent: str) -> str:
    match mark.rank:
        case Rank.PART | Rank.CHAPTER | Rank.SECTION | Rank.ARTICLE:
            return mark.label if mark.label.startswith("第") else f"{mark.label}、"
        case Rank.HAN:
            return f"第{to_chinese(mark.number)}条"
        case Rank.HAN_BRACKET:
            return f"第{mark.label}项"
        case Rank.LABEL:
            return mark.label
        case Rank.ARABIC:
            return f"第{mark.number}目" if parent.endswith(("）项", "】")) else f"第{mark.number}项"
        case Rank.DECIMAL | Rank.SUBDECIMAL:
            return f"第{mark.label}项"
        case Rank.ARABIC_BRACKET:
            return f"第{mark.label}点"
        case _:
            return f"第{mark.label}点"


_PREFIXES = {Rank.PART: "p", Rank.CHAPTER: "c", Rank.SECTION: "s", Rank.LABEL: "b", Rank.CIRCLED: "o"}


def step(mark: Mark, parent: str) -> str:
    """Return the id path of a numbered text below the path ``parent``."""
    number = f"{_PREFIXES.get(mark.rank, '')}{mark.number}" + (f"-{mark.sub}" if mark.sub else "")
    return f"{parent}.{number}" if parent else number
