"""The shipped cases hold what they claim about the policies they are written for."""

import re
from collections import Counter
from pathlib import Path

import pytest

from evals.cases import Case, Expect, Split, load_all, load_cases
from evals.suites import load_suite

ROOT = Path(__file__).resolve().parents[2]
POLICY = ROOT / "corpus" / "documents" / "rizhao-digital-talent.txt"
SHIPPED = ROOT / "evals" / "cases" / "rizhao.jsonl"
OTHERS = sorted((ROOT / "evals" / "cases" / "other").glob("*.jsonl"))

# A measure ends in its tag; written here without the parser, so that neither can hide the other's mistake.
MEASURE = re.compile(r"[^\n]*?[(（]责任单位[^)）\n]*[)）]")

MINIMUM = {
    "measure": 31,
    "everyday": 35,
    "amount": 15,
    "department": 15,
    "eligibility": 10,
    "multi_clause": 8,
    "metadata": 12,
    "multi_turn": 15,
    "noisy": 12,
    "near_miss": 45,
    "adversarial": 12,
    "smalltalk": 8,
    "out_of_scope": 8,
    "partial": 3,
}


def source_of(path: Path) -> str:
    document = POLICY if path == SHIPPED else ROOT / "evals" / "corpora" / f"{path.stem}.txt"
    return document.read_text(encoding="utf-8")


def pieces(source: str) -> list[str]:
    """Cut a text into measures where it has tags, and into lines elsewhere."""
    cut = []
    for line in source.split("\n"):
        measures = list(MEASURE.finditer(line))
        cut += [measure.group() for measure in measures] or [line]
    return cut


def parts(case: Case) -> list[str]:
    return [*case.evidence, *(fact for alternatives in case.facts for fact in alternatives), *case.forbid]


@pytest.fixture(scope="module", params=[SHIPPED, *OTHERS], ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def cases(path: Path) -> tuple[Case, ...]:
    return load_cases(path)


@pytest.fixture(scope="module")
def source(path: Path) -> str:
    return source_of(path)


def test_ids_are_unique_over_all_files() -> None:
    suite = load_all([SHIPPED, *OTHERS])
    assert len({case.id for case in suite}) == len(suite)


def test_no_conversation_is_asked_twice(cases: tuple[Case, ...]) -> None:
    asked = Counter(case.turns for case in cases)
    assert [turns for turns, times in asked.items() if times > 1] == []


def test_evidence_is_verbatim_in_one_clause(cases: tuple[Case, ...], source: str) -> None:
    cut = pieces(source)
    assert [(c.id, e) for c in cases for e in c.evidence if not any(e in piece for piece in cut)] == []


def test_facts_of_an_answer_occur_in_the_policy(cases: tuple[Case, ...], source: str) -> None:
    missing = [
        (case.id, alternatives)
        for case in cases
        for alternatives in case.facts
        if not any(fact in source for fact in alternatives)
    ]
    assert missing == []


def test_what_is_forbidden_is_neither_required_nor_part_of_the_evidence(cases: tuple[Case, ...]) -> None:
    torn = [
        (case.id, piece)
        for case in cases
        for piece in case.forbid
        for required in parts(case)[: -len(case.forbid)]
        if piece in required
    ]
    assert torn == []


def test_every_split_has_answers_and_refusals(cases: tuple[Case, ...]) -> None:
    assert all(case.split for case in cases)
    counted = Counter((case.split, case.expect) for case in cases)
    for split in Split:
        assert counted[split, Expect.ANSWER] >= 3
        assert counted[split, Expect.REFUSE] >= 2


def test_the_shipped_suite_has_enough_of_every_category() -> None:
    counted = Counter(case.category for case in load_cases(SHIPPED))
    assert {name: counted[name] for name, least in MINIMUM.items() if counted[name] < least} == {}
    assert set(counted) == set(MINIMUM)


def test_the_shipped_splits_are_halves_of_every_category() -> None:
    counted = Counter((case.category, case.split) for case in load_cases(SHIPPED))
    for category in MINIMUM:
        assert abs(counted[category, Split.TRAIN] - counted[category, Split.TEST]) <= 2


def test_every_measure_is_asked_about_in_ordinary_words() -> None:
    measures = MEASURE.findall(source_of(SHIPPED))
    assert len(measures) == 31
    evidence = [e for case in load_cases(SHIPPED) if case.category == "measure" for e in case.evidence]
    assert [measure[:30] for measure in measures if not any(e in measure for e in evidence)] == []


def test_the_held_out_split_asks_about_most_measures() -> None:
    measures = MEASURE.findall(source_of(SHIPPED))
    held_out = [e for case in load_cases(SHIPPED) if case.split is Split.TEST for e in case.evidence]
    asked = sum(any(e in measure for e in held_out) for measure in measures)
    assert asked >= 25


def test_other_policies_are_asked_about_with_refusals_among_them() -> None:
    assert len(OTHERS) >= 8
    for other in OTHERS:
        cases = load_cases(other)
        refusals = sum(case.expect is Expect.REFUSE for case in cases)
        assert 14 <= len(cases) <= 24
        assert 0.3 <= refusals / len(cases) <= 0.5


@pytest.mark.parametrize("suite", ["blind", "blind-other"])
def test_what_examiners_expect_stands_in_the_policies(suite: str) -> None:
    loaded = load_suite(suite)
    sources = ["".join(path.read_text(encoding="utf-8").split()) for path in loaded.settings.corpus_dir.rglob("*.txt")]
    wanted = [(case.id, "".join(piece.split())) for case in loaded.cases for piece in case.evidence]
    assert [found for found in wanted if not any(found[1] in source for source in sources)] == []
    assert {case.split for case in loaded.cases} >= {Split.TEST}
