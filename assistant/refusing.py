"""What is said when the policies do not state what is asked: plainly, with what they do cover and whom to ask."""

from collections.abc import Mapping, Sequence

from assistant import replies
from assistant.answer_kinds import RULES
from assistant.drafting import DraftSentence, Support, whole
from assistant.evidence import Finding
from corpus.types import BODY_KINDS, ClauseKind, Document, MetadataName

_MAX_TOPICS = 3


def draft_refusal(
    findings: Sequence[Finding], documents: Sequence[Document], topics: Mapping[str, Support]
) -> tuple[DraftSentence, ...]:
    """Return the sentences of a refusal after ``findings`` came to nothing; ``topics`` are those related."""
    return (
        DraftSentence(text=_reason(findings), fixed=True),
        *_related(topics),
        *contact(_nearest(findings, documents)),
    )


def _reason(findings: Sequence[Finding]) -> str:
    near = [f for f in findings if f.ask.kinds and f.evidence and f.evidence[0].signals.coverage >= 0.6]
    missing = [kind for f in near for kind in f.evidence[0].unstated]
    if missing:
        return replies.NOT_STATED.format(what="、".join(dict.fromkeys(RULES[kind].name for kind in missing)))
    return replies.NOT_COVERED


def related_topics(findings: Sequence[Finding], documents: Sequence[Document]) -> dict[str, Support]:
    """Return the headings nearest to what was asked, each with the line that it stands on."""
    by_id = {document.document_id: document for document in documents}
    topics: dict[str, Support] = {}
    for finding in findings:
        for evidence in finding.evidence:
            document = by_id.get(evidence.clause.document_id)
            if document is None or evidence.clause.kind not in BODY_KINDS or not evidence.clause.section_ids:
                continue
            section_id = evidence.clause.section_ids[-1]
            heading = next(
                (c for c in document.clauses if c.kind is ClauseKind.HEADING and c.section_ids[-1:] == (section_id,)),
                None,
            )
            title = document.section(section_id).heading
            if heading is not None and title and title not in topics:
                topics[title] = whole(heading)
            if len(topics) == _MAX_TOPICS:
                return topics
    return topics


def _related(topics: Mapping[str, Support]) -> tuple[DraftSentence, ...]:
    if not topics:
        return ()
    text = replies.RELATED.format(topics="；".join(topics))
    return (DraftSentence(text=text, supports=tuple(topics.values())),)


def contact(document: Document | None) -> tuple[DraftSentence, ...]:
    """Return whom to ask instead: a document's contact unit, else its issuers, else the hotline."""
    for name, told in ((MetadataName.CONTACT, replies.CONTACT), (MetadataName.ISSUER, replies.CONTACT_ISSUER)):
        items = document.values(name) if document else ()
        if document and items:
            text = told.format(contact="、".join(dict.fromkeys(item.value for item in items[:3])))
            return (DraftSentence(text=text, supports=(whole(document.clause(items[0].clause_id)),)),)
    return (DraftSentence(text=replies.HOTLINE, fixed=True),)


def _nearest(findings: Sequence[Finding], documents: Sequence[Document]) -> Document | None:
    """Return the document that a refused question comes nearest to: none of several where nothing was found."""
    found = [e.clause.document_id for finding in findings for e in finding.evidence[:1]]
    near = [document for document in documents if document.document_id in found]
    return next(iter(near or (documents if len(documents) == 1 else ())), None)
