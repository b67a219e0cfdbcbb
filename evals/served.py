"""The real app in a process of its own, for as long as something is measured from outside."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.settings import ROOT, Settings
from evals.errors import ProbeError

START_SECONDS = 300
STOP_SECONDS = 30


@contextmanager
def serving(settings: Settings, *, log: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Run ``app.py`` and yield its address once it answers; the index may still be building then."""
    port = _free_port()
    places = ["--corpus", str(settings.corpus_dir), "--data", str(settings.data_dir), "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "app.py", *places], cwd=ROOT, stdout=output, stderr=output, env=dict(environment)
        )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_until_served(url, process, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_served(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise ProbeError(f"app.py 没有启动：\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
