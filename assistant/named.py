"""Questions that name where the answer is: 第四条讲什么, 市总工会负责哪些工作."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import replies
from assistant.answer_kinds import AnswerKind
from assistant.asking import asked_kinds, without_kinds
from assistant.drafting import DraftSentence, Support, quotation, whole
from assistant.scope import Circles
from assistant.wording import Segmenter, content_terms
from corpus.types import BODY_KINDS, Clause, ClauseKind, Corpus, Document
from index.locators import PLACE_ENDS, may_count, parse_path
from index.references import References

_MOST_CLAUSES = 4
_SHORT_ENOUGH = 700  # characters of clauses that are quoted whole
_ABOUT_DUTIES = re.compile(
    r"负责|承担|牵头|任务|工作|职责|分工|参与|管|责任|措施|活|事项|事情|方面|落实|做|干|哪些|什么|啥|内容|单位|部门|名下|主要|要|都|有|列|全部|所有|安排|到底|具体|这份|文件|政策|里面?|当中"
)
_ABOUT_PLACE = re.compile(
    r"内容|原文|全文|原话|讲|说|写|规定|是什么|什么|啥|哪些|怎么|如何|的|了|是|第|念|读|看|条文|条款|措施|主要|具体|标题|题目|名称|名字|叫|意思|解释|要求|有|都|一下"
)

# What 第四条有什么要求, 第四条有哪几项 ask for is the text itself; any other sort of answer is looked for in it.
_ASKED_FOR_WHOLE = frozenset({AnswerKind.CONDITION, AnswerKind.NAMES, AnswerKind.COUNT})
_ABOUT_HEADING = re.compile(r"标题|题目|名称|名字|叫(?:什么|啥)")
_LAST = re.compile(rf"最后(?:面)?一?(?:个|大)*(部分|条|章|节){PLACE_ENDS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a question that asks for nothing else names: places in a document, or a department's duties."""

    clauses: tuple[Clause, ...] = ()
    headings: tuple[Clause, ...] = ()
    missing: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()  # that the clauses and headings stand in
    titled: bool = False  # other documents might have been meant: say which it is
    duties: bool = False


def find_named(
    question: str, references: References, corpus: Corpus, segment: Segmenter, *, circles: Circles
) -> Named | None:
    """Return what ``question`` names if that is all it asks for; None when it asks something about it.

    ``references`` are those of the documents meant; a department's duties are looked for in the first circle with any.
    """
    missing = tuple(place for place in references.missing if not may_count(parse_path(place)))
    if missing and not references.clause_ids:
        return Named(missing=missing)
    rest = _without_spans(question, references.spans)
    if references.clause_ids or references.section_ids:
        if not _ASKED_FOR_WHOLE.issuperset(asked_kinds(rest)) or content_terms(_ABOUT_PLACE.sub(" ", rest), segment):
            return None
        clauses = [corpus.clause(clause_id) for clause_id in references.clause_ids]
        headings = [c for d in corpus.documents for c in d.clauses if _heads(c, references.section_ids)]
        if headings and _ABOUT_HEADING.search(rest):
            return _named(corpus, circles, headings=headings)
        return _named(corpus, circles, clauses=[c for c in clauses if c.kind in BODY_KINDS], headings=headings)
    only_duties = set(asked_kinds(rest)) <= {AnswerKind.UNIT, AnswerKind.NAMES, AnswerKind.COUNT}
    if references.units and only_duties and not content_terms(_ABOUT_DUTIES.sub(" ", without_kinds(rest)), segment):
        for documents in circles:
            if clauses := _duties(references.units, documents):
                return _named(corpus, circles, clauses=clauses, duties=True)
    return None


def _named(
    corpus: Corpus,
    circles: Circles,
    *,
    clauses: Sequence[Clause] = (),
    headings: Sequence[Clause] = (),
    duties: bool = False,
) -> Named:
    ids = dict.fromkeys(clause.document_id for clause in (*headings, *clauses))
    return Named(
        clauses=tuple(clauses),
        headings=tuple(headings),
        documents=tuple(corpus.document(document_id) for document_id in ids),
        titled=len(circles[-1]) > 1,
        duties=duties,
    )


def _duties(units: Sequence[str], documents: Sequence[Document]) -> list[Clause]:
    return [c for d in documents for c in d.body() if not set(units).isdisjoint(c.responsible_units)]


def spell_out_last(question: str, corpus: Corpus) -> str:
    """Return ``question`` with 最后一条 and the like replaced by the number that a single document's last section has."""
    top = [s for d in corpus.documents for s in d.sections if s.parent_id is None and s.label]
    if len(corpus.documents) > 1 or not top:
        return question
    number = re.sub(r"[^一二三四五六七八九十百]", "", top[-1].label)
    return _LAST.sub(lambda match: f"第{number}{match[1]}", question) if number else question


def draft_named(named: Named) -> tuple[DraftSentence, ...]:
    """Return the headings and the first sentence of each clause named, or all of them where they are short enough.

    Where there are several documents, what each says stands under its title.
    """
    sentences: list[DraftSentence] = []
    few = sum(len(clause.text) for clause in named.clauses) <= _SHORT_ENOUGH
    each = max(1, _MOST_CLAUSES // max(1, len(named.documents)))
    quoted = 0
    for document in named.documents[:_MOST_CLAUSES]:
        if named.titled:
            sentences.append(DraftSentence(text=f"《{document.name}》：", fixed=True))
        sentences += [quotation(h.plain, whole(h)) for h in named.headings if h.document_id == document.document_id]
        of_document = [c for c in named.clauses if c.document_id == document.document_id][:each]
        for clause in of_document:
            parts = clause.sentences if few else clause.sentences[:1]
            sentences += [quotation(s.plain, Support(clause=clause, start=s.start, end=s.end)) for s in parts]
        quoted += len(of_document)
    if len(named.clauses) > quoted:
        text = replies.MORE_DUTIES if named.duties else replies.MORE_TEXT
        sentences.append(DraftSentence(text=text, fixed=True))
    return tuple(sentences)


def _heads(clause: Clause, section_ids: Sequence[str]) -> bool:
    return clause.kind is ClauseKind.HEADING and bool(clause.section_ids) and clause.section_ids[-1] in section_ids


def _without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text
