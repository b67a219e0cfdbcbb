"""What became of the text that a case rests on. Pure: cases and a corpus in, findings out."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from rapidfuzz import fuzz

from corpus.types import Clause, Corpus
from evals.cases import Case, Expect
from evals.freshness.loose import Loose, unlabelled
from evals.matching import normalise, says

_ALIKE = 65.0  # of 100: from here on a text is taken for the evidence as amended
_DISTINCTIVE_CHARS = 10  # a shorter piece is looked for only in the clause that held it


class Kind(StrEnum):
    """What happened; the gravest comes first."""

    VANISHED = "vanished"  # no clause in force is like it
    NOT_IN_FORCE = "not_in_force"  # only a document says it that does not apply
    CHANGED = "changed"  # a clause says it otherwise
    FACT_GONE = "fact_gone"  # the evidence stands, what the answer must state does not
    AMBIGUOUS = "ambiguous"  # more clauses than recorded say it
    REWORDED = "reworded"  # the evidence stands, its clause reads otherwise around it
    REPUNCTUATED = "repunctuated"  # same words, other layout, punctuation or number
    MOVED = "moved"  # same text, other clause

    @property
    def label(self) -> str:
        """The kind in words."""
        return _LABELS[self]

    @property
    def updatable(self) -> bool:
        """Whether the case may be rewritten without anybody's judgement."""
        return self in {Kind.REPUNCTUATED, Kind.MOVED}

    @property
    def acceptable(self) -> bool:
        """Whether a person may let the case stand as it is."""
        return self in {Kind.AMBIGUOUS, Kind.REWORDED}


_LABELS = {
    Kind.VANISHED: "依据已删除",
    Kind.NOT_IN_FORCE: "依据所在文件已失效",
    Kind.CHANGED: "依据已改写",
    Kind.FACT_GONE: "要点已不在政策中",
    Kind.AMBIGUOUS: "多处条款说法相同",
    Kind.REWORDED: "依据未变，所在条款有改动",
    Kind.REPUNCTUATED: "仅标点、空白或编号有变",
    Kind.MOVED: "依据换了条款",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of a case that is not what it was."""

    case_id: str
    question: str
    kind: Kind
    piece: str  # the evidence; of FACT_GONE the fact
    position: int  # of the evidence, or of the fact, in its case
    before: tuple[str, ...]  # clauses that the case was recorded to rest on
    after: tuple[str, ...]  # clauses that hold it now, or what became of it
    now: str = ""  # what stands in its place: verbatim where it can be taken over, else the sentence most like it
    breaks: bool = False  # whether no answer can meet the case as it is written

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain values."""
        names = ("case_id", "question", "piece", "before", "after", "now", "breaks")
        return {"kind": self.kind.value, "label": self.kind.label, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A corpus as cases rest on it."""

    clauses: Mapping[str, Clause]  # in force, by id
    texts: Mapping[str, str]  # of these, normalised
    sources: Mapping[str, str]  # in force, by document id
    former: tuple[str, ...]  # normalised sources of what is not in force

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """Read a corpus."""
        clauses = {clause.clause_id: clause for document in corpus.documents for clause in document.clauses}
        return cls(
            clauses=clauses,
            texts={clause_id: normalise(clause.text) for clause_id, clause in clauses.items()},
            sources={document.document_id: document.source for document in corpus.documents},
            former=tuple(normalise(document.source) for document in corpus.not_in_force),
        )

    def holders(self, piece: str) -> tuple[str, ...]:
        """Return the clauses that contain a piece, layout and width aside."""
        wanted = normalise(piece)
        return tuple(clause_id for clause_id, text in self.texts.items() if wanted in text)

    def anchors(self, piece: str) -> dict[str, str]:
        """Return what a case that quotes the piece rests on: each clause that holds it, with its digest."""
        return {clause_id: self.digest(clause_id) for clause_id in self.holders(piece)}

    def digest(self, clause_id: str) -> str:
        """Return what tells two wordings of a clause apart, whatever their layout, punctuation and number."""
        letters = Loose.of(unlabelled(self.clauses[clause_id].text.lstrip())).letters
        return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def examine(case: Case, grounds: Grounds) -> tuple[Finding, ...]:
    """Return what became of everything that a case rests on; nothing where all of it stands."""
    found = [_evidence(case, i, grounds) for i in range(len(case.evidence))]
    return tuple(finding for finding in (*found, *_facts(case, grounds)) if finding)


def stale_cases(cases: Iterable[Case], grounds: Grounds) -> dict[str, tuple[Finding, ...]]:
    """Return the findings by case, of the cases that have any."""
    examined = {case.id: examine(case, grounds) for case in cases}
    return {case_id: findings for case_id, findings in examined.items() if findings}


def broken(findings: Mapping[str, Sequence[Finding]]) -> frozenset[str]:
    """Return the cases that no answer can meet as they are written."""
    return frozenset(case_id for case_id, found in findings.items() if any(finding.breaks for finding in found))


def outdated(findings: Mapping[str, Sequence[Finding]]) -> frozenset[str]:
    """Return the broken cases whose text is there otherwise, or not at all: what they say of a corpus is lost.

    The others ask about documents that apply no longer; of what is in force the suite tells as much as before.
    """
    return frozenset(
        case_id
        for case_id, found in findings.items()
        if any(finding.breaks and finding.kind is not Kind.NOT_IN_FORCE for finding in found)
    )


def _evidence(case: Case, i: int, grounds: Grounds) -> Finding | None:
    piece = case.evidence[i]
    recorded = case.rests_on[i] if case.rests_on else {}
    holders = grounds.holders(piece)

    def finding(kind: Kind, after: Sequence[str], now: str = "") -> Finding:
        return Finding(
            case_id=case.id,
            question=" → ".join(case.turns),
            kind=kind,
            piece=piece,
            position=i,
            before=tuple(recorded),
            after=tuple(after),
            now=now,
            breaks=not holders,
        )

    if not holders:
        return finding(*_gone(piece, tuple(recorded), grounds))
    if recorded and (kind := _differs(recorded, holders, grounds)):
        return finding(kind, holders)
    if not any(piece in grounds.clauses[clause_id].text for clause_id in holders):
        now = next(filter(None, (_verbatim(piece, clause_id, grounds) for clause_id in holders)), "")
        return finding(Kind.REPUNCTUATED, holders, now) if now else None
    return None


def _differs(recorded: Mapping[str, str], holders: Sequence[str], grounds: Grounds) -> Kind | None:
    """Compare the clauses that hold a piece with those that it was recorded to rest on."""
    digests = {clause_id: grounds.digest(clause_id) for clause_id in holders}
    if len(holders) > len(recorded):
        return Kind.AMBIGUOUS
    if not set(digests.values()) <= set(recorded.values()):
        return Kind.REWORDED
    return None if set(holders) == set(recorded) else Kind.MOVED


def _gone(piece: str, recorded: tuple[str, ...], grounds: Grounds) -> tuple[Kind, tuple[str, ...], str]:
    """Tell what stands in the place of a piece that no clause in force contains."""
    again = {clause_id: now for clause_id in grounds.clauses if (now := _verbatim(piece, clause_id, grounds))}
    if again:
        now = next((again[clause_id] for clause_id in recorded if clause_id in again), next(iter(again.values())))
        kind = Kind.REPUNCTUATED if len(again) <= max(1, len(recorded)) else Kind.AMBIGUOUS
        return kind, tuple(again), now
    if amended := _amended(piece, recorded, grounds):
        clause_id, now = amended
        return Kind.CHANGED, (clause_id,), now
    if any(normalise(piece) in source for source in grounds.former):
        return Kind.NOT_IN_FORCE, (), ""
    return Kind.VANISHED, (), ""


def _verbatim(piece: str, clause_id: str, grounds: Grounds) -> str | None:
    text = grounds.clauses[clause_id].text
    return Loose.of(text).find(piece, text)


def _amended(piece: str, recorded: Sequence[str], grounds: Grounds) -> tuple[str, str] | None:
    """Return the clause that is most like a piece, and what it says there."""
    families = {clause_id.partition("#")[0].partition("@")[0] for clause_id in recorded}
    likely = [clause_id for clause_id in recorded if clause_id in grounds.clauses]
    if len(piece) >= _DISTINCTIVE_CHARS:
        likely = [i for i in grounds.clauses if not families or i.partition("#")[0].partition("@")[0] in families]
    wanted = normalise(piece)
    long_enough = [clause_id for clause_id in likely if len(grounds.texts[clause_id]) >= len(wanted) // 2]
    scored = [(fuzz.partial_ratio(wanted, grounds.texts[clause_id]), clause_id) for clause_id in long_enough]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return (best, _nearest(wanted, grounds.clauses[best])) if score >= _ALIKE else None


def _nearest(wanted: str, clause: Clause) -> str:
    """Return the sentence of a clause that is most like a text."""
    said = [sentence.plain for sentence in clause.sentences] or [clause.plain]
    return max(said, key=lambda text: fuzz.partial_ratio(wanted, normalise(text)))


def _facts(case: Case, grounds: Grounds) -> list[Finding]:
    """Return the facts that no document says any more which holds evidence of the case."""
    holders = [clause_id for piece in case.evidence for clause_id in grounds.holders(piece)]
    documents = {clause_id.partition("#")[0] for clause_id in holders}
    if case.expect is not Expect.ANSWER or not documents:
        return []
    return [
        Finding(
            case_id=case.id,
            question=" → ".join(case.turns),
            kind=Kind.FACT_GONE,
            piece=" / ".join(options),
            position=i,
            before=tuple(dict.fromkeys(holders)),
            after=(),
            breaks=True,
        )
        for i, options in enumerate(case.facts)
        if not any(says(grounds.sources[name], fact) for name in documents for fact in options)
    ]
