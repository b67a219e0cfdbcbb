"""A case knows the clause and the text that it rests on, and says what became of them."""

import json
from pathlib import Path

import pytest

from corpus.library import load_corpus
from evals.__main__ import main
from evals.cases import Case, load_cases
from evals.errors import CaseFileError
from evals.freshness.staleness import Finding, Grounds, Kind, examine

POLICY = """关于支持创业的若干措施

一、加强资金支持

1．数字人才可申请最高30万元的个人创业担保贷款。（责任单位：市财政局）

2．支持企业，创办产业学院。邀请权威专家授课。（责任单位：市教育局）

二、加强培训

3．每年培训工程师不少于100人。（责任单位：市教育局）
"""
LOAN = {"id": "loan", "category": "金额", "turns": ["能贷多少？"], "expect": "answer"}
LOAN |= {"evidence": ["最高30万元的个人创业担保贷款"], "facts": [["30万元"]]}
SCHOOL = {"id": "school", "category": "措施", "turns": ["能办学院吗？"], "expect": "answer"}
SCHOOL |= {"evidence": ["支持企业，创办产业学院"]}
COUNT = {"id": "count", "category": "金额", "turns": ["培训多少人？"], "expect": "answer"}
COUNT |= {"evidence": ["每年培训工程师不少于100人"]}
ALL = (LOAN, SCHOOL, COUNT)


class Place:
    """A corpus and a case file, anchored to the policy as it stands; then the policy is amended."""

    def __init__(self, folder: Path) -> None:
        self.corpus_dir = folder / "corpus"
        self.corpus_dir.mkdir()
        self.cases = folder / "cases.jsonl"
        self.write(POLICY)
        self.cases.write_text("".join(json.dumps(c, ensure_ascii=False) + "\n" for c in ALL), encoding="utf-8")
        assert self.stale("--update") == 0

    def write(self, text: str, name: str = "loans") -> None:
        (self.corpus_dir / f"{name}.txt").write_text(text, encoding="utf-8")

    def amend(self, *replacements: tuple[str, str]) -> None:
        text = POLICY
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        self.write(text)

    def stale(self, *options: str) -> int:
        return main(["stale", "--cases", str(self.cases), "--corpus", str(self.corpus_dir), *options])

    def case(self, case_id: str) -> Case:
        (case,) = (case for case in load_cases(self.cases) if case.id == case_id)
        return case

    def findings(self) -> dict[str, Finding]:
        grounds = Grounds.of(load_corpus(self.corpus_dir))
        found = {case.id: examine(case, grounds) for case in load_cases(self.cases)}
        return {case_id: min(each, key=lambda f: list(Kind).index(f.kind)) for case_id, each in found.items() if each}


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    made = Place(tmp_path)
    capsys.readouterr()
    return made


def test_a_case_is_anchored_to_the_clause_that_holds_its_evidence(place: Place) -> None:
    (anchors,) = place.case("loan").rests_on
    (clause_id,) = anchors
    assert "30万元" in load_corpus(place.corpus_dir).clause(clause_id).text
    assert place.findings() == {}


def test_an_amended_amount_is_named_with_what_stands_there_now(place: Place) -> None:
    place.amend(("30万元", "50万元"))
    finding = place.findings()["loan"]
    assert (finding.kind, finding.breaks) == (Kind.CHANGED, True)
    assert "最高50万元的个人创业担保贷款" in finding.now
    assert finding.after == finding.before


def test_a_removed_measure_vanishes_and_the_others_stand_though_renumbered(place: Place) -> None:
    place.amend(("1．数字人才可申请最高30万元的个人创业担保贷款。（责任单位：市财政局）\n\n", ""), ("2．", "1．"))
    place.write(place.corpus_dir.joinpath("loans.txt").read_text("utf-8").replace("3．", "2．"))
    found = place.findings()
    assert found["loan"].kind is Kind.VANISHED
    assert found["school"].kind is Kind.MOVED
    assert not found["school"].breaks


def test_a_measure_that_merely_moved_is_rewritten_by_one_command(place: Place) -> None:
    place.amend(("1．", "甲．"), ("2．", "1．"), ("甲．", "2．"))
    before = place.cases.read_text(encoding="utf-8").splitlines()
    assert {f.kind for f in place.findings().values()} == {Kind.MOVED}
    assert place.stale("--update") == 0
    assert place.findings() == {}
    after = place.cases.read_text(encoding="utf-8").splitlines()
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, False, True]


def test_changed_punctuation_is_taken_over_verbatim(place: Place) -> None:
    place.amend(("支持企业，创办产业学院。", "支持企业创办“产业学院”。"))
    assert place.findings()["school"].kind is Kind.REPUNCTUATED
    assert place.stale("--update") == 0
    assert place.case("school").evidence == ("支持企业创办“产业学院",)
    assert place.findings() == {}


def test_a_second_clause_that_says_the_same_is_ambiguous_until_somebody_accepts_it(place: Place) -> None:
    place.amend(("3．每年", "4．每年培训工程师不少于100人，并发证书。（责任单位：市财政局）\n\n3．每年"))
    finding = place.findings()["count"]
    assert (finding.kind, finding.breaks, len(finding.after)) == (Kind.AMBIGUOUS, False, 2)
    assert place.stale("--update") == 1
    assert place.stale("--accept", "count") == 0
    assert len(place.case("count").rests_on[0]) == 2


def test_a_clause_reworded_around_the_evidence_is_to_be_looked_at(place: Place) -> None:
    place.amend(("邀请权威专家授课", "仅限本市企业"))
    assert place.findings()["school"].kind is Kind.REWORDED
    assert place.stale("--update") == 1
    assert place.stale("--accept", "school") == 0
    assert place.findings() == {}


def test_layout_alone_makes_nothing_stale(place: Place) -> None:
    place.amend(("个人创业担保贷款", "个人创业　担保贷款"), ("（责任单位：市财政局）", "(责任单位：市财政局)"))
    assert "school" not in place.findings()
    assert not any(finding.breaks for finding in place.findings().values())


def test_a_fact_that_no_longer_stands_where_the_evidence_does_is_named(place: Place) -> None:
    lines = place.cases.read_text(encoding="utf-8").replace('"evidence": ["最高30万元的', '"evidence": ["的')
    place.cases.write_text(lines, encoding="utf-8")
    place.amend(("30万元", "430万元"))
    finding = place.findings()["loan"]
    assert (finding.kind, finding.piece, finding.breaks) == (Kind.FACT_GONE, "30万元", True)


def test_evidence_of_a_document_that_applies_no_longer_says_so(place: Place) -> None:
    place.write("关于天气的通知\n\n一、今天晴，适合出门。\n", name="weather")
    (place.corpus_dir / "loans.toml").write_text('state = "repealed"\n', encoding="utf-8")
    assert {finding.kind for finding in place.findings().values()} == {Kind.NOT_IN_FORCE}


def test_stale_says_what_to_do_and_exits_with_1(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.amend(("30万元", "50万元"))
    assert place.stale() == 1
    told = capsys.readouterr().out
    for piece in ("### loan：依据已改写", "最高30万元", "现为：数字人才可申请最高50万元", "3 条用例中 1 条"):
        assert piece in told


def test_stale_as_json_is_for_programs(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.amend(("30万元", "50万元"))
    assert place.stale("--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["cases"], told["broken"], told["unanchored"]) == (3, ["loan"], [])
    (finding,) = told["stale"]
    assert finding["kind"] == "changed"
    assert finding["before"] == finding["after"]


def test_what_a_person_must_judge_is_never_rewritten(place: Place) -> None:
    place.amend(("30万元", "50万元"))
    before = place.cases.read_bytes()
    assert place.stale("--update", "--accept", "loan") == 1
    assert place.cases.read_bytes() == before


def test_accepting_a_case_that_is_not_there_is_a_mistake(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.stale("--accept", "lone") == 2
    assert "没有这些用例：lone" in capsys.readouterr().err


def test_anchors_must_stand_beside_their_evidence(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({**LOAN, "rests_on": [{}, {}]}), encoding="utf-8")
    with pytest.raises(CaseFileError, match="rests_on 应与 evidence 一一对应"):
        load_cases(path)


@pytest.mark.parametrize("suite", ["rizhao", "other"])
def test_every_shipped_case_is_anchored_and_fresh(suite: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "--suite", suite, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unanchored"] == []


def test_every_measure_of_the_shipped_policy_is_covered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert document["clauses"] == 31
    assert document["uncovered"] == []


def test_coverage_lists_what_no_case_rests_on(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.amend(("3．每年", "4．举办大赛。（责任单位：市财政局）\n\n3．每年"))
    assert main(["coverage", "--cases", str(place.cases), "--corpus", str(place.corpus_dir)]) == 0
    told = capsys.readouterr().out
    assert "没有用例涉及的条款" in told
    assert "举办大赛" in told
    assert "工程师" not in told
