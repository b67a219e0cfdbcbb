"""Whether a document applies, in the words that staff use."""

from datetime import date

from corpus.types import Document, State

LABELS = {
    State.DRAFT: "征求意见稿",
    State.PENDING: "尚未施行",
    State.IN_FORCE: "施行中",
    State.EXPIRED: "已过有效期",
    State.SUPERSEDED: "已被新版取代",
    State.REPEALED: "已废止",
}


def state_label(document: Document) -> str:
    """Return the state with its dates: 施行中（2025年4月14日起）."""
    validity = document.validity
    begins = f"{_day(validity.in_force_from)}起" if validity.in_force_from else ""
    ends = f"至{_day(validity.in_force_until)}" if validity.in_force_until else ""
    period = f"（{begins}{ends}）" if begins or ends else ""
    return f"{LABELS[validity.state]}{period}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
