"""The evaluation's cases as publishing sees them: which of them the new text touches, and how."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from assistant.publishing.errors import SuiteError
from corpus.types import Clause, Corpus, Document

_SPACE = re.compile(r"\s+")


class SuiteCase(BaseModel):
    """One case, with the fields that publishing looks at; the evaluation checks them all."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, StringConstraints(min_length=1)]
    turns: tuple[str, ...]
    expect: str
    evidence: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()  # any one of each must be in the answer
    line: str = ""  # as written, to be handed on unchanged

    @property
    def question(self) -> str:
        """The turn that the case is about."""
        return self.turns[-1] if self.turns else ""


class Effect(StrEnum):
    """What a change of the corpus does to the text that a case rests on; the gravest comes first."""

    CHANGED = "changed"  # its clause is still there, worded otherwise
    VANISHED = "vanished"  # no clause of the corpus is like it
    NOT_IN_FORCE = "not_in_force"  # its document applies no longer
    FACT_GONE = "fact_gone"  # the evidence stands, what the answer must state is worded otherwise
    AMBIGUOUS = "ambiguous"  # more clauses than before say the same
    MOVED = "moved"  # same text, other clause

    @property
    def makes_stale(self) -> bool:
        """Whether the case can no longer be met as it is written."""
        return self in {Effect.CHANGED, Effect.VANISHED, Effect.NOT_IN_FORCE, Effect.FACT_GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedCase:
    """A case whose evidence is not what it was."""

    case: SuiteCase
    effect: Effect
    evidence: str  # the piece that is affected most
    before: tuple[str, ...]  # clauses that held it
    after: tuple[str, ...]  # clauses that hold it now, or what became of those that did


def read_cases(paths: Iterable[Path]) -> tuple[SuiteCase, ...]:
    """Read case files in order; SuiteError names the line that is none."""
    cases = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SuiteError(f"无法读取用例文件 {path}：{error}") from error
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                case = SuiteCase.model_validate_json(line)
            except ValidationError as error:
                raise SuiteError(f"{path} 第 {number} 行不是评测用例：{error.errors()[0]['msg']}") from error
            cases.append(case.model_copy(update={"line": line.strip()}))
    return tuple(cases)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The folded clauses of a corpus."""

    in_force: Mapping[str, str]  # clause id → folded text
    others: tuple[tuple[str, str], ...]  # family and folded source of what is not in force
    families: frozenset[str]  # of what is in force

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        clauses = {clause.clause_id: fold(clause.text) for document in corpus.documents for clause in document.clauses}
        others = tuple((document.family, fold(document.source)) for document in corpus.not_in_force)
        return cls(clauses, others, frozenset(document.family for document in corpus.documents))

    def holders(self, piece: str) -> tuple[str, ...]:
        return tuple(clause_id for clause_id, text in self.in_force.items() if piece in text)

    def is_out_of_force(self, piece: str) -> bool:
        """Whether only documents hold the piece that apply no longer and have no later version in their place."""
        return any(piece in source for family, source in self.others if family not in self.families)


def affected_cases(
    cases: Sequence[SuiteCase], *, old: Corpus, new: Corpus, became: Mapping[str, str]
) -> tuple[AffectedCase, ...]:
    """Return the cases whose evidence the new corpus holds otherwise than the old, the gravest first.

    ``became`` maps clauses of the old corpus to what they are in the new one.
    """
    before, after = _Texts.of(old), _Texts.of(new)
    affected = (_affected(case, before, after, became) for case in cases)
    gravity = list(Effect)
    return tuple(sorted((one for one in affected if one), key=lambda one: gravity.index(one.effect)))


def _affected(case: SuiteCase, before: _Texts, after: _Texts, became: Mapping[str, str]) -> AffectedCase | None:
    found: list[AffectedCase] = []
    for evidence in case.evidence:
        piece = fold(evidence)
        old, new = before.holders(piece), after.holders(piece)
        effect: Effect | None = None
        there = new
        if not old:
            continue  # it was stale already, or rests on what is new
        if not new:
            there = tuple(became[clause_id] for clause_id in old if clause_id in became)
            gone = Effect.NOT_IN_FORCE if after.is_out_of_force(piece) else Effect.VANISHED
            effect = Effect.CHANGED if there else gone
        elif _lost_fact(case, [before.in_force[c] for c in old], [after.in_force[c] for c in new]):
            effect = Effect.FACT_GONE
        elif len(new) > len(old):
            effect = Effect.AMBIGUOUS
        elif set(new) != set(old):
            effect = Effect.MOVED
        if effect:
            found.append(AffectedCase(case=case, effect=effect, evidence=evidence, before=old, after=there))
    return min(found, key=lambda one: list(Effect).index(one.effect), default=None)


def _lost_fact(case: SuiteCase, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether something that the answer must state stood in the clauses before and stands in them no longer."""
    return any(
        any(fold(fact) in text for fact in options for text in before)
        and not any(fold(fact) in text for fact in options for text in after)
        for options in case.facts
    )


def uncovered(clauses: Iterable[tuple[Document, Clause]], cases: Sequence[SuiteCase]) -> list[tuple[Document, Clause]]:
    """Return those clauses that no case rests on."""
    pieces = [fold(piece) for case in cases for piece in case.evidence]
    return [
        (document, clause)
        for document, clause in clauses
        if not any(piece in text for text in [fold(clause.text)] for piece in pieces)
    ]


def fold(text: str) -> str:
    """Fold widths and drop white space, for comparing only."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()
