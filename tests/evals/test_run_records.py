import json
from pathlib import Path

import pytest

from evals.cases import Case
from evals.errors import RecordsError
from evals.records import Record, Run, dump_run, load_run, pair
from tests.fakes_assistant import answered, cite, make_corpus

CORPUS = make_corpus(a=["甲事由市财政局负责。"])
CASE = Case.model_validate({"id": "x", "category": "c", "turns": ["谁管？"], "expect": "refuse"})
RUN = Run(
    config={"model": "m"},
    records=(Record(case_id="x", answer=answered("谁管？", cite(CORPUS, "a#1")), retrieved=("a#1",), latency_ms=1.5),),
)


def save(path: Path, run: Run) -> Path:
    path.write_text(json.dumps(dump_run(run), ensure_ascii=False), encoding="utf-8")
    return path


def test_a_saved_run_is_read_back_unchanged(tmp_path: Path) -> None:
    assert load_run(save(tmp_path / "r.json", RUN)) == RUN


def test_pair_puts_each_case_beside_its_record() -> None:
    assert pair([CASE], RUN) == [(CASE, RUN.records[0])]


def test_pair_refuses_answers_to_other_cases() -> None:
    with pytest.raises(RecordsError, match="不符：y"):
        pair([CASE.model_copy(update={"id": "y"})], RUN)
    with pytest.raises(RecordsError, match="不符：x"):
        pair([CASE.model_copy(update={"turns": ("别的？",)})], RUN)


@pytest.mark.parametrize("text", ["{", "[]", '{"config": {}}', '{"config": {}, "records": [{"case_id": "x"}]}'])
def test_load_run_refuses_what_no_run_saved(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecordsError, match="不是 python -m evals run --json 保存的结果"):
        load_run(tmp_path / "r.json")


def test_load_run_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="无法读取"):
        load_run(tmp_path / "absent.json")
