"""What is proposed can be read by the suite as it is, and says what there is to review."""

from datetime import date
from pathlib import Path

import pytest

from assistant.desk.proposals import ReviewFile, propose_case
from assistant.errors import ReviewFileError
from assistant.journal.types import Entry, Reason, Verdict
from assistant.types import Status
from corpus.types import Corpus
from evals.cases import Case, Expect, load_cases
from tests.assistant.desk.entries import entry


def proposed(tmp_path: Path, corpus: Corpus, *entries: Entry) -> tuple[Case, ...]:
    file = ReviewFile(tmp_path / "review" / "proposed.jsonl")
    for each in entries:
        assert file.add(propose_case(each, corpus))
    return load_cases(file.path)


def test_an_answer_becomes_a_case_with_what_it_quoted_as_evidence(tmp_path: Path, desk_corpus: Corpus) -> None:
    given = entry(7, clause_ids=("town#1.1",), answer="邀请权威专家授课。[1]", verdict=Verdict.HELPFUL)
    (case,) = proposed(tmp_path, desk_corpus, given)
    assert case.id == "journal-20250520-7"
    assert case.expect is Expect.ANSWER
    assert case.turns == ("小微企业最多能贷多少？",)
    assert case.evidence == ("邀请权威专家授课。",)
    assert case.split is None
    assert "待审" in case.note
    assert "v1" in case.note


def test_a_refusal_becomes_a_case_that_refuses(tmp_path: Path, desk_corpus: Corpus) -> None:
    (case,) = proposed(tmp_path, desk_corpus, entry(status=Status.NOT_COVERED))
    assert case.expect is Expect.REFUSE
    assert case.evidence == ()


def test_a_vote_against_is_noted_with_its_reason_and_comment(tmp_path: Path, desk_corpus: Corpus) -> None:
    given = entry(
        clause_ids=("town#2.1",), verdict=Verdict.UNHELPFUL, reason=Reason.NO_ANSWER, comment="问的是利率\n不是额度"
    )
    (case,) = proposed(tmp_path, desk_corpus, given)
    assert "没有回答" in case.note
    assert "问的是利率\n不是额度" in case.note


def test_a_follow_up_is_proposed_as_it_was_understood(tmp_path: Path, desk_corpus: Corpus) -> None:
    given = entry(question="归谁管？", standalone="产业学院归谁管？", clause_ids=("town#1.2",))
    (case,) = proposed(tmp_path, desk_corpus, given)
    assert case.question == "产业学院归谁管？"
    assert "原问：归谁管？" in case.note


def test_an_answer_whose_clause_is_gone_is_left_to_the_reviewer(tmp_path: Path, desk_corpus: Corpus) -> None:
    (case,) = proposed(tmp_path, desk_corpus, entry(clause_ids=("village#1",)))
    assert case.expect is Expect.REFUSE
    assert "请补上 evidence" in case.note


def test_an_entry_is_proposed_once(tmp_path: Path, desk_corpus: Corpus) -> None:
    file = ReviewFile(tmp_path / "proposed.jsonl")
    case = propose_case(entry(status=Status.NOT_COVERED), desk_corpus)
    assert file.add(case)
    assert not file.add(case)
    assert len(load_cases(file.path)) == 1
    assert file.ids() == {case["id"]}


def test_a_file_edited_by_hand_is_added_to_and_not_broken(tmp_path: Path, desk_corpus: Corpus) -> None:
    path = tmp_path / "proposed.jsonl"
    path.write_text('\ufeff{"id": "mine"}\nhalf a li', encoding="utf-8")
    file = ReviewFile(path)
    assert file.add(propose_case(entry(status=Status.NOT_COVERED), desk_corpus))
    assert file.ids() == {"mine", "journal-20250520-1"}
    assert path.read_text(encoding="utf-8-sig").splitlines()[1] == "half a li"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, desk_corpus: Corpus) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ReviewFileError, match="file"):
        ReviewFile(blocked / "proposed.jsonl").add(propose_case(entry(status=Status.NOT_COVERED), desk_corpus))


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_saved_in_another_encoding_is_named_and_left_as_it_is(
    tmp_path: Path, desk_corpus: Corpus, encoding: str
) -> None:
    path = tmp_path / "proposed.jsonl"
    path.write_text('{"id": "journal-20250520-1", "note": "待审"}\n', encoding=encoding)
    before, file = path.read_bytes(), ReviewFile(path)
    for use in (file.ids, lambda: file.add(propose_case(entry(), desk_corpus)), lambda: file.forget([])):
        with pytest.raises(ReviewFileError, match=r"待审文件 .*proposed\.jsonl 不是 UTF-8，请另存为 UTF-8 后再试"):
            use()
    assert path.read_bytes() == before


LINES = (
    '\ufeff{"id": "journal-20250520-1"}',
    '{"id": "journal-20250520-11"}',
    '{"id": "journal-20250521-2"}',
    '{"id": "stale-20200101-2"}',
    '{"id": "journal-mine"}',
    "journal-20200101-1 half a li",
    "",
)


@pytest.mark.parametrize(
    ("gone", "before", "dropped"),
    [
        ([1], None, [0]),
        ([1, 11, 12], None, [0, 1]),
        ([], date(2025, 5, 21), [0, 1]),
        ([], date(2025, 5, 20), []),
        ([1], date(2025, 5, 22), [0, 1, 2]),
        ([2], None, []),  # of another day: some other journal's
    ],
)
@pytest.mark.parametrize("name", ["proposed.jsonl", "proposed.rejected.jsonl"])
def test_what_is_proposed_of_an_entry_goes_with_it_and_every_other_line_stays(
    tmp_path: Path, gone: list[int], before: date | None, dropped: list[int], name: str
) -> None:
    (tmp_path / name).write_text("\n".join(LINES), encoding="utf-8")
    file = ReviewFile(tmp_path / "proposed.jsonl")
    assert file.forget([entry(entry_id).key for entry_id in gone], before=before) == len(dropped)
    kept = [line.removeprefix("\ufeff") for at, line in enumerate(LINES) if at not in dropped]
    assert (tmp_path / name).read_text(encoding="utf-8-sig").split("\n") == kept


def test_nothing_is_made_where_nothing_was_proposed(tmp_path: Path) -> None:
    assert ReviewFile(tmp_path / "review" / "proposed.jsonl").forget([entry().key], before=date.max) == 0
    assert list(tmp_path.iterdir()) == []
