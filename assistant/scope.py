"""Among several documents, the ones that a question speaks of: 第三条 stands in nearly every one."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Turn
from corpus.types import Corpus, Document
from index.locators import find_places
from index.references import References

Circles = tuple[tuple[Document, ...], ...]  # nearest first: what is meant lies in the first that has it


def spoken_of(documents: Sequence[Document], history: Sequence[Turn]) -> tuple[Document, ...]:
    """Return those of ``documents`` that the last turn which cited any text cited."""
    cited = next((turn.clause_ids for turn in reversed(history) if turn.clause_ids), ())
    document_ids = {clause_id.partition("#")[0] for clause_id in cited}
    return tuple(d for d in documents if d.document_id in document_ids)


def circles(references: References, corpus: Corpus, documents: Sequence[Document], history: Sequence[Turn]) -> Circles:
    """Return where to look: the documents named, or else those last spoken of, then all that the question may mean."""
    if references.document_ids:
        return (tuple(corpus.document(document_id) for document_id in references.document_ids),)
    last = spoken_of(documents, history)
    return (last, tuple(documents)) if last else (tuple(documents),)


def narrowed(references: References, question: str, circles: Circles) -> References:
    """Return ``references`` with the places of the first circle that has any; missing where none has."""
    if not references.clause_ids and not references.section_ids:
        return references
    for documents in circles:
        ids = {document.document_id for document in documents}
        clause_ids = tuple(c for c in references.clause_ids if c.partition("#")[0] in ids)
        section_ids = tuple(s for s in references.section_ids if s.partition("#")[0] in ids)
        if clause_ids or section_ids:
            return replace(references, clause_ids=clause_ids, section_ids=section_ids)
    absent = tuple(place.text for place in find_places(question))
    return replace(references, clause_ids=(), section_ids=(), missing=absent)


def undecided(references: References, circles: Circles) -> tuple[Document, ...]:
    """Return the documents among which nothing says whose 第三条 is meant; none where it is clear."""
    if references.document_ids:
        return ()
    ids = {clause_id.partition("#")[0] for clause_id in references.clause_ids}
    return tuple(d for d in circles[-1] if d.document_id in ids) if len(ids) > 1 else ()


def with_title(text: str, references: References, corpus: Corpus) -> str:
    """Return ``text`` with the title of the one document whose places it means, so that retrieval finds only those."""
    ids = {clause_id.partition("#")[0] for clause_id in references.clause_ids}
    if references.document_ids or len(ids) != 1 or len(corpus.documents) == 1:
        return text
    return f"《{corpus.document(ids.pop()).name}》{text}"
