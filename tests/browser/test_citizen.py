"""What a citizen does on the page, in a real browser against the real app and the shipped policy."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, ask

pytestmark = pytest.mark.browser

COVERED = "个人创业最高能申请多少贷款？"
NOT_COVERED = "生二胎发多少奶粉钱？"


def is_within(inner: Locator, outer: Locator) -> bool:
    a, b = inner.bounding_box(), outer.bounding_box()
    assert a is not None
    assert b is not None
    return a["y"] >= b["y"] - 1 and a["y"] + a["height"] <= b["y"] + b["height"] + 1


def settle(page: Page) -> None:
    page.wait_for_timeout(900)  # smooth scrolling


def test_first_view_says_what_it_answers_about(visit: Visit) -> None:
    page = visit()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    expect(page).to_have_title("政策问答")
    coverage = page.locator("#coverage")
    for stated in ("日人社发〔2025〕6号", "2025年4月14日", "2025年4月25日", "现行有效", "以政策原文为准"):
        expect(coverage).to_contain_text(stated)
    expect(coverage).to_contain_text("专业技术人员管理科")
    expect(page.locator("#source")).to_contain_text("优化数字人才服务")


def test_answer_carries_marks_that_open_the_highlighted_sentence(visit: Visit) -> None:
    page = visit()
    ask(page, COVERED)
    answer = page.locator(".answer--answered")
    expect(answer).to_contain_text("30万元")
    mark = answer.locator(".cite").first
    source_length = int(mark.get_attribute("data-to") or 0) - int(mark.get_attribute("data-from") or 0)
    mark.click()
    highlighted = page.locator("#source mark")
    expect(highlighted).to_be_visible()
    settle(page)
    assert len(highlighted.inner_text()) == source_length
    assert is_within(highlighted, page.locator(".source__scroll"))
    expect(page.locator(".clause--cited .clause__label")).to_have_text(re.compile("^第.+条"))
    expect(page.locator("#source .clause--heading")).to_have_count(12)


def test_hovering_a_mark_previews_the_clause(visit: Visit) -> None:
    page = visit()
    ask(page, COVERED)
    page.locator(".cite").first.hover()
    preview = page.locator("#preview")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("30万元")
    expect(preview).to_contain_text("日人社发〔2025〕6号")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()


def test_on_a_phone_the_source_opens_below_and_leads_back(visit: Visit) -> None:
    page = visit(width=390, height=844, has_touch=True)
    ask(page, COVERED)
    page.locator(".cite").first.tap()
    settle(page)
    expect(page.locator("#source mark")).to_be_in_viewport()
    page.locator("[data-back]").tap()
    settle(page)
    expect(page.locator(".cite").first).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440, 1920])
def test_nothing_runs_off_the_side(visit: Visit, width: int) -> None:
    page = visit(width=width, height=800)
    ask(page, COVERED)
    page.locator("[data-toggle=large]").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_refusal_looks_different_and_names_whom_to_ask(visit: Visit) -> None:
    page = visit()
    ask(page, NOT_COVERED)
    refusal = page.locator(".answer--not_covered")
    expect(refusal.locator(".answer__verdict")).to_be_visible()
    expect(refusal).to_contain_text("专业技术人员管理科")
    expect(page.locator(".answer--answered")).to_have_count(0)


def test_a_refusal_tells_what_was_understood_and_what_lies_nearby(visit: Visit) -> None:
    page = visit()
    ask(page, NOT_COVERED)
    refusal = page.locator(".answer--not_covered")
    expect(refusal.locator(".answer__understood")).to_contain_text("奶粉")
    topic = refusal.locator(".related li").first
    expect(topic).to_be_visible()
    topic.locator(".cite").click()
    settle(page)
    expect(page.locator(".clause--cited")).to_be_in_viewport()


def test_a_partial_answer_says_which_part_stays_open(visit: Visit) -> None:
    page = visit()
    ask(page, "个人创业最高能贷多少？利率是多少？")
    expect(page.locator(".answer--answered .answer__text")).to_contain_text("30万元")
    expect(page.locator(".uncovered")).to_contain_text("利率是多少")


def test_a_follow_up_shows_what_it_was_understood_as(visit: Visit) -> None:
    page = visit()
    ask(page, COVERED)
    ask(page, "归谁管？")
    expect(page.locator(".exchange").last.locator(".answer__understood")).to_contain_text("贷款")


def test_the_keyboard_alone_is_enough(visit: Visit) -> None:
    page = visit()
    page.focus("#question textarea")
    page.keyboard.type(COVERED)
    page.keyboard.press("Enter")
    page.wait_for_selector('.answer[data-complete="yes"]')
    page.locator(".cite").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".clause--cited:focus")
    page.wait_for_function("document.querySelector('#announcer').textContent.startsWith('回答完毕')")


def test_an_example_asks_itself_and_is_answered(visit: Visit) -> None:
    page = visit()
    for position in range(page.locator(".example").count()):
        page = visit()
        page.locator(".example").nth(position).click()
        page.wait_for_selector('.answer[data-complete="yes"]')
        expect(page.locator(".answer--answered")).to_have_count(1)


def test_what_is_asked_while_an_answer_is_awaited_takes_no_answer_away(visit: Visit) -> None:
    page = visit()
    page.fill("#question textarea", COVERED)
    page.press("#question textarea", "Enter")
    expect(page.locator(".exchange")).to_have_count(1)
    page.fill("#question textarea", "文号是多少？")
    page.locator("#send").click()  # another way of asking than the first
    page.wait_for_function("!document.querySelector('.answer[data-complete=\"no\"]')", timeout=60_000)
    settle(page)
    expect(page.locator(".exchange").first).to_contain_text("30万元")
    expect(page.locator('.answer[data-complete="no"]')).to_have_count(0)
    if page.locator(".exchange").count() == 1:
        expect(page.locator("#question textarea")).to_have_value("文号是多少？")


def test_a_conversation_is_the_visitors_own(visit: Visit) -> None:
    first, second = visit(), visit()
    ask(first, COVERED)
    ask(second, "文号是多少？")
    ask(first, "归谁管？")
    expect(first.locator(".exchange")).to_have_count(2)
    expect(second.locator(".exchange")).to_have_count(1)
    expect(first.locator(".exchange").last).to_contain_text("市人力资源社会保障局")


def test_the_question_box_empties_only_when_the_question_was_taken(visit: Visit) -> None:
    page = visit()
    page.fill("#question textarea", "长" * 501)
    page.locator("#send").click()
    expect(page.locator("#notice")).to_contain_text("500 字以内")
    expect(page.locator("#question textarea")).to_have_value("长" * 501)
    ask(page, COVERED)
    expect(page.locator("#question textarea")).to_have_value("")
    expect(page.locator("#notice")).not_to_contain_text("500 字以内")


def test_answer_and_link_can_be_copied_and_the_link_opens_the_sentence(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, COVERED)
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1]" in copied
    assert "日人社发〔2025〕6号" in copied
    page.locator(".cite").first.click()
    settle(page)
    quote = page.locator("#source mark").inner_text()
    page.locator("[data-link]").click()
    expect(page.locator("[data-link]")).to_have_text("已复制")
    link = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    shared = visit(f"/?{link.query}", width=390, height=844)
    settle(shared)
    expect(shared.locator("#source mark")).to_have_text(quote)
    expect(shared.locator("#source mark")).to_be_in_viewport()


def test_display_switches_are_remembered(visit: Visit) -> None:
    page = visit()
    page.locator("[data-toggle=dark]").click()
    page.locator("[data-toggle=large]").click()
    page.reload()
    page.wait_for_selector(".example")
    assert page.evaluate("document.body.classList.contains('dark')")
    assert page.evaluate("getComputedStyle(document.querySelector('.example')).fontSize") == "20px"


def test_the_server_tells_the_browser_to_ask_no_other_host(visit: Visit) -> None:
    page = visit()
    response = page.request.get(page.url)
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert not re.search(r"https?:|\*", policy)
