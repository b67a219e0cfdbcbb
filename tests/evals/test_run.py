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
