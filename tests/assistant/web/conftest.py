from pathlib import Path

import pytest

from assistant.journal.store import Journal
from assistant.types import Answer, AnswerSentence, Citation, Status
from assistant.web.chat import Chat
from assistant.web.limits import Limits
from assistant.web.preparation import Preparation
from corpus.types import Corpus
from tests.builders import make_corpus, make_document
from tests.fakes_assistant import ScriptedAssistant, answered, cite

POLICY = """
# 一、支持创业
小微企业可申请最高40万元贷款。个人可申请最高3万元贷款。（责任单位：市财政局、市人社局）
# 二、培养人才
每年培训不少于70人。（责任单位：市教育局）
"""


class PageAssistant(ScriptedAssistant):
    """A scripted assistant with what the page shows besides answers."""

    @property
    def corpus(self) -> Corpus:
        return self.index.corpus

    def examples(self) -> tuple[str, ...]:
        return ("最多能贷多少？",)


@pytest.fixture
def corpus() -> Corpus:
    return make_corpus(make_document("town", POLICY, title="某镇若干措施", number="某政发〔2025〕3号"))


@pytest.fixture
def loan(corpus: Corpus) -> Citation:
    return cite(corpus, "town#1.1", "个人可申请最高3万元贷款。")


@pytest.fixture
def two_sentence_answer(corpus: Corpus, loan: Citation) -> Answer:
    return Answer(
        question="个人能贷多少？",
        standalone_question="个人能贷多少？",
        status=Status.ANSWERED,
        sentences=(
            AnswerSentence(text="最高3万元。", marks=(1,)),
            AnswerSentence(text="由市财政局、市人社局负责。", marks=(1,)),
        ),
        citations=(loan,),
    )


@pytest.fixture
def assistant(corpus: Corpus, loan: Citation, two_sentence_answer: Answer) -> PageAssistant:
    return PageAssistant(corpus, [two_sentence_answer, answered("还有呢？", loan)])


@pytest.fixture
def ready(assistant: PageAssistant) -> Preparation:
    preparation = Preparation(lambda progress: assistant)
    preparation.start()
    preparation.result()
    return preparation


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.in_data_dir(tmp_path, retention_days=30)


@pytest.fixture
def chat(ready: Preparation, journal: Journal) -> Chat:
    return Chat(ready, journal=journal, limits=Limits(max_question_chars=20))
