"""Whether an answer meets its case, and if not, why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from assistant.types import Answer, Citation, Status
from corpus.types import Corpus
from evals.cases import Case, Expect
from evals.matching import mentions, normalise
from evals.measures import first_rank
from evals.numbers import contradicted_numbers, sentences_said, unsupported_numbers
from evals.records import Record

MAX_SURPLUS_CLAUSES = 2  # cited beyond those required before an answer counts as padded

_STATUS = {Expect.ANSWER: Status.ANSWERED, Expect.REFUSE: Status.NOT_COVERED, Expect.SMALLTALK: Status.SMALLTALK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The policies as the judge reads them: the sources for quotes, the folded clauses for evidence."""

    sources: Mapping[str, str]  # document id → source text
    clauses: Mapping[str, str]  # clause id → normalised text

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """Read the corpus that the answers came from."""
        return cls(
            sources={document.document_id: document.source for document in corpus.documents},
            clauses={c.clause_id: normalise(c.text) for document in corpus.documents for c in document.clauses},
        )

    def holders(self, evidence: str) -> frozenset[str]:
        """Return the ids of the clauses that contain this evidence."""
        piece = normalise(evidence)
        return frozenset(clause_id for clause_id, text in self.clauses.items() if piece in text)

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether the quote is what its document says between its offsets."""
        source = self.sources.get(citation.document_id, "")
        return bool(citation.quote) and source[citation.start : citation.end] == citation.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one answer got right and wrong."""

    case: Case
    record: Record
    status_right: bool
    evidence_cited: tuple[bool, ...]  # per evidence: some cited clause contains it
    cited: tuple[str, ...]  # clause ids, each once; none where it refused
    cited_required: int  # of these, how many contain some evidence
    facts_stated: tuple[bool, ...]
    forbidden: tuple[str, ...]  # what the answer says and must not
    false_quotes: tuple[str, ...]
    uncited_sentences: tuple[str, ...]  # of an answer: sentences without a mark, or whose mark leads nowhere
    evidence_ranks: tuple[int | None, ...]  # per evidence: of the first retrieved clause that contains it
    stale: tuple[str, ...]  # evidence that no clause of the corpus contains
    evidence_clauses: tuple[str, ...]  # that contain some evidence
    unsupported: tuple[str, ...]  # numbers that the clauses cited for them do not state
    contradicted: tuple[str, ...]  # numbers that stand where the policy states another one
    out_of_force: tuple[str, ...]  # clauses cited, or pointed at, that are not in force

    @property
    def evidence_rank(self) -> int | None:
        """The rank of the first retrieved clause that contains some evidence."""
        return min((rank for rank in self.evidence_ranks if rank is not None), default=None)

    @property
    def wrong_numbers(self) -> tuple[str, ...]:
        """Every number that the answer gets wrong."""
        return (*self.unsupported, *(number for number in self.contradicted if number not in self.unsupported))

    @property
    def surplus(self) -> int:
        """How many clauses are cited that contain none of the evidence."""
        return len(self.cited) - self.cited_required

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the case fails, in plain words; empty when it passes."""
        return tuple(_reasons(self))

    @property
    def passed(self) -> bool:
        """Whether everything that the case asks for holds."""
        return not self.reasons


def judge(case: Case, record: Record, source: Source) -> Verdict:
    """Hold an answer against its case."""
    answer = record.answer
    said = "\n".join(sentence.text for sentence in sentences_said(answer))
    holders = [source.holders(evidence) for evidence in case.evidence]
    required = frozenset[str]().union(*holders)
    # a refusal may point at what is nearby, which answers nothing
    answers = answer.status is Status.ANSWERED
    shown = tuple(dict.fromkeys(citation.clause_id for citation in answer.citations))
    cited = shown if answers else ()
    stale = tuple(e for e, having in zip(case.evidence, holders, strict=True) if not having)
    return Verdict(
        case=case,
        record=record,
        status_right=answer.status == _STATUS[case.expect],
        evidence_cited=tuple(not having.isdisjoint(cited) for having in holders),
        cited=cited,
        cited_required=sum(clause_id in required for clause_id in cited),
        facts_stated=tuple(answers and any(mentions(said, fact) for fact in options) for options in case.facts),
        forbidden=tuple(piece for piece in case.forbid if mentions(said, piece)),
        false_quotes=tuple(c.quote for c in answer.citations if not source.is_verbatim(c)),
        uncited_sentences=_uncited(answer),
        evidence_ranks=tuple(first_rank(record.retrieved, having) for having in holders),
        stale=stale,
        evidence_clauses=tuple(clause_id for clause_id in source.clauses if clause_id in required),
        unsupported=unsupported_numbers(answer),
        contradicted=() if stale else contradicted_numbers(case, answer, source.sources.values()),
        out_of_force=tuple(clause_id for clause_id in shown if clause_id not in source.clauses),
    )


def _uncited(answer: Answer) -> tuple[str, ...]:
    if answer.status is not Status.ANSWERED:
        return ()
    known = {citation.n for citation in answer.citations}
    return tuple(
        sentence.text
        for sentence in sentences_said(answer)
        if not (sentence.marks and known.issuperset(sentence.marks))
        and not any(part in sentence.text for part in answer.uncovered)  # what no clause states, none can be cited for
    )


def _reasons(verdict: Verdict) -> list[str]:
    case, answer = verdict.case, verdict.record.answer
    reasons = [f"用例过期：政策中没有这段依据“{piece}”" for piece in verdict.stale]
    if not verdict.status_right:
        reasons.append(f"应为 {_STATUS[case.expect]}，实为 {answer.status}")
    reasons += [f"答了不该答的“{piece}”" for piece in verdict.forbidden]
    reasons += [f"引文与原文不符：“{quote}”" for quote in verdict.false_quotes]
    reasons += [f"数字有误：“{number}”" for number in verdict.wrong_numbers if number not in verdict.forbidden]
    reasons += [f"引用了现行文件中没有的条款：{clause_id}" for clause_id in verdict.out_of_force]
    if case.expect is not Expect.ANSWER or answer.status is not Status.ANSWERED:
        return reasons
    for evidence, found, rank in zip(case.evidence, verdict.evidence_cited, verdict.evidence_ranks, strict=True):
        if not found and evidence not in verdict.stale:
            where = f"检索排第 {rank}" if rank else "检索也未找到"
            reasons.append(f"没有引用依据“{evidence}”（{where}）")
    for alternatives, stated in zip(case.facts, verdict.facts_stated, strict=True):
        if not stated:
            reasons.append(f"没有说到“{'”或“'.join(alternatives)}”")
    if case.evidence and verdict.surplus > MAX_SURPLUS_CLAUSES:
        reasons.append(f"多引了 {verdict.surplus} 个条款，最多 {MAX_SURPLUS_CLAUSES} 个")
    return reasons
