import json
import logging

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant import replies
from assistant.drafting import DraftSentence, Support, quotation
from assistant.rewording.checking import WordingCheck
from assistant.rewording.endpoint import ChatEndpoint
from assistant.rewording.reword import PAUSE_SECONDS, Rewriter
from assistant.verifying import Verifier
from corpus.types import Corpus
from index.tokens import Tokeniser
from tests.assistant.rewording.stub_endpoint import StubEndpoint, rewords, sends
from tests.builders import make_corpus, make_document

POLICY = """
# 一、补贴
对首次创业的毕业生给予1万元补贴。同一人不得重复享受该项补贴。可享受下列全部补贴项目：（责任单位：市财政局）
"""
OPENS_A_LIST = "可享受下列全部补贴项目："
GRANT, ONCE = "对首次创业的毕业生给予1万元补贴。", "同一人不得重复享受该项补贴。"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(make_document("town", POLICY))


@pytest.fixture(scope="module")
def check(corpus: Corpus, tokeniser: Tokeniser) -> WordingCheck:
    return WordingCheck(Verifier(corpus), tokeniser.words)


def quoted(corpus: Corpus, text: str, *, opening: str = "") -> DraftSentence:
    clause = corpus.documents[0].body()[0]
    sentence = next(sentence for sentence in clause.sentences if sentence.plain == text)
    return quotation(text, Support(clause=clause, start=sentence.start, end=sentence.end), opening=opening)


def replying(*texts: str) -> FakeListChatModel:
    said = [{"n": n, "text": text} for n, text in enumerate(texts, start=1)]
    return FakeListChatModel(responses=[json.dumps({"sentences": said})])


def test_sentence_is_replaced_with_its_supports_kept(check: WordingCheck, corpus: Corpus) -> None:
    draft = (quoted(corpus, GRANT), quoted(corpus, ONCE))
    model = replying("对首次创业的毕业生发给1万元补贴。", "同一人不能重复享受这项补贴，请拨打12345。")
    first, second = Rewriter(model, check).reword("给多少", draft)
    assert first.text == "对首次创业的毕业生发给1万元补贴。"
    assert first.reworded
    assert first.supports == draft[0].supports
    assert second == draft[1]  # turned away by itself


def test_the_assistants_own_opening_stays_before_the_reworded_quotation(check: WordingCheck, corpus: Corpus) -> None:
    draft = (quoted(corpus, GRANT, opening=replies.DIFFERS),)
    (said,) = Rewriter(replying("对首次创业的毕业生发给1万元补贴"), check).reword("3万吧", draft)
    assert said.text == f"{replies.DIFFERS}对首次创业的毕业生发给1万元补贴。"


def test_direct_answers_units_fixed_words_and_list_openings_are_not_sent(
    stub: StubEndpoint, check: WordingCheck, corpus: Corpus
) -> None:
    support = quoted(corpus, GRANT).supports
    draft = (
        DraftSentence(text="1万元。", supports=support),
        DraftSentence(text="责任单位：市财政局。", supports=support),
        DraftSentence(text="关于利率，政策原文没有写明。", fixed=True),
        DraftSentence(text=OPENS_A_LIST, supports=support, quote=OPENS_A_LIST),
    )
    endpoint = ChatEndpoint(base_url=stub.base_url, model="m", timeout_seconds=10)
    assert Rewriter(endpoint, check).reword("给多少", draft) == draft
    assert stub.requests == []


@pytest.mark.parametrize("replies_with", [(), ("", ""), (GRANT, ONCE), (ONCE, GRANT)])
def test_missing_empty_unchanged_and_exchanged_sentences_change_nothing(
    replies_with: tuple[str, ...], check: WordingCheck, corpus: Corpus
) -> None:
    draft = (quoted(corpus, GRANT), quoted(corpus, ONCE))
    assert Rewriter(replying(*replies_with), check).reword("给多少", draft) == draft


def test_personal_numbers_in_the_question_do_not_leave(stub: StubEndpoint, check: WordingCheck, corpus: Corpus) -> None:
    stub.behaviour = rewords(str)
    endpoint = ChatEndpoint(base_url=stub.base_url, model="m", timeout_seconds=10)
    Rewriter(endpoint, check).reword("我电话13812345678，给多少", (quoted(corpus, GRANT),))
    assert "13812345678" not in json.dumps(stub.requests)
    assert "给多少" in json.loads(stub.requests[0]["body"]["messages"][1]["content"])["question"]


def test_after_a_failure_the_endpoint_is_left_alone_for_a_while(
    stub: StubEndpoint, check: WordingCheck, corpus: Corpus, caplog: pytest.LogCaptureFixture
) -> None:
    now = 0.0
    endpoint = ChatEndpoint(base_url=stub.base_url, model="m", timeout_seconds=10)
    rewriter = Rewriter(endpoint, check, clock=lambda: now)
    draft = (quoted(corpus, GRANT),)
    stub.behaviour = sends(b"", status=503)
    with caplog.at_level(logging.WARNING):
        assert rewriter.reword("给多少", draft) == draft
        assert rewriter.reword("给多少", draft) == draft
    assert len(stub.requests) == 1
    assert len(caplog.records) == 1
    now = PAUSE_SECONDS
    stub.behaviour = rewords(lambda text: text.replace("给予", "给"))
    assert rewriter.reword("给多少", draft)[0].reworded


def test_log_holds_nothing_of_the_question_or_the_reply(
    check: WordingCheck, corpus: Corpus, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        Rewriter(replying("见 http://evil.cn"), check).reword("私密问题", (quoted(corpus, GRANT),))
    assert "characters" in caplog.text
    assert "evil" not in caplog.text
    assert "私密" not in caplog.text
