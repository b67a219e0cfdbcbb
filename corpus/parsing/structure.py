"""From the numbered tree of a text to its sections and clauses."""

import re
from dataclasses import dataclass, replace

from corpus.parsing.articles import article_pieces
from corpus.parsing.blocks import Block
from corpus.parsing.builder import Builder, Piece, piece
from corpus.parsing.locators import locate, step
from corpus.parsing.numbering import Rank
from corpus.parsing.responsibility import find_tags
from corpus.parsing.tables import split_rows
from corpus.parsing.tree import Node
from corpus.types import ClauseKind

_FIRST_SENTENCE = re.compile(r"[^。！？：:]{1,60}?[。：:]")
_MAX_CLAUSE = 800  # characters: beyond this, the paragraphs of one item are cited one by one
_MAX_LIST = 500
_SHORT_LINE = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a clause is added."""

    path: str = ""
    locator: str = ""
    sections: tuple[str, ...] = ()


class Structure:
    """Adds the text of one part to a document."""

    def __init__(self, builder: Builder, *, tagged: bool, tabular: bool) -> None:
        self._builder = builder
        self._tagged = tagged
        self._tabular = tabular

    def add_children(self, node: Node, place: Place) -> None:
        """Add everything under a node: runs of unnumbered text, and the numbered texts."""
        run: list[Block] = []
        alone = not node.nodes
        for child in [*node.children, None]:
            if isinstance(child, Block):
                run.append(child)
                continue
            if run:
                self._add_text(run, place, alone=alone)
                run = []
            if child:
                self._add_node(child, place)

    def _add_node(self, node: Node, place: Place) -> None:
        assert node.block is not None
        assert node.mark is not None
        mark, block = node.mark, node.block
        if mark.rank is Rank.ARTICLE:
            self._add_article(node, place)
            return
        here = Place(step(mark, place.path), locate(mark, place.locator), place.sections)
        if mark.rank < Rank.ARTICLE:
            # 第一章 is no part of how an article is named, 第一部分 is of what stands under it
            below = here.locator if mark.rank is Rank.PART else place.locator
            self._add_headed(node, here, Place(here.path, below, here.sections))
        elif node.has_heading_line:
            self._add_headed(node, here, here)
        else:
            if mark.rank is Rank.HAN:
                heading = _FIRST_SENTENCE.match(block.body.strip())
                here = replace(here, sections=self._open(here, mark.label, heading[0] if heading else "", block))
            self._add_item(node, here)

    def _open(self, here: Place, label: str, heading: str, block: Block) -> tuple[str, ...]:
        return self._builder.open_section(
            path=here.path,
            label=label,
            heading="".join(heading.split()).rstrip("。：:"),
            start=block.start,
            parents=here.sections,
        )

    def _add_headed(self, node: Node, here: Place, below: Place) -> None:
        """Add a heading on its own line, and what stands under it as its section."""
        assert node.block is not None
        assert node.mark is not None
        sections = self._open(here, node.mark.label, node.block.body, node.block)
        self._builder.add_clause(
            ClauseKind.HEADING,
            [piece(node.block)],
            path=here.path,
            locator=f"{here.locator}标题",
            section_ids=sections,
            whole=True,
        )
        path = "" if node.mark.rank < Rank.ARTICLE and _has_articles(node) else below.path
        if path == "" and node.mark.rank < Rank.ARTICLE:
            path = _without_chapter(here.path)
        self.add_children(node, Place(path, below.locator, sections))

    def _add_article(self, node: Node, place: Place) -> None:
        assert node.mark is not None
        locator = locate(node.mark, place.locator)
        self._builder.add_clause(
            ClauseKind.ARTICLE,
            article_pieces(node, locator),
            path=step(node.mark, place.path),
            locator=locator,
            section_ids=place.sections,
        )

    def _add_item(self, node: Node, here: Place) -> None:
        """Add a numbered text that is not just a heading."""
        assert node.block is not None
        texts: list[Block] = []
        for child in node.children:
            if isinstance(child, Node):
                break
            texts.append(child)
        own = [node.block, *texts]
        if not node.nodes:
            if node.mark and node.mark.rank is Rank.HAN:
                self._add_text(own, here, alone=True)
            else:
                self._add_leaf(own, here)
            return
        if self._is_short_list(node):
            pieces = [piece(node.block)]
            self._list_pieces(node, here.locator, pieces)
            self._builder.add_clause(
                self._kind(list(node.blocks())), pieces, path=here.path, locator=here.locator, section_ids=here.sections
            )
            return
        self._add_leaf(own, here)
        self.add_children(Node(node.block, node.children[len(texts) :]), here)

    def _is_short_list(self, node: Node) -> bool:
        """Whether the numbered children only list something, so that the whole is cited at once."""
        if any(child.nodes for child in node.nodes):
            return False
        length = sum(len(block.text) for block in node.blocks())
        if length > _MAX_CLAUSE:
            return False
        if all(child.mark and child.mark.rank >= Rank.ARABIC_BRACKET for child in node.nodes):
            return True
        introduced = node.block is not None and node.block.text.rstrip().endswith(("：", ":"))
        enumerated = all(child.block and child.block.text.endswith(("；", ";")) for child in node.nodes[:-1])
        return introduced and enumerated and length <= _MAX_LIST

    def _list_pieces(self, node: Node, locator: str, pieces: list[Piece]) -> None:
        for child in node.children:
            if isinstance(child, Block):
                pieces.append(piece(child))
            elif child.block and child.mark:
                finer = locate(child.mark, locator)
                pieces.append(piece(child.block, finer))
                self._list_pieces(child, finer, pieces)

    def _kind(self, blocks: list[Block]) -> ClauseKind:
        tagged = any(find_tags(block.text, block.start) for block in blocks)
        if tagged:
            return ClauseKind.MEASURE
        return ClauseKind.ITEM if any(block.mark for block in blocks) else ClauseKind.PARAGRAPH

    def _add_leaf(self, blocks: list[Block], here: Place) -> None:
        """Add one item with all its paragraphs, or one by one where they are long."""
        if len(blocks) == 1 or sum(len(block.text) for block in blocks) <= _MAX_CLAUSE:
            self._builder.add_clause(
                self._kind(blocks),
                [piece(block) for block in blocks],
                path=here.path,
                locator=here.locator,
                section_ids=here.sections,
            )
            return
        self._add_paragraphs(blocks, here)

    def _add_text(self, blocks: list[Block], place: Place, *, alone: bool) -> None:
        """Add a run of text below one heading: measures up to their tags, table rows, or paragraphs."""
        for kind, group in split_rows(blocks, numbered=self._tabular):
            if kind is ClauseKind.TABLE:
                self._add_row(group, place)
            elif self._tagged and any(find_tags(block.text, block.start) for block in group):
                self._add_measures(group, place)
            elif alone and place.locator and len(group) == len(blocks):
                if sum(len(block.text) for block in group) <= _MAX_CLAUSE or len(group) == 1:
                    kind = ClauseKind.ITEM
                    path = place.path if group[0].mark else f"{place.path}.1"
                    self._builder.add_clause(
                        kind, [piece(b) for b in group], path=path, locator=place.locator, section_ids=place.sections
                    )
                else:
                    self._add_paragraphs(group, place)
            else:
                self._add_paragraphs(group, place)

    def _add_row(self, group: list[Block], place: Place) -> None:
        n = 1 + sum(c.kind is ClauseKind.TABLE for c in self._builder.clauses)
        self._builder.add_clause(
            ClauseKind.TABLE,
            [Piece(group[0].start, group[-1].end, group[0].start)],
            path=f"{place.path}.t{n}" if place.path else f"t{n}",
            locator=f"{place.locator}表格第{n}行",
            section_ids=place.sections,
            whole=True,
        )

    def _add_paragraphs(self, blocks: list[Block], place: Place) -> None:
        groups = _group_lines(blocks)
        kind = ClauseKind.ITEM if blocks[0].mark else ClauseKind.PARAGRAPH
        for group in groups:
            n = 1 + sum(
                c.kind in (ClauseKind.PARAGRAPH, ClauseKind.ITEM)
                and c.section_ids == place.sections
                and c.locator.startswith(f"{place.locator}第")
                and c.locator.endswith("段")
                for c in self._builder.clauses
            )
            self._builder.add_clause(
                kind,
                [piece(block) for block in group],
                path=f"{place.path}.g{n}" if place.path else f"g{n}",
                locator=f"{place.locator}第{n}段",
                section_ids=place.sections,
            )

    def _add_measures(self, blocks: list[Block], place: Place) -> None:
        """Part a run of text after each tag; tags that follow each other directly close the same measure."""
        runs = _tagged_runs(blocks)
        total = sum(closed for _, closed in runs)
        for n, (pieces, closed) in enumerate(runs, start=1):
            inline = blocks[0].mark is not None
            single = total == 1 and len(runs) == 1
            path = place.path if single and inline else f"{place.path}.{n}" if place.path else str(n)
            self._builder.add_clause(
                ClauseKind.MEASURE if closed else ClauseKind.PARAGRAPH,
                pieces,
                path=path,
                locator=place.locator if single and place.locator else f"{place.locator}第{n}项",
                section_ids=place.sections,
            )


def _tagged_runs(blocks: list[Block]) -> list[tuple[list[Piece], bool]]:
    """Return runs of pieces and whether a tag closes each."""
    runs: list[tuple[list[Piece], bool]] = []
    pieces: list[Piece] = []
    for block in blocks:
        begin = block.start
        for tag in find_tags(block.text, block.start):
            text = block.text[begin - block.start : tag.start - block.start]
            if not pieces and runs and not re.search(r"\w", text):
                last = runs[-1][0]
                if last[-1].end <= begin and last[-1].start >= block.start:
                    last[-1] = replace(last[-1], end=tag.end)
                else:
                    last.append(Piece(begin, tag.end, begin))
            else:
                pieces.append(Piece(begin, tag.end, max(begin, block.body_start)))
                runs.append((pieces, True))
                pieces = []
            begin = tag.end
        rest = block.text[begin - block.start :]
        if not rest.strip():
            continue
        lead = len(rest) - len(rest.lstrip())
        if not re.search(r"\w", rest) and runs and not pieces:
            runs[-1][0][-1] = replace(runs[-1][0][-1], end=block.end)
        else:
            pieces.append(Piece(begin + lead, block.end, max(begin + lead, block.body_start)))
    if pieces:
        runs.append((pieces, False))
    return runs


def _has_articles(node: Node) -> bool:
    return any((child.mark and child.mark.rank is Rank.ARTICLE) or _has_articles(child) for child in node.nodes)


def _without_chapter(path: str) -> str:
    """Articles are counted through all chapters, so their ids leave the chapter out."""
    return ".".join(part for part in path.split(".") if part[0] not in "cs")


_ENDS = ("。", "！", "？", "；", "：", "!", "?", ";", ":")


def _group_lines(blocks: list[Block]) -> list[list[Block]]:
    """Group short lines without closing marks (lists of names, sub-headings) with each other or what follows."""
    groups: list[list[Block]] = []
    pending: list[Block] = []
    for block in blocks:
        short = len(block.text) <= _SHORT_LINE and not block.text.rstrip("”）)").endswith(_ENDS)
        if short:
            if sum(len(b.text) for b in pending) > _MAX_LIST:
                groups.append(pending)
                pending = []
            pending.append(block)
        elif len(pending) == 1:
            groups.append([*pending, block])
            pending = []
        else:
            if pending:
                groups.append(pending)
                pending = []
            groups.append([block])
    if pending:
        groups.append(pending)
    return groups
