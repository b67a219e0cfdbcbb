import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.types import Answer
from corpus.library import load_corpus
from corpus.types import Corpus
from evals.__main__ import main
from evals.cases import load_cases
from evals.generate import generate
from evals.records import Run, dump_run
from tests.fakes_assistant import ScriptedAssistant, answered, cite, refused

POLICY = """关于支持创业的若干措施

一、加强资金支持

数字人才可申请最高30万元的个人创业担保贷款。（责任单位：市财政局）

二、加强培训

每年培训不少于100人。（责任单位：市教育局）
"""
LOAN = {
    "id": "loan",
    "category": "金额",
    "turns": ["个人能贷多少？"],
    "expect": "answer",
    "evidence": ["最高30万元"],
    "facts": [["30万元"]],
}
REFUSE = {"id": "rate", "category": "拒答", "turns": ["利率多少？"], "expect": "refuse"}


class Place:
    """A corpus, a case file and a gate in a folder, and what an assistant answered."""

    def __init__(self, folder: Path) -> None:
        self.corpus_dir = folder / "corpus"
        self.corpus_dir.mkdir()
        (self.corpus_dir / "loans.txt").write_text(POLICY, encoding="utf-8")
        self.corpus: Corpus = load_corpus(self.corpus_dir)
        self.cases = folder / "cases.jsonl"
        self.cases.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in (LOAN, REFUSE)), "utf-8")
        self.gate = folder / "gate.toml"
        self.gate.write_text("[rizhao.minimum]\npass_rate = 0.95\n", encoding="utf-8")
        self.answers = folder / "answers.json"
        self.out = folder / "out.json"

    def loan_clause(self) -> str:
        (clause,) = (clause for clause in self.corpus.documents[0].body() if "30万元" in clause.text)
        return clause.clause_id

    def save(self, answers: Sequence[Answer]) -> None:
        records = generate(ScriptedAssistant(self.corpus, answers), load_cases(self.cases))
        run = Run(config={"model": "scripted"}, records=records)
        self.answers.write_text(json.dumps(dump_run(run), ensure_ascii=False), encoding="utf-8")

    def score(self, *options: str) -> int:
        places = ["--cases", self.cases, "--corpus", self.corpus_dir, "--gate", self.gate, "--answers", self.answers]
        return main(["run", *map(str, places), "--json", str(self.out), *options])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_run_scores_saved_answers_and_exits_with_0_above_the_gate(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.save([answered("个人能贷多少？", cite(place.corpus, place.loan_clause()))])
    assert place.score() == 0
    printed = capsys.readouterr().out
    assert "2/2 = 100.0%" in printed
    assert "门槛：通过" in printed


def test_run_exits_with_1_below_the_gate_and_names_what_failed(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.save([refused("个人能贷多少？")])
    assert place.score() == 1
    printed = capsys.readouterr().out
    assert "### loan（金额）" in printed
    assert "pass_rate = 0.500，低于 0.95" in printed


def test_what_a_run_saves_can_be_scored_again(place: Place) -> None:
    place.save([refused("个人能贷多少？")])
    place.score()
    first = json.loads(place.out.read_text(encoding="utf-8"))
    place.answers = place.out
    place.score()
    assert json.loads(place.out.read_text(encoding="utf-8")) == first
    assert first["config"] == {"model": "scripted"}
    assert first["failures"] == {"loan": ["应为 answered，实为 not_covered"]}
    assert first["scores"]["refusal_precision"] == 0.5


def test_run_keeps_to_one_category(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.save([refused("个人能贷多少？")])
    assert place.score("--category", "拒答") == 0
    assert "1/1 = 100.0%" in capsys.readouterr().out


def test_a_written_baseline_holds_the_next_run_to_it(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.gate.write_text("[rizhao.regression]\nleast_cases = 1\n", encoding="utf-8")
    baseline = place.corpus_dir.parent / "baseline.json"
    place.save([answered("个人能贷多少？", cite(place.corpus, place.loan_clause()))])
    assert place.score("--baseline", str(baseline), "--write-baseline") == 0
    place.save([refused("个人能贷多少？")])
    assert place.score("--baseline", str(baseline)) == 1
    printed = capsys.readouterr().out
    assert "由对变错：1\n- loan：个人能贷多少？（应为 answered，实为 not_covered）" in printed
    assert "金额 退步超出误差：100.0% → 0.0%" in printed
    saved = json.loads(place.out.read_text(encoding="utf-8"))
    assert [flip["id"] for flip in saved["regression"]["lost"]] == ["loan"]
    assert place.score("--baseline", str(baseline), "--write-baseline") == 0
    assert place.score("--baseline", str(baseline)) == 0


@pytest.mark.parametrize("options", [["--split", "test"], ["--category", "金额"], []])
def test_a_baseline_is_written_from_a_whole_suite_and_never_from_other_cases(place: Place, options: list[str]) -> None:
    assert place.score("--write-baseline", *options) == 2


def test_a_baseline_that_was_named_must_be_there(place: Place) -> None:
    place.save([])
    assert place.score("--baseline", str(place.out.with_name("absent.json"))) == 2


def test_one_wrong_number_shuts_the_gate(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.gate.write_text("[rizhao.maximum]\nwrong_numbers = 0\n", encoding="utf-8")
    place.save([answered("个人能贷多少？", cite(place.corpus, place.loan_clause()), text="最高30万元，利率5%。")])
    assert place.score() == 1
    printed = capsys.readouterr().out
    assert "数字有误：“5%”" in printed
    assert "wrong_numbers = 1，高于 0" in printed


def test_one_citation_of_a_clause_not_in_force_shuts_the_gate(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.gate.write_text("[rizhao.maximum]\ncitations_out_of_force = 0\n", encoding="utf-8")
    place.save([answered("个人能贷多少？", cite(place.corpus, place.loan_clause()))])
    assert place.score() == 0
    (place.corpus_dir / "others.txt").write_text("关于其他事项的通知\n\n一、照此办理。\n", encoding="utf-8")
    (place.corpus_dir / "loans.toml").write_text('state = "repealed"\n', encoding="utf-8")
    assert place.score() == 1
    printed = capsys.readouterr().out
    assert f"引用了现行文件中没有的条款：{place.loan_clause()}" in printed
    assert "citations_out_of_force = 1，高于 0" in printed


def test_a_stale_case_is_named_and_does_not_lower_the_figures_that_gate(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    text = POLICY.replace("30万元", "50万元")
    (place.corpus_dir / "loans.txt").write_text(text, encoding="utf-8")
    place.corpus = load_corpus(place.corpus_dir)
    (clause,) = (clause for clause in place.corpus.documents[0].body() if "50万元" in clause.text)
    place.save([answered("个人能贷多少？", cite(place.corpus, clause.clause_id))])
    assert place.score() == 0
    assert "loan：依据已删除“最高30万元”（不计入门槛）" in capsys.readouterr().out
    (loan, _) = json.loads(place.out.read_text(encoding="utf-8"))["cases"]
    assert (loan["passed"], loan["broken"], loan["stale"][0]["kind"]) == (False, True, "vanished")


def test_too_many_stale_cases_shut_the_gate(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.gate.write_text("[rizhao]\nstale_share = 0.4\n", encoding="utf-8")
    place.save([refused("个人能贷多少？")])
    assert place.score() == 0
    (place.corpus_dir / "loans.txt").write_text(POLICY.replace("30万元", "50万元"), encoding="utf-8")
    assert place.score() == 1
    assert "2 条用例中 1 条已过期，超过 40%" in capsys.readouterr().out


def test_cases_of_a_repealed_document_shut_the_gate_only_where_no_others_are_left(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.gate.write_text("[rizhao]\nstale_share = 0.4\n", encoding="utf-8")
    place.save([refused("个人能贷多少？")])
    (place.corpus_dir / "loans.toml").write_text('state = "repealed"\n', encoding="utf-8")
    (place.corpus_dir / "books.txt").write_text("图书馆管理办法\n\n第一条 图书馆每周开放六天。\n", encoding="utf-8")
    assert place.score() == 0
    place.cases.write_text(json.dumps(LOAN, ensure_ascii=False), encoding="utf-8")
    assert place.score() == 1
    assert "没有一条用例还适用于现行文件" in capsys.readouterr().out


def test_a_run_saves_what_became_of_each_case(place: Place) -> None:
    clause_id = place.loan_clause()
    place.save([answered("个人能贷多少？", cite(place.corpus, clause_id))])
    place.score()
    (loan, rate) = json.loads(place.out.read_text(encoding="utf-8"))["cases"]
    assert (loan["id"], loan["passed"], loan["status"], loan["stale"]) == ("loan", True, "answered", [])
    assert (loan["evidence_clauses"], loan["cited"]) == ([clause_id], [clause_id])
    assert (rate["expect"], rate["status"], rate["evidence_clauses"]) == ("refuse", "not_covered", [])
