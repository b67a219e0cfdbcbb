"""Takes the pictures in docs/ from the real app: ``python -m tests.browser.screenshots``."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.conftest import READY_MS, ROOT, STAFF_PASSWORD, ask, open_chromium, serve_app

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
        take_staff(browser, url, docs)
    return 0


def take_staff(browser: Browser, url: str, docs: Path) -> None:
    """Write the pictures of the staff's desk; what was asked before is what there is to follow up."""
    for name, viewport, scheme in (("staff", DESKTOP, "light"), ("staff-phone", PHONE, "dark")):
        page = browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN").new_page()
        page.goto(f"{url}/staff/")
        page.fill("#password", STAFF_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-filter=unit]", timeout=READY_MS)
        page.fill("#query", "创业担保贷款")
        page.wait_for_selector("[data-found] mark", timeout=READY_MS)
        page.press("#query", "ArrowDown")
        _take(page, docs / f"{name}.png")
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.goto(f"{url}/staff/#caller")
    page.fill("#password", STAFF_PASSWORD)
    page.keyboard.press("Enter")
    page.locator("nav [data-view=caller]").click()
    page.fill("#caller-question", NOT_COVERED)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn", timeout=READY_MS)
    _take(page, docs / "staff-caller.png")
    page.keyboard.press("F8")
    page.wait_for_selector(".entries__title", timeout=READY_MS)
    _take(page, docs / "staff-follow.png")


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
