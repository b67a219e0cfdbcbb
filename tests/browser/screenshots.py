"""Takes the pictures in docs/ from the real app: ``python -m tests.browser.screenshots``."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import READY_MS, ROOT, ask, open_chromium, serve_app

QUESTION = "个人和小微企业最高分别能申请多少贷款？"
NOT_COVERED = "生二胎发多少奶粉钱？"

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def main() -> int:
    """Write the pictures, from a data directory of their own: nothing asked for them belongs in a real journal."""
    docs = ROOT / "docs"
    with tempfile.TemporaryDirectory() as name, open_chromium() as browser, _app(Path(name)) as url:

        def opened(viewport: dict[str, int], scheme: str = "light") -> Page:
            page = browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN").new_page()
            page.goto(url)
            page.wait_for_selector(".example", timeout=READY_MS)
            return page

        page = opened(DESKTOP)
        _answered(page)
        _take(page, docs / "screenshot.png")
        ask(page, NOT_COVERED)
        _take(page, docs / "refusal.png")
        page.locator("[data-verdict=unhelpful]").last.click()
        page.get_by_label("没有回答").last.check()
        _take(page, docs / "verdict.png")
        page.locator("[data-language-switch]").click()
        page.wait_for_function("document.documentElement.lang === 'en'")
        _take(page, docs / "english.png")
        page = opened(DESKTOP, "dark")
        _answered(page)
        page.locator(".cite").first.hover()
        _take(page, docs / "dark.png")
        page = opened(PHONE)
        _answered(page)
        _take(page, docs / "phone.png")
        page.locator(".cite").first.click()
        _take(page, docs / "phone-source.png")
    return 0


@contextmanager
def _app(folder: Path) -> Iterator[str]:
    with serve_app(folder / "app.log", folder / "data") as url:
        yield url


def _answered(page: Page) -> None:
    ask(page, QUESTION)


def _take(page: Page, path: Path) -> None:
    page.wait_for_timeout(1200)  # smooth scrolling and fading in
    page.screenshot(path=path)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
