"""What the model is worth on groups it has not seen."""

from collections.abc import Callable, Sequence

import numpy as np

from index.tuning.groups import Group, Origin

_HARD, _NEGATIVES = 2, 5  # shown for each question beside its answer

Scoring = Callable[[Sequence[tuple[str, str]]], Sequence[float]]  # (question, passage) pairs to scores
Scores = dict[str, float | int | None]


def measure(scoring: Scoring, groups: Sequence[Group]) -> Scores:
    """Return how often the answer stands first, by origin, and how well the best score tells which questions have one.

    ``auc`` is over the written questions. A figure is None where there is nothing to measure it on.
    """
    shown = [[*group.positives[:1], *group.hard[:_HARD], *group.negatives[:_NEGATIVES]] for group in groups]
    pairs = [(group.question, passage) for group, passages in zip(groups, shown, strict=True) for passage in passages]
    values = iter(scoring(pairs))
    first: dict[Origin, list[bool]] = {origin: [] for origin in Origin}
    best: dict[bool, list[float]] = {True: [], False: []}
    for group, passages in zip(groups, shown, strict=True):
        found = [next(values) for _ in passages]
        if group.positives:
            first[group.origin].append(found[0] > max(found[1:], default=-np.inf))
        if group.origin is Origin.WRITTEN and found:
            best[bool(group.positives)].append(max(found))
    scores: Scores = {}
    for origin, hits in first.items():
        scores[f"{origin}_questions"] = len(hits)
        scores[f"{origin}_answer_first"] = round(float(np.mean(hits)), 4) if hits else None
    scores["written_without_answer"] = len(best[False])
    scores["auc"] = area_under_curve(best[True], best[False])
    return scores


def area_under_curve(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """Return how often a value of ``higher`` exceeds one of ``lower``, ties counting half; None without both."""
    if not higher or not lower:
        return None
    above, below = np.asarray(higher)[:, None], np.asarray(lower)[None, :]
    return round(float(np.mean((above > below) + 0.5 * (above == below))), 4)
