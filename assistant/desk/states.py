"""Whether a document applies, in the words that staff use."""

from datetime import date

from corpus.types import Document
from corpus.validity.corrections import STATE_NAMES


def state_label(document: Document) -> str:
    """Return the state with its dates: 现行有效（2025年4月14日起）."""
    validity = document.validity
    begins = f"{_day(validity.in_force_from)}起" if validity.in_force_from else ""
    ends = f"至{_day(validity.in_force_until)}" if validity.in_force_until else ""
    period = f"（{begins}{ends}）" if begins or ends else ""
    return f"{STATE_NAMES[validity.state]}{period}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
