"""A parsed document for reading in a terminal, or as one JSON object."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from corpus.running_text import reading_text
from corpus.types import Clause, ClauseKind, Document, MetadataName, Section
from corpus.validity import describe
from corpus.validity.corrections import CORRECTIONS

_METADATA = {
    MetadataName.TITLE: "标题",
    MetadataName.NUMBER: "发文字号",
    MetadataName.ISSUER: "发文机关",
    MetadataName.ISSUE_DATE: "成文日期",
    MetadataName.PUBLICATION_DATE: "发布日期",
    MetadataName.EFFECTIVE_DATE: "施行时间",
    MetadataName.EXPIRY: "有效期限",
    MetadataName.CONTACT: "联系方式",
    MetadataName.DISCLOSURE: "公开方式",
    MetadataName.BASIS: "上位依据",
    MetadataName.ADDRESSEE: "主送机关",
    MetadataName.INTERPRETER: "解释机关",
}
_KINDS = {
    ClauseKind.MEASURE: "措施",
    ClauseKind.ARTICLE: "条",
    ClauseKind.ITEM: "项",
    ClauseKind.PARAGRAPH: "段",
    ClauseKind.TABLE: "表格行",
    ClauseKind.HEADING: "标题行",
}
_DAYS = ("in_force_from", "in_force_until")
_MAX_TEXT = 60


def to_text(document: Document) -> str:
    """Return the document as a tree: metadata, sections, clauses, responsible units, counts."""
    return "\n".join([*_head(document), *_tree(document), *_counts(document)])


def to_json(document: Document) -> dict[str, Any]:
    """Return everything the parser found as plain values, the source that offsets refer to included."""
    shown = asdict(document)
    for plain, names in ((shown, ("issue_date", "publication_date")), (shown["validity"], _DAYS)):
        plain.update({name: plain[name].isoformat() if plain[name] else None for name in names})
    shown["family"], shown["label"] = document.family, document.label
    shown["responsible_units"] = list(document.responsible_units)
    for clause, plain in zip(document.clauses, shown["clauses"], strict=True):
        plain["responsible_units"] = list(clause.responsible_units)
    return shown


def _head(document: Document) -> Iterator[str]:
    yield f"《{document.title}》"
    yield f"  编号 {document.document_id}"
    for name, label in _METADATA.items():
        values = list(dict.fromkeys(item.value for item in document.values(name)))
        if values:
            yield f"  {label} {'；'.join(values)}"
    yield f"  效力状态 {describe(document)}"
    if document.validity.superseded_by:
        yield f"  取代它的版本 {document.validity.superseded_by}"
    if document.validity.repealed_by:
        yield f"  废止依据 {document.validity.repealed_by}"
    for key, value in document.provenance.items():
        yield f"  {'更正' if key in CORRECTIONS else '来源信息'} {key}：{value}"
    yield ""


def _tree(document: Document) -> Iterator[str]:
    sections = {section.section_id: section for section in document.sections}
    open_ids: tuple[str, ...] = ()
    for clause in document.clauses:
        for depth, section_id in enumerate(clause.section_ids):
            if open_ids[: depth + 1] != clause.section_ids[: depth + 1]:
                yield _section_line(sections[section_id], depth)
        open_ids = clause.section_ids
        if clause.kind is not ClauseKind.HEADING:
            yield from _clause_lines(clause)


def _section_line(section: Section, depth: int) -> str:
    return f"{'  ' * depth}▌{section.title}"


def _clause_lines(clause: Clause) -> Iterator[str]:
    indent = "  " * (len(clause.section_ids) + 1)
    number = clause.clause_id.partition("#")[2]
    yield f"{indent}[{number}] {clause.locator}（{len(clause.sentences)} 句）{_excerpt(clause.text)}"
    for tag in clause.responsibilities:
        yield f"{indent}    {tag.role}：{'、'.join(tag.units)}"


def _excerpt(text: str) -> str:
    plain = reading_text(text)
    return plain if len(plain) <= _MAX_TEXT else f"{plain[: _MAX_TEXT - 1]}…"


def _counts(document: Document) -> Iterator[str]:
    counted = Counter(_KINDS.get(clause.kind, "文件信息") for clause in document.clauses)
    kinds = "，".join(f"{label} {n}" for label, n in counted.most_common())
    tags = sum(len(clause.responsibilities) for clause in document.clauses)
    sentences = sum(len(clause.sentences) for clause in document.clauses)
    yield ""
    yield f"章节 {len(document.sections)}；条款 {len(document.clauses)}（{kinds}）；句子 {sentences}"
    yield f"责任标注 {tags} 处，责任单位 {len(document.responsible_units)} 个"
    if document.responsible_units:
        yield f"  {'、'.join(document.responsible_units)}"
