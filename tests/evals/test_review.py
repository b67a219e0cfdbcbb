"""Proposed cases wait for a person; what is accepted rests on text in force, and nothing else enters a suite."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.library import load_corpus
from evals.__main__ import main
from evals.cases import Expect, Split, load_cases

POLICY = """关于支持创业的若干措施

一、加强资金支持

1．数字人才可申请最高30万元的个人创业担保贷款。（责任单位：市财政局）

2．支持企业，创办产业学院。（责任单位：市教育局）
"""
LOAN: dict[str, Any] = {
    "id": "journal-1",
    "category": "journal",
    "turns": ["能贷多少？"],
    "expect": "answer",
    "evidence": ["最高30万元的个人创业担保贷款"],
    "facts": [["30万元"]],
    "forbid": [],
    "note": "待审：来自问答记录；群众评价没用",
    "split": None,
}
RATE = {**LOAN, "id": "journal-2", "turns": ["利率多少？"], "expect": "refuse", "evidence": [], "facts": []}


class Desk:
    """A corpus, a suite's file, and a file of proposals."""

    def __init__(self, folder: Path) -> None:
        self.corpus_dir = folder / "corpus"
        self.corpus_dir.mkdir()
        (self.corpus_dir / "loans.txt").write_text(POLICY, encoding="utf-8")
        self.suite = folder / "cases" / "suite.jsonl"
        self.file = folder / "proposed.jsonl"

    def propose(self, *cases: dict[str, Any] | str) -> None:
        lines = [case if isinstance(case, str) else json.dumps(case, ensure_ascii=False) for case in cases]
        self.file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def review(self, *arguments: str) -> int:
        return main(["review", "--file", str(self.file), "--corpus", str(self.corpus_dir), *arguments])

    def accept(self, case_id: str, *options: str) -> int:
        return self.review("accept", case_id, "--to", str(self.suite), *options)

    def waiting(self) -> list[str]:
        return [json.loads(line)["id"] for line in self.file.read_text("utf-8").splitlines() if line.startswith("{")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_an_accepted_case_enters_the_suite_anchored_and_leaves_the_file(desk: Desk) -> None:
    desk.propose(LOAN, RATE)
    assert desk.accept("journal-1") == 0
    (case,) = load_cases(desk.suite)
    ((clause_id,),) = case.rests_on
    assert "30万元" in load_corpus(desk.corpus_dir).clause(clause_id).text
    assert (case.split, case.note) == (Split.TEST, "来自问答记录；群众评价没用")
    assert desk.waiting() == ["journal-2"]


def test_a_refusal_needs_no_evidence(desk: Desk) -> None:
    desk.propose(RATE)
    assert desk.accept("journal-2", "--id", "rate", "--category", "near_miss", "--split", "train") == 0
    (case,) = load_cases(desk.suite)
    assert (case.id, case.category, case.split, case.expect) == ("rate", "near_miss", Split.TRAIN, Expect.REFUSE)


def test_evidence_is_entered_as_the_policy_prints_it(desk: Desk) -> None:
    desk.propose({**LOAN, "evidence": ["支持企业创办产业学院"], "facts": []})
    assert desk.accept("journal-1") == 0
    assert load_cases(desk.suite)[0].evidence == ("支持企业，创办产业学院",)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"evidence": ["最高50万元的个人创业担保贷款"]}, "依据不是现行条款的原文"),
        ({"facts": [["50万元"]]}, "要点在政策中找不到：“50万元”"),
        ({"forbid": ["30万"]}, "禁用内容“30万”是依据或要点的一部分"),
        ({"evidence": [], "facts": []}, "至少要有一条 evidence 或 facts"),
        ({"turns": []}, "turns：不能为空"),
        ({"answer": "30万元"}, "没有这个字段"),
    ],
)
def test_what_does_not_hold_stays_out(
    desk: Desk, capsys: pytest.CaptureFixture[str], fields: dict[str, Any], message: str
) -> None:
    desk.propose({**LOAN, **fields})
    assert desk.accept("journal-1") == 2
    assert message in capsys.readouterr().err
    assert not desk.suite.exists()
    assert desk.waiting() == ["journal-1"]


def test_evidence_of_a_repealed_document_stays_out(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.corpus_dir / "others.txt").write_text("关于其他事项的通知\n\n一、照此办理。\n", encoding="utf-8")
    (desk.corpus_dir / "loans.toml").write_text('state = "repealed"\n', encoding="utf-8")
    desk.propose(LOAN)
    assert desk.accept("journal-1") == 2
    assert "依据不是现行条款的原文" in capsys.readouterr().err


def test_an_id_or_a_question_that_is_there_already_stays_out(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.propose(LOAN, {**LOAN, "id": "journal-3"})
    assert desk.accept("journal-1") == 0
    assert desk.accept("journal-3") == 2
    assert "这个问题在 suite.jsonl 中已有（journal-1）" in capsys.readouterr().err
    assert desk.accept("journal-3", "--id", "journal-1") == 2
    assert "已用过，可用 --id 另取" in capsys.readouterr().err
    assert len(load_cases(desk.suite)) == 1


def test_no_file_but_a_case_file_is_written_to(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.propose(LOAN)
    notes = tmp_path / "notes.txt"
    notes.write_text("不要动", encoding="utf-8")
    assert desk.review("accept", "journal-1", "--to", str(notes)) != 0
    assert ".jsonl" in capsys.readouterr().err
    assert notes.read_text(encoding="utf-8") == "不要动"
    assert desk.waiting() == ["journal-1"]


def test_a_rejected_case_is_kept_aside_with_the_reason(desk: Desk) -> None:
    desk.propose(LOAN, RATE)
    assert desk.review("reject", "journal-1", "--reason", "重复") == 0
    assert desk.waiting() == ["journal-2"]
    (line,) = desk.file.with_name("proposed.rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["id"], json.loads(line)["rejected"]) == ("journal-1", "重复")


def test_list_says_which_may_enter_and_why_others_may_not(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.propose(LOAN, {**RATE, "expect": "maybe"}, "{broken")
    for arguments in ((), ("list",)):
        assert desk.review(*arguments) == 0
        told = capsys.readouterr().out
        assert "### journal-1（answer）\n问：能贷多少？" in told
        assert "可以收入" in told
        assert "还不能收入：“journal-2”：expect：只能取" in told
        assert "待审用例 2 条" in told
        assert "第 3 行不是用例，已跳过" in told


def test_lines_that_somebody_broke_are_left_as_they_are(desk: Desk) -> None:
    desk.propose("{broken", LOAN, "[]")
    assert desk.review("reject", "journal-1") == 0
    assert desk.file.read_text(encoding="utf-8") == "{broken\n[]\n"


def test_nothing_waits_where_nothing_was_proposed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.review() == 0
    assert "待审用例 0 条" in capsys.readouterr().out
    assert desk.accept("journal-9") == 2
    assert "没有待审用例“journal-9”" in capsys.readouterr().err


def test_the_review_file_is_looked_for_in_the_data_directory(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "review").mkdir(parents=True)
    desk.propose(RATE)
    desk.file.rename(tmp_path / "data" / "review" / "proposed.jsonl")
    assert main(["review", "list", "--data", str(tmp_path / "data"), "--corpus", str(desk.corpus_dir)]) == 0
    assert "### journal-2" in capsys.readouterr().out
