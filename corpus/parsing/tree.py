"""The tree that the numbers of a text describe."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.parsing.blocks import Block
from corpus.parsing.closing import cut_closing, heads_closing, is_formula, provides_for_whole
from corpus.parsing.numbering import Mark, Rank
from corpus.parsing.responsibility import find_tags
from corpus.parsing.texts import ends_sentence

# What a rule states and a heading does not: a duty, an amount.
_RULE = re.compile(
    r"不得|不予|不[低高少多超小大][于过]|应当|必须|禁止|百分之|(?<!\d)\d{1,2}\s*年"
    r"|[\d〇一二三四五六七八九十百千]\s*(?:[%％‰倍]|[万亿]?元|个?月|个?工作日)|\d\s*[日天岁次户亩吨]"
)
_DEADLINE = re.compile(r"[（(〔\[【]?(?:完成|办结|落实|整改)(?:时限|时间|期限)\s*[：:].{1,30}")
_MAX_HEADING = 60
_MAX_CLOSED_HEADING = 40


@dataclass(slots=True, eq=False)
class Node:
    """A numbered block (or the root, which has none) with what stands under it in source order."""

    block: Block | None = None
    children: list["Node | Block"] = field(default_factory=list)
    is_heading: bool = False  # the block is only a heading, with its text below

    @property
    def mark(self) -> Mark | None:
        """The number, None at the root."""
        return self.block.mark if self.block else None

    @property
    def numbered(self) -> tuple[Block, Mark]:
        """The block and its number, for every node but the root."""
        if self.block is None or self.block.mark is None:
            raise ValueError("the root of a text has no number")
        return self.block, self.block.mark

    @property
    def nodes(self) -> list["Node"]:
        """The numbered children."""
        return [child for child in self.children if isinstance(child, Node)]

    def blocks(self) -> Iterator[Block]:
        """Every block of the subtree in source order."""
        if self.block:
            yield self.block
        for child in self.children:
            if isinstance(child, Node):
                yield from child.blocks()
            else:
                yield child

    @property
    def reads_like_heading(self) -> bool:
        """Whether the block is short and says nothing by itself."""
        if self.block is None:
            return False
        body = self.block.body.strip()
        if len(body) > _MAX_HEADING or body.endswith(("：", ":", "；", ";")):
            return False
        if body.endswith("。"):
            return len(body) <= _MAX_CLOSED_HEADING and body.count("。") == 1
        return not re.search(r"[。！？]", body)


def build_tree(blocks: list[Block]) -> Node:
    """Nest the blocks by the rank of their numbers; unnumbered blocks belong to the number above them."""
    root = Node()
    stack = [root]
    for block in _with_chapters(cut_closing(blocks)):
        if block.mark:
            while (mark := stack[-1].mark) and mark.rank >= block.mark.rank:
                stack.pop()
            node = Node(block)
            stack[-1].children.append(node)
            stack.append(node)
        else:
            _owner(stack, block).children.append(block)
    _lift_closing_text(root)
    _find_headings(root)
    return root


def _with_chapters(blocks: list[Block]) -> Iterator[Block]:
    """Where 一、 heads articles (as in judicial interpretations) it ranks as a section of chapters."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        mark, below = block.mark, following.mark if following else None
        if mark and below and mark.rank is Rank.HAN and below.rank is Rank.ARTICLE and not ends_sentence(block.text):
            yield replace(block, mark=replace(mark, rank=Rank.SECTION))
        else:
            yield block


def _find_headings(node: Node) -> None:
    """A short closed sentence is a heading (（一）完善标准。) only where its siblings are built like it."""
    candidates = [child for child in node.nodes if child.reads_like_heading and _heads_text(child)]
    closed = [child for child in candidates if ends_sentence(child.numbered[0].text)]
    alike = 2 * len(closed) >= len(node.nodes)
    for child in node.nodes:
        child.is_heading = child in candidates and (alike or child not in closed)
        _find_headings(child)


def _heads_text(node: Node) -> bool:
    """Whether the text stands below, rather than only a tag; a closed sentence may be a short rule with a remark."""
    block, _ = node.numbered
    below = (b for b in itertools.islice(node.blocks(), 1, None) if not goes_with_tag(b))
    if not ends_sentence(block.text):
        return next(below, None) is not None
    length = sum(len(b.text) for b in below)
    return length > (0 if node.nodes else _MAX_CLOSED_HEADING) and not _RULE.search(block.body)


def _lift_closing_text(node: Node) -> None:
    """Give text behind the last of several items to their parent where no other item has text of its own."""
    for child in node.nodes:
        _lift_closing_text(child)
    if len(node.nodes) < 2 or node.children[-1] is not node.nodes[-1]:
        return
    *others, last = node.nodes
    rank = last.numbered[1].rank
    if rank <= Rank.ARTICLE or last.nodes or any(child.children for child in others):
        return
    text = last.numbered[0].text
    if others[-1].numbered[1].rank is rank and (ends_sentence(text) or _ends_with_tag(text)):
        node.children.extend(last.children)
        last.children = []


def _owner(stack: list[Node], block: Block) -> Node:
    """The innermost open number, unless its text was closed by a tag or the block provides for the whole."""
    if any(node.mark and node.mark.rank is Rank.ARTICLE for node in stack):
        return stack[-1]
    if is_formula(block.text) or (provides_for_whole(block.text) and not _awaits_text(stack)):
        del stack[1:]
    while len(stack) > 1 and _is_closed_item(stack[-1]) and not goes_with_tag(block):
        stack.pop()
    return stack[-1]


def _awaits_text(stack: list[Node]) -> bool:
    """Whether the last number is a heading without its text yet; a closed one where it says so, or its siblings do."""
    node = stack[-1]
    if node.children or not node.reads_like_heading:
        return False
    text = node.numbered[0].body.strip()
    if not ends_sentence(text) or heads_closing(text):
        return True
    siblings = stack[-2].nodes
    above = siblings[-2] if len(siblings) > 1 and not _RULE.search(text) else None
    return above is not None and above.reads_like_heading and _heads_text(above)


def _is_closed_item(node: Node) -> bool:
    mark = node.mark
    if mark is None or mark.rank < Rank.HAN_BRACKET:
        return False
    if mark.rank is Rank.HAN_BRACKET and node.children and node.reads_like_heading:
        return False  # a heading whose paragraphs each carry a tag
    return _ends_with_tag(list(node.blocks())[-1].text)


def _ends_with_tag(text: str) -> bool:
    tags = find_tags(text, 0)
    return bool(tags) and not text[tags[-1].end :].strip("。 \u3000")


def goes_with_tag(block: Block) -> bool:
    """Whether the block is nothing but a tag, or the deadline that tags are printed with."""
    text = block.text
    for tag in reversed(find_tags(text, 0)):
        text = text[: tag.start] + text[tag.end :]
    return not re.search(r"\w", text) or bool(_DEADLINE.fullmatch(text))
