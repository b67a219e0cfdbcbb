"""The page in English: its own words change, the policy and the answers stay Chinese and say so."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import READY_MS, Visit, ask
from tests.browser.test_accessibility import objections

pytestmark = pytest.mark.browser

COVERED = "个人创业最高能申请多少贷款？"
NOT_COVERED = "生二胎发多少奶粉钱？"


def switch(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    page.wait_for_function("document.documentElement.lang === 'en'")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_speaks_english_and_quotes_in_chinese(visit: Visit, width: int) -> None:
    page = visit(width=width, height=844, bypass_csp=True)
    ask(page, COVERED)
    ask(page, NOT_COVERED)
    opened = page.locator("#source mark").inner_text()
    switch(page)
    expect(page).to_have_title("Policy Q&A")
    expect(page.locator("#send")).to_have_text("Ask")
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", "Write your question, in Chinese")
    expect(page.locator("#coverage")).to_contain_text("In force")
    expect(page.locator("#coverage")).to_contain_text("Answers are excerpts in Chinese")
    expect(page.locator(".answer__verdict")).to_have_text("The policies do not state this")
    expect(page.locator(".answer__text[lang=zh-CN]").first).to_contain_text("30万元")
    expect(page.locator("#source mark")).to_have_text(opened)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert objections(page) == []


def test_the_language_is_remembered_and_leads_back(visit: Visit) -> None:
    page = visit()
    switch(page)
    page.reload()
    page.wait_for_selector(".example", timeout=READY_MS)
    page.wait_for_function("document.documentElement.lang === 'en'")
    expect(page.locator(".welcome h2")).to_have_text("What would you like to know?")
    ask(page, COVERED)
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("Out of date").check()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".verdict__thanks")).to_contain_text("Thank you")
    page.get_by_role("button", name="中文").click()
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    expect(page.locator("#send")).to_have_text("提问")
