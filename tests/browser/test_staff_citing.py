"""What staff copy at their desk is what they see, under the number that it stands under; in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AtDesk, copied, look_up

pytestmark = pytest.mark.browser

CITATION = "《日照市加快数字人才培育支撑数字经济发展的若干措施》（日人社发〔2025〕6号）第四条第1项：“"
NEIGHBOUR = ".clause--cited + .clause"


def select_from(page: Page, first: str, last: str) -> None:
    """Select the text from the beginning of one part to the end of another."""
    page.evaluate(
        """([first, last]) => {
            const range = document.createRange();
            range.setStart(document.querySelector(first), 0);
            const end = document.querySelector(last);
            range.setEnd(end, end.childNodes.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.querySelector("[data-reading]").focus({ preventScroll: true });
        }""",
        [first, last],
    )


def open_section(page: Page) -> None:
    """Show 第四条第1项 within its whole section."""
    look_up(page, "创业担保贷款")
    for key in ("ArrowDown", "s"):  # each has the clause shown anew, and what is selected is gone then
        with page.expect_response(re.compile("component_server")):
            page.keyboard.press(key)
        page.wait_for_timeout(300)
    expect(page.locator(".clause--cited")).to_contain_text("第四条第1项")


def test_selected_words_are_cited_from_the_clause_that_they_are_of(at_desk: AtDesk) -> None:
    page = at_desk()
    open_section(page)
    words = page.locator(NEIGHBOUR).evaluate("clause => clause.lastChild.textContent.trim()")
    select_from(page, NEIGHBOUR, NEIGHBOUR)
    page.keyboard.press("c")
    cited = copied(page)
    assert "第四条第2项：“" in cited
    assert words in cited
    assert "第四条第1项" not in cited
    expect(page.locator("#toast")).to_contain_text("第四条第2项")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (".clause--cited", NEIGHBOUR),
        (".opened h2", ".clause--cited"),
        (NEIGHBOUR, ".opened__duties dd"),
        (f"{NEIGHBOUR} .clause__label", f"{NEIGHBOUR} .clause__label"),
    ],
)
def test_words_that_are_not_of_one_clause_alone_are_not_cited(at_desk: AtDesk, first: str, last: str) -> None:
    page = at_desk()
    open_section(page)
    page.evaluate("navigator.clipboard.writeText('before')")
    select_from(page, first, last)
    page.keyboard.press("c")
    expect(page.locator("#toast")).to_contain_text("请只选一条里的文字")
    assert copied(page) == "before"


@pytest.mark.parametrize("pause_ms", [0, 200])
def test_a_copy_right_after_typing_is_of_what_was_typed(at_desk: AtDesk, pause_ms: int) -> None:
    page = at_desk()
    look_up(page, "市教育局")
    expect(page.locator(".opened h2")).not_to_have_text("第四条第1项")
    page.fill("#query", "创业担保贷款")
    page.wait_for_timeout(pause_ms)  # until the search has begun, or not
    page.keyboard.press("Alt+c")
    expect(page.locator("#toast")).to_contain_text("出处")
    assert copied(page).startswith(CITATION)


def test_nothing_is_copied_when_what_was_typed_cannot_be_looked_up(at_desk: AtDesk) -> None:
    page = at_desk()
    look_up(page, "市教育局")
    page.evaluate("navigator.clipboard.writeText('before')")
    page.route(re.compile("component_server"), lambda route: route.fulfill(status=200, body="null"))
    page.fill("#query", "创业担保贷款")
    page.keyboard.press("Alt+c")
    expect(page.locator("#toast")).to_contain_text("没有连上服务器")
    assert copied(page) == "before"
    page.unroute_all()
    page.keyboard.press("Alt+c")
    expect(page.locator("#toast")).to_contain_text("出处")
    assert copied(page).startswith(CITATION)
