"""Answers and clauses as JSON objects; what is cited, found and opened has the same keys everywhere."""

from dataclasses import asdict

from assistant.desk.lookup import Hit
from assistant.desk.quoting import citation_head
from assistant.desk.reading import Opened
from assistant.types import Answer
from corpus.types import Clause, Document, Sentence

Object = dict[str, object]


def to_json(answer: Answer) -> Object:
    """Return one turn as the object that ``--json`` prints."""
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status.value,
        "answer": answer.text,
        "citations": [asdict(citation) for citation in answer.citations],
        "related": list(answer.related),
        "uncovered": list(answer.uncovered),
        "reworded": answer.reworded,
        "corpus_version": answer.corpus_version,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "timings_ms": answer.timings_ms,
    }


def hit_to_json(hit: Hit, rank: int) -> Object:
    """Return a clause that was found, quoting the sentence in it that is nearest, else the whole."""
    nearest = _nearest(hit)
    text = hit.document.source
    start, end = (nearest.start, nearest.end) if nearest else (hit.clause.start, hit.clause.end)
    return {
        "rank": rank,
        "score": hit.score,
        "exact": hit.exact,
        **_whereabouts(hit.clause, hit.document),
        "quote": text[start:end],
        "clause_text": hit.clause.text,
        "start": start,
        "end": end,
        "responsible_units": list(hit.clause.responsible_units),
    }


def opened_to_json(opened: Opened) -> Object:
    """Return a clause with its sentences, its neighbours and its document."""
    clause, document = opened.clause, opened.document
    return {
        **_whereabouts(clause, document),
        "citation": citation_head(clause, document),
        "kind": clause.kind.value,
        "clause_text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "sentences": [asdict(sentence) for sentence in clause.sentences],
        "responsible_units": list(clause.responsible_units),
        "previous": _neighbour(opened.previous),
        "following": _neighbour(opened.following),
        "document": _document(document),
    }


def _whereabouts(clause: Clause, document: Document) -> Object:
    return {
        "document_id": document.document_id,
        "document_title": document.name,
        "document_number": document.number,
        "state": document.validity.state.value,
        "section": " / ".join(document.section(section_id).title for section_id in clause.section_ids),
        "section_ids": list(clause.section_ids),
        "clause_id": clause.clause_id,
        "locator": clause.locator,
    }


def _neighbour(clause: Clause | None) -> Object | None:
    return {"clause_id": clause.clause_id, "locator": clause.locator} if clause else None


def _document(document: Document) -> Object:
    validity = document.validity
    begins, ends = validity.in_force_from, validity.in_force_until
    return {
        "title": document.title,
        "issuers": list(document.issuers),
        "issue_date": document.issue_date.isoformat() if document.issue_date else None,
        "state": validity.state.value,
        "in_force_from": begins.isoformat() if begins else None,
        "in_force_until": ends.isoformat() if ends else None,
        "superseded_by": validity.superseded_by,
        "repealed_by": validity.repealed_by,
    }


def _nearest(hit: Hit) -> Sentence | None:
    if hit.best is None:
        return None
    start, end = hit.best
    said = hit.clause.plain[start:end]
    return next((sentence for sentence in hit.clause.sentences if sentence.plain == said), None)
