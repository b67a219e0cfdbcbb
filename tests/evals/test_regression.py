"""A run beside an earlier one: what flipped, and where chance does not explain it."""

from pathlib import Path

import pytest

from evals.baseline_file import load_baseline, write_baseline
from evals.errors import BaselineError
from evals.outcomes import Outcome
from evals.regression import OVERALL, ClassChange, Noise, Past, Regression, hold_against

NOISE = Noise()


def outcome(name: str, *, passed: bool, category: str = "金额", digest: str = "d", broken: bool = False) -> Outcome:
    return Outcome(
        id=name,
        category=category,
        expect="answer",
        turns=(f"{name}？",),
        digest=digest,
        passed=passed,
        status="answered" if passed else "not_covered",
        reasons=() if passed else ("应为 answered",),
        broken=broken,
    )


def past(outcomes: list[Outcome]) -> list[Past]:
    return [Past.model_validate(one.model_dump()) for one in outcomes]


def suite(passed: int, failed: int, category: str = "金额") -> list[Outcome]:
    """Cases of one class, of which the first so many pass."""
    return [outcome(f"{category}{i}", passed=i < passed, category=category) for i in range(passed + failed)]


def change(regression: Regression, name: str) -> ClassChange:
    (found,) = (one for one in regression.classes if one.name == name)
    return found


def test_the_same_run_again_shows_nothing() -> None:
    run = suite(30, 10)
    same = hold_against(past(run), run, NOISE)
    assert (same.compared, same.lost, same.gained, same.shortfalls()) == (40, (), (), ())


def test_two_failures_more_are_noise_and_ten_are_not() -> None:
    before = past(suite(40, 0))
    assert hold_against(before, suite(38, 2), NOISE).shortfalls() == ()
    overall, by_class = hold_against(before, suite(30, 10), NOISE).shortfalls()
    assert overall.startswith("全部 退步超出误差：100.0% → 75.0%（40 例，差 -25.0%，区间 ")
    assert by_class.startswith("金额 退步超出误差")


def test_a_class_falls_though_the_whole_does_not() -> None:
    before = past([*suite(10, 0, "拒答"), *suite(50, 50, "金额")])
    after = [*suite(3, 7, "拒答"), *suite(57, 43, "金额")]
    regression = hold_against(before, after, NOISE)
    assert change(regression, OVERALL).difference == 0
    assert [one.name for one in regression.classes if one.dropped] == ["拒答"]
    assert change(regression, "金额").rose


def test_a_drop_is_noise_where_as_many_cases_flip_up_as_down() -> None:
    before = [outcome(f"c{i}", passed=i % 2 == 0) for i in range(40)]
    after = [outcome(f"c{i}", passed=i % 2 == 1) for i in range(40)]
    regression = hold_against(past(before), after, NOISE)
    assert regression.shortfalls() == ()
    assert (len(regression.lost), len(regression.gained)) == (20, 20)


def test_flips_are_listed_both_ways_with_why() -> None:
    before = [outcome("a", passed=True), outcome("b", passed=False)]
    after = [outcome("a", passed=False), outcome("b", passed=True)]
    regression = hold_against(past(before), after, NOISE)
    ((lost,), (gained,)) = regression.lost, regression.gained
    assert (lost.id, lost.before, lost.after, lost.reasons) == ("a", "answered", "not_covered", ("应为 answered",))
    assert (gained.id, gained.reasons) == ("b", ())


def test_a_class_of_few_cases_is_listed_and_never_judged() -> None:
    regression = hold_against(past(suite(4, 0)), suite(0, 4), NOISE)
    assert not change(regression, "金额").judged
    assert regression.shortfalls() == ()
    assert hold_against(past(suite(4, 0)), suite(0, 4), Noise(least_cases=4)).shortfalls()


def test_new_changed_gone_and_stale_cases_are_not_compared() -> None:
    before = past([outcome(name, passed=True) for name in ("same", "asks-otherwise", "gone", "stale")])
    after = [
        outcome("same", passed=True),
        outcome("asks-otherwise", passed=False, digest="e"),
        outcome("new", passed=False),
        outcome("stale", passed=False, broken=True),
    ]
    regression = hold_against(before, after, NOISE)
    assert regression.compared == 1
    assert (regression.new, regression.gone, regression.stale) == (("asks-otherwise", "new"), ("gone",), ("stale",))


def test_nothing_in_common_is_nothing_to_compare() -> None:
    regression = hold_against([], suite(1, 1), NOISE)
    assert (regression.compared, regression.classes, regression.shortfalls()) == (0, (), ())


def test_a_baseline_is_read_as_it_was_written_one_case_a_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline" / "s.json"
    write_baseline(path, [*suite(2, 1), outcome("stale", passed=False, broken=True)], {"model": "m"})
    baseline = load_baseline(path)
    assert baseline.config == {"model": "m"}
    assert [(one.id, one.passed) for one in baseline.cases] == [("金额0", True), ("金额1", True), ("金额2", False)]
    assert sum('"id"' in line for line in path.read_text(encoding="utf-8").splitlines()) == 3


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("[]", encoding="utf-8")
    for name, message in (("b.json", "不是 python -m evals run --write-baseline"), ("absent.json", "无法读取基线")):
        with pytest.raises(BaselineError, match=message):
            load_baseline(tmp_path / name)
