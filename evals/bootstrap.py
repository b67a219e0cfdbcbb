"""How far a figure may be off by the choice of cases alone."""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np


def bootstrap_interval(
    values: Sequence[float], *, confidence: float, resamples: int, seed: int
) -> tuple[float, float] | None:
    """Return the percentile interval of the mean over cases drawn again with replacement (Efron 1979); None over none.

    Over per-case differences of two runs it is the paired bootstrap.
    """
    if not values:
        return None
    # drawing n values again is drawing how often each distinct one occurs, which takes no n × resamples memory
    distinct, counts = np.unique(np.asarray(values, np.float64), return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(len(values), counts / len(values), size=resamples)
    means = drawn @ distinct / len(values)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def wilson_interval(successes: int, trials: int, *, confidence: float = 0.95) -> tuple[float, float] | None:
    """Return the score interval of a share (Wilson 1927), which says something at 0 and 1 too; None of no trials."""
    if not trials:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    rate, spread = successes / trials, z * z / trials
    middle = (rate + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(rate * (1 - rate) / trials + spread / trials / 4)
    return max(0.0, middle - half), min(1.0, middle + half)
