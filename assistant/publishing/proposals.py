"""Cases proposed for what no case rests on yet. They wait in a file for a person; nothing enters the suite by itself."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.quantities import Quantity, QuantityKind, find_quantities
from corpus.types import Clause, Document, Sentence

_ASKED = {QuantityKind.MONEY: "多少钱", QuantityKind.DATE: "什么时候"}
_DIGITS = re.compile(r"[\d.,，]+|[零〇一二两三四五六七八九十百千]+")
_BREAK = re.compile(r"[，,；;：:。]")
_MIN_PHRASE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A case as it might be written for one clause."""

    clause_id: str
    document: str
    locator: str
    question: str
    evidence: str
    facts: tuple[str, ...]

    @property
    def case_id(self) -> str:
        """An id that a later wording of the clause does not have."""
        return f"proposed-{self.clause_id}-{hashlib.sha256(self.evidence.encode()).hexdigest()[:6]}"

    def to_line(self) -> str:
        """Return the case as a line of a case file."""
        case = {
            "id": self.case_id,
            "category": "proposed",
            "turns": [self.question],
            "expect": "answer",
            "evidence": [self.evidence],
            "facts": [[fact] for fact in self.facts],
            "note": f"{self.document}{self.locator}，系统代拟，待审",
        }
        return json.dumps(case, ensure_ascii=False)


def propose(clauses: Iterable[tuple[Document, Clause]]) -> tuple[Proposal, ...]:
    """Propose one case for each clause that states something."""
    return tuple(_proposal(document, clause) for document, clause in clauses if clause.sentences)


def _proposal(document: Document, clause: Clause) -> Proposal:
    sentence, quantity = _telling(clause)
    facts: tuple[str, ...] = ()
    if quantity is None:
        phrase = _BREAK.split(sentence.plain.strip("。；"))[0]
        question = f"{phrase}，政策是怎么规定的？"
    else:
        question, facts = _about(sentence.plain, quantity), (quantity.text,)
    return Proposal(
        clause_id=clause.clause_id,
        document=document.name,
        locator=clause.locator,
        question=question,
        evidence=sentence.plain,
        facts=facts,
    )


def _telling(clause: Clause) -> tuple[Sentence, Quantity | None]:
    """Return the first sentence that states an amount, a count or a date; else the first one."""
    for sentence in clause.sentences:
        for quantity in find_quantities(sentence.plain):
            if not sentence.plain.startswith("性", quantity.end):  # 一次性 counts nothing
                return sentence, quantity
    return clause.sentences[0], None


def _about(text: str, quantity: Quantity) -> str:
    """Ask for a quantity in the words of the text around it: 竞赛项目不少于2项 → 竞赛项目不少于多少项？"""
    start = 0
    for mark in _BREAK.finditer(text, 0, quantity.start):
        if quantity.start - mark.end() >= _MIN_PHRASE:
            start = mark.end()
    unit = _DIGITS.sub("", quantity.text)
    asked = _ASKED.get(quantity.kind, f"多少{unit}")
    after = _BREAK.split(text[quantity.end :])[0]
    return f"{text[start : quantity.start]}{asked}{after}？"
