"""What the desk's scripts send, checked before anything is done with it: a browser can be made to send anything."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.desk.lookup import Inquiry, Mode, Scope
from assistant.journal.types import Entry, Verdict
from assistant.types import Status
from index.tokens import normalise

MAX_QUERY_CHARS = 500
MAX_EARLIER_QUESTIONS = 4


def _cut(text: object) -> object:
    return text[:MAX_QUERY_CHARS] if isinstance(text, str) else text


Typed = Annotated[str, BeforeValidator(_cut)]
Id = Annotated[str, Field(max_length=300)]


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Dated(_Input):
    """Whose policies it is about: those of a day, or of today."""

    as_of: Annotated[date | None, BeforeValidator(lambda value: value or None)] = None


class Search(Dated):
    """What is looked for."""

    query: Typed = ""
    mode: Mode = Mode.BOTH
    document_id: Id = ""
    section_id: Id = ""
    unit: Id = ""
    scope: Scope = Scope.IN_FORCE

    def inquiry(self) -> Inquiry:
        """Return it as the look-up takes it."""
        return Inquiry(**self.model_dump(exclude={"as_of"}))


class Opening(Dated):
    """Which clause to open."""

    clause_id: Id
    query: Typed = ""
    whole: bool = False


class Duties(Dated):
    """Whose duties to list."""

    unit: Id
    scope: Scope = Scope.IN_FORCE


class CallerQuestion(Dated):
    """What a caller asks, with the questions of the same call before it."""

    question: Typed
    earlier: Annotated[tuple[Typed, ...], Field(max_length=MAX_EARLIER_QUESTIONS)] = ()


class Kind(StrEnum):
    """Which entries are followed up."""

    UNMET = "unmet"
    NOT_COVERED = "not_covered"
    UNHELPFUL = "unhelpful"
    ALL = "all"


KIND_LABELS = {
    Kind.UNMET: "没有写明的和评价没用的",
    Kind.NOT_COVERED: "没有写明的",
    Kind.UNHELPFUL: "评价没用的",
    Kind.ALL: "全部",
}


class Followed(_Input):
    """Which part of the journal to show."""

    days: int = Field(default=30, ge=1, le=366)
    kind: Kind = Kind.UNMET
    corpus_version: Id = ""
    word: Typed = ""

    def wants(self, entry: Entry) -> bool:
        """Whether an entry is to be listed."""
        unmet = entry.status is Status.NOT_COVERED
        down = entry.verdict is Verdict.UNHELPFUL
        kinds = {Kind.UNMET: unmet or down, Kind.NOT_COVERED: unmet, Kind.UNHELPFUL: down, Kind.ALL: True}
        text = f"{entry.question}\n{entry.standalone_question}\n{entry.comment}"
        return kinds[self.kind] and normalise(self.word.strip()) in normalise(text)  # as the words asked about are


class Proposal(_Input):
    """Which entry to propose."""

    entry_id: int = Field(ge=1, le=2**62)
