"""What programs send, checked before anything is done with it; whatever is wrong is named with what it should be."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.api.errors import RequestError
from assistant.desk.lookup import Inquiry, Mode, Scope

MAX_EARLIER_QUESTIONS = 10
MAX_RESULTS = 20
_MAX_ID_CHARS = 300

_EXPECTED = {
    "question": ("一个问题，是一段文字", "one question, as a string"),
    "history": (
        f"这次对话里先前问过的问题，是文字的列表，最多 {MAX_EARLIER_QUESTIONS} 个",
        f"the earlier questions of this conversation, a list of at most {MAX_EARLIER_QUESTIONS} strings",
    ),
    "query": ("要查的词语或句子，是一段文字", "the words or the sentence to look for, as a string"),
    "limit": (f"1 到 {MAX_RESULTS} 的整数", f"an integer from 1 to {MAX_RESULTS}"),
    "mode": ("、".join(Mode) + " 之一", "one of " + ", ".join(Mode)),
    "state": ("、".join(Scope) + " 之一", "one of " + ", ".join(Scope)),
    "document_id": ("文件编号，是一段文字", "a document id, as a string"),
    "section_id": ("章节编号，是一段文字", "a section id, as a string"),
    "responsible_unit": ("责任单位的全称，是一段文字", "a responsible unit's full name, as a string"),
    "clause_id": ("条款编号，是一段文字", "a clause id, as a string"),
}


def _empty(value: object) -> object:
    """Take null for what is left out: many clients send it."""
    return "" if value is None else value


def _whole(text: str) -> str:
    """Refuse half a character: it could neither be written down nor sent back."""
    text.encode("utf-8")  # raises a ValueError
    return text


Text = Annotated[str, AfterValidator(_whole)]
Id = Annotated[Text, BeforeValidator(_empty), Field(max_length=_MAX_ID_CHARS)]
Earlier = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda value: () if value is None else value),
    Field(max_length=MAX_EARLIER_QUESTIONS),
]


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def checked(cls, values: Mapping[str, Any]) -> Self:
        """Return the input; raises RequestError that names the first thing wrong with it."""
        try:
            return cls.model_validate(dict(values))
        except ValidationError as error:
            name = str(error.errors(include_url=False, include_input=False)[0]["loc"][0])
            chinese, english = _EXPECTED[name]
            raise RequestError(f"参数 {name} 不对，应为{chinese}。", f"Invalid {name}: expected {english}.") from None


class Asking(_Input):
    """A question, and the questions of the same conversation before it."""

    question: Text
    history: Earlier = ()


class Searching(_Input):
    """What to look for, and where; an empty filter does not restrict."""

    query: Text
    limit: int = Field(default=5, ge=1, le=MAX_RESULTS)
    mode: Mode = Mode.BOTH
    document_id: Id = ""
    section_id: Id = ""
    responsible_unit: Id = ""
    state: Scope = Scope.IN_FORCE

    def inquiry(self) -> Inquiry:
        """Return it as the look-up takes it."""
        return Inquiry(
            query=self.query,
            mode=self.mode,
            document_id=self.document_id,
            section_id=self.section_id,
            unit=self.responsible_unit,
            scope=self.state,
        )


class Opening(_Input):
    """Which clause to read."""

    clause_id: Annotated[Text, Field(min_length=1, max_length=_MAX_ID_CHARS)]
