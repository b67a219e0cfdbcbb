"""Whether a document applies, in the words that staff use."""

from corpus.types import Document
from corpus.validity import chinese_date
from corpus.validity.corrections import STATE_NAMES


def state_label(document: Document) -> str:
    """Return the state with its dates: 现行有效（2025年4月14日起）."""
    validity = document.validity
    begins = f"{chinese_date(validity.in_force_from)}起" if validity.in_force_from else ""
    ends = f"至{chinese_date(validity.in_force_until)}" if validity.in_force_until else ""
    period = f"（{begins}{ends}）" if begins or ends else ""
    return f"{STATE_NAMES[validity.state]}{period}"
