"""Token counts: what an earlier index counted is taken over as it is, and only that."""

from pathlib import Path

import numpy as np

from index.counts import TokenCounts

TEXTS = ("a b a", "c", "")


class Splitter:
    """Cuts at blanks and keeps what it was given."""

    def __init__(self) -> None:
        self.cut: list[str] = []

    def __call__(self, text: str) -> list[str]:
        self.cut.append(text)
        return text.split()


def as_dicts(counts: TokenCounts) -> list[dict[str, int]]:
    rows = [slice(start, end) for start, end in zip(counts.starts, counts.starts[1:], strict=False)]
    return [
        {counts.vocabulary[t]: int(n) for t, n in zip(counts.tokens[row], counts.counts[row], strict=True)}
        for row in rows
    ]


def test_tokens_are_counted_text_by_text() -> None:
    assert as_dicts(TokenCounts.of(TEXTS, str.split)) == [{"a": 2, "b": 1}, {"c": 1}, {"": 1}]


def test_only_new_texts_are_cut() -> None:
    cut = Splitter()
    counts = TokenCounts.of(["d c", *TEXTS], cut, base=TokenCounts.of(TEXTS, str.split))
    assert cut.cut == ["d c"]
    assert as_dicts(counts) == [{"d": 1, "c": 1}, {"a": 2, "b": 1}, {"c": 1}, {"": 1}]


def test_texts_that_are_no_longer_cut_as_before_are_cut_again() -> None:
    cut = Splitter()
    TokenCounts.of(TEXTS, cut, base=TokenCounts.of(TEXTS, str.split), is_as_before=lambda text: "a" not in text)
    assert cut.cut == ["a b a"]


def test_tokens_that_no_text_has_any_more_leave_the_vocabulary() -> None:
    counts = TokenCounts.of(["c"], str.split, base=TokenCounts.of(TEXTS, str.split))
    assert counts.vocabulary == ("c",)
    assert as_dicts(counts) == [{"c": 1}]


def test_counts_read_back_what_was_saved(tmp_path: Path) -> None:
    counts = TokenCounts.of(TEXTS, str.split)
    counts.save(tmp_path)
    again = TokenCounts.load(tmp_path)
    assert again.vocabulary == counts.vocabulary
    assert all(
        np.array_equal(getattr(again, name), getattr(counts, name))
        for name in ("starts", "tokens", "counts", "digests")
    )
