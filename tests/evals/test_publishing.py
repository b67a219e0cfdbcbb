"""The measurement of publishing, on a corpus small enough for a test; its figures are for the command to tell."""

import gzip
import json
from pathlib import Path

import pytest

from evals.errors import EvalsError
from evals.publishing import change_one_article, write_corpus


def test_a_corpus_is_made_of_whole_laws_up_to_so_many_articles(tmp_path: Path) -> None:
    articles = [{"law": law, "article": f"第{n}条", "content": f"{law}之{n}。"} for law in "甲乙" for n in "一二三"]
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(a, ensure_ascii=False) for a in articles).encode()))
    assert write_corpus(path, tmp_path / "corpus", n_articles=4) == 4
    first, second = sorted((tmp_path / "corpus").iterdir())
    assert first.read_text(encoding="utf-8") == "甲\n\n第一条 甲之一。\n第二条 甲之二。\n第三条 甲之三。\n"
    assert second.read_text(encoding="utf-8") == "乙\n\n第一条 乙之一。\n"


def test_one_article_is_changed_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "law-0000.txt").write_text("甲\n\n第一条 甲事。\n第二条 乙事。\n", encoding="utf-8")
    change_one_article(tmp_path)
    assert (tmp_path / "law-0000.txt").read_text(encoding="utf-8").splitlines()[2:] == [
        "第一条 甲事，期限为三十七日。",
        "第二条 乙事。",
    ]


def test_a_file_that_holds_no_articles_is_named(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(EvalsError, match=r"articles\.jsonl"):
        write_corpus(path, tmp_path / "corpus", n_articles=1)
