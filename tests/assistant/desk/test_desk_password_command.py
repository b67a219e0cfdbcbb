import io

import pytest

from assistant.__main__ import main
from assistant.desk.passwords import PasswordHash


def test_the_command_prints_a_setting_that_holds_the_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
    assert main(["password"]) == 0
    name, _, value = capsys.readouterr().out.strip().partition("=")
    assert name == "POLICY_STAFF_PASSWORD_HASH"
    assert PasswordHash.parse(value).matches("correct horse")


def test_a_short_password_ends_the_command_with_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["password"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "至少" in told.err
