"""Wording that gives an answer away weighs less."""

import random

import numpy as np
import pytest

from index.tuning.balance import balance
from index.tuning.groups import Group, Origin
from index.tuning.leadins import with_lead_in

PLACES = ("公园", "学校", "医院", "车站", "市场", "厂里", "村里", "社区")


def group(question: str, *, document: str, answered: bool, origin: Origin = Origin.WRITTEN) -> Group:
    return Group(question=question, origin=origin, keys=(document,), positives=("有。",) if answered else ())


def asked(*, telling: bool) -> list[Group]:
    """Questions of which nine in ten give away by their length whether they are answered; or none does."""
    rng = random.Random(0)
    found = []
    for number in range(400):
        answered = number % 2 == 0
        long = (answered if rng.random() < 0.9 else not answered) if telling else rng.random() < 0.5
        question = f"{rng.choice(PLACES)}{'里面的那个东西现在到底是' if long else ''}归谁{rng.randrange(10**6)}"
        found.append(group(question, document=f"d{number % 20}", answered=answered))
    return found


def test_a_question_whose_wording_misleads_weighs_more_than_one_whose_wording_tells() -> None:
    balanced = balance(asked(telling=True))
    assert balanced.wording_auc is not None
    assert balanced.wording_auc > 0.8
    weights = {(bool(g.positives), "东西" in g.question): g.weight for g in balanced.groups}
    assert weights[True, False] > 1.5 * weights[True, True]
    assert weights[False, True] > 1.5 * weights[False, False]
    assert np.mean([g.weight for g in balanced.groups]) == pytest.approx(1)


def test_where_wording_tells_nothing_all_weigh_about_the_same() -> None:
    balanced = balance(asked(telling=False))
    assert balanced.wording_auc is not None
    assert 0.35 < balanced.wording_auc < 0.65
    spread = np.std([g.weight for g in balanced.groups])
    assert spread < 0.3 * np.std([g.weight for g in balance(asked(telling=True)).groups])


def test_public_questions_and_small_sets_are_left_as_they_are() -> None:
    public = group("能退吗", document="某法第一条", answered=True, origin=Origin.LECOQA)
    assert public in balance([*asked(telling=True), public]).groups
    few = asked(telling=True)[:40]
    assert balance(few).groups == few
    assert balance(few).wording_auc is None


def test_some_questions_are_asked_after_a_lead_in_and_none_is_changed() -> None:
    found = [with_lead_in("能贷多少", random.Random(seed)) for seed in range(200)]
    assert all(question.endswith("能贷多少") for question in found)
    assert 20 < sum(question != "能贷多少" for question in found) < 120
