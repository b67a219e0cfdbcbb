"""What the follow-up shows of the journal, by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.desk.proposals import ReviewFile
from assistant.journal.store import Journal
from assistant.web.preparation import Preparation
from assistant.web.staff import following
from assistant.web.staff.following import follow_up
from assistant.web.staff.inputs import Followed, Kind
from index.search import Index
from tests.assistant.desk.entries import entry
from tests.fakes_assistant import refused

Follow = Callable[..., str]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.in_data_dir(tmp_path, retention_days=30)


@pytest.fixture
def index(desk_preparation: Preparation) -> Index:
    assistant: Any = desk_preparation.result()  # what a desk works with has an index
    index: Index = assistant.index
    return index


@pytest.fixture
def follow(journal: Journal, index: Index, tmp_path: Path) -> Follow:
    def shown(**wanted: object) -> str:
        html: str = follow_up(wanted, journal, ReviewFile(tmp_path / "proposed.jsonl"), index)["html"]
        return html

    return shown


@pytest.mark.parametrize(
    ("word", "question"),
    [
        ("ai", "AI 人才有补贴吗？"),
        ("ai", "ＡＩ人才有补贴吗？"),
        ("ＡＩ", "ai人才有补贴吗？"),
        (" AI ", "ai人才有补贴吗？"),
        ("", "随便问问"),
    ],
)
def test_a_word_is_found_however_wide_or_large_it_is_written(word: str, question: str) -> None:
    assert Followed(word=word, kind=Kind.ALL).wants(entry(question=question))
    assert not Followed(word=f"{word}无", kind=Kind.ALL).wants(entry(question=question))


def test_every_word_most_asked_about_finds_its_entries(journal: Journal, follow: Follow) -> None:
    journal.record(refused("ＡＩ人才有补贴吗？"))
    assert 'data-word="ai"' in follow()
    assert "1 条记录" in follow(word="ai")


def test_where_not_every_entry_is_read_it_is_said_from_when_and_no_day_before_is_drawn(
    journal: Journal, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    for days in range(5):
        journal.record(refused(f"第{days}问"), asked_at=now - timedelta(days=days))
    assert "记录太多" not in follow(days=7)
    assert follow(days=7).count("<g>") == 7
    monkeypatch.setattr(following, "MAX_READ", 3)
    since = (now - timedelta(days=2)).astimezone()
    assert f"记录太多，只统计了 {since:%Y-%m-%d %H:%M} 以来的 3 条" in follow(days=7)
    assert follow(days=7).count("<g>") == 3
    assert "3 条记录" in follow(days=7)


def test_a_refresh_takes_no_question_apart_again(
    journal: Journal, index: Index, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.record(refused("产业学院归谁管？"))
    before = follow()
    monkeypatch.setattr(index.tokeniser, "_segmenter", None)  # whatever is taken apart now would break
    assert follow() == before


def test_a_review_file_that_cannot_be_read_is_named_beside_the_entries(
    journal: Journal, follow: Follow, tmp_path: Path
) -> None:
    journal.record(replace(refused("产业学院归谁管？"), corpus_version="v1"))
    (tmp_path / "proposed.jsonl").write_text('{"id": "mine", "note": "待审"}', encoding="gbk")
    shown = follow()
    assert "不是 UTF-8" in shown
    assert "产业学院归谁管？" in shown
