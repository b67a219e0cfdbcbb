"""What the assistant takes and gives: a question with its history, and an answer whose sentences cite clauses."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How a question was met."""

    ANSWERED = "answered"
    NOT_COVERED = "not_covered"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a sentence of an answer comes from: ``document.source[start:end] == quote``."""

    n: int  # the mark [n] in the answer, 1-based
    document_id: str
    document_title: str
    document_number: str | None
    section: str  # heading path, e.g. 四、支持数字人才创新创业
    clause_id: str
    locator: str
    quote: str
    clause_text: str
    start: int
    end: int
    responsible_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """One sentence as shown, without its marks, and the marks it carries."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One finished exchange of a conversation."""

    question: str
    standalone_question: str
    status: Status
    clause_ids: tuple[str, ...] = ()  # cited, most important first
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reply to one question. ``text`` is the sentences joined, each followed by its marks: 最高30万元。[1]"""

    question: str
    standalone_question: str
    status: Status
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...] = ()
    related: tuple[str, ...] = ()  # on refusal: nearest topics the policies do cover, in their own words
    uncovered: tuple[str, ...] = ()  # on a partial answer: the parts of the question that no clause states
    timings_ms: dict[str, float] = field(default_factory=dict)
    corpus_version: str = ""  # which state of the corpus it was answered from
    reworded: bool = False  # a language model made the wording of some sentence plainer; citations are as ever
    as_of: date | None = None  # the day whose policies it was answered from, where another than today was asked for

    @property
    def text(self) -> str:
        """The answer as shown, marks included."""
        return "\n".join(s.text + "".join(f"[{n}]" for n in s.marks) for s in self.sentences)

    def to_turn(self) -> Turn:
        """Return what the next question of the conversation may lean on."""
        return Turn(
            question=self.question,
            standalone_question=self.standalone_question,
            status=self.status,
            clause_ids=tuple(dict.fromkeys(citation.clause_id for citation in self.citations)),
            answer=self.text,
        )
