"""Looking up clauses by words, by meaning or by both, within filters; what is named outright is gone to directly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.desk.matching import Span, fold, mark_words
from assistant.desk.words import Words, split_words
from corpus.types import BODY_KINDS, Clause, ClauseKind, Corpus, Document
from index.references import References, find_references
from index.search import Index
from index.types import Filters, Passage

MAX_HITS = 2000  # by words; a ranking by meaning ends long before
_NOT_POLICY = 0.5  # of a literal match's score, outside the policy's body
_IN_HEADING = 0.3  # of a word's weight, where it stands only in the heading above
_SILENT = "的里中之第条款项、，,。.；;：:？? \u3000《》“”\"'（）()[]〔〕有关和与及是什么内容规定原文全文"


class Mode(StrEnum):
    """How a query is matched."""

    BOTH = "both"
    WORDS = "words"
    MEANING = "meaning"


class Scope(StrEnum):
    """Which documents are looked in, by whether they apply."""

    IN_FORCE = "in_force"
    NOT_IN_FORCE = "not_in_force"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What is looked for, and where; an empty filter does not restrict."""

    query: str = ""
    mode: Mode = Mode.BOTH
    document_id: str = ""
    section_id: str = ""
    unit: str = ""
    scope: Scope = Scope.IN_FORCE

    @property
    def restricted(self) -> bool:
        """Whether any filter narrows it."""
        return bool(self.document_id or self.section_id or self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A clause that was found; spans are in ``clause.plain``."""

    clause: Clause
    document: Document
    marks: tuple[Span, ...] = ()  # the query's words
    best: Span | None = None  # the sentence nearest in meaning
    score: float | None = None  # of its own mode, higher is better; None where nothing was ranked
    exact: bool = False  # named in the query

    @property
    def section_title(self) -> str:
        """The headings that it stands under."""
        return " / ".join(self.document.section(section_id).title for section_id in self.clause.section_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits, best first, and what to tell about them."""

    inquiry: Inquiry
    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = field(default=())
    direct: bool = False  # the query named them


def look_up(index: Index, inquiry: Inquiry, *, k: int = MAX_HITS) -> Found:
    """Return the clauses that an inquiry finds, at most k; all that the filters admit where nothing is typed."""
    documents = documents_of(index.corpus, inquiry.scope)
    query = inquiry.query.strip()
    if not query:
        hits = _listed(documents, inquiry) if inquiry.restricted else ()
        return Found(inquiry=inquiry, hits=hits)
    words = split_words(query, index.tokeniser.words)
    direct = _named(index, documents, replace(inquiry, query=query), words)
    if direct is not None:
        return direct
    notes: tuple[str, ...] = ()
    if inquiry.mode is Mode.WORDS or inquiry.scope is Scope.NOT_IN_FORCE:
        hits, notes = _by_words(index, documents, inquiry, words)
    else:
        hits = _by_meaning(index, replace(inquiry, query=query), words, k=k)
    if inquiry.mode is not Mode.WORDS and inquiry.scope is not Scope.IN_FORCE and index.corpus.not_in_force:
        if inquiry.scope is Scope.ALL:
            others, _ = _by_words(index, index.corpus.not_in_force, inquiry, words)
            hits = (*hits[: k - min(len(others), k // 2)], *others)
        notes = (*notes, "非现行的文件只按词语查找。")
    return Found(inquiry=inquiry, hits=hits[:k], notes=notes)


def documents_of(corpus: Corpus, scope: Scope) -> tuple[Document, ...]:
    """Return the documents that a scope looks in."""
    return {
        Scope.IN_FORCE: corpus.documents,
        Scope.NOT_IN_FORCE: corpus.not_in_force,
        Scope.ALL: (*corpus.documents, *corpus.not_in_force),
    }[scope]


def admits(inquiry: Inquiry, clause: Clause) -> bool:
    """Whether a clause lies within an inquiry's filters."""
    return (
        inquiry.document_id in {"", clause.document_id}
        and (not inquiry.section_id or inquiry.section_id in clause.section_ids)
        and (not inquiry.unit or inquiry.unit in clause.responsible_units)
    )


def _listed(documents: Iterable[Document], inquiry: Inquiry) -> tuple[Hit, ...]:
    """Return everything that the filters admit, in the order of the documents."""
    return tuple(
        Hit(clause=clause, document=document)
        for document in documents
        for clause in document.clauses
        if clause.kind is not ClauseKind.HEADING and admits(inquiry, clause)
    )


def _named(index: Index, documents: Sequence[Document], inquiry: Inquiry, words: Words) -> Found | None:
    """Return what the query names outright, None where it does not or says more than a name."""
    if inquiry.scope is Scope.IN_FORCE:
        references = index.references(inquiry.query)
    else:
        references = find_references(inquiry.query, replace(index.corpus, documents=tuple(documents)))
    if not references.spans or not _only_names(inquiry.query, references):
        return None
    if references.clause_ids:
        wanted = set(references.clause_ids)
        hits = [h for h in _listed(documents, inquiry) if h.clause.clause_id in wanted]
    elif references.missing or references.unknown_documents:
        names = "、".join([*references.unknown_documents, *references.missing])
        return Found(inquiry=inquiry, notes=(f"所查的文件里没有“{names}”。",), direct=True)
    else:
        hits = [h for h in _listed(documents, inquiry) if _belongs(h, references)]
        words = Words()
    hits = [replace(h, exact=True, marks=mark_words(h.clause.plain, words.loose)) for h in hits]
    notes = () if hits else ("在所选的范围内没有这一处。",)
    return Found(inquiry=inquiry, hits=tuple(hits), notes=notes, direct=True)


def _belongs(hit: Hit, references: References) -> bool:
    """Whether a clause is of the documents, and in the care of the bodies, that a query names."""
    in_document = not references.document_ids or hit.document.document_id in references.document_ids
    in_care = not references.units or not set(references.units).isdisjoint(hit.clause.responsible_units)
    return in_document and in_care


def _only_names(query: str, references: References) -> bool:
    """Whether nothing but names is left of a query once 的, marks and 有关规定 are set aside."""
    named = {position for start, end in references.spans for position in range(start, end)}
    return all(character in _SILENT for position, character in enumerate(query) if position not in named)


def _by_words(
    index: Index, documents: Iterable[Document], inquiry: Inquiry, words: Words
) -> tuple[tuple[Hit, ...], tuple[str, ...]]:
    """Return the clauses that hold every word as typed, else those that hold some, the most telling first."""
    documents = tuple(documents)
    listed = _listed(documents, inquiry)
    headings = {s.section_id: fold(s.title).text for document in documents for s in document.sections}

    def holding(wanted: tuple[str, ...], *, every: bool) -> list[Hit]:
        weights = {word: index.idf(word) * len(word) for word in wanted}
        return [hit for h in listed if (hit := _literally(h, weights, headings, every=every))]

    hits = holding(words.strict, every=True)
    notes: tuple[str, ...] = ()
    if not hits and words.loose:
        hits = holding(words.loose, every=False)
        if hits:
            notes = (f"没有条款原样写着“{inquiry.query.strip()}”，以下是含有其中词语的条款。",)
    hits.sort(key=lambda hit: -(hit.score or 0.0))
    return tuple(hits), notes


def _literally(hit: Hit, weights: Mapping[str, float], headings: Mapping[str, str], *, every: bool) -> Hit | None:
    text = fold(hit.clause.plain).text
    heading = "\n".join(headings[section_id] for section_id in hit.clause.section_ids)
    score = 0.0
    held = 0
    for word, weight in weights.items():
        if word in text:
            score += weight * (1 + 0.1 * min(text.count(word), 5))
            held += 1
        elif word in heading:
            score += _IN_HEADING * weight
            held += 1
    if not held or (every and held < len(weights)):
        return None
    if hit.clause.kind not in BODY_KINDS:
        score *= _NOT_POLICY
    return replace(hit, score=score, marks=mark_words(hit.clause.plain, weights))


def _by_meaning(index: Index, inquiry: Inquiry, words: Words, *, k: int) -> tuple[Hit, ...]:
    filters = Filters(
        document_ids=(inquiry.document_id,) if inquiry.document_id else (),
        section_id=inquiry.section_id or None,
        responsible_unit=inquiry.unit or None,
    )
    passages = list(index.retrieve(inquiry.query, k=k, filters=filters).passages)
    if inquiry.mode is Mode.MEANING:
        passages.sort(key=lambda passage: -passage.dense)
    hits = (_retrieved(index.corpus, passage, inquiry.mode, words) for passage in passages)
    return tuple(hit for hit in hits if hit.clause.kind is not ClauseKind.HEADING)


def _retrieved(corpus: Corpus, passage: Passage, mode: Mode, words: Words) -> Hit:
    clause, document = corpus.clause(passage.clause_id), corpus.document(passage.document_id)
    nearest = max(passage.sentences, key=lambda s: s.dense if mode is Mode.MEANING else s.score, default=None)
    sentence = clause.sentences[nearest.position].plain if nearest is not None else ""
    spans = mark_words(clause.plain, [sentence]) if sentence else ()
    return Hit(
        clause=clause,
        document=document,
        marks=mark_words(clause.plain, words.loose),
        best=spans[0] if spans else None,
        score=passage.dense if mode is Mode.MEANING else passage.score,
        exact=passage.exact,
    )
