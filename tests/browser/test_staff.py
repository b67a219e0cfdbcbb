"""What hotline staff do at their desk, in a real browser against the real app and the shipped policy."""

import csv
import re
from pathlib import Path

import pytest
from docx import Document as WordFile
from playwright.sync_api import APIResponse, Page, Route, expect

from assistant.journal.store import Journal
from assistant.journal.types import Reason, Verdict
from assistant.types import Answer, AnswerSentence, Status
from evals.cases import Expect, load_cases
from tests.browser.conftest import READY_MS, STAFF_PASSWORD, AtDesk, Visit, copied, look_up
from tests.browser.test_accessibility import objections

pytestmark = pytest.mark.browser

CITATION = (
    "《日照市加快数字人才培育支撑数字经济发展的若干措施》（日人社发〔2025〕6号）第四条第1项：“支持数字领域小微企业"
)
WIDTHS = [390, 1440]
COVERED = "个人创业最高能申请多少贷款？"
NOT_COVERED = "生二胎发多少奶粉钱？"


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_seen_without_the_password_and_attempts_are_limited(visit: Visit, width: int) -> None:
    page = visit("/staff/", width=width, bypass_csp=True)
    assert page.url.endswith("/staff/sign-in")
    assert objections(page) == []
    for _ in range(5):
        page.fill("#password", "guess guess guess")
        page.keyboard.press("Enter")
        expect(page.locator("#problem")).to_contain_text("密码不对")
        page.locator("#problem").evaluate("problem => problem.remove()")
    page.fill("#password", STAFF_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_contain_text("分钟后再试")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_signing_out_closes_the_desk(at_desk: AtDesk) -> None:
    page = at_desk()
    page.get_by_role("button", name="退出").click()
    page.wait_for_selector("#password")
    page.goto(page.url.replace("sign-in", ""))
    page.wait_for_selector("#password")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clause_is_found_and_its_citation_copied_with_one_key(at_desk: AtDesk, width: int) -> None:
    page = at_desk(width=width)
    look_up(page, "创业担保贷款")
    expect(page.locator(".hit").first).to_contain_text("第四条第1项")
    expect(page.locator(".hit mark").first).to_have_text("创业担保贷款")
    expect(page.locator(".hit").first).to_contain_text("市人力资源社会保障局")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    assert copied(page).startswith(CITATION)
    page.keyboard.press("r")
    page.wait_for_function("document.querySelector('#toast').textContent.includes('朗读稿')")
    assert copied(page).endswith("责任单位：市人力资源社会保障局。")


def test_the_keyboard_alone_walks_results_neighbours_and_the_section(at_desk: AtDesk) -> None:
    page = at_desk()
    look_up(page, "第四条")
    expect(page.locator(".found__head")).to_contain_text("直达 3 条")
    page.keyboard.press("Alt+c")  # from within the box
    assert copied(page).startswith(CITATION)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit").nth(1)).to_be_focused()
    expect(page.locator(".opened h2")).to_have_text("第四条第2项")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".opened h2")).to_have_text("第四条第3项")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".opened h2")).to_have_text("第四条第2项")
    page.keyboard.press("s")
    expect(page.locator(".opened__text .clause")).to_have_count(4)
    expect(page.locator(".opened .clause--cited")).to_contain_text("第四条第2项")
    page.keyboard.press("Escape")
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.press("F4")
    expect(page.locator("#caller-question")).to_be_focused()


def test_a_department_has_all_its_duties_on_one_page_and_they_are_exported(at_desk: AtDesk, tmp_path: Path) -> None:
    page = at_desk()
    page.select_option("[data-filter=unit]", "市教育局")
    page.locator(".found [data-duties]").click()
    page.wait_for_selector(".duties")
    count = page.locator(".duties li").count()
    assert count == page.locator(".hit").count() > 3
    with page.expect_download() as table:
        page.locator(".duties").get_by_text("导出 CSV").click()
    table.value.save_as(tmp_path / "found.csv")
    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    assert all("市教育局" in row["责任单位"] for row in rows)
    with page.expect_download() as written:
        page.locator(".found__export").get_by_text("Word").click()
    written.value.save_as(tmp_path / "found.docx")
    assert any("市教育局" in p.text for p in WordFile(str(tmp_path / "found.docx")).paragraphs)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_callers_question_is_answered_with_all_that_was_known(at_desk: AtDesk, width: int) -> None:
    page = at_desk("caller", width=width)
    page.fill("#caller-question", COVERED)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn--answered", timeout=READY_MS)
    expect(page.locator(".turn .used")).to_contain_text("第四条第1项")
    page.fill("#caller-question", "归谁管？")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.turn').length == 2")
    expect(page.locator(".turn").first).to_contain_text("市人力资源社会保障局")
    page.get_by_role("button", name="新来电").click()
    page.fill("#caller-question", NOT_COVERED)
    page.keyboard.press("Enter")
    refused = page.locator(".turn--not_covered")
    expect(refused.locator(".why")).to_contain_text("低于作答门槛")
    page.keyboard.press("Alt+c")
    assert copied(page).startswith("问：生二胎发多少奶粉钱？")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    refused.locator(".table [data-open]").first.click()
    page.wait_for_selector("#view-look .opened")


def not_covered(journal: Journal, question: str) -> int:
    """Leave a refusal in the journal that its asker was unhappy with; return the entry's number."""
    said = AnswerSentence(text="没有写明。", marks=())
    refused = Answer(
        question=question,
        standalone_question=question,
        status=Status.NOT_COVERED,
        sentences=(said,),
        corpus_version="v0",
    )
    entry_id = journal.record(refused)
    assert entry_id is not None
    assert journal.rate(entry_id, Verdict.UNHELPFUL, Reason.NO_ANSWER, "没说清楚")
    journal.close()
    return entry_id


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_not_met_is_followed_up_and_proposed_for_review(
    at_desk: AtDesk, journal: Journal, real_data_dir: Path, width: int
) -> None:
    question = f"外星人补贴有多少{'甲' if width < 600 else '乙'}？<b>"
    entry_id = not_covered(journal, question)
    page = at_desk("follow", width=width)
    page.fill("[data-follow=word]", question[:9])
    entry = page.locator(f"[data-entry='{entry_id}']")
    expect(entry).to_contain_text(question)
    expect(entry).to_contain_text("没用：没有回答")
    expect(entry).to_contain_text("没说清楚")
    expect(page.locator(".days")).to_be_visible()
    expect(page.locator(".charts")).to_contain_text("外星人")
    entry.get_by_role("button", name="提为评测用例").click()
    expect(entry).to_contain_text("已提为评测用例")
    case = next(c for c in load_cases(real_data_dir / "review" / "proposed.jsonl") if c.question == question)
    assert case.expect is Expect.REFUSE
    assert "没有回答" in case.note
    page.reload()  # the view stays, and so does what was proposed
    expect(entry).to_contain_text("已提为评测用例", timeout=READY_MS)
    expect(entry.locator("[data-propose]")).to_have_count(0)
    entry.get_by_role("button", name="现在再问一遍").click()
    expect(page.locator(".turn__question")).to_have_text(question)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_list_that_was_asked_for_before_a_proposal_does_not_take_it_back(at_desk: AtDesk, journal: Journal) -> None:
    entry_id = not_covered(journal, "外星人补贴有多少丙？")
    page = at_desk("follow")
    entry = page.locator(f"[data-entry='{entry_id}']")
    expect(entry).to_be_visible()
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if '"follow"' in (route.request.post_data or "") and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route(re.compile("component_server"), hold)
    page.get_by_role("button", name="刷新").click()
    for _ in range(500):
        if not held:
            page.wait_for_timeout(20)
    entry.get_by_role("button", name="提为评测用例").click()
    expect(entry).to_contain_text("已提为评测用例")
    late, answer = held[0]
    entry.evaluate("entry => entry.classList.add('before')")
    late.fulfill(response=answer)
    expect(page.locator(".before")).to_have_count(0)  # the list was replaced
    expect(entry).to_contain_text("已提为评测用例")


def test_another_day_is_worked_with_until_one_goes_back_to_today(at_desk: AtDesk) -> None:
    page = at_desk()
    page.fill("[data-as-of]", "2025-06-01")
    expect(page.locator("#day-note")).to_contain_text("2025年6月1日有效的政策")
    look_up(page, "创业担保贷款")
    expect(page.locator(".found__export a").first).to_have_attribute("href", re.compile("as_of=2025-06-01"))
    page.keyboard.press("Alt+c")
    page.wait_for_function("document.querySelector('#toast').textContent.includes('出处')")
    assert copied(page).endswith("（2025年6月1日有效的文本）")
    page.keyboard.press("F4")
    page.fill("#caller-question", COVERED)
    page.keyboard.press("Enter")
    expect(page.locator(".turn__text")).to_contain_text("以下按2025年6月1日有效的政策回答")
    page.fill("[data-as-of]", "2001-01-01")  # nothing was in force then: what is shown stays what it says it is
    expect(page.locator("#toast")).to_contain_text("没有一份")
    expect(page.locator("[data-as-of]")).to_have_value("2025-06-01")
    page.get_by_role("button", name="回到今天").click()
    expect(page.locator("#day-note")).to_be_hidden()
    page.get_by_role("button", name="新来电").click()
    page.fill("#caller-question", COVERED)
    page.keyboard.press("Enter")
    expect(page.locator(".turn__text")).to_contain_text("30万元")
    expect(page.locator(".turn")).not_to_contain_text("2025年6月1日有效")


def test_whatever_is_typed_is_shown_and_not_run(at_desk: AtDesk) -> None:
    page = at_desk()
    for text in ("<img src=x onerror='window.hacked=1'>", "${window.hacked=1}{{1}}", "\u202e=1+1", "长" * 500):
        page.keyboard.press("F2")
        page.fill("#query", text)
        page.wait_for_function("q => document.querySelector('[data-found]').dataset.query === q", arg=text)
        page.keyboard.press("F4")
        page.fill("#caller-question", text)
        page.keyboard.press("Enter")
        expect(page.locator(".turn__question").first).to_have_text(text.replace("\u202e", ""))
        page.get_by_role("button", name="新来电").click()
    assert page.evaluate("window.hacked") is None


def objections_by_day_and_by_night(page: Page) -> list[str]:
    found = objections(page)
    page.locator("[data-toggle=dark]").click()
    return found + objections(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_has_no_objection_to_the_desk(at_desk: AtDesk, width: int) -> None:
    page = at_desk(width=width, bypass_csp=True)
    look_up(page, "创业担保贷款")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    page.wait_for_selector(".clause--cited")
    page.fill("[data-as-of]", "2025-06-01")
    expect(page.locator("#day-note")).to_be_visible()
    assert objections_by_day_and_by_night(page) == []
    page.locator(".hit").first.click()
    page.locator(".opened [data-duties]").first.click()
    page.wait_for_selector(".duties")
    assert objections_by_day_and_by_night(page) == []
    page.locator("nav [data-view=caller]").click()
    for question in (COVERED, NOT_COVERED):
        page.fill("#caller-question", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(f".turn[aria-label='{question}']")
    assert objections_by_day_and_by_night(page) == []
    page.locator("nav [data-view=follow]").click()
    page.wait_for_selector(".entries__title")
    assert objections_by_day_and_by_night(page) == []
    page.locator("[data-toggle=large]").click()
    for view in ("look", "caller", "follow"):
        page.locator(f"nav [data-view={view}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
