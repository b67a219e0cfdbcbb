"""The real app in a process of its own, and Debian's Chromium looking at it."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60
READY_MS = 300_000  # the first start on a fresh machine unpacks the model and builds the index


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve_app(log: Path) -> Iterator[str]:
    """Run app.py until the caller is done; what it wrote is shown if it does not come up."""
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(port)], cwd=ROOT, stdout=output, stderr=output
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_served(url, process, log)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_served(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"app.py did not come up:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve_app(tmp_path_factory.mktemp("app") / "app.log")


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Start Debian's Chromium; Playwright's own would have to be fetched."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed; `make system` as root installs it")
    with open_chromium() as browser:
        yield browser


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, app_url: str) -> Iterator[Visit]:
    """Open the page as a new visitor; afterwards hold that no other host was asked and nothing broke in the page."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    broken: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            broken.append(message.text)

    def open_page(path: str = "/", *, width: int = 1440, height: int = 900, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", note_console)
        page.goto(app_url + path)
        page.wait_for_selector(".example", timeout=READY_MS)
        return page

    yield open_page
    for context in contexts:
        context.close()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(app_url).netloc}
    assert broken == []


def ask(page: Page, question: str) -> None:
    """Ask by keyboard and wait for the complete answer."""
    answered = page.locator('.answer[data-complete="yes"]').count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.answer[data-complete=\"yes\"]').length > n", arg=answered, timeout=60_000
    )
