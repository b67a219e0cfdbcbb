"""Starting the app."""

import socket
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.integration


def test_a_taken_port_ends_the_app_with_advice() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "app.py", "--port", str(port)], cwd=ROOT, capture_output=True, text=True, timeout=120
        )
    assert ended.returncode == 1
    assert f"端口 {port} 已被别的程序占用" in ended.stderr
    assert "Traceback" not in ended.stderr
