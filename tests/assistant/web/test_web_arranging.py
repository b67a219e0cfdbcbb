from dataclasses import replace

from assistant.types import Answer, AnswerSentence, Citation, Status
from assistant.web.arranging import arrange
from corpus.types import Corpus
from tests.fakes_assistant import cite

SORRY = AnswerSentence(text="抱歉，原文没有写明。", marks=())
NEARBY = AnswerSentence(text="相近的内容有：支持创业；培养人才。", marks=(1, 2))
CONTACT = AnswerSentence(text="您可以咨询市人社局。", marks=(3,))


def refusal(corpus: Corpus) -> Answer:
    return Answer(
        question="问",
        standalone_question="问",
        status=Status.NOT_COVERED,
        sentences=(SORRY, NEARBY, CONTACT),
        citations=(cite(corpus, "town#1.1", n=1), cite(corpus, "town#2.1", n=2), cite(corpus, "town#1.1", n=3)),
        related=("支持创业", "培养人才"),
    )


def test_related_topics_of_a_refusal_stand_in_a_list_each_with_its_mark(corpus: Corpus) -> None:
    parts = arrange(refusal(corpus), 3)
    assert parts.sentences == (SORRY,)
    assert [(topic.title, topic.citation.clause_id) for topic in parts.related] == [
        ("支持创业", "town#1.1"),
        ("培养人才", "town#2.1"),
    ]
    assert parts.closing == (CONTACT,)


def test_related_topics_appear_when_their_sentence_has_arrived(corpus: Corpus) -> None:
    assert arrange(refusal(corpus), 1).related == ()


def test_a_sentence_that_does_not_list_them_stays_a_sentence(corpus: Corpus) -> None:
    for odd in (replace(refusal(corpus), related=("别的",)), replace(refusal(corpus), related=("支持创业",))):
        assert arrange(odd, 3).sentences == odd.sentences


def test_what_stays_open_stands_apart_from_what_is_answered(two_sentence_answer: Answer) -> None:
    open_part = AnswerSentence(text="关于“利率多少”，我没有在政策原文中找到答案。", marks=())
    partial = replace(
        two_sentence_answer, sentences=(*two_sentence_answer.sentences, open_part), uncovered=("利率多少",)
    )
    assert arrange(partial, 2).uncovered == ()
    parts = arrange(partial, 3)
    assert parts.sentences == two_sentence_answer.sentences
    assert parts.uncovered == ("利率多少",)


def test_a_plain_answer_is_shown_as_it_is(two_sentence_answer: Answer, loan: Citation) -> None:
    assert arrange(two_sentence_answer, 1).sentences == two_sentence_answer.sentences[:1]
    assert arrange(two_sentence_answer, 2).sentences == two_sentence_answer.sentences
