"""Measures as pure functions: per-query values first, aggregates second.

Ranks are 1-based and None where nothing relevant was retrieved, which scores 0: a judged query without results
is never dropped. An aggregate over no queries at all is None, never 0 and never NaN.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence


def first_rank(ranked: Sequence[str], relevant: Collection[str]) -> int | None:
    """Return the 1-based rank of the first relevant item."""
    return next((rank for rank, item in enumerate(ranked, start=1) if item in relevant), None)


def hit(rank: int | None, *, k: int) -> float:
    """Success@k: 1 if the first relevant item is among the first k."""
    return 1.0 if rank is not None and rank <= k else 0.0


def reciprocal_rank(rank: int | None, *, k: int | None = None) -> float:
    """Return 1/rank, 0 beyond the cutoff or without a relevant item."""
    return 0.0 if rank is None or (k is not None and rank > k) else 1.0 / rank


def recall_at(ranked: Sequence[str], relevant: Collection[str], *, k: int) -> float:
    """Return the share of the relevant items that are among the first k; 0 where none is relevant."""
    return share(len(set(ranked[:k]) & set(relevant)), len(set(relevant))) or 0.0


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], *, k: int) -> float:
    """Return nDCG@k with linear gains and a log2(rank + 1) discount (Järvelin & Kekäläinen 2002)."""
    ideal = _dcg(sorted(gains.values(), reverse=True)[:k])
    return _dcg([gains.get(item, 0.0) for item in ranked[:k]]) / ideal if ideal > 0 else 0.0


def share(part: int, whole: int) -> float | None:
    """Return part/whole, None where there is no whole."""
    return part / whole if whole else None


def mean(values: Iterable[float]) -> float | None:
    """Return the mean, None over no values."""
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else None


def precision_recall(predicted: Sequence[bool], actual: Sequence[bool]) -> tuple[float | None, float | None]:
    """Return precision (None if nothing was predicted) and recall (None if there was nothing to find)."""
    both = sum(p and a for p, a in zip(predicted, actual, strict=True))
    return share(both, sum(predicted)), share(both, sum(actual))


def percentile(values: Iterable[float], percent: float) -> float | None:
    """Return the percentile with linear interpolation between the two nearest values, None over no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    position = (len(ordered) - 1) * percent / 100
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def _dcg(gains: Iterable[float]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
