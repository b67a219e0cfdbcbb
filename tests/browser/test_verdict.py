"""A citizen says whether an answer helped: with mouse, keyboard or finger, and it is in the journal."""

import pytest
from playwright.sync_api import Page, expect

from assistant.journal.store import Journal
from assistant.journal.types import Entry, Reason, Verdict
from tests.browser.conftest import Visit, ask

pytestmark = pytest.mark.browser

COVERED = "个人创业最高能申请多少贷款？"
NOT_COVERED = "生二胎发多少奶粉钱？"


def entry_shown(page: Page, journal: Journal) -> Entry:
    """The journal's entry for the latest answer on the page."""
    entry_id = int(page.locator(".verdict").last.get_attribute("data-entry") or 0)
    return next(entry for entry in journal.entries() if entry.entry_id == entry_id)


def thanked(page: Page) -> None:
    expect(page.locator(".verdict__thanks").last).to_contain_text("谢谢")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_useful_answer_is_told_in_one_click(visit: Visit, journal: Journal, width: int) -> None:
    page = visit(width=width, height=844)
    ask(page, COVERED)
    page.get_by_role("button", name="有用").click()
    thanked(page)
    expect(page.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "true")
    entry = entry_shown(page, journal)
    assert entry.question == COVERED
    assert entry.verdict is Verdict.HELPFUL
    assert entry.corpus_version
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1440])
def test_a_useless_refusal_is_told_with_reason_and_words(visit: Visit, journal: Journal, width: int) -> None:
    page = visit(width=width, height=844)
    ask(page, NOT_COVERED)
    page.get_by_role("button", name="没用").click()
    for reason in Reason:
        expect(page.get_by_label(reason.label)).to_be_visible()
    page.get_by_label("没有回答").check()
    page.get_by_label("想补充的话（可以不写）").fill("<b>急</b>，打我电话13812345678")
    page.get_by_role("button", name="提交评价").click()
    thanked(page)
    expect(page.locator(".verdict__thanks")).to_contain_text("180 天后删除")
    expect(page.locator(".verdict__why")).to_be_hidden()
    entry = entry_shown(page, journal)
    assert (entry.verdict, entry.reason) == (Verdict.UNHELPFUL, Reason.NO_ANSWER)
    assert entry.comment == "<b>急</b>，打我电话〔手机号已隐去〕"


def test_the_keyboard_alone_can_judge_and_a_screen_reader_hears_the_thanks(visit: Visit, journal: Journal) -> None:
    page = visit()
    ask(page, COVERED)
    page.get_by_role("button", name="没用").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("答非所问")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("引用不对")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("第二句")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="提交评价")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".verdict__thanks")).to_be_focused()
    page.wait_for_function("document.querySelector('#announcer').textContent.startsWith('谢谢')")
    assert entry_shown(page, journal).reason is Reason.WRONG_CITATION


def test_the_form_closes_with_escape_and_leads_back(visit: Visit) -> None:
    page = visit()
    ask(page, COVERED)
    page.get_by_role("button", name="没用").click()
    page.keyboard.press("Escape")
    expect(page.locator(".verdict__why")).to_be_hidden()
    expect(page.get_by_role("button", name="没用")).to_be_focused()


def test_what_is_half_written_survives_the_next_answer(visit: Visit, journal: Journal) -> None:
    page = visit()
    ask(page, COVERED)
    page.get_by_role("button", name="没用").click()
    page.get_by_label("内容过时").check()
    page.get_by_label("想补充的话（可以不写）").fill("先记着")
    ask(page, "归谁管？")
    first = page.locator(".verdict").first
    expect(first.get_by_label("内容过时")).to_be_checked()
    expect(first.locator("textarea")).to_have_value("先记着")
    first.get_by_role("button", name="提交评价").click()
    expect(first.locator(".verdict__thanks")).to_contain_text("谢谢")
    expect(page.locator(".verdict").last.locator(".verdict__thanks")).to_be_hidden()
    judged = next(entry for entry in journal.entries(verdict=Verdict.UNHELPFUL) if entry.comment == "先记着")
    assert judged.question == COVERED


def test_a_mind_can_be_changed(visit: Visit, journal: Journal) -> None:
    page = visit()
    ask(page, COVERED)
    page.get_by_role("button", name="有用").click()
    thanked(page)
    page.get_by_role("button", name="没用").click()
    page.get_by_label("其他").check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.locator(".verdict__thanks")).to_contain_text("工作人员会看到")
    assert entry_shown(page, journal).reason is Reason.OTHER


def test_small_talk_is_not_judged(visit: Visit) -> None:
    page = visit()
    ask(page, "你好")
    expect(page.locator(".verdict")).to_have_count(0)
