"""Numbers the spans that a reply rests on and turns them into citations."""

from collections.abc import Sequence

from assistant.drafting import DraftSentence, Support
from assistant.types import AnswerSentence, Citation
from corpus.types import Corpus


def cite(sentences: Sequence[DraftSentence], corpus: Corpus) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Return the sentences with their marks and the citations that the marks stand for, in order of first use."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    marked: list[AnswerSentence] = []
    for sentence in sentences:
        marks: list[int] = []
        for support in sentence.supports:
            key = (support.clause.clause_id, support.start, support.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(_citation(numbers[key], support, corpus))
            marks.append(numbers[key])
        marked.append(AnswerSentence(text=sentence.text, marks=tuple(dict.fromkeys(marks))))
    return tuple(marked), tuple(citations)


def _citation(n: int, support: Support, corpus: Corpus) -> Citation:
    clause = support.clause
    document = corpus.document(clause.document_id)
    finer = [s.locator for s in clause.sentences if s.locator and s.start <= support.start < s.end]
    return Citation(
        n=n,
        document_id=document.document_id,
        document_title=document.name,
        document_number=document.number,
        section=" / ".join(document.section(section_id).title for section_id in clause.section_ids),
        clause_id=clause.clause_id,
        locator=finer[0] if finer else clause.locator,
        quote=support.quote(corpus),
        clause_text=clause.text,
        start=support.start,
        end=support.end,
        responsible_units=clause.responsible_units,
    )
