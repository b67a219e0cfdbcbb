from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.web import render
from assistant.web.chat import Exchange
from evals.errors import ProbeError
from evals.load import Crowd, render_load
from evals.served import serving
from evals.visitor import Asked, read_conversation
from tests.fakes_assistant import answered, cite, make_corpus, refused


def asked(took_ms: float, **more: str) -> Asked:
    return Asked(took_ms=took_ms, **more)  # type: ignore[arg-type]


def test_the_conversation_is_read_as_the_page_shows_it() -> None:
    corpus = make_corpus(town=["个人最高可贷3万元。"])
    done = Exchange(
        question="能贷<多少>？", answer=answered("能贷<多少>？", cite(corpus, "town#1")), entry_id=4, sentences_shown=1
    )
    read = read_conversation(render.conversation((done, Exchange(question="还有呢？"))))
    assert [shown.question for shown in read] == ["能贷<多少>？", "还有呢？"]
    assert [shown.complete for shown in read] == [True, False]
    assert "个人最高可贷3万元" in read[0].text


def test_two_askers_of_the_same_are_shown_the_same_whatever_their_entries_in_the_journal() -> None:
    pages = [
        render.conversation((Exchange(question="甲？", answer=refused("甲？"), entry_id=entry, sentences_shown=1),))
        for entry in (1, 99)
    ]
    assert read_conversation(pages[0]) == read_conversation(pages[1])


def test_errors_and_kind_refusals_are_counted_and_not_timed() -> None:
    crowd = Crowd(
        people=3,
        first=(asked(1000), asked(3000), asked(9000, error="ReadTimeout")),
        second=(asked(500), asked(10, notice="现在提问的人很多"), asked(9000, error="ReadTimeout")),
        wrong=0,
    )
    assert (crowd.errors, crowd.declined) == (2, 1)
    report = render_load([crowd], busy=0.5, settings=Settings())
    (row,) = [line for line in report.splitlines() if "3 人" in line]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    # of 1 s and 3 s the median is 2 s and the 95th percentile 1 + 0.95 · 2 = 2.9 s; of the follow-ups only 0.5 s counts
    assert cells == ["3 人", "2.00 s", "2.90 s", "0.50 s", "0.50 s", "2", "1", "0"]


@pytest.mark.integration
def test_an_app_that_does_not_start_is_told_with_what_it_said(tmp_path: Path) -> None:
    settings = Settings().model_copy(update={"data_dir": tmp_path})
    environment = {"POLICY_MAX_WAITING": "not a number"}
    with pytest.raises(ProbeError, match="没有启动"), serving(settings, log=tmp_path / "log", environment=environment):
        pass
