import math
from pathlib import Path

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from index.lexical import K1, B, LexicalIndex

TEXTS = [["贷", "款", "贷"], ["培", "训"], ["贷", "训", "训", "券"], []]


def test_scores_are_lucene_bm25() -> None:
    # 贷 is in 2 of 4 texts; the index stands an empty text in with one token: lengths 3, 2, 4, 1, mean 2.5.
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    expected = [idf * tf / (tf + K1 * (1 - B + B * length / 2.5)) for tf, length in ((2, 3), (0, 2), (1, 4), (0, 1))]
    assert LexicalIndex.build(TEXTS).scores(["贷"]) == pytest.approx(expected, rel=1e-5)


def test_scores_agree_with_an_independent_implementation() -> None:
    generator = np.random.default_rng(7)
    texts = [[f"w{n}" for n in generator.integers(0, 40, size=generator.integers(5, 30))] for _ in range(60)]
    other = BM25Okapi(texts, k1=K1, b=B)
    ours = LexicalIndex.build(texts)
    for token in ("w1", "w7", "w33"):  # one at a time: the two differ in how telling they hold a token to be
        mine, theirs = ours.scores([token]), other.get_scores([token])
        assert mine / mine.max() == pytest.approx(theirs / theirs.max(), rel=1e-4)


def test_scores_add_up_over_tokens_and_repeats() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.scores(["贷", "训", "训"]) == pytest.approx(index.scores(["贷"]) + 2 * index.scores(["训"]))


def test_scores_are_zero_without_a_known_token() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.scores(["税"]).tolist() == index.scores([]).tolist() == [0, 0, 0, 0]


def test_idf_grows_as_tokens_get_rarer() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.idf("贷") < index.idf("券") < index.idf("税")


def test_index_reads_back_what_it_saved(tmp_path: Path) -> None:
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path / "lexical")
    again = LexicalIndex.load(tmp_path / "lexical")
    assert len(again) == 4
    assert again.idf("训") == index.idf("训")
    assert again.scores(["贷", "训"]).tolist() == index.scores(["贷", "训"]).tolist()
