"""Questions that name a document no longer, or not yet, in force: it is named with what took its place.

What such a document provided is never quoted. The reply rests on what is in force: the clause that repeals the
document, or the title of its successor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant import replies
from assistant.drafting import DraftSentence, Support, quotation, whole
from assistant.evidence import Idf, coverage
from assistant.wording import Segmenter, content_terms
from corpus.types import Clause, ClauseKind, Corpus, Document, MetadataName, State
from corpus.validity import chinese_date
from index.titles import DocumentMentions, DocumentNames

# What is asked of a document's validity itself; when no more is asked, the notice is the whole answer.
_ABOUT_VALIDITY = re.compile(
    r"有效|失效|废止|作废|过期|取代|替代|代替|替换|更新|修订|新版|旧版|新的?|旧的?|老的?|原来|以前|现在|目前|如今|还在?|仍然?|继续"
    r"|适用|执行|施行|实施|生效|管用|算数|能用|可以?用|使用|用|依据|参照|查|看|文件|政策|办法|通知|规定|是不是|是否|有没有|能不能"
    r"|什么|哪|个|份|版本?|时候|何时|的|了|吗|呢|么|是|被|在|按|照|号|文"
)
_PLACE = re.compile(r"第[\d一二三四五六七八九十百零〇]+[条章款项节]")
_PLACE_BEFORE = re.compile(r"^[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|自治州|州|盟|县|区|旗)(?=[\u4e00-\u9fff])")
_MIN_SHORT = 6  # characters of a title without its place that still name the document
_NAMED_ENOUGH = 0.4  # of what is asked about, in a title
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A document that a question names and that does not apply, and the one that applies in its place."""

    document: Document
    successor: Document | None
    notice: tuple[DraftSentence, ...]
    rest: str  # the question with the successor named instead; "" where no more is asked


class FormerDocuments:
    """The documents of a corpus that are not in force, by the names that people use; build it once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        # A draft is nobody's business before it is issued.
        self._documents = tuple(d for d in corpus.not_in_force if d.validity.state is not State.DRAFT)
        self._names = DocumentNames(replace(corpus, documents=self._documents, not_in_force=()))
        self._current = DocumentNames(corpus)
        current = "\n".join(document.title for document in corpus.documents)
        self._short: dict[str, tuple[str, ...]] = {}
        for document in self._documents:
            short = _PLACE_BEFORE.sub("", document.name)
            if len(short) >= _MIN_SHORT and short not in current:
                self._short[short] = (*self._short.get(short, ()), document.document_id)

    def find(self, question: str, segment: Segmenter) -> Former | None:
        """Return the document not in force that a question names, None where it names none."""
        if not self._documents:
            return None
        taken = _known_spans(self._current.find(question))
        for start, end, ids in self._mentions(question):
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue  # a name that its version in force bears as well means that one
            named = [document for document in self._documents if document.document_id in ids]
            document = max(named, key=lambda d: (d.validity.in_force_from or date.min, d.document_id))
            successor = self._successor(document)
            rest = self._rest(question, (start, end), successor, segment)
            return Former(
                document=document,
                successor=successor,
                notice=self._notice(document, successor, goes_on=bool(rest)),
                rest=rest,
            )
        return None

    def about(self, terms: tuple[str, ...], idf: Idf) -> tuple[DraftSentence, ...]:
        """Return what became of the document, without one in its place, whose title names what is asked about.

        Where what is in force covers nothing, people are not left to think that there never was such a policy.
        """
        ended = [d for d in self._documents if self._successor(d) is None and d.validity.state is not State.PENDING]
        named = [(coverage(terms, d.name, idf), d) for d in ended if terms]
        share, document = max(named, key=lambda pair: pair[0], default=(0.0, None))
        if document is None or share < _NAMED_ENOUGH:
            return ()
        became = _what_became(document, None)
        return (DraftSentence(text=replies.FORMERLY.format(became=became), fixed=True),)

    def _mentions(self, question: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield where the question names documents not in force, by number, by title, or by a title without its place."""
        for start, end in _known_spans(self._names.find(question)):
            if ids := self._names.find(question[start:end]).document_ids:
                yield start, end, ids
        for short, ids in self._short.items():
            at = question.find(short)
            if at >= 0:
                yield at, at + len(short), ids

    def _successor(self, document: Document) -> Document | None:
        """Follow what took a document's place until something that applies."""
        seen = {document.document_id}
        current: Document | None = document
        while current is not None and not current.validity.applies:
            validity = current.validity
            by = validity.superseded_by or (validity.repealed_by or "").partition("#")[0]
            current = self._corpus.known(by) if by and by not in seen else None
            seen.add(by)
        return current if current is not document else None

    def _rest(self, question: str, span: tuple[int, int], successor: Document | None, segment: Segmenter) -> str:
        before, after = question[: span[0]], question[span[1] :]
        if successor is None or _PLACE.search(after):
            return ""  # its articles are numbered otherwise
        if not content_terms(_ABOUT_VALIDITY.sub(" ", f"{before} {after}"), segment):
            return ""  # nothing more is asked
        return f"{before}《{successor.name}》{after}"

    def _notice(self, document: Document, successor: Document | None, *, goes_on: bool) -> tuple[DraftSentence, ...]:
        sentences = [DraftSentence(text=_what_became(document, successor), fixed=True)]
        clause = self._repealing_clause(document)
        if clause is not None:
            sentences += _repealing_words(clause, document)
        if successor is not None:
            sentences.append(_in_force_now(successor, goes_on=goes_on))
        return tuple(sentences)

    def _repealing_clause(self, document: Document) -> Clause | None:
        """Return the clause that repeals a document, where the document that holds it is in force itself."""
        clause_id = document.validity.repealed_by or ""
        if document.validity.state is not State.REPEALED or "#" not in clause_id:
            return None
        try:
            return self._corpus.clause(clause_id)
        except KeyError:
            return None


def _known_spans(mentions: DocumentMentions) -> list[tuple[int, int]]:
    return [span for span in mentions.spans if span not in mentions.unknown_spans]


def _named(document: Document) -> str:
    number = f"（{document.number}）" if document.number else ""
    return f"《{document.name}》{number}"


def _what_became(document: Document, successor: Document | None) -> str:
    """Say why a document does not apply, with the day where it is known."""
    validity = document.validity
    name, until = _named(document), validity.in_force_until
    if validity.state is State.PENDING and validity.in_force_from:
        return replies.NOT_YET_IN_FORCE.format(name=name, day=chinese_date(validity.in_force_from))
    if validity.state is State.EXPIRED and until:
        return replies.EXPIRED.format(name=name, day=chinese_date(until))
    # the first day without it is what people are told: 自2025年1月1日起废止
    since = f"自{chinese_date(until + timedelta(days=1))}起" if until else "已"
    if validity.state is State.SUPERSEDED:
        by = f"被{_named(successor)}" if successor else "被新版本"
        return replies.SUPERSEDED.format(name=name, since=since, by=by)
    return replies.REPEALED.format(name=name, since=since)


def _repealing_words(clause: Clause, document: Document) -> list[DraftSentence]:
    """Quote the sentence that names the document, else the one that repeals at all."""
    named = [s for s in clause.sentences if document.name in _SPACES.sub("", s.text)]
    saying = [s for s in named or clause.sentences if re.search(r"废止|失效|停止", s.text)] or named
    return [
        quotation(s.plain, Support(clause=clause, start=s.start, end=s.end), opening=replies.REPEALING_CLAUSE)
        for s in saying[:1]
    ]


def _in_force_now(successor: Document, *, goes_on: bool) -> DraftSentence:
    """Name what applies, resting on its printed title and number; a name that a person corrected rests on nothing."""
    wording = replies.NOW_IN_FORCE_FROM_IT if goes_on else replies.NOW_IN_FORCE
    text = wording.format(name=_named(successor))
    title = next((clause for clause in successor.clauses if clause.kind is ClauseKind.TITLE), None)
    if title is None or not {"title", "number"}.isdisjoint(successor.provenance):
        return DraftSentence(text=text, fixed=True)
    numbers = [successor.clause(item.clause_id) for item in successor.values(MetadataName.NUMBER)]
    supports = {clause.clause_id: whole(clause) for clause in (title, *numbers[:1])}
    return DraftSentence(text=text, supports=tuple(supports.values()))
