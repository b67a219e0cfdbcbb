"""What is answered to a question about a document itself, from the lines in which the document says it."""

import re
from collections.abc import Sequence

from assistant.drafting import DraftSentence, Support, quotation, whole
from assistant.metadata import terms_beside_document
from assistant.metadata_rules import MetadataRule
from assistant.quantities import comparable
from assistant.wording import Segmenter
from corpus.running_text import reading_text
from corpus.types import ClauseKind, Document, MetadataItem, MetadataName

_DATES = frozenset({MetadataName.ISSUE_DATE, MetadataName.PUBLICATION_DATE, MetadataName.EFFECTIVE_DATE})
_LABELS = {MetadataName.ISSUE_DATE: "印发日期：", MetadataName.PUBLICATION_DATE: "网页发布时间："}


def draft_metadata(rule: MetadataRule | None, document: Document) -> tuple[DraftSentence, ...]:
    """Return what ``document`` says of itself; nothing when it does not say."""
    if rule is None:
        return _outline(document)
    if not rule.names:
        return _preamble(document)
    sentences = _count_in_title(document) if MetadataName.ISSUER in rule.names else []
    for name in rule.names:
        items = document.values(name)
        if items:
            told = _LABELS.get(name, "") + rule.told.format(
                "、".join(dict.fromkeys(_as_printed(i, document) for i in items))
            )
            sentences.append(DraftSentence(text=told, supports=_supports(items, document)))
    return tuple(sentences)


def _as_printed(item: MetadataItem, document: Document) -> str:
    """Return a date as the document prints it, anything else as it was read."""
    if item.name not in _DATES or len(item.spans) != 1:
        return item.value
    start, end = item.spans[0]
    return reading_text(document.source[start:end])


def draft_basis(
    question: str, numbers: Sequence[str], document: Document, segment: Segmenter
) -> tuple[DraftSentence, ...]:
    """Return what a document of one of these numbers is, if that is all that is asked and ``document`` rests on it."""
    rest = question
    for number in numbers:
        rest = rest.replace(number, " ")
    items = [
        i for i in document.values(MetadataName.BASIS) if any(comparable(n) in comparable(i.value) for n in numbers)
    ]
    if not items or terms_beside_document(rest, segment):
        return ()
    return tuple(DraftSentence(text=f"本政策依据的文件：{i.value}。", supports=_supports([i], document)) for i in items)


def _preamble(document: Document) -> tuple[DraftSentence, ...]:
    """The first words of the document's opening, which say why it was issued."""
    return tuple(
        quotation(first.plain, Support(clause=clause, start=first.start, end=first.end))
        for clause in document.clauses
        if clause.kind is ClauseKind.PREAMBLE
        for first in clause.sentences[:1]
    )


def _count_in_title(document: Document) -> list[DraftSentence]:
    """How many issuers there are, where the title says so itself; worded as titles do, so that it can be verified."""
    count = len(document.values(MetadataName.ISSUER))
    titles = document.values(MetadataName.TITLE)
    if count < 2 or not titles or not re.search(rf"(?<!\d){count}(?!\d)", titles[0].value):
        return []
    return [DraftSentence(text=f"共{count}部门联合印发。", supports=_supports(titles[:1], document))]


def _supports(items: Sequence[MetadataItem], document: Document) -> tuple[Support, ...]:
    """One support per clause, from its first item's start to its last item's end."""
    spans: dict[str, tuple[int, int]] = {}
    for item in items:
        clause = document.clause(item.clause_id)
        start, end = spans.get(item.clause_id, (clause.end, clause.start))
        inside = [(s, e) for s, e in item.spans if clause.start <= s and e <= clause.end] or [
            (clause.start, clause.end)
        ]
        spans[item.clause_id] = (min(start, *(s for s, _ in inside)), max(end, *(e for _, e in inside)))
    return tuple(Support(clause=document.clause(cid), start=s, end=e) for cid, (s, e) in spans.items())


def _outline(document: Document) -> tuple[DraftSentence, ...]:
    """Return the top headings in one sentence that rests on the line of each; nothing where none is numbered."""
    top = [s for s in document.sections if s.parent_id is None and s.label]
    headings = {c.section_ids[-1]: c for c in document.clauses if c.kind is ClauseKind.HEADING and c.section_ids}
    listed = [(section, headings[section.section_id]) for section in top if section.section_id in headings]
    if not listed:
        return ()
    text = "主要内容依次是：" + "；".join(section.title for section, _ in listed) + "。"
    return (DraftSentence(text=text, supports=tuple(whole(clause) for _, clause in listed)),)
