"""One part of a publication: the notice, a document that it issues, or an attachment."""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.parsing.blocks import Block
from corpus.parsing.titles import join_title
from corpus.types import ClauseKind


class PartKind(StrEnum):
    """What a part is in the publication."""

    MAIN = "main"
    EMBEDDED = "embedded"
    ATTACHMENT = "attachment"


@dataclass(slots=True)
class Part:
    """One document of a publication: its frame lines in order, and the blocks of its text."""

    kind: PartKind
    label: str = ""  # 附件1
    titles: list[list[Block]] = field(default_factory=list)  # the last one is the title proper
    head: list[tuple[ClauseKind, list[Block]]] = field(default_factory=list)  # in source order, titles included
    content: list[Block] = field(default_factory=list)
    tail: list[tuple[ClauseKind, list[Block]]] = field(default_factory=list)
    is_numbered: bool = False  # some block of the content has a number

    @property
    def title(self) -> str:
        """The title without line breaks and padding."""
        return join_title("\n".join(block.text for block in self.titles[-1])) if self.titles else ""

    def add(self, block: Block) -> None:
        """Add a block to the content."""
        self.content.append(block)
        self.is_numbered = self.is_numbered or block.mark is not None

    def add_head(self, kind: ClauseKind, blocks: list[Block]) -> None:
        """Add lines to the head; a title is remembered as such."""
        if kind is ClauseKind.TITLE:
            self.titles.append(blocks)
        self.head.append((kind, blocks))
