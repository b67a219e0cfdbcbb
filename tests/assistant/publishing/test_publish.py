"""Publishing: the workspace goes live whole, or nothing changes."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.publishing.attempt import Outcome
from assistant.publishing.cases import Effect
from assistant.publishing.errors import BusyError, NothingEarlierError, SnapshotError, SuiteError
from assistant.publishing.record import Action
from corpus.__main__ import main as corpus_main
from corpus.library import load_corpus
from corpus.validity import chinese_date
from evals.review.waiting import WaitingFile
from tests.assistant.publishing.workspace import (
    CASES,
    MEASURES,
    RAISED,
    QuotingSuite,
    publisher,
    with_suite,
    write_cases,
    write_policy,
)

pytestmark = pytest.mark.integration


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    write_policy(folder)
    write_cases(folder)
    return folder


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


def publish(workspace: Path, data_dir: Path) -> Outcome:
    return publisher(workspace, data_dir).publish()


def live_text(workspace: Path, data_dir: Path) -> str:
    record = publisher(workspace, data_dir).record
    live = record.read().live
    assert live is not None
    return load_corpus(record.corpus_dir(live)).documents[0].source


def test_what_is_live_is_a_copy_that_later_edits_do_not_reach(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    write_policy(workspace, [RAISED])
    assert "30万元" in live_text(workspace, data_dir)


def test_publishing_what_is_live_already_is_no_publication(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    assert publish(workspace, data_dir).report is None
    assert len(publisher(workspace, data_dir).record.read().publications) == 1


def test_a_gate_that_does_not_hold_keeps_what_is_live(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    write_policy(workspace, [RAISED, *MEASURES[1:]])
    outcome = publisher(workspace, data_dir, shortfalls=["pass_rate = 0.5，低于 0.87"]).publish()
    assert outcome.publication is None
    assert outcome.report is not None
    assert outcome.report.shortfalls == ("pass_rate = 0.5，低于 0.87",)
    assert "30万元" in live_text(workspace, data_dir)


def test_a_reason_opens_the_gate_and_is_remembered(workspace: Path, data_dir: Path) -> None:
    one = publisher(workspace, data_dir, shortfalls=["pass_rate = 0.5，低于 0.87"])
    one.publish(no_gate="上级要求当日公布")
    (publication,) = one.record.read().publications
    assert publication.no_gate == "上级要求当日公布"


def test_without_cases_nothing_goes_live(workspace: Path, data_dir: Path) -> None:
    (workspace / "cases" / "town.jsonl").unlink()
    with pytest.raises(SuiteError, match="没有评测用例"):
        publish(workspace, data_dir)
    assert publisher(workspace, data_dir).record.read().live is None


def test_an_amended_clause_makes_its_case_stale_and_is_asked_first(workspace: Path, data_dir: Path) -> None:
    write_cases(workspace, CASES[::-1])
    publish(workspace, data_dir)
    write_policy(workspace, [RAISED, *MEASURES[1:]])
    suite = QuotingSuite()
    outcome = with_suite(publisher(workspace, data_dir), suite).publish()
    assert outcome.report is not None
    assert [(one.case.id, one.effect) for one in outcome.report.stale] == [("loan", Effect.CHANGED)]
    assert suite.asked[0][0] == "loan"


def test_garbled_text_is_stopped_even_where_no_case_asks_about_it(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    garbled = "对首次创业的数字人才给予补贴，由人力资源社会保障部门负责。".encode().decode("gb18030", "ignore")
    write_policy(workspace, [*MEASURES, "四、其他事项\n" + garbled])
    outcome = publish(workspace, data_dir)
    assert outcome.publication is None
    assert outcome.report is not None
    assert any("疑似乱码" in shortfall for shortfall in outcome.report.shortfalls)
    assert "四、" not in live_text(workspace, data_dir)


@pytest.mark.parametrize("line", ["身份证号码：□□□□□□□□□□□□□□□□□□", "\uf06c个人可以在网上申请，不收费用。"])
def test_boxes_to_fill_in_and_a_bullet_are_not_taken_for_garbled_text(
    workspace: Path, data_dir: Path, line: str
) -> None:
    write_policy(workspace, [*MEASURES, "四、其他事项\n" + line])
    assert publish(workspace, data_dir).publication is not None


def test_what_takes_effect_later_is_asked_about_before_it_goes_live(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    day = date.today() + timedelta(days=30)
    write_policy(workspace, [RAISED, *MEASURES[1:]], name="town@next")
    (workspace / "town@next.toml").write_text(f"in_force_from = {day}\n", encoding="utf-8")
    suite = QuotingSuite()
    suite.short_on[day] = "wrong_numbers = 1，高于 0"
    outcome = with_suite(publisher(workspace, data_dir), suite).publish()
    assert suite.days[0] is None
    assert day in suite.days
    assert outcome.publication is None
    assert outcome.report is not None
    assert outcome.report.shortfalls == (f"{chinese_date(day)}起：wrong_numbers = 1，高于 0",)
    # the case that rests on the text of today is right until then, and would be wrong on that day
    asked = dict(zip(suite.days, suite.asked, strict=True))
    assert "loan" in asked[None]
    assert "loan" not in asked[day]
    assert "training" in asked[day]
    assert publisher(workspace, data_dir).publish().publication is not None


def test_what_is_new_and_in_no_case_is_proposed_for_review(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    write_policy(workspace, [*MEASURES, "四、补贴\n对首次创业的人员给予一次性补贴2万元。（责任单位：市财政局）"])
    outcome = publish(workspace, data_dir)
    assert outcome.report is not None
    assert outcome.report_dir is not None
    (proposal,) = outcome.report.proposals
    assert proposal.question == "对首次创业的人员给予一次性补贴多少钱？"
    assert proposal.facts == ("2万元",)
    line = (outcome.report_dir / "proposed-cases.jsonl").read_text(encoding="utf-8")
    assert json.loads(line)["evidence"] == ["对首次创业的人员给予一次性补贴2万元。"]
    waiting = WaitingFile(path=data_dir / "review" / "proposed.jsonl").proposed()
    assert [one.line for one in waiting] == [line.strip()], "python -m evals review lists it"


def test_rollback_goes_one_step_back_each_time_and_keeps_the_history(workspace: Path, data_dir: Path) -> None:
    one = publisher(workspace, data_dir)
    for amount in ("30万元", "31万元", "32万元"):
        write_policy(workspace, [MEASURES[0].replace("30万元", amount)])
        one.publish(no_gate="试")
    one.rollback()
    assert "31万元" in live_text(workspace, data_dir)
    one.rollback()
    assert "30万元" in live_text(workspace, data_dir)
    with pytest.raises(NothingEarlierError):
        one.rollback()
    actions = [publication.action for publication in one.record.read().publications]
    assert actions == [Action.PUBLISH] * 3 + [Action.ROLLBACK] * 2


def test_rollback_may_name_any_publication(workspace: Path, data_dir: Path) -> None:
    one = publisher(workspace, data_dir)
    for amount in ("30万元", "31万元", "32万元"):
        write_policy(workspace, [MEASURES[0].replace("30万元", amount)])
        one.publish(no_gate="试")
    one.rollback(1)
    assert "30万元" in live_text(workspace, data_dir)


def test_what_was_lost_of_a_snapshot_is_published_anew(workspace: Path, data_dir: Path) -> None:
    first = publish(workspace, data_dir).publication
    record = publisher(workspace, data_dir).record
    assert first is not None
    (record.corpus_dir(first) / "town.txt").unlink()
    again = publish(workspace, data_dir)
    assert again.report is not None, "equal names do not make up for a lost file"
    assert "30万元" in live_text(workspace, data_dir)


def test_nobody_goes_back_to_a_text_that_is_not_what_was_published(workspace: Path, data_dir: Path) -> None:
    one = publisher(workspace, data_dir)
    first = one.publish().publication
    assert first is not None
    write_policy(workspace, [RAISED, *MEASURES[1:]])
    one.publish()
    text = one.record.corpus_dir(first) / "town.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("30万元", "90万元"), encoding="utf-8")
    with pytest.raises(SnapshotError, match="改动过"):
        one.rollback()
    assert "45万元" in live_text(workspace, data_dir)


def test_what_expired_meanwhile_can_still_be_followed_by_another(workspace: Path, data_dir: Path) -> None:
    publish(workspace, data_dir)
    one = publisher(workspace, data_dir)
    live = one.record.read().live
    assert live is not None
    (one.record.corpus_dir(live) / "town.toml").write_text('state = "draft"\n', encoding="utf-8")  # nothing applies now
    write_policy(workspace, [RAISED, *MEASURES[1:]])
    assert one.publish().publication is not None


def test_diff_without_names_compares_what_is_live_with_the_workspace(
    workspace: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ("--corpus", str(workspace), "--data", str(data_dir))
    assert corpus_main(["diff", *places]) == 2
    assert "还没有发布过" in capsys.readouterr().err
    publish(workspace, data_dir)
    assert corpus_main(["diff", *places]) == 0
    write_policy(workspace, [RAISED, *MEASURES[1:]])
    assert corpus_main(["diff", *places]) == 1
    assert "[-30万元-] → {+45万元+}" in capsys.readouterr().out


def test_two_publications_at_once_are_one_and_a_kind_refusal(workspace: Path, data_dir: Path) -> None:
    one = publisher(workspace, data_dir)
    with one.record.changing(), pytest.raises(BusyError):
        one.publish()


def test_one_data_directory_keeps_workspaces_apart(workspace: Path, data_dir: Path, tmp_path: Path) -> None:
    publish(workspace, data_dir)
    assert publisher(tmp_path / "elsewhere", data_dir).record.read().live is None
