"""Splitting questions so that no part shares a document or an article with another."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Positions of the questions in each part."""

    train: tuple[int, ...]
    dev: tuple[int, ...]
    test: tuple[int, ...] = ()


def split_apart(keys: Sequence[Sequence[str]], *, dev: float, test: float = 0.0, largest: int) -> Parts:
    """Split questions by what they rest on: two that share a key, directly or through others, stay together.

    ``keys`` are those of each question (one at least); ``dev`` and ``test`` are the shares aimed at. What hangs
    together in more than ``largest`` questions trains, for it would fill a part of its own.
    """
    groups = _connected(keys)
    random.Random(_SEED).shuffle(groups)
    parts: dict[str, list[int]] = {"train": [], "dev": [], "test": []}
    for group in groups:
        if len(group) > largest:
            parts["train"] += group
    for group in groups:
        if len(group) > largest:
            continue
        wanting = (part for part, share in (("dev", dev), ("test", test)) if len(parts[part]) < share * len(keys))
        parts[next(wanting, "train")] += group
    return Parts(train=tuple(parts["train"]), dev=tuple(parts["dev"]), test=tuple(parts["test"]))


def _connected(keys: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the connected components of the question-key graph, in the order of their root keys."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for named in keys:
        for key in named:
            parent[root(key)] = root(named[0])
    components: defaultdict[str, list[int]] = defaultdict(list)
    for position, named in enumerate(keys):
        components[root(named[0])].append(position)
    return [components[name] for name in sorted(components)]
