"""axe-core finds nothing to object to, in any state of the page that a citizen meets."""

from importlib.resources import files
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, ask

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def objections(page: Page) -> list[str]:
    page.wait_for_timeout(600)  # let arriving sentences reach their final colour
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{v['id']}: {v['help']} — {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_objection(visit: Visit, width: int, scheme: str) -> None:
    page = visit(width=width, color_scheme=scheme, bypass_csp=True)  # the page's own policy would refuse axe
    assert objections(page) == []
    for question in ("个人创业最高能申请多少贷款？", "生二胎发多少奶粉钱？", "你好"):
        ask(page, question)
    page.locator(".cite").first.focus()
    page.get_by_role("button", name="没用").first.click()
    assert objections(page) == []
    page.get_by_role("button", name="提交评价").click()
    page.wait_for_selector(".verdict__thanks:not([hidden])")
    page.locator("[data-toggle=large]").click()
    assert objections(page) == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_objection_to_the_page_for_programmers(visit: Visit, width: int, scheme: str) -> None:
    page = visit(width=width, color_scheme=scheme, bypass_csp=True)
    page.goto(urljoin(page.url, "/api"))
    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
