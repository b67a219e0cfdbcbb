"""Another day's policies: opened when asked for, kept while they are true, closed after the answer and never within it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.days import Days
from assistant.live import LiveAssistant
from assistant.publishing.record import LiveRecord
from assistant.service import Assistant
from corpus.errors import CorpusError
from corpus.library import load_corpus
from corpus.types import Corpus
from tests.assistant.test_former import LOANS, RULES

TODAY, BEFORE = date(2026, 6, 1), date(2024, 1, 1)


class OpenIndex:
    """An index of which only the closing matters."""

    def __init__(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False


class Reader:
    """As much of an assistant as is lent out: what it would answer from."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.corpus_version = corpus, corpus.digest[:12]
        self.index = OpenIndex()

    @property
    def names(self) -> list[str]:
        return [document.document_id for document in self.corpus.documents]


class Library:
    """Two versions of a policy in a folder, and every reader that was made of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[Reader] = []
        self.published = 0

    def build(self, corpus: Corpus) -> Assistant:
        self.made.append(Reader(corpus))
        return self.made[-1]  # type: ignore[return-value]

    def days(self) -> Days:
        return Days(lambda day: load_corpus(self.folder, as_of=day), self.build, lambda: self.published)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "loans.txt").write_text(LOANS, encoding="utf-8")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    return Library(folder)


@pytest.fixture
def live(library: Library, tmp_path: Path) -> Iterator[LiveAssistant]:
    record = LiveRecord(data_dir=tmp_path / "data", corpus_dir=library.folder)
    live = LiveAssistant(record, library.folder, library.build, today=lambda: TODAY)
    yield live
    live.close()
    assert not any(reader.index.is_open for reader in library.made)


def names(live: LiveAssistant, day: date | None) -> tuple[list[str], date | None]:
    with live.using(day) as assistant:
        return assistant.names, assistant.corpus.as_of  # type: ignore[attr-defined]


def test_a_day_is_answered_from_what_was_in_force_on_it_and_marked(live: LiveAssistant) -> None:
    assert names(live, None) == (["rules"], None)
    assert names(live, BEFORE) == (["loans"], BEFORE)
    assert names(live, None) == (["rules"], None)


def test_today_by_its_date_is_today(live: LiveAssistant, library: Library) -> None:
    assert names(live, TODAY) == (["rules"], None)
    assert len(library.made) == 1


def test_a_day_on_which_nothing_was_in_force_is_refused_and_breaks_nothing(live: LiveAssistant) -> None:
    with pytest.raises(CorpusError), live.using(date(1950, 1, 1)):
        raise AssertionError("there was nothing to lend")
    assert names(live, BEFORE) == (["loans"], BEFORE)


def test_a_day_is_opened_once_until_something_is_published(library: Library) -> None:
    days = library.days()
    for _ in range(2):
        with days.using(BEFORE):
            pass
    assert len(library.made) == 1
    library.published += 1
    with days.using(BEFORE):
        pass
    assert len(library.made) == 2


def test_only_the_latest_days_stay_open(library: Library) -> None:
    days = library.days()
    for month in (1, 2, 1, 3):
        with days.using(date(2024, month, 1)) as assistant:
            assert assistant.index.is_open  # type: ignore[attr-defined]
    assert [reader.index.is_open for reader in library.made] == [True, False, True]
    days.close()
    assert not any(reader.index.is_open for reader in library.made)
