"""Ask, search, open: what each of the three functions does with its checked input and the assistant of the moment."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant.api.errors import RequestError
from assistant.api.inputs import Asking, Opening, Searching
from assistant.api.objects import Object, hit_to_json, opened_to_json
from assistant.desk.lookup import documents_of, look_up
from assistant.desk.reading import open_clause
from assistant.types import Answer
from corpus.types import Corpus, Document
from index.search import Index

_MAX_NAMED = 40  # of the names that an error offers instead of the unknown one


class Assistant(Protocol):
    """What programs need of an assistant."""

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from."""

    @property
    def index(self) -> Index:
        """The index that they are found with."""

    @property
    def corpus_version(self) -> str:
        """Which state of the corpus this is."""

    def converse(self, questions: Sequence[str]) -> list[Answer]:
        """Answer the turns of one conversation in order."""


def ask(assistant: Assistant, asking: Asking) -> Answer:
    """Answer a question in the light of those before it, which are answered again: programs keep no state here."""
    return assistant.converse([*asking.history, asking.question])[-1]


def search(assistant: Assistant, searching: Searching) -> Object:
    """Return the clauses that match best; raises RequestError for a filter that names nothing."""
    index, corpus_version = assistant.index, assistant.corpus_version
    inquiry = searching.inquiry()
    if not inquiry.query.strip() and not inquiry.restricted:
        raise RequestError("请写要查的内容，或给出一个筛选条件。", "Give a query, or at least one filter.")
    _check_filters(documents_of(index.corpus, inquiry.scope), searching)
    found = look_up(index, inquiry, k=searching.limit)
    return {
        "query": searching.query,
        "results": [hit_to_json(hit, rank) for rank, hit in enumerate(found.hits[: searching.limit], start=1)],
        "notes": list(found.notes),
        "corpus_version": corpus_version,
    }


def get(assistant: Assistant, opening: Opening) -> Object:
    """Return one clause as it stands now; raises RequestError where the corpus has none of this id."""
    corpus, corpus_version = assistant.corpus, assistant.corpus_version
    opened = open_clause(corpus, opening.clause_id)
    if opened is None:
        raise _unknown_clause(corpus, opening.clause_id, corpus_version)
    return {**opened_to_json(opened), "corpus_version": corpus_version}


def _unknown_clause(corpus: Corpus, clause_id: str, corpus_version: str) -> RequestError:
    document = corpus.known(clause_id.partition("#")[0])
    if document is None:
        offered = _some(known.document_id for known in (*corpus.documents, *corpus.not_in_force))
        return RequestError(
            f"没有编号为“{clause_id}”的条款，也没有收录它所说的文件。已收录：{offered}。",
            f"No such clause, and no such document. Documents held: {offered}.",
        )
    return RequestError(
        f"《{document.name}》里没有编号为“{clause_id}”的条款；文本可能已经改动（现为版本 {corpus_version}），"
        "请用 search_clauses 重新查找。",
        f"The document has no clause of this id; its text may have changed (now {corpus_version}): search again.",
    )


def _check_filters(documents: Sequence[Document], searching: Searching) -> None:
    """Say which values a filter can have, instead of finding nothing with one that it cannot have."""
    if searching.document_id:
        chosen = [document for document in documents if document.document_id == searching.document_id]
        if not chosen:
            raise _unknown("document_id", searching.document_id, (d.document_id for d in documents))
        documents = chosen
    sections = [section.section_id for document in documents for section in document.sections]
    if searching.section_id and searching.section_id not in sections:
        raise _unknown("section_id", searching.section_id, sections)
    units = [unit for document in documents for unit in document.responsible_units]
    if searching.responsible_unit and searching.responsible_unit not in units:
        raise _unknown("responsible_unit", searching.responsible_unit, units)


def _unknown(name: str, value: str, known: Iterable[str]) -> RequestError:
    offered = _some(known)
    return RequestError(
        f"所查的范围内没有 {name} “{value}”。可用的有：{offered}。",
        f"Unknown {name}. Known here: {offered}.",
    )


def _some(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    more = "…" if len(every) > _MAX_NAMED else ""
    return "、".join(every[:_MAX_NAMED]) + more or "（无 / none）"
