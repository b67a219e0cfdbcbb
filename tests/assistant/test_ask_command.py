"""``python -m assistant ask`` as a user runs it: a process of its own, the packaged model, no network."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.service import Assistant
from corpus.types import Corpus

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
TURN_KEYS = {"question", "standalone_question", "status", "answer", "citations", "timings_ms"}
CITATION_KEYS = {
    "n",
    "document_id",
    "document_title",
    "document_number",
    "clause_id",
    "locator",
    "quote",
    "clause_text",
    "start",
    "end",
    "responsible_units",
}
OTHER_POLICY = """乙县人民政府关于印发《乙县茶产业扶持办法》的通知
乙政发〔2024〕9号

一、支持茶园建设

对新建茶园每亩补助800元。（责任单位：县农业农村局）

二、支持品牌推广

对获得绿色食品认证的茶企奖励5万元。（责任单位：县市场监管局）
"""


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("POLICY_")}
    return subprocess.run(
        [sys.executable, "-m", "assistant", "ask", *arguments],
        cwd=ROOT,
        env={**clean, "PYTHONIOENCODING": "utf-8", **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def turns(shipped: Assistant, real_data_dir: Path) -> list[dict]:
    """Four turns of one conversation, one object a line."""
    done = run(
        *("--json", "--data", str(real_data_dir)),
        *("个人创业担保贷款最高能贷多少", "归谁管", "谢谢", "红烧肉怎么做才好吃"),
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_turn_is_one_line_with_every_key(turns: list[dict]) -> None:
    assert [turn["question"] for turn in turns] == [
        "个人创业担保贷款最高能贷多少",
        "归谁管",
        "谢谢",
        "红烧肉怎么做才好吃",
    ]
    for turn in turns:
        assert turn.keys() >= TURN_KEYS
        assert turn["timings_ms"]["total"] > 0
        for citation in turn["citations"]:
            assert citation.keys() >= CITATION_KEYS


def test_status_tells_how_each_turn_was_met(turns: list[dict]) -> None:
    assert [turn["status"] for turn in turns] == ["answered", "answered", "smalltalk", "not_covered"]


def test_second_turn_follows_the_first(turns: list[dict]) -> None:
    assert "创业担保贷款" in turns[1]["standalone_question"]
    assert "市人力资源社会保障局" in turns[1]["answer"]


def test_citations_are_marked_numbered_and_verbatim(turns: list[dict], shipped_corpus: Corpus) -> None:
    for turn in turns:
        for position, citation in enumerate(turn["citations"], start=1):
            source = shipped_corpus.document(citation["document_id"]).source
            assert citation["n"] == position
            assert f"[{position}]" in turn["answer"]
            assert source[citation["start"] : citation["end"]] == citation["quote"]
            assert citation["quote"] in citation["clause_text"]
    assert turns[0]["citations"][0]["locator"] == "第四条第1项"
    assert turns[0]["citations"][0]["document_number"] == "日人社发〔2025〕6号"
    assert turns[0]["citations"][0]["responsible_units"] == ["市人力资源社会保障局"]


def test_text_output_reads_as_a_person_would_write_it(real_data_dir: Path, shipped: Assistant) -> None:
    done = run("--data", str(real_data_dir), "文号是多少")
    assert done.returncode == 0
    assert done.stdout.startswith("问：文号是多少\n答：")
    assert "日人社发〔2025〕6号" in done.stdout
    assert "[1] 《" in done.stdout


@pytest.mark.parametrize("by", ["options", "environment"])
def test_other_documents_are_answered_from(by: str, tmp_path: Path, real_data_dir: Path, shipped: Assistant) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "tea.txt").write_text(OTHER_POLICY, encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(real_data_dir / "models")  # the unpacked model is the same
    if by == "options":
        done = run("--json", "--corpus", str(corpus), "--data", str(data), "新建茶园每亩补助多少元")
    else:
        places = {"POLICY_CORPUS_DIR": str(corpus), "POLICY_DATA_DIR": str(data)}
        done = run("--json", "新建茶园每亩补助多少元", environment=places)
    assert done.returncode == 0, done.stderr
    turn = json.loads(done.stdout)
    assert turn["status"] == "answered"
    assert "800元" in turn["answer"]
    assert {citation["document_id"] for citation in turn["citations"]} == {"tea"}
    assert (data / "index").is_dir()


@pytest.mark.parametrize(
    ("name", "content"),
    [("broken.txt", b"\x00\x01\x02\xff\xfe\x00" * 50), ("empty.txt", b""), ("notes.md", "没有政策".encode())],
)
def test_unreadable_corpus_is_named_in_chinese(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("--corpus", str(tmp_path), "--data", str(tmp_path / "data"), "贷款最高多少")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "错误：" in done.stderr
    assert (name if name.endswith(".txt") else tmp_path.name) in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_corpus_folder_is_named_in_chinese(tmp_path: Path) -> None:
    done = run("--corpus", str(tmp_path / "nowhere"), "--data", str(tmp_path / "data"), "贷款最高多少")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "文件夹不存在" in done.stderr


def test_asking_nothing_is_a_usage_error() -> None:
    done = run()
    assert done.returncode == 2
    assert "usage" in done.stderr
