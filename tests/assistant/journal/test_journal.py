"""The journal keeps what was asked, masked, through restarts, for a limited time, and never stands in the way."""

import logging
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.desk.proposals import ReviewFile, case_id
from assistant.errors import JournalError
from assistant.journal.store import MAX_COMMENT_CHARS, Journal
from assistant.journal.types import Reason, Verdict
from assistant.types import Answer, AnswerSentence, Status
from tests.fakes_assistant import answered, cite, make_corpus, refused

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Journal:
    return Journal(path, retention_days=30)


@pytest.fixture
def answer() -> Answer:
    corpus = make_corpus(town=["个人最高可贷3万元，咨询电话0633-8771234。", "每年培训70人。"])
    given = answered("个人能贷多少？", cite(corpus, "town#1"), cite(corpus, "town#2", n=2))
    return replace(given, corpus_version="abc123")


def test_an_answer_is_kept_whole(journal: Journal, answer: Answer) -> None:
    entry_id = journal.record(replace(answer, standalone_question="个人创业能贷多少？"), asked_at=NOON)
    (entry,) = journal.entries()
    assert journal.entry(entry.entry_id) == entry
    assert journal.entry(entry.entry_id + 1) is None
    assert entry.entry_id == entry_id
    assert entry.asked_at == NOON
    assert entry.question == "个人能贷多少？"
    assert entry.standalone_question == "个人创业能贷多少？"
    assert entry.status is Status.ANSWERED
    assert entry.clause_ids == ("town#1", "town#2")
    assert entry.answer == answer.text
    assert entry.corpus_version == "abc123"
    assert (entry.verdict, entry.reason, entry.comment) == (None, None, "")


def test_what_a_visitor_writes_is_masked_before_it_is_written(journal: Journal, path: Path) -> None:
    said = "我的手机13812345678，能贷吗"
    entry_id = journal.record(refused(said, text="没有收录13812345678，我不能回答。"))
    assert entry_id is not None
    journal.rate(entry_id, Verdict.UNHELPFUL, Reason.OTHER, "回我电话13812345678")
    journal.close()
    assert journal.entries()[0].comment.startswith("回我电话〔手机号")
    assert not [file for file in path.parent.iterdir() if b"13812345678" in file.read_bytes()]


def test_the_policys_own_telephone_number_stays_in_the_answer(journal: Journal, answer: Answer) -> None:
    journal.record(answer)
    assert "0633-8771234" in journal.entries()[0].answer


def test_a_verdict_is_kept_and_the_latest_counts(journal: Journal, answer: Answer) -> None:
    entry_id = journal.record(answer)
    assert entry_id is not None
    assert journal.rate(entry_id, Verdict.UNHELPFUL, Reason.WRONG_CITATION, "第二条不对")
    (entry,) = journal.entries(verdict=Verdict.UNHELPFUL)
    assert (entry.reason, entry.comment) == (Reason.WRONG_CITATION, "第二条不对")
    assert journal.rate(entry_id, Verdict.HELPFUL)
    (entry,) = journal.entries()
    assert (entry.verdict, entry.reason, entry.comment) == (Verdict.HELPFUL, None, "")


def test_a_verdict_on_an_entry_that_is_gone_is_refused(journal: Journal, answer: Answer) -> None:
    entry_id = journal.record(answer)
    assert entry_id is not None
    journal.delete_entry(entry_id)
    assert not journal.rate(entry_id, Verdict.HELPFUL)
    assert journal.record(answer) != entry_id  # so that it can never reach another answer


def test_an_endless_comment_is_cut(journal: Journal, answer: Answer) -> None:
    entry_id = journal.record(answer)
    assert entry_id is not None
    assert journal.rate(entry_id, Verdict.UNHELPFUL, Reason.OTHER, "长" * 10_000)
    assert len(journal.entries()[0].comment) == MAX_COMMENT_CHARS


def test_a_restart_loses_nothing(path: Path, answer: Answer) -> None:
    before = Journal(path, retention_days=30)
    entry_id = before.record(answer)
    assert entry_id is not None
    before.rate(entry_id, Verdict.HELPFUL)  # and never closed, as when the power goes
    assert [entry.verdict for entry in Journal(path, retention_days=30).entries()] == [Verdict.HELPFUL]


def test_entries_can_be_narrowed_down_latest_first(journal: Journal, answer: Answer) -> None:
    for day in range(4):
        journal.record(replace(answer, question=f"第{day}问"), asked_at=NOON + timedelta(days=day))
    journal.record(replace(refused("没有的"), corpus_version="old"), asked_at=NOON + timedelta(days=9))

    def questions(**wanted: object) -> list[str]:
        return [entry.question for entry in journal.entries(**wanted)]  # type: ignore[arg-type]

    assert questions(limit=2) == ["没有的", "第3问"]
    assert questions(since=NOON + timedelta(days=1), until=NOON + timedelta(days=3)) == ["第2问", "第1问"]
    assert questions(status=Status.NOT_COVERED) == ["没有的"]
    assert questions(corpus_version="old") == ["没有的"]
    assert questions(verdict=Verdict.HELPFUL) == []


def test_what_is_deleted_is_gone_from_the_disk(journal: Journal, path: Path) -> None:
    for day in range(3):
        journal.record(refused(f"罕见词之{day}"), asked_at=NOON + timedelta(days=day))
    assert journal.delete(before=NOON + timedelta(days=2)) == 2
    journal.close()
    files = [file.read_bytes() for file in path.parent.iterdir()]
    assert not [data for data in files if "罕见词之0".encode() in data]
    assert [data for data in files if "罕见词之2".encode() in data]


def test_expired_entries_leave_by_themselves(path: Path, answer: Answer) -> None:
    now = datetime.now(UTC)
    Journal(path, retention_days=100).record(answer, asked_at=now - timedelta(days=31))
    fresh = Journal(path, retention_days=30)
    fresh.record(answer, asked_at=now - timedelta(days=29))
    assert [entry.asked_at.date() for entry in fresh.entries()] == [(now - timedelta(days=29)).date()]


def test_what_was_proposed_of_an_expired_entry_expires_with_it(path: Path, tmp_path: Path, answer: Answer) -> None:
    now, file = datetime.now(UTC), ReviewFile(tmp_path / "proposed.jsonl")
    for days in (31, 29):
        Journal(path, retention_days=100).record(answer, asked_at=now - timedelta(days=days))
    fresh = [case_id(entry) for entry in Journal(path, retention_days=100).entries()]
    orphan = f"journal-{now - timedelta(days=32):%Y%m%d}-99"  # its entry left when the file could not be written
    file.add_all([{"id": name} for name in (*fresh, orphan)])
    assert Journal(path, retention_days=30, copies=file).purge_expired() == 1
    assert file.ids() == {fresh[0]}


def test_a_copy_that_cannot_be_dropped_keeps_no_expired_entry(
    path: Path, tmp_path: Path, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "proposed.jsonl"
    file.write_text('{"id": "journal-20200101-1", "note": "待审"}', encoding="gbk")
    Journal(path, retention_days=100).record(answer, asked_at=datetime.now(UTC) - timedelta(days=31))
    journal = Journal(path, retention_days=30, copies=ReviewFile(file))
    journal.record(answer)
    assert len(journal.entries()) == 1
    assert "不是 UTF-8" in caplog.text
    file.write_text(file.read_text(encoding="gbk"), encoding="utf-8")  # mended, the next purge drops the rest
    journal.purge_expired()
    assert ReviewFile(file).ids() == frozenset()


def test_entries_expire_while_nobody_asks(path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.journal.store.PURGE_EVERY", timedelta(milliseconds=20))
    journal = Journal(path, retention_days=30)
    journal.open()
    Journal(path, retention_days=100).record(answer, asked_at=datetime.now(UTC) - timedelta(days=31))
    deadline = time.monotonic() + 30
    while journal.entries() and time.monotonic() < deadline:
        time.sleep(0.05)
    journal.close()
    assert journal.entries() == ()


def test_many_threads_and_processes_write_at_once(path: Path) -> None:
    journals = [Journal(path, retention_days=30) for _ in range(2)]  # each with a connection of its own

    def write(who: int) -> None:
        for number in range(10):
            assert journals[who % 2].record(refused(f"{who}-{number}")) is not None

    threads = [threading.Thread(target=write, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({entry.question for entry in journals[0].entries()}) == 80


def test_where_nothing_can_be_written_the_maintainer_is_told_once(
    tmp_path: Path, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "journal"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    journal = Journal(blocked / "journal.sqlite3", retention_days=30)
    with caplog.at_level(logging.ERROR):
        assert [journal.record(answer) for _ in range(3)] == [None, None, None]
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
    assert str(blocked) in journal.problem
    assert not journal.rate(1, Verdict.HELPFUL)
    blocked.unlink()
    assert journal.record(answer) is not None  # mended without a restart
    assert journal.problem == ""


def test_a_full_disk_is_told_and_answers_go_on(journal: Journal, answer: Answer) -> None:
    journal.record(answer)
    with journal._database.using() as connection:  # SQLite's own limit on pages says what a full disk says
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    long = replace(answer, sentences=(AnswerSentence(text="长" * 50_000, marks=(1,)),))
    assert journal.record(long) is None
    assert "full" in journal.problem
    assert len(journal.entries()) == 1


def test_a_damaged_file_is_an_error_for_who_reads_it(journal: Journal, path: Path, answer: Answer) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)
    assert journal.record(answer) is None
    with pytest.raises(JournalError, match=r"journal\.sqlite3"):
        journal.entries()


def test_no_journal_yet_reads_as_empty_and_is_not_made(journal: Journal, path: Path) -> None:
    assert journal.entries() == ()
    assert journal.purge_expired() == 0
    assert not path.exists()


def test_opening_tells_what_is_wrong_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    journal = Journal(tmp_path / "file" / "journal.sqlite3", retention_days=30)
    journal.open()
    assert "磁盘空间" in journal.problem


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_can_be_kept(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any" / "journal.sqlite3"
    journal = Journal(path, retention_days=30)
    for said in (text, text + "\ud800\x00"):
        entry_id = journal.record(refused(said, text=said))
        assert entry_id is not None
        assert journal.rate(entry_id, Verdict.UNHELPFUL, Reason.OTHER, said)
        assert journal.entries(limit=1)[0].entry_id == entry_id
    journal.close()
