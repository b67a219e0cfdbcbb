import json
from pathlib import Path

import pytest

from evals.cases import Case, Expect, Split, load_all, load_cases, select
from evals.errors import CaseFileError

GOOD = {"id": "a1", "category": "金额", "turns": ["最多多少钱？"], "expect": "answer", "evidence": ["最高30万元"]}


def write(path: Path, *lines: dict[str, object] | str) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_load_cases_reads_every_field(tmp_path: Path) -> None:
    full = {**GOOD, "turns": ["有贷款吗？", "最多多少？"], "facts": [["30万元", "三十万元"]], "forbid": ["400万"]}
    (case,) = load_cases(write(tmp_path / "c.jsonl", {**full, "note": "个人", "split": "test"}))
    assert case.expect is Expect.ANSWER
    assert case.split is Split.TEST
    assert case.facts == (("30万元", "三十万元"),)
    assert case.question == "最多多少？"


def test_load_cases_skips_blank_lines_but_counts_them(tmp_path: Path) -> None:
    path = write(tmp_path / "c.jsonl", GOOD, "", {**GOOD, "id": "a2", "expect": "maybe"})
    with pytest.raises(CaseFileError, match=r"c\.jsonl 第 3 行：expect：只能取 'answer'"):
        load_cases(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({**GOOD, "evidance": []}, "evidance：没有这个字段"),
        ({**GOOD, "turns": []}, "turns：不能为空"),
        ({**GOOD, "turns": [" "]}, r"turns\.0：不能为空"),
        ({**GOOD, "facts": [[]]}, r"facts\.0：不能为空"),
        ({"id": "a1", "category": "x", "turns": ["问"]}, "expect：缺少此字段"),
        ({**GOOD, "evidence": []}, "至少要有一条 evidence 或 facts"),
        ("{oops", "不是合法的 JSON"),
    ],
)
def test_load_cases_says_what_is_wrong_with_a_line(tmp_path: Path, line: dict[str, object] | str, message: str) -> None:
    with pytest.raises(CaseFileError, match=f"第 1 行：.*{message}"):
        load_cases(write(tmp_path / "c.jsonl", line))


def test_load_cases_rejects_a_repeated_id(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"第 2 行：id “a1” 与第 1 行重复"):
        load_cases(write(tmp_path / "c.jsonl", GOOD, GOOD))


def test_load_cases_rejects_what_is_no_case_file(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="无法读取用例文件"):
        load_cases(tmp_path / "absent.jsonl")
    with pytest.raises(CaseFileError, match="没有用例"):
        load_cases(write(tmp_path / "empty.jsonl", ""))
    (tmp_path / "gbk.jsonl").write_bytes(json.dumps(GOOD, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(CaseFileError, match="不是 UTF-8"):
        load_cases(tmp_path / "gbk.jsonl")


def test_load_all_joins_files_and_keeps_ids_unique(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.jsonl", GOOD), write(tmp_path / "2.jsonl", {**GOOD, "id": "b1"})
    assert [case.id for case in load_all([one, two])] == ["a1", "b1"]
    with pytest.raises(CaseFileError, match="“a1” 在另一个用例文件中已用过"):
        load_all([one, one])


def test_select_keeps_split_and_category() -> None:
    base = Case.model_validate(GOOD)
    train = base.model_copy(update={"split": Split.TRAIN})
    other = base.model_copy(update={"category": "部门"})
    assert select([base, train, other], split=Split.TRAIN) == (train,)
    assert select([base, train, other], category="部门") == (other,)
    with pytest.raises(CaseFileError, match="没有符合条件的用例"):
        select([base], split=Split.TEST)
