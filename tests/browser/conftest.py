"""The real app in a process of its own, and Debian's Chromium looking at it."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from assistant.desk.passwords import PasswordHash
from assistant.journal.store import Journal
from assistant.settings import ROOT, Settings
from evals.served import serving

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
expect.set_options(timeout=20_000)  # a loaded machine is slow, not wrong
READY_MS = 300_000  # the first start on a fresh machine unpacks the model and builds the index
STAFF_PASSWORD = "correct horse battery"
QUESTIONS_PER_MINUTE = 12  # of one visitor; each has an address of their own


@contextmanager
def serve_app(log: Path, data_dir: Path) -> Iterator[str]:
    """Run app.py over the shipped policy until the caller is done."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("POLICY_")}
    environment = {
        **clean,
        "POLICY_QUESTIONS_PER_MINUTE": str(QUESTIONS_PER_MINUTE),
        "POLICY_STAFF_PASSWORD_HASH": str(PasswordHash.of(STAFF_PASSWORD)),
    }
    settings = Settings().model_copy(update={"corpus_dir": ROOT / "corpus" / "documents", "data_dir": data_dir})
    with serving(settings, log=log, environment=environment) as url:
        yield url


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory, real_data_dir: Path) -> Iterator[str]:
    with serve_app(tmp_path_factory.mktemp("app") / "app.log", real_data_dir) as url:
        yield url


@pytest.fixture
def journal(real_data_dir: Path) -> Journal:
    """What the app has recorded, read beside it as the staff's desk and the command do."""
    return Journal.in_data_dir(real_data_dir, retention_days=180)


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

_visitors = itertools.count()


@pytest.fixture
def visit(chromium: Browser, app_url: str) -> Iterator[Visit]:
    """Open the page as a new visitor; afterwards hold that no other host was asked and nothing broke in the page."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    broken: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        refused = message.location["url"].endswith("/staff/sign-in")  # a wrong password's page is no fault
        if message.type == "error" and not refused:
            broken.append(message.text)

    def open_page(path: str = "/", *, width: int = 1440, height: int = 900, **options: object) -> Page:
        headers = {"X-Forwarded-For": f"192.0.2.{next(_visitors) % 250}"}  # as the proxy on this machine would say
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", extra_http_headers=headers, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", note_console)
        page.goto(app_url + path)
        page.wait_for_selector(".example, #password", timeout=READY_MS)
        return page

    yield open_page
    for context in contexts:
        context.close()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(app_url).netloc}
    assert broken == []


AtDesk = Callable[..., Page]


@pytest.fixture
def at_desk(visit: Visit) -> AtDesk:
    """Sign in as staff do, with the clipboard at hand."""

    def open_desk(view: str = "look", **options: object) -> Page:
        page = visit("/staff/", permissions=["clipboard-read", "clipboard-write"], **options)
        page.fill("#password", STAFF_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-filter=unit]", timeout=READY_MS)
        page.locator(f"nav [data-view={view}]").click()
        return page

    return open_desk


def look_up(page: Page, query: str) -> None:
    """Type as staff do, and wait until the first clause found is open."""
    page.fill("#query", query)
    page.wait_for_function("q => document.querySelector('[data-found]').dataset.query === q", arg=query)
    page.wait_for_selector(".opened")


def copied(page: Page) -> str:
    page.wait_for_selector("#toast:not([hidden])")
    return str(page.evaluate("navigator.clipboard.readText()"))


def ask(page: Page, question: str) -> None:
    """Ask by keyboard and wait for the complete answer."""
    answered = page.locator('.answer[data-complete="yes"]').count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.answer[data-complete=\"yes\"]').length > n", arg=answered, timeout=60_000
    )
