"""Cases: a conversation, and what a right answer to its last turn must hold. One JSON object a line."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from evals.errors import CaseFileError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_REASONS = {
    "missing": "缺少此字段",
    "extra_forbidden": "没有这个字段，请检查拼写",
    "enum": "只能取 {expected}",
    "literal_error": "只能取 {expected}",
    "string_type": "应为字符串",
    "string_too_short": "不能为空",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "too_short": "不能为空",
    "value_error": "{error}",
}


class Expect(StrEnum):
    """How the last turn should be met."""

    ANSWER = "answer"
    REFUSE = "refuse"
    SMALLTALK = "smalltalk"


class Split(StrEnum):
    """Thresholds may be chosen on TRAIN only; TEST says what they are worth."""

    TRAIN = "train"
    TEST = "test"


class Case(BaseModel):
    """One case. ``facts``: any one of each inner list must occur in the answer.

    Evidence and facts bind answers only; with a refusal they may say what lies near.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Text
    category: Text
    turns: tuple[Text, ...] = Field(min_length=1)
    expect: Expect
    evidence: tuple[Text, ...] = ()  # verbatim pieces of the policy that the cited clauses must contain
    facts: tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...] = ()
    forbid: tuple[Text, ...] = ()
    note: str = ""
    split: Split | None = None
    # per evidence: the clauses that held it when the case was last looked at, with a digest of what they said
    rests_on: tuple[dict[str, str], ...] = ()

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        if self.expect is Expect.ANSWER and not (self.evidence or self.facts):
            raise ValueError("expect 为 answer 的用例至少要有一条 evidence 或 facts")
        if len(self.rests_on) not in (0, len(self.evidence)):
            raise ValueError("rests_on 应与 evidence 一一对应；可删去，由 python -m evals stale --update 补上")
        return self

    @property
    def question(self) -> str:
        """The turn that the expectations are about."""
        return self.turns[-1]


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read a case file; CaseFileError names the line and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CaseFileError(f"无法读取用例文件 {path}：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CaseFileError(f"用例文件 {path} 不是 UTF-8 编码，请另存为 UTF-8") from error
    cases: list[Case] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        case = parse_case(line, where=f"{path} 第 {number} 行")
        if case.id in lines:
            raise CaseFileError(f"{path} 第 {number} 行：id “{case.id}” 与第 {lines[case.id]} 行重复")
        lines[case.id] = number
        cases.append(case)
    if not cases:
        raise CaseFileError(f"用例文件 {path} 里没有用例")
    return tuple(cases)


def load_all(paths: Iterable[Path]) -> tuple[Case, ...]:
    """Read several case files as one suite, in which every id must still be unique."""
    cases: dict[str, Case] = {}
    for path in paths:
        for case in load_cases(path):
            if case.id in cases:
                raise CaseFileError(f"{path}：id “{case.id}” 在另一个用例文件中已用过")
            cases[case.id] = case
    return tuple(cases.values())


def select(cases: Iterable[Case], *, split: Split | None = None, category: str | None = None) -> tuple[Case, ...]:
    """Keep the cases of this split and category; CaseFileError if none is left."""
    kept = tuple(c for c in cases if split in (None, c.split) and category in (None, c.category))
    if not kept:
        raise CaseFileError(f"没有符合条件的用例（split={split or '不限'}，category={category or '不限'}）")
    return kept


def parse_case(line: str, *, where: str) -> Case:
    """Read one line of a case file; CaseFileError names the place and what is wrong with it."""
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        problems = []
        for detail in error.errors():
            if detail["type"] == "json_invalid":
                raise CaseFileError(f"{where}：不是合法的 JSON（{detail['ctx']['error']}）") from error
            reason = _REASONS.get(detail["type"], detail["msg"]).format(**detail.get("ctx", {}))
            field = ".".join(map(str, detail["loc"]))
            problems.append(f"{field}：{reason}" if field else reason)
        raise CaseFileError(f"{where}：" + "；".join(problems)) from error
