"""Marks and links lead to what is there today, and say so where that is not what they were made for."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.types import Citation
from assistant.web.places import GONE, MOVED, REPLACED, Place, check_of
from corpus.types import Corpus, State, Validity
from tests.builders import make_corpus, make_document


def test_a_link_names_its_place(corpus: Corpus, loan: Citation) -> None:
    place = Place.named(corpus, loan.clause_id, str(loan.start), str(loan.end), check_of(loan.quote))
    assert place == Place.cited(corpus, loan)
    assert place.highlight is not None
    assert (place.highlight.start, place.highlight.end) == (loan.start, loan.end)
    assert place.note is None


def test_a_link_without_a_check_still_works(corpus: Corpus, loan: Citation) -> None:
    assert Place.named(corpus, loan.clause_id, loan.start, loan.end) == Place.cited(corpus, loan)


@pytest.mark.parametrize(("start", "end"), [("0", "1"), ("9", "3"), ("", ""), ("x", "y"), (None, None), ("-5", "1e9")])
def test_a_stale_span_shows_the_whole_clause(corpus: Corpus, start: str | None, end: str | None) -> None:
    clause = corpus.clause("town#2.1")
    highlight = Place.named(corpus, clause.clause_id, start, end).highlight
    assert highlight is not None
    assert (highlight.start, highlight.end) == (clause.start, clause.end)


def test_a_sentence_that_has_changed_is_told_with_the_whole_clause(corpus: Corpus, loan: Citation) -> None:
    place = Place.named(corpus, loan.clause_id, loan.start, loan.end, check_of("个人可申请最高9万元贷款。"))
    clause = corpus.clause(loan.clause_id)
    assert place.note == MOVED
    assert place.highlight is not None
    assert (place.highlight.start, place.highlight.end) == (clause.start, clause.end)


def test_a_clause_that_is_gone_leads_to_its_document(corpus: Corpus) -> None:
    place = Place.named(corpus, "town#9.9", "0", "1")
    assert place.document == corpus.document("town")
    assert (place.highlight, place.note) == (None, REPLACED)


@pytest.mark.parametrize("clause_id", ["elsewhere#1", "", None, "<script>"])
def test_a_document_that_is_gone_is_told(corpus: Corpus, clause_id: str | None) -> None:
    assert Place.named(corpus, clause_id, "0", "1") == Place(note=GONE)


def test_a_version_no_longer_held_leads_to_the_one_in_force(corpus: Corpus) -> None:
    place = Place.named(corpus, "town@2019#1.1", "0", "1")
    assert place.document == corpus.document("town")
    assert place.note == REPLACED


def test_a_version_that_was_superseded_is_shown_as_such(corpus: Corpus) -> None:
    old = make_document("town@2019", "# 一、支持创业\n个人可申请最高1万元贷款。")
    old = replace(old, validity=Validity(state=State.SUPERSEDED, in_force_until=date(2024, 1, 1)))
    held = replace(make_corpus(*corpus.documents), not_in_force=(old,))
    place = Place.named(held, "town@2019#1.1", "", "")
    assert place.document == old
    assert place.note is not None
    assert place.note.values == {"state": "已被新版本取代"}
