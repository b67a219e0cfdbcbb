from assistant.desk.trends import by_day, by_reason, by_section, by_version, by_word
from assistant.journal.types import Entry, Reason, Verdict
from assistant.types import Status
from corpus.types import Corpus
from index.search import Index
from tests.assistant.desk.entries import NOON, entry

TODAY = NOON.astimezone().date()
ENTRIES = (
    entry(1, "创业担保贷款最高多少？", clause_ids=("town#2.1",), version="new"),
    entry(2, "创业担保贷款利息多少？", status=Status.NOT_COVERED, clause_ids=("town#2.2",), version="new"),
    entry(3, "产业学院谁管？", days_ago=2, clause_ids=("town#1.2",), verdict=Verdict.UNHELPFUL, reason=Reason.OUTDATED),
    entry(4, "你好", status=Status.SMALLTALK),
    entry(5, "我的号是〔手机号已隐去〕，产业学院呢？", days_ago=40, clause_ids=("gone#1",), verdict=Verdict.UNHELPFUL),
)


def test_days_are_counted_with_those_on_which_nobody_asked() -> None:
    days = by_day(ENTRIES, until=TODAY, days=3)
    assert [(day.answered, day.not_covered, day.unhelpful) for day in days] == [(1, 0, 1), (0, 0, 0), (1, 1, 0)]
    assert days[-1].name == TODAY.isoformat()


def test_versions_are_counted_the_latest_first() -> None:
    assert [(v.name, v.asked, v.not_covered) for v in by_version(ENTRIES)] == [("new", 2, 1), ("v1", 2, 0)]


def test_words_count_once_an_entry_and_masks_are_none(desk_index: Index) -> None:
    words = {tally.name: tally.asked for tally in by_word(ENTRIES, desk_index.tokeniser.words, k=50)}
    assert words["贷款"] == 2
    assert not any("隐去" in word or "手机" in word for word in words)
    assert len(by_word(ENTRIES, desk_index.tokeniser.words, k=1)) == 1


def test_sections_are_those_that_answers_cite_where_they_still_are(desk_corpus: Corpus) -> None:
    sections = by_section(ENTRIES, desk_corpus, k=5)
    assert [(s.name, s.asked) for s in sections] == [("一、开展培训", 1), ("二、发放贷款", 1)]


def test_reasons_are_counted_in_words() -> None:
    assert dict(by_reason(ENTRIES)) == {"内容过时": 1, "未说明": 1}


def test_an_empty_journal_has_empty_trends(desk_index: Index) -> None:
    nothing: tuple[Entry, ...] = ()
    assert by_version(nothing) == by_word(nothing, desk_index.tokeniser.words, k=5) == by_reason(nothing) == ()
    assert [day.asked for day in by_day(nothing, until=TODAY, days=7)] == [0] * 7
