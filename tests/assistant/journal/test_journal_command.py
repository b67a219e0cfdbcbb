"""``python -m assistant journal`` as the maintainer uses it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.desk.proposals import ReviewFile
from assistant.journal.store import Journal
from assistant.journal.types import Reason, Verdict
from tests.fakes_assistant import refused


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one entry of long ago, judged, and one of now."""
    journal = Journal.in_data_dir(tmp_path, retention_days=36_500)
    old = journal.record(refused("很久以前的问题"), asked_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert old is not None
    journal.rate(old, Verdict.UNHELPFUL, Reason.OUTDATED, "早改了")
    journal.record(refused("刚才的问题"))
    journal.close()
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["journal", *arguments]) == 0
    return capsys.readouterr().out


def test_list_shows_entries_with_their_verdicts(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "list", "--data", str(data))
    assert shown.index("刚才的问题") < shown.index("很久以前的问题")
    assert "没用，内容过时，早改了" in shown
    assert "很久" not in run(capsys, "list", "--since", "2024-06-01", "--data", str(data))
    (line,) = run(capsys, "list", "--verdict", "unhelpful", "--json", "--data", str(data)).splitlines()
    assert json.loads(line)["reason"] == "outdated"


def test_delete_takes_a_date_an_entry_or_all(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 条" in run(capsys, "delete", "--before", "2024-06-01", "--data", str(data))
    assert "0 条" in run(capsys, "delete", "--entry", "1", "--data", str(data))
    assert "1 条" in run(capsys, "delete", "--all", "--data", str(data))
    assert "没有符合条件的记录" in run(capsys, "list", "--data", str(data))


def test_purge_goes_by_the_retention_setting(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_JOURNAL_RETENTION_DAYS", "30")
    assert "已删除 1 条超过 30 天" in run(capsys, "purge", "--data", str(data))


def test_what_was_proposed_of_a_deleted_entry_goes_with_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = ReviewFile(data / "review" / "proposed.jsonl")
    old, now = (
        f"journal-{day:%Y%m%d}-{n}" for n, day in ((1, datetime(2024, 1, 1, tzinfo=UTC)), (2, datetime.now(UTC)))
    )
    file.add_all([{"id": old, "turns": ["很久以前的问题"]}, {"id": now}, {"id": "mine"}])
    run(capsys, "delete", "--entry", "1", "--data", str(data))
    assert file.ids() == {now, "mine"}
    assert "很久以前" not in file.path.read_text(encoding="utf-8")
    run(capsys, "delete", "--all", "--data", str(data))
    assert file.ids() == {"mine"}


def test_nothing_is_deleted_where_a_copy_cannot_be(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "review" / "proposed.jsonl"
    file.parent.mkdir()
    file.write_text('{"id": "journal-20240101-1", "note": "待审"}', encoding="gbk")
    assert main(["journal", "delete", "--entry", "1", "--data", str(data)]) == 2
    assert "不是 UTF-8" in capsys.readouterr().err
    assert "很久以前的问题" in run(capsys, "list", "--data", str(data))


def test_delete_wants_to_know_what(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["journal", "delete"])


def test_a_journal_that_cannot_be_read_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    (folder / "journal.sqlite3").write_bytes(b"no database at all" * 99)
    assert main(["journal", "list", "--data", str(tmp_path)]) == 2
    assert "问答记录无法读写" in capsys.readouterr().err
