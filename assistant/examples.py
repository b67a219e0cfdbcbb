"""Example questions for a first-time visitor, made from what the corpus itself says."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.quantities import QuantityKind, find_quantities
from corpus.types import Corpus, Document

_QUOTED = re.compile(r"“([^“”]{3,12})”")
_MAX_HEADING_CHARS = 16


def propose_examples(corpus: Corpus) -> Iterator[str]:
    """Yield questions of different kinds about every document in turn; whether they are answered well is not checked."""
    for proposals in zip(*(_rounds(document) for document in corpus.documents), strict=True):
        yield from (question for question in proposals if question)
    if len(corpus.documents) == 1:
        yield "这份文件的文号是多少？"
        yield "对政策有疑问，联系哪个单位？"


def _rounds(document: Document) -> tuple[str, str, str]:
    return (_about_amount(document), _about_heading(document), _about_unit(document))


def _about_amount(document: Document) -> str:
    """A quoted name that stands in a sentence with an amount of money."""
    for clause in document.body():
        for sentence in clause.sentences:
            name = _QUOTED.search(sentence.plain)
            if name and any(q.kind is QuantityKind.MONEY for q in find_quantities(sentence.plain)):
                return f"“{name[1]}”最高多少钱？"
    return ""


def _about_heading(document: Document) -> str:
    """The shortest heading of a section whose clauses state amounts or counts."""
    concrete = {
        clause.section_ids[-1] for clause in document.body() if clause.section_ids and find_quantities(clause.plain)
    }
    headings = [
        s.heading for s in document.sections if s.section_id in concrete and 4 <= len(s.heading) <= _MAX_HEADING_CHARS
    ]
    return f"{min(headings, key=len)}有哪些措施？" if headings else ""


def _about_unit(document: Document) -> str:
    """A department with a few clauses of its own, neither one nor most of them."""
    counts = Counter(unit for clause in document.body() for unit in clause.responsible_units)
    some = [unit for unit, count in counts.items() if 2 <= count <= 4]
    return f"{some[0]}负责哪些工作？" if some else ""
