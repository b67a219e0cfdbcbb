"""Journal entries put together by hand."""

from datetime import UTC, datetime, timedelta

from assistant.journal.types import Entry, Reason, Verdict
from assistant.types import Status

NOON = datetime(2025, 5, 20, 12, 0, tzinfo=UTC)


def entry(
    entry_id: int = 1,
    question: str = "小微企业最多能贷多少？",
    *,
    status: Status = Status.ANSWERED,
    days_ago: int = 0,
    clause_ids: tuple[str, ...] = (),
    answer: str = "",
    version: str = "v1",
    verdict: Verdict | None = None,
    reason: Reason | None = None,
    comment: str = "",
    standalone: str = "",
) -> Entry:
    return Entry(
        entry_id=entry_id,
        asked_at=NOON - timedelta(days=days_ago),
        question=question,
        standalone_question=standalone or question,
        status=status,
        clause_ids=clause_ids,
        answer=answer,
        corpus_version=version,
        verdict=verdict,
        reason=reason,
        comment=comment,
    )
