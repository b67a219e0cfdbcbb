"""When a document applies: what its text states, what other documents do to it, what its TOML corrects."""

from corpus.validity.coming import coming_days
from corpus.validity.describe import chinese_date, describe
from corpus.validity.resolve import resolve

__all__ = ["chinese_date", "coming_days", "describe", "resolve"]
