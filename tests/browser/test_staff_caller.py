"""One call at the desk is one call: nothing of it is lost, and nothing of it reaches the next; in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import READY_MS, STAFF_PASSWORD, AtDesk

pytestmark = pytest.mark.browser

COVERED = "个人创业最高能申请多少贷款？"
NOT_COVERED = "生二胎发多少奶粉钱？"


class Held:
    """Holds back the desk's first answer to a caller until it is let go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[Route] = []
        page.route(re.compile("component_server"), self._hold)

    def _hold(self, route: Route) -> None:
        if '"ask"' in (route.request.post_data or "") and not self._held:
            self._held.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._held[0].continue_()

    def wait(self) -> None:
        for _ in range(500):
            if not self._held:
                self._page.wait_for_timeout(20)


def ask_for_caller(page: Page, question: str) -> None:
    page.fill("#caller-question", question)
    page.keyboard.press("Enter")


def test_what_is_typed_while_an_answer_is_awaited_stays(at_desk: AtDesk) -> None:
    page = at_desk("caller")
    held = Held(page)
    ask_for_caller(page, COVERED)
    held.wait()
    ask_for_caller(page, "归谁管？")
    expect(page.locator("#toast")).to_contain_text("上一问还没答完")
    held.let_go()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#caller-question")).to_have_value("归谁管？")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").first).to_contain_text("市人力资源社会保障局")
    expect(page.locator("#caller-question")).to_have_value("")


def test_one_callers_question_and_answer_stay_out_of_the_next_call(at_desk: AtDesk) -> None:
    page = at_desk("caller")
    held = Held(page)
    ask_for_caller(page, COVERED)
    held.wait()
    page.get_by_role("button", name="新来电").click()
    with page.expect_request(lambda request: '"ask"' in (request.post_data or "")) as asked:
        ask_for_caller(page, NOT_COVERED)
    assert COVERED not in (asked.value.post_data or "")
    expect(page.locator(".turn__question")).to_have_text([NOT_COVERED])
    with page.expect_response(lambda response: COVERED in (response.request.post_data or "")):
        held.let_go()
    with page.expect_request(lambda request: '"ask"' in (request.post_data or "")) as asked:
        ask_for_caller(page, "归谁管？")
    assert asked.value.post_data_json["data"]["earlier"] == [NOT_COVERED]
    expect(page.locator(".turn__question")).to_have_text(["归谁管？", NOT_COVERED])


def test_the_end_of_the_session_is_told_in_time(at_desk: AtDesk) -> None:
    page = at_desk("caller")
    page.evaluate("desk.expires(300.2)")
    expect(page.locator("#toast")).to_contain_text("登录还有 5 分钟到期")


def test_the_end_of_the_session_takes_no_call_away(at_desk: AtDesk) -> None:
    page = at_desk("caller")
    page.fill("#caller-question", COVERED)
    page.evaluate("desk.expires(0.1)")
    expect(page.locator("#toast")).to_contain_text("登录已到期")
    expect(page.locator("#caller-question")).to_have_value(COVERED)
    page.context.clear_cookies()
    page.route(re.compile("component_server"), lambda route: route.fulfill(status=200, body="null"))
    page.evaluate("desk.tell('')")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("登录已到期")
    page.unroute_all()
    tab = page.context.new_page()  # where one signs in again, as the page says
    tab.goto(page.url.partition("#")[0])
    tab.fill("#password", STAFF_PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-filter=unit]", timeout=READY_MS)
    page.focus("#caller-question")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)


def test_the_end_of_the_session_leads_an_idle_desk_to_the_door(at_desk: AtDesk) -> None:
    page = at_desk()
    page.context.clear_cookies()
    page.evaluate("desk.expires(0.1)")
    page.wait_for_selector("#password")
