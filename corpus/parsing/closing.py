"""The closing provisions of a notice: they stand below its last item without belonging to it."""

import re
from dataclasses import replace

from corpus.parsing.blocks import Block
from corpus.parsing.numbering import Rank
from corpus.parsing.responsibility import find_tags

_PROVISION = re.compile(
    r"(?:本|以上|上述).{0,12}?(?:自.{0,30}(?:施行|实施|执行|生效)|有效期|执行期|由.{2,30}(?:负责)?解释|从.{0,30}(?:施行|实施|执行))"
)
_FORMULA = re.compile(r"(?:特此[\u4e00-\u9fff]{2,4}|此复|此令)。?")
_HEADING = re.compile(r".{0,6}(?:附则|其他|事项|施行|实施|执行|生效|期限?|时间|效力|解释).{0,4}。")
_MAX_PROVISION = 400


def provides_for_whole(text: str) -> bool:
    """Whether a paragraph says from when, how long or by whose reading the whole holds."""
    return len(text) <= _MAX_PROVISION and _PROVISION.match(text) is not None


def is_formula(text: str) -> bool:
    """Whether a paragraph only closes the whole: 特此公告。"""
    return _FORMULA.fullmatch(text) is not None


def heads_closing(text: str) -> bool:
    """Whether a heading, though closed like a sentence, names what a closing provision is about: 附则。"""
    return _HEADING.fullmatch(text) is not None


def cut_closing(blocks: list[Block]) -> list[Block]:
    """Where line breaks were lost, what provides for the whole may stand right behind the last item's tag."""
    parted = []
    for block in blocks:
        if start := _closing_start(block):
            text = block.text[: start - block.start].rstrip()
            parted += [replace(block, text=text, end=block.start + len(text))]
            parted += [Block(block.text[start - block.start :], start, block.end)]
        else:
            parted.append(block)
    return parted


def _closing_start(block: Block) -> int | None:
    if block.mark and block.mark.rank > Rank.ARTICLE and _PROVISION.search(block.text):
        for tag in find_tags(block.text, 0):
            rest = block.text[tag.end :].lstrip("。 \u3000")
            if _PROVISION.match(rest):
                return block.end - len(rest)
    return None
