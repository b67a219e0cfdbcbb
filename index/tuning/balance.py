"""Weights that keep a model from telling by a question's wording alone whether it is answered.

Whoever writes questions writes those that stay open a little differently: shorter, more of them with 多少. Trained on as
they are, a model learns to refuse short questions. So each question weighs the more, the less its label shows in its
wording: importance weights by a model that sees the question only (as for natural language inference: Gururangan et al.
2018 found the bias, He, Zha and Wang 2019 and Schuster et al. 2019 trained against it).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from index.tuning.groups import Group, Origin

_LEAST, _MOST = 0.4, 2.5
_PART = 0.7  # of the correction: that a phone number is asked for does say something, wherever it is asked
_FOLDS = 5
_LENGTHS = 12  # classes of three characters
_FEATURES = 2**16
_FEWEST = 50  # questions of each label; fewer say nothing of how they are worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Balanced:
    """Groups with their weights, and how well wording alone told what they are: 0.5 is not at all."""

    groups: list[Group]
    wording_auc: float | None


def balance(groups: Sequence[Group]) -> Balanced:
    """Return the groups with weights of mean 1 over the written ones; public questions keep theirs."""
    places = [i for i, group in enumerate(groups) if group.origin is Origin.WRITTEN]
    answered = np.array([bool(groups[i].positives) for i in places], dtype=bool)
    documents = [groups[i].keys[0] for i in places]
    if min(answered.sum(), (~answered).sum()) < _FEWEST or len(set(documents)) < _FOLDS:
        return Balanced(groups=list(groups), wording_auc=None)
    chance = cross_val_predict(
        LogisticRegression(max_iter=1000),
        _wording([groups[i].question for i in places]),
        answered,
        groups=documents,
        cv=GroupKFold(_FOLDS),
        method="predict_proba",
    )[:, 1]
    share = answered.mean()
    odds = np.where(answered, share / chance, (1 - share) / (1 - chance))
    weights = np.clip(odds**_PART, _LEAST, _MOST)
    weights /= weights.mean()
    balanced = list(groups)
    for i, weight in zip(places, weights.tolist(), strict=True):
        balanced[i] = replace(groups[i], weight=weight)
    return Balanced(groups=balanced, wording_auc=round(float(roc_auc_score(answered, chance)), 4))


def _wording(questions: Sequence[str]) -> csr_matrix:
    """Return characters, their pairs and triples, and the length."""
    grams = HashingVectorizer(analyzer="char", ngram_range=(1, 3), n_features=_FEATURES).transform(questions)
    lengths = np.eye(_LENGTHS)[[min(len(question) // 3, _LENGTHS - 1) for question in questions]]
    return csr_matrix(hstack([grams, lengths]))
