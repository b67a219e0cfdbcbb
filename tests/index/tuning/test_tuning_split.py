import random

from index.tuning.split import split_apart


def test_no_part_shares_a_key_with_another() -> None:
    rng = random.Random(1)
    keys = [[f"article {n}" for n in rng.sample(range(60), rng.choice([1, 1, 1, 2]))] for _ in range(60)]
    parts = split_apart(keys, dev=0.2, test=0.2, largest=30)
    assert sorted(parts.train + parts.dev + parts.test) == list(range(60))
    assert parts.dev
    assert parts.test
    train, dev, test = ({key for i in part for key in keys[i]} for part in (parts.train, parts.dev, parts.test))
    assert not train & dev
    assert not train & test
    assert not dev & test


def test_questions_stay_together_through_others() -> None:
    keys = [["a"], ["a", "b"], ["b", "c"], ["c"]] + [[f"x{n}"] for n in range(8)]
    parts = split_apart(keys, dev=0.3, largest=10)
    for part in (parts.train, parts.dev):
        assert len({0, 1, 2, 3} & set(part)) in (0, 4)


def test_what_is_too_large_for_a_part_trains() -> None:
    keys = [["long"]] * 6 + [["a"], ["b"], ["c"], ["d"]]
    assert set(range(6)) <= set(split_apart(keys, dev=0.9, largest=5).train)


def test_the_same_questions_are_split_alike_every_time() -> None:
    keys = [[str(n // 2)] for n in range(100)]
    assert split_apart(keys, dev=0.2, largest=9) == split_apart(keys, dev=0.2, largest=9)
