import json
from pathlib import Path

import pytest

from evals.__main__ import main


def test_main_says_what_to_mend_and_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"id": "a"}), encoding="utf-8")
    assert main(["run", "--cases", str(path)]) == 2
    assert f"{path} 第 1 行" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "bench"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert "--cases" in capsys.readouterr().out
