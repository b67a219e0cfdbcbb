"""Tables of contents: their lines look like chapters, but head nothing."""

from collections.abc import Sequence

from corpus.parsing.blocks import Block
from corpus.parsing.numbering import Rank

_NAMES = ("目录", "目次")
_MIN_LINES = 2


def join_contents(source: str, blocks: Sequence[Block]) -> list[Block]:
    """Join the lines of a table of contents into one block without a number."""
    for i, block in enumerate(blocks):
        if block.mark is None and block.compact in _NAMES:
            end = _contents_end(blocks, i + 1)
            if end - i > _MIN_LINES:
                start, stop = block.start, blocks[end - 1].end
                return [*blocks[:i], Block(source[start:stop], start, stop), *blocks[end:]]
    return list(blocks)


def is_contents(block: Block) -> bool:
    """Whether a block is a joined table of contents."""
    return block.mark is None and "\n" in block.text and block.compact.startswith(_NAMES)


def _contents_end(blocks: Sequence[Block], first: int) -> int:
    """Return where the listed headings end: at text, at an article, or where their first one comes again."""
    seen: set[str] = set()
    for i in range(first, len(blocks)):
        block = blocks[i]
        entry = block.compact.rstrip(".…·0123456789")
        if entry in seen or "。" in block.text or (block.mark and block.mark.rank is Rank.ARTICLE):
            return i
        seen.add(entry)
    return first  # nothing follows: no table of contents but a heading
