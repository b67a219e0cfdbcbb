"""What was understood of a text that is to be added, for a person to confirm."""

from collections import Counter
from collections.abc import Iterator

from corpus.adding.candidate import Candidate
from corpus.types import ClauseKind, Document
from corpus.validity import describe

_MAX_NAMES = 8
_MAX_SECTIONS = 30


def to_text(candidate: Candidate) -> str:
    """Return the summary of one candidate."""
    return "\n".join(_lines(candidate))


def _lines(candidate: Candidate) -> Iterator[str]:
    document = candidate.document
    yield f"文件：{candidate.file.name}"
    yield f"  编号      {document.document_id}{_why_this_id(candidate)}"
    yield f"  标题      {document.title if document.title != document.document_id else '（没有认出）'}"
    yield f"  文号      {document.number or '（没有认出）'}"
    yield f"  发文机关  {_some(document.issuers) or '（没有认出）'}"
    yield f"  成文日期  {document.issue_date or '（没有认出）'}"
    if document.publication_date:
        yield f"  发布日期  {document.publication_date}"
    yield f"  效力      {describe(document)}"
    yield f"  章节      {_sections(document)}"
    yield f"  条款      {_clauses(document)}"
    yield f"  责任单位  {_some(document.responsible_units) or '无'}"
    for other in candidate.effects:
        yield f"  影响      {other.document_id}《{other.name}》：{describe(other)}"
    for oddity in candidate.oddities:
        yield f"  ⚠ {oddity}"


def _why_this_id(candidate: Candidate) -> str:
    if candidate.version_of is None:
        return ""
    return f"（像是“{candidate.version_of.document_id}”的新版本）"


def _sections(document: Document) -> str:
    top = [section.title for section in document.sections if section.parent_id is None]
    if not top:
        return "无"
    more = f"……共 {len(top)} 个" if len(top) > _MAX_SECTIONS else ""
    return f"{len(document.sections)} 个：" + "；".join(top[:_MAX_SECTIONS]) + more


def _clauses(document: Document) -> str:
    counted = Counter(clause.kind for clause in document.body())
    names = {
        ClauseKind.MEASURE: "措施",
        ClauseKind.ARTICLE: "条",
        ClauseKind.ITEM: "项",
        ClauseKind.PARAGRAPH: "段",
        ClauseKind.TABLE: "表格行",
    }
    kinds = "，".join(f"{names[kind]} {count}" for kind, count in counted.most_common())
    return f"{counted.total()} 条（{kinds}）" if kinds else "0 条"


def _some(names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _MAX_NAMES else ""
    return "、".join(names[:_MAX_NAMES]) + more
