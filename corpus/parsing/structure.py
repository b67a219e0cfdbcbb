"""From the numbered tree of a text to its sections and clauses."""

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.parsing.articles import article_pieces
from corpus.parsing.blocks import Block
from corpus.parsing.builder import Builder, Piece, piece
from corpus.parsing.locators import locate, step
from corpus.parsing.numbering import Mark, Rank
from corpus.parsing.responsibility import find_tags
from corpus.parsing.runs import MAX_CLAUSE, Place, RunWriter
from corpus.parsing.tree import Node
from corpus.types import ClauseKind

_FIRST_SENTENCE = re.compile(r"[^。！？：:]{1,60}?[。：:]")
_MAX_LIST = 500


class Structure:
    """Adds the text of one part to a document."""

    def __init__(self, builder: Builder, *, tagged: bool, rows: Mapping[int, int]) -> None:
        self._builder = builder
        self._runs = RunWriter(builder, tagged=tagged, rows=rows)

    def add_children(self, node: Node, place: Place) -> None:
        """Add everything under a node in source order: its unnumbered runs and its numbered texts."""
        alone = not node.nodes
        seen = False
        for child in _runs(node):
            if isinstance(child, Node):
                self._add_node(child, place)
                seen = True
            else:
                lead = "" if alone or place.numbered else "文末" if seen else "文首"
                self._runs.add(child, place, alone=alone, lead=lead)

    def _add_node(self, node: Node, place: Place) -> None:
        block, mark = node.numbered
        if mark.rank is Rank.ARTICLE:
            locator = locate(mark, place.locator)
            self._builder.add_clause(
                ClauseKind.ARTICLE,
                article_pieces(node, locator),
                path=step(mark, place.path),
                locator=locator,
                section_ids=place.sections,
            )
            return
        here = Place(step(mark, place.path), locate(mark, place.locator), place.sections, numbered=True)
        if mark.rank < Rank.ARTICLE and node.reads_like_heading:
            self._add_chapter(node, here, place)
        elif node.is_heading:
            self.add_children(node, self._add_heading(block, mark, here))
        else:
            if mark.rank is Rank.HAN:
                first = _FIRST_SENTENCE.match(block.body.strip())
                here = self._open(here, mark, first[0] if first else "", block)
            self._add_item(node, here)

    def _open(self, here: Place, mark: Mark, heading: str, block: Block) -> Place:
        sections = self._builder.open_section(
            path=here.path,
            label=mark.label,
            heading="".join(heading.split()).rstrip("。：:"),
            start=block.start,
            parents=here.sections,
        )
        return replace(here, sections=sections)

    def _add_heading(self, block: Block, mark: Mark, here: Place) -> Place:
        """Add a heading on its own line and return the place below it."""
        below = self._open(here, mark, block.body, block)
        self._builder.add_clause(
            ClauseKind.HEADING,
            [piece(block)],
            path=here.path,
            locator=f"{here.locator}标题",
            section_ids=below.sections,
            whole=True,
        )
        return below

    def _add_chapter(self, node: Node, here: Place, place: Place) -> None:
        """Add a part, chapter or section of chapters.

        Articles are counted and named through all of them (第十二条, id 12); other numbers start over in each.
        """
        block, mark = node.numbered
        below = self._add_heading(block, mark, here)
        if any(child.numbered[1].rank <= Rank.ARTICLE for child in node.nodes):
            above = place if _has_articles(node) else here
            below = replace(below, path=above.path, locator=above.locator)
        self.add_children(node, below)

    def _add_item(self, node: Node, here: Place) -> None:
        """Add a numbered text that is not just a heading, and what is numbered below it."""
        block, mark = node.numbered
        texts: list[Block] = []
        for child in node.children:
            if isinstance(child, Node):
                break
            texts.append(child)
        own = [block, *texts]
        if node.nodes and self._is_list(node):
            pieces = [piece(block), *_list_pieces(node, here.locator)]
            tagged = any(find_tags(b.text, b.start) for b in node.blocks())
            kind = ClauseKind.MEASURE if tagged else ClauseKind.ITEM
            self._builder.add_clause(kind, pieces, path=here.path, locator=here.locator, section_ids=here.sections)
            return
        if mark.rank is Rank.HAN and not node.nodes:
            self._runs.add(own, here, alone=True)
        else:
            self._runs.add_item(own, here)
        self.add_children(Node(block, node.children[len(texts) :]), here)

    def _is_list(self, node: Node) -> bool:
        """Whether the numbered children only list something, so that the whole is cited at once."""
        length = sum(len(block.text) for block in node.blocks())
        if length > MAX_CLAUSE or any(child.nodes for child in node.nodes):
            return False
        if all(child.numbered[1].rank >= Rank.ARABIC_BRACKET for child in node.nodes):
            return True
        introduced = node.numbered[0].text.rstrip().endswith(("：", ":"))
        enumerated = all(child.numbered[0].text.endswith(("；", ";")) for child in node.nodes[:-1])
        return introduced and enumerated and length <= _MAX_LIST


def _runs(node: Node) -> list[Node | list[Block]]:
    """Return the children with neighbouring unnumbered blocks joined into runs."""
    joined: list[Node | list[Block]] = []
    for child in node.children:
        if isinstance(child, Node):
            joined.append(child)
        elif joined and isinstance(joined[-1], list):
            joined[-1].append(child)
        else:
            joined.append([child])
    return joined


def _list_pieces(node: Node, locator: str) -> list[Piece]:
    pieces = []
    for child in node.children:
        if isinstance(child, Block):
            pieces.append(piece(child))
        else:
            block, mark = child.numbered
            finer = locate(mark, locator)
            pieces.append(piece(block, finer))
            pieces.extend(_list_pieces(child, finer))
    return pieces


def _has_articles(node: Node) -> bool:
    return any(child.numbered[1].rank is Rank.ARTICLE or _has_articles(child) for child in node.nodes)
