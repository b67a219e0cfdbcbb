import logging
from pathlib import Path

import jieba
import pytest

from corpus.types import Corpus
from index.dictionary import corpus_names, open_dictionary
from tests.builders import make_corpus, make_document


@pytest.fixture
def corpus() -> Corpus:
    return make_corpus(
        make_document(
            "d",
            """
            # 一、培育数字人才
            支持数字人才申请“创业提振贷”，数字人才优先。（责任单位：市人力资源社会保障局）
            依照《人才措施》引进数字人才。
            """,
            issuers=("甲市教育局",),
        )
    )


def test_names_are_departments_issuers_and_what_is_quoted(corpus: Corpus) -> None:
    assert set(corpus_names(corpus)) == {"市人力资源社会保障局", "甲市教育局", "创业提振贷", "人才措施"}


def test_segmenter_keeps_the_corpus_names_whole(corpus: Corpus, tmp_path: Path) -> None:
    segmenter = open_dictionary(corpus, cache_dir=tmp_path).segmenter
    assert "创业提振贷" in segmenter.lcut("申请创业提振贷款项")
    assert "市人力资源社会保障局" in segmenter.lcut("归市人力资源社会保障局管")


def test_segmenter_learns_terms_that_headings_use_and_the_text_repeats(corpus: Corpus, tmp_path: Path) -> None:
    assert "数字人才" in open_dictionary(corpus, cache_dir=tmp_path).segmenter.lcut("引进数字人才")


def test_segmenter_leaves_the_global_dictionary_alone(corpus: Corpus, tmp_path: Path) -> None:
    open_dictionary(corpus, cache_dir=tmp_path)
    assert "创业提振贷" not in jieba.dt.FREQ


def test_segmenter_reads_back_what_it_kept(corpus: Corpus, tmp_path: Path) -> None:
    first = open_dictionary(corpus, cache_dir=tmp_path)
    second = open_dictionary(corpus, cache_dir=tmp_path)
    assert second.segmenter.FREQ == first.segmenter.FREQ
    assert len(list(tmp_path.iterdir())) == 1


def test_segmenter_survives_a_damaged_cache(corpus: Corpus, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    open_dictionary(corpus, cache_dir=tmp_path)
    (cached,) = tmp_path.iterdir()
    cached.write_bytes(b"\x00 not a dictionary")
    with caplog.at_level(logging.WARNING):
        assert "创业提振贷" in open_dictionary(corpus, cache_dir=tmp_path).segmenter.lcut("创业提振贷")
    assert "unreadable" in caplog.text


def test_segmenter_keeps_one_cache_for_the_latest_corpus(corpus: Corpus, tmp_path: Path) -> None:
    open_dictionary(corpus, cache_dir=tmp_path)
    open_dictionary(make_corpus(make_document("e", "提供“安居券”。")), cache_dir=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_segmenter_writes_nothing_to_standard_error(
    corpus: Corpus, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    open_dictionary(corpus, cache_dir=tmp_path).segmenter.lcut("引进数字人才")
    assert capfd.readouterr().err == ""


def test_a_text_without_the_words_that_differ_is_cut_as_before(corpus: Corpus, tmp_path: Path) -> None:
    other = make_corpus(*corpus.documents, make_document("e", "提供“安居券”。"))
    before = open_dictionary(corpus, cache_dir=tmp_path)
    after = open_dictionary(other, cache_dir=tmp_path)
    is_as_before = after.cuts_as(before.added)
    assert (is_as_before("引进数字人才"), is_as_before("领取安居券")) == (True, False)
    assert after.segmenter.lcut("引进数字人才发展经济") == before.segmenter.lcut("引进数字人才发展经济")
    assert after.identity != before.identity
