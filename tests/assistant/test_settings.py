"""What is set from outside is checked, and told in words by every entry point."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.errors import SettingsError
from assistant.settings import ROOT, read_settings


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("port", "abc", "POLICY_PORT.*“abc”.*整数"),
        ("port", "99999", "不能大于 65535"),
        ("port", "0", "不能小于 1"),
        ("port", "9" * 5000, "“9{60}”.*太大"),
        ("host", "", "POLICY_HOST.*不能为空"),
        ("as_of", "2025-13-01", "须是日期，如 2025-01-31"),
        ("journal_retention_days", "0", "POLICY_JOURNAL_RETENTION_DAYS.*不能小于 1"),
        ("journal_retention_days", "999999999", "不能大于 36500"),
        ("llm_timeout_seconds", "0", "须大于 0"),
        ("relevance", "maybe", "须是 1 或 0"),
        ("prot", "1", "没有这一项设置"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_may_be(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        read_settings(**{name: value})


def test_every_wrong_setting_is_named_and_a_secret_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings(port="x", llm_api_key=123456)
    assert "port" in str(raised.value)
    assert "llm_api_key" in str(raised.value)
    assert "123456" not in str(raised.value)


@pytest.mark.parametrize(
    ("variable", "value"), [("POLICY_PORT", "abc"), ("POLICY_JOURNAL_RETENTION_DAYS", "0"), ("POLICY_AS_OF", "gestern")]
)
def test_the_command_line_tells_a_wrong_setting_and_ends(
    variable: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(["journal", "list", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"错误：设置 {variable.removeprefix('POLICY_').lower()}")


@pytest.mark.parametrize("arguments", [("--port", "99999"), ("--port", "abc"), ("--host", "192.0.2.1"), ("--host", "")])
def test_the_chat_that_cannot_be_served_says_why_and_ends(arguments: tuple[str, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "app.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("错误：")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "arguments", [("evals", "stale"), ("assistant.publishing", "status"), ("corpus", "diff")], ids=" ".join
)
def test_every_command_that_reads_the_environment_tells_a_wrong_setting(arguments: tuple[str, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "POLICY_PORT": "abc"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ended.returncode == 2
    assert "设置 port（POLICY_PORT）的值“abc”不对" in ended.stderr
    assert "Traceback" not in ended.stderr
