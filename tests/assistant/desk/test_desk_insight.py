"""What staff are told about how an answer came about, by the shipped assistant."""

import pytest

from assistant.deciding import load_calibration
from assistant.desk.insight import Insight, explain_turn, was_judged
from assistant.service import Assistant

pytestmark = pytest.mark.integration


def insight(assistant: Assistant, question: str) -> Insight:
    state = assistant.explain(question)
    return explain_turn(state, load_calibration(with_scorer=was_judged(state)))


def test_an_answer_tells_which_clause_was_used_and_how_sure_it_was(shipped: Assistant) -> None:
    told = insight(shipped, "个人创业最高能申请多少贷款？")
    (finding,) = told.findings
    used = [candidate for candidate in finding.candidates if candidate.used]
    assert [candidate.locator for candidate in used] == ["第四条第1项"]
    assert used[0].answering >= told.threshold
    assert "采用第四条第1项" in told.reasons[0]
    assert told.steps[0][0] == "整理"


def test_a_refusal_tells_what_came_nearest_and_why_it_was_not_enough(shipped: Assistant) -> None:
    told = insight(shipped, "生二胎发多少奶粉钱？")
    (finding,) = told.findings
    assert not any(candidate.used for candidate in finding.candidates)
    assert finding.candidates[0].answering < told.threshold
    assert "没有采用任何条款" in told.reasons[0]
    assert "低于作答门槛" in told.reasons[0]


@pytest.mark.parametrize("question", ["你好", "文号是多少？", "第四条说了什么？", "", "青岛的人才补贴是多少？"])
def test_what_was_settled_without_retrieval_says_so(shipped: Assistant, question: str) -> None:
    told = insight(shipped, question)
    assert told.reasons
    assert all(told.reasons)
