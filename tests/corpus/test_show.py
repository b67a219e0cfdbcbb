"""``python -m corpus show``."""

import json

import pytest

from corpus.__main__ import main

_TEXT = (
    "某市支持创业若干措施\n某府发〔2024〕3号\n一、支持企业\n给予补贴。（责任单位：市财政局）\n"
    "给予贷款。（责任单位：市人社局、市财政局）\n二、附则\n本措施自2024年5月1日起施行。\n"
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "measures.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def test_the_tree_shows_metadata_sections_clauses_units_and_counts(path, capsys):
    assert main(["show", str(path)]) == 0
    shown = capsys.readouterr().out
    for expected in (
        "《某市支持创业若干措施》",
        "发文字号 某府发〔2024〕3号",
        "施行时间 2024年5月1日",
        "▌一、支持企业",
        "[1.2] 第一条第2项（1 句）给予贷款。",
        "责任单位：市人社局、市财政局",
        "责任标注 2 处，责任单位 2 个",
    ):
        assert expected in shown


def test_json_holds_everything_with_offsets_into_the_source(path, capsys):
    assert main(["show", "--json", "--corpus", str(path.parent), "--document", "measures"]) == 0
    (document,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert document["number"] == "某府发〔2024〕3号"
    clauses = {clause["clause_id"]: clause for clause in document["clauses"]}
    measure = clauses["measures#1.2"]
    assert document["source"][measure["start"] : measure["end"]] == measure["text"]
    assert measure["responsible_units"] == ["市人社局", "市财政局"]


def test_errors_are_told_in_chinese_with_status_two(path, capsys):
    (path.parent / "broken.txt").write_bytes(b"\x00\x01")
    for arguments, reason in (
        (["show", str(path.parent / "broken.txt")], "二进制"),
        (["show", "--corpus", str(path.parent / "none")], "文件夹不存在"),
        (["show", str(path), "--document", "other"], "现有：measures"),
    ):
        assert main(arguments) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("错误：")
        assert reason in told.err
