"""Parsing a whole publication."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from corpus.errors import SourceError
from corpus.parsing.blocks import Block, split_blocks
from corpus.parsing.builder import Builder, Piece, piece
from corpus.parsing.contents import join_contents
from corpus.parsing.metadata import read_metadata
from corpus.parsing.part import Part, PartKind
from corpus.parsing.parts import split_parts
from corpus.parsing.responsibility import find_tags
from corpus.parsing.runs import Place
from corpus.parsing.signature import part_tail
from corpus.parsing.structure import Structure
from corpus.parsing.tables import is_bar_row, read_cells
from corpus.parsing.texts import ends_sentence
from corpus.parsing.tree import Node, build_tree
from corpus.types import ClauseKind, Document, MetadataItem, MetadataName

PARSER_VERSION = 10  # raise whenever the same source would yield other clauses, so that indexes are rebuilt

_LOCATORS = {
    ClauseKind.PUBLICATION: "发布信息",
    ClauseKind.TITLE: "标题",
    ClauseKind.NUMBER: "发文字号",
    ClauseKind.ADDRESSEES: "主送机关",
    ClauseKind.PREAMBLE: "引言",
    ClauseKind.ISSUERS: "发文机关",
    ClauseKind.ISSUE_DATE: "成文日期",
    ClauseKind.DISCLOSURE: "公开方式",
    ClauseKind.CONTACT: "联系方式",
    ClauseKind.CLOSING: "附注",
}


_UNIT_LABEL = re.compile(r"(?:单\s*位|部\s*门|科\s*室|处\s*室|机\s*构|机\s*关)\s*[：:]?\s*$")


def parse_document(source: str, *, document_id: str, provenance: Mapping[str, str] | None = None) -> Document:
    """Parse the text of a published policy.

    ``provenance`` is what is known about the document from outside; its ``title`` replaces the printed one.
    Raises SourceError where the text holds nothing to parse.
    """
    blocks = join_contents(source, split_blocks(source))
    if not blocks:
        raise SourceError(document_id, "文件是空的。")
    builder = Builder(source, document_id)
    parts = split_parts(blocks)
    for part in parts:
        part_tail(part)
    _add_parts(builder, parts)
    outside = dict(provenance or {})
    metadata = read_metadata(builder.clauses)
    titles = _values(metadata, MetadataName.TITLE)
    numbers = _values(metadata, MetadataName.NUMBER)
    return Document(
        document_id=document_id,
        source=source,
        title=outside.get("title") or (parts[0].title or (titles[0] if titles else document_id)),
        number=numbers[0] if numbers else None,
        issuers=tuple(dict.fromkeys(_values(metadata, MetadataName.ISSUER))),
        issue_date=_first_date(metadata, MetadataName.ISSUE_DATE),
        publication_date=_first_date(metadata, MetadataName.PUBLICATION_DATE),
        contact=_contact(source, metadata),
        sections=builder.sections(),
        clauses=tuple(builder.clauses),
        metadata=metadata,
        provenance=outside,
    )


def _values(metadata: Sequence[MetadataItem], name: MetadataName) -> list[str]:
    return [item.value for item in metadata if item.name is name]


def _contact(source: str, metadata: Sequence[MetadataItem]) -> str | None:
    """Return whom to ask: a unit before a person, a telephone or an address."""
    items = [item for item in metadata if item.name is MetadataName.CONTACT]
    units = [item for item in items if _UNIT_LABEL.search(source[max(0, item.spans[0][0] - 12) : item.spans[0][0]])]
    return (units or items)[0].value if items else None


def _first_date(metadata: Sequence[MetadataItem], name: MetadataName) -> date | None:
    values = _values(metadata, name)
    return date.fromisoformat(values[0]) if values else None


def _add_parts(builder: Builder, parts: list[Part]) -> None:
    embedded = [part for part in parts if part.kind is PartKind.EMBEDDED]
    attached = 0
    for part in parts:
        place, named = Place(), ""
        if part.kind is PartKind.EMBEDDED:
            named = "正文"
            if len(embedded) > 1:
                n = embedded.index(part) + 1
                place = _open_part(builder, part, path=f"d{n}", label="", locator=f"《{part.title}》")
                named = place.locator
        elif part.kind is PartKind.ATTACHMENT:
            attached += 1
            place = _open_part(builder, part, path=f"a{attached}", label=part.label, locator=part.label)
            named = place.locator
        _add_frame(builder, part.head, place, named)
        _add_text(builder, part, place, issues=bool(embedded))
        _add_frame(builder, part.tail, place, named if part.kind is PartKind.ATTACHMENT else "")


def _open_part(builder: Builder, part: Part, *, path: str, label: str, locator: str) -> Place:
    first = part.head[0][1][0] if part.head else part.content[0]
    sections = builder.open_section(path=path, label=label, heading=part.title, start=first.start, parents=())
    return Place(path, locator, sections)


def _add_frame(builder: Builder, lines: list[tuple[ClauseKind, list[Block]]], place: Place, named: str) -> None:
    for kind, blocks in lines:
        path = f"{place.path}.{kind.value}" if place.path else kind.value
        builder.add_clause(
            kind,
            [piece(blocks[0])] if len(blocks) == 1 else [_span(blocks)],
            path=path,
            locator=_frame_locator(kind, named),
            section_ids=place.sections,
            whole=kind is not ClauseKind.PREAMBLE,
        )


def _frame_locator(kind: ClauseKind, named: str) -> str:
    if kind is ClauseKind.HEADING:
        return named or "目录"  # the line 附件, or the only heading above a text
    return f"{named}{_LOCATORS[kind]}"


def _span(blocks: list[Block]) -> Piece:
    return Piece(blocks[0].start, blocks[-1].end, blocks[0].start)


def _add_text(builder: Builder, part: Part, place: Place, *, issues: bool) -> None:
    """Add the text of a part: what comes before its first number, then what is numbered."""
    content, rows = read_cells(part.content)
    first = next((i for i, block in enumerate(content) if block.mark), None)
    if part.kind is PartKind.MAIN and issues and first is None:
        lead, content = content, []
    elif first and _introduces(content[0]):
        lead, content = content[:1], content[1:]
    else:
        lead = []
    for block in lead:
        path = f"{place.path}.preamble" if place.path else "preamble"
        locator = f"{place.locator or ('正文' if part.kind is PartKind.EMBEDDED else '')}引言"
        builder.add_clause(ClauseKind.PREAMBLE, [piece(block)], path=path, locator=locator, section_ids=place.sections)
    structure = Structure(
        builder,
        tagged=any(find_tags(block.text, block.start) for block in content),
        rows=rows,
    )
    structure.add_children(build_tree(content) if content else Node(), place)


def _introduces(block: Block) -> bool:
    """Whether the first unnumbered block leads up to the text, rather than being a line of a table or list."""
    return not is_bar_row(block) and len(block.compact) > 15 and ends_sentence(block.text)
