"""Runs of text below one number or heading: measures up to their tags, table rows, paragraphs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.parsing.blocks import Block
from corpus.parsing.builder import Builder, Piece, piece
from corpus.parsing.responsibility import find_tags
from corpus.parsing.tables import is_head, is_rule, is_serial, row_names, split_rows
from corpus.types import ClauseKind

MAX_CLAUSE = 800  # characters: beyond this, the paragraphs of one item are cited one by one
_MAX_LINES = 400
_SHORT_LINE = 40
_CLOSED = ("。", "！", "？", "；", "：", "，", "!", "?", ";", ":")
_QUESTION = re.compile(
    r"(?:问|Q)\s*\d*\s*[：:.、]|(?:问题|问)\s*[\d一二三四五六七八九十]{1,3}\s*[：:.、]|\d{1,3}[、.．].*？$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a clause is added; ``name`` is how paragraphs without a locator are located."""

    path: str = ""
    locator: str = ""
    sections: tuple[str, ...] = ()
    numbered: bool = False  # below a number that a person can name


class RunWriter:
    """Adds runs of blocks that no number parts."""

    def __init__(self, builder: Builder, *, tagged: bool, rows: Mapping[int, int]) -> None:
        self._builder = builder
        self._tagged = tagged
        self._rows = rows
        self._serial = ""  # of the row above that has rows of its own

    def add(self, blocks: Sequence[Block], place: Place, *, alone: bool, lead: str = "") -> None:
        """Add a run; ``alone`` when it is all that stands at its place, ``lead`` what precedes 第1段 in locators."""
        groups = split_rows(blocks, self._rows)
        for kind, group in groups:
            if kind is ClauseKind.TABLE:
                self._add_row(group, place)
            elif self._tagged and any(find_tags(block.text, block.start) for block in group):
                self._add_measures(group, place)
            elif alone and place.numbered and len(groups) == 1:
                self.add_item(group, place)
            else:
                self._add_paragraphs(group, place, lead)

    def add_item(self, blocks: Sequence[Block], place: Place) -> None:
        """Add one item with all its paragraphs, or one by one where they are long."""
        if len(blocks) > 1 and sum(len(block.text) for block in blocks) > MAX_CLAUSE:
            self._add_paragraphs(blocks, place, "")
            return
        kind = ClauseKind.ITEM
        if self._tagged and any(find_tags(block.text, block.start) for block in blocks):
            kind = ClauseKind.MEASURE
        path = place.path if blocks[0].mark else f"{place.path}.1"
        rows = row_names(blocks)
        pieces = [
            Piece(block.start, block.end, block.end)
            if is_rule(block)
            else piece(block, place.locator + rows[i] if i in rows else "")
            for i, block in enumerate(blocks)
        ]
        self._write(kind, pieces, place, path, place.locator)

    def _write(self, kind: ClauseKind, pieces: Sequence[Piece], place: Place, path: str, locator: str) -> None:
        self._builder.add_clause(kind, pieces, path=path, locator=locator, section_ids=place.sections)

    def _add_row(self, group: Sequence[Block], place: Place) -> None:
        """Add a row, located by its printed number or its position below the head of the table."""
        table = f"{place.sections[:1]}row"
        above = self._builder.clauses[-1] if self._builder.clauses else None
        if is_head(group) and (above is None or above.kind is not ClauseKind.TABLE):
            n, which = 0, "表头"
        else:
            n = self._builder.count(table)
            which = f"序号{self._name(group[0].compact)}" if is_serial(group[0]) else f"第{n}行"
        self._builder.add_clause(
            ClauseKind.TABLE,
            _row_pieces(group),
            path=_join(place.path, f"t{n}"),
            locator=f"{place.locator}表格{which}",
            section_ids=place.sections,
            whole=True,
        )

    def _name(self, serial: str) -> str:
        if serial[0] in "（(":
            return self._serial + serial
        self._serial = serial
        return serial

    def _add_paragraphs(self, blocks: Sequence[Block], place: Place, lead: str) -> None:
        kind = ClauseKind.ITEM if blocks[0].mark else ClauseKind.PARAGRAPH
        for group in _group(blocks):
            n = self._builder.count(f"{place.path}{lead}paragraph")
            path = _join(place.path, f"{'z' if lead else 'g'}{n}")
            self._write(kind, [piece(block) for block in group], place, path, f"{place.locator}{lead}第{n}段")

    def _add_measures(self, blocks: Sequence[Block], place: Place) -> None:
        runs = tagged_runs(blocks)
        single = len(runs) == 1
        for pieces, closed in runs:
            n = self._builder.count(
                f"{place.path}{place.sections}measure"
            )  # goes on behind what is numbered in between
            path = place.path if single and blocks[0].mark else _join(place.path, str(n))
            locator = place.locator if single and n == 1 and place.locator else f"{place.locator}第{n}项"
            self._write(ClauseKind.MEASURE if closed else ClauseKind.PARAGRAPH, pieces, place, path, locator)


def _row_pieces(group: Sequence[Block]) -> list[Piece]:
    """A row is one sentence; the rule below the head of a table is none."""
    *cells, last = group
    if not cells or not is_rule(last):
        return [Piece(group[0].start, last.end, group[0].start)]
    return [Piece(group[0].start, cells[-1].end, group[0].start), Piece(last.start, last.end, last.end)]


def _join(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step


def tagged_runs(blocks: Sequence[Block]) -> list[tuple[list[Piece], bool]]:
    """Part blocks after each tag; return the runs and whether a tag closes each.

    Tags that follow each other directly, and a stray mark behind one, belong to the same run.
    """
    runs: list[tuple[list[Piece], bool]] = []
    pieces: list[Piece] = []
    for block in blocks:
        begin = block.start
        for tag in find_tags(block.text, block.start):
            between = block.text[begin - block.start : tag.start - block.start]
            if runs and not pieces and not re.search(r"\w", between):
                _extend(runs[-1][0], begin, tag.end, same=begin > block.start)
            else:
                pieces.append(_cut(block, begin, tag.end))
                runs.append((pieces, True))
                pieces = []
            begin = tag.end
        rest = block.text[begin - block.start :]
        if re.search(r"\w", rest):
            pieces.append(_cut(block, begin + len(rest) - len(rest.lstrip()), block.end))
        elif rest.strip():
            _extend(pieces or runs[-1][0] if runs or pieces else pieces, begin, block.end, same=begin > block.start)
    if pieces:
        runs.append((pieces, False))
    return runs


def _cut(block: Block, start: int, end: int) -> Piece:
    return Piece(start, end, max(start, block.body_start))


def _extend(pieces: list[Piece], start: int, end: int, *, same: bool) -> None:
    """Let a run reach to ``end``: its last piece when in the same block, else with a piece of its own."""
    if same and pieces:
        pieces[-1] = replace(pieces[-1], end=end)
    else:
        pieces.append(Piece(start, end, start))


def _group(blocks: Sequence[Block]) -> list[list[Block]]:
    """Group what is only understood together: lines of a list, a sub-heading or question with what follows."""
    groups: list[list[Block]] = []
    pending: list[Block] = []
    asked = False
    for block in blocks:
        if _QUESTION.match(block.text):
            groups.append([*pending, block] if len(pending) == 1 else [block])
            if len(pending) > 1:
                groups.insert(-1, pending)
            pending, asked = [], True
        elif _is_line(block):
            if sum(len(b.text) for b in pending) > _MAX_LINES:
                groups.append(pending)
                pending = []
            pending.append(block)
        elif asked and groups and not pending and _fits(groups[-1], block):
            groups[-1].append(block)
        elif len(pending) == 1:
            groups.append([*pending, block])
            pending, asked = [], False
        else:
            groups.extend([pending, [block]] if pending else [[block]])
            pending, asked = [], False
    if pending:
        groups.append(pending)
    return groups


def _is_line(block: Block) -> bool:
    return len(block.text) <= _SHORT_LINE and not block.text.rstrip("”）)").endswith(_CLOSED)


def _fits(group: Sequence[Block], block: Block) -> bool:
    return sum(len(b.text) for b in group) + len(block.text) <= MAX_CLAUSE
