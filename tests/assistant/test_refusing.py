from dataclasses import replace

import pytest

from assistant import replies
from assistant.answer_kinds import AnswerKind
from assistant.evidence import Finding
from assistant.refusing import contact, draft_refusal, related_topics
from assistant.verifying import Verifier
from corpus.types import Corpus, Document
from tests.assistant.findings import NO_SIGNALS, ask, evidence
from tests.builders import make_document

NEAR = replace(NO_SIGNALS, coverage=0.9)


@pytest.fixture
def near(policy: Document) -> Finding:
    """The loan clause, near to what was asked, but without the rate; then others."""
    clauses = [
        c
        for c in policy.body()
        if c.locator in {"第四条第1项", "第四条第2项", "第五条第1项", "第六条第1项", "第七条第1项"}
    ]
    found = tuple(evidence(c, signals=NEAR, unstated=(AnswerKind.RATE,)) for c in clauses)
    return Finding(ask=ask("利率多少", kinds=(AnswerKind.RATE,)), evidence=found)


def test_refusal_says_what_is_not_stated_of_what_is(near: Finding, policy: Document) -> None:
    first, *_ = draft_refusal([near], [policy], related_topics([near], [policy]))
    assert first.text == replies.NOT_STATED.format(what="利率、费率或利息")
    assert first.fixed


def test_refusal_of_something_else_altogether_names_no_kind(policy: Document) -> None:
    first, *_ = draft_refusal([Finding(ask=ask("红烧肉"), evidence=())], [policy], {})
    assert first.text == replies.NOT_COVERED


def test_related_topics_are_the_nearest_headings_once_each_three_at_most(near: Finding, policy: Document) -> None:
    topics = related_topics([near], [policy])
    assert list(topics) == ["支持数字人才创新创业", "推动数字人才赋能产业发展", "举办数字职业能力竞赛活动"]
    assert all(title in policy.source[s.start : s.end] for title, s in topics.items())


def test_related_topics_come_only_from_the_documents_given(near: Finding) -> None:
    assert related_topics([near], [make_document("other", "鼓励创新。")]) == {}


def test_contact_unit_is_named_and_cited(policy: Document) -> None:
    (sentence,) = contact(policy)
    assert sentence.text == "您可以咨询联系单位：市人力资源社会保障局专业技术人员管理科。"
    assert [support.clause.clause_id for support in sentence.supports] == [f"{policy.document_id}#contact"]


def test_document_without_contact_or_issuers_leaves_the_hotline() -> None:
    (sentence,) = contact(make_document("other", "鼓励创新。"))
    assert (sentence.text, sentence.fixed) == (replies.HOTLINE, True)


def test_no_contact_is_named_where_none_of_several_documents_is_near(policy: Document) -> None:
    draft = draft_refusal([], [policy, make_document("other", "鼓励创新。")], {})
    assert draft[-1].text == replies.HOTLINE


def test_whole_refusal_is_borne_out(near: Finding, policy: Document, shipped_corpus: Corpus) -> None:
    draft = draft_refusal([near], [policy], related_topics([near], [policy]))
    assert Verifier(shipped_corpus).verify(draft) == draft
