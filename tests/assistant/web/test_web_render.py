import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Answer, AnswerSentence, Citation, Status
from assistant.web import render
from assistant.web.chat import Exchange, Reply
from assistant.web.phrases import Language, Message
from assistant.web.places import Place
from assistant.web.preparation import Stage
from corpus.types import Corpus
from tests.builders import make_corpus, make_document
from tests.fakes_assistant import cite

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "${alert(1)} {{7*7}} {% raw %}",
    "[点我](javascript:alert(1)) `x` **y**",
]


class _Reader(HTMLParser):
    """Collects the tags and the visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def complete(answer: Answer) -> Exchange:
    return Exchange(question=answer.question, answer=answer, sentences_shown=len(answer.sentences))


def refusal(question: str) -> Answer:
    return Answer(
        question=question,
        standalone_question=question,
        status=Status.NOT_COVERED,
        sentences=(AnswerSentence(text="政策没有提到。", marks=()),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_question_is_shown_as_the_text_it_is(text: str) -> None:
    page = read(render.conversation((Exchange(question=text), complete(refusal(text)))))
    assert page.text.count(text) == 3  # asked, asked and answered, understood
    assert not {"script", "img", "textarea"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_policy_is_shown_as_the_text_it_is(text: str) -> None:
    corpus = make_corpus(make_document("odd", f"# 一、标题\n{text}（责任单位：{text}）", title=text, number=text))
    for page in (read(render.source(corpus)), read(render.coverage(corpus))):
        assert text in page.text
        assert not {"script", "img"} & set(page.tags)
        assert not [name for name in page.attributes if name.startswith("on")]


# whatever could be taken for markup, a template, a mark or an order to read backwards, and anything else besides
PIECES = (
    *HOSTILE,
    *(
        "<",
        ">",
        "&lt;",
        "'",
        '"',
        "`",
        "\\",
        "${",
        "}}",
        "%(n)s",
        "%",
        "[1]",
        "<!--",
        "-->",
        "]]>",
        "&#x3c;script&#x3e;",
    ),
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\x00",
        "\x1b",
        "\ud800",
        "\ufeff",
        "👩\u200d👩\u200d👧",
        "é",
        "\n",
        "\t",
        "\u3000",
        "=1+1",
    ),
)
hostile_texts = st.one_of(
    st.text(min_size=1, max_size=200),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.sampled_from(["长" * 10_000, "\u3000 \n\t"]),
)


def surfaces(text: str) -> list[str]:
    """Every part of the page with this text in every place where text from outside is shown."""
    document = make_document("odd", "# 一、标题\n正文。（责任单位：甲局）", title=text, number=text)
    document = replace(document, contact=text, provenance={"captured_from": text}, title=text)
    corpus = make_corpus(document, make_document("other", "# 一、甲\n乙。", title=text))
    citation = replace(
        cite(corpus, "odd#1.1"), document_title=text, document_number=text, section=text + "节", locator=text
    )
    citation = replace(citation, quote=text, responsible_units=(text,))
    answer = Answer(
        question=text,
        standalone_question=f"{text}甲",
        status=Status.ANSWERED,
        sentences=(AnswerSentence(text=f"{text}。", marks=(1,)), AnswerSentence(text=f"没有{text}", marks=())),
        citations=(citation,),
        uncovered=(text,),
    )
    declined = replace(
        answer,
        status=Status.NOT_COVERED,
        related=(text,),
        sentences=(AnswerSentence(text=f"相近：{text}", marks=(1,)),),
    )
    stage = Stage(name=text, done=1, total=2)
    broken = Message(text="原因：%(reason)s", values={"reason": text})
    exchanges = (
        Exchange(question=text, answer=answer, sentences_shown=2, entry_id=1),
        Exchange(question=text, answer=declined, sentences_shown=1, entry_id=2),
        Exchange(question=text, stage=stage),
        Exchange(question=text, problem=broken),
    )
    return [
        page
        for language in Language
        for page in (
            render.conversation(exchanges, name_documents=True, language=language),
            render.coverage(corpus, language),
            render.source(corpus, Place.of_document(corpus, "odd"), language=language),
            render.welcome((text,), language),
            render.preparing(stage, language),
            render.failed(broken, language),
            render.notice(broken, language),
            render.verdict_reply(1, Reply(message=broken, kept=True), "s", language),
        )
    ]


@settings(max_examples=40, deadline=None)
@given(hostile_texts)
def test_no_text_from_outside_adds_an_element_or_an_attribute_anywhere(text: str) -> None:
    for plain, strange in zip(surfaces("常" * len(text)), surfaces(text), strict=True):
        assert read(strange).tags == read(plain).tags
        assert read(strange).attributes == read(plain).attributes
        strange.encode("utf-8")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\ufeff]", strange)


def test_marks_stand_at_the_end_of_their_sentence(two_sentence_answer: Answer) -> None:
    text = read(render.conversation((complete(two_sentence_answer),))).text
    assert "最高3万元。1" in text
    assert "由市财政局、市人社局负责。1" in text


def test_an_answer_on_its_way_shows_only_what_has_arrived(two_sentence_answer: Answer) -> None:
    page = render.conversation((Exchange(question="问", answer=two_sentence_answer, sentences_shown=1),))
    assert "最高3万元。" in read(page).text
    assert "由市财政局" not in read(page).text
    assert 'data-complete="no"' in page


def test_sources_name_their_document_where_there_are_several(two_sentence_answer: Answer) -> None:
    exchanges = (complete(two_sentence_answer),)
    assert "basis__document" in render.conversation(exchanges, name_documents=True)
    assert "basis__document" not in render.conversation(exchanges)


def test_a_refusal_looks_different_from_an_answer(two_sentence_answer: Answer) -> None:
    assert "answer--not_covered" in render.conversation((complete(refusal("问")),))
    assert "answer--not_covered" not in render.conversation((complete(two_sentence_answer),))


def test_a_completed_question_is_shown_with_how_it_was_understood(two_sentence_answer: Answer) -> None:
    follow_up = replace(two_sentence_answer, question="那个人呢", standalone_question="个人能贷多少")
    assert "理解为：个人能贷多少" in read(render.conversation((complete(follow_up),))).text


def test_respelt_punctuation_is_not_worth_a_word(two_sentence_answer: Answer) -> None:
    respelt = replace(two_sentence_answer, question="个人能贷多少？", standalone_question="个人能贷多少?")
    assert "理解为" not in render.conversation((complete(respelt),))


def test_the_source_shows_the_whole_document_with_the_quote_marked(corpus: Corpus, loan: Citation) -> None:
    page = render.source(corpus, Place.cited(corpus, loan))
    assert f"<mark>{loan.quote}</mark>" in page
    assert all(
        clause.text in read(page).text for clause in corpus.document("town").clauses if not clause.responsibilities
    )


def test_the_source_offers_a_choice_only_among_several_documents(corpus: Corpus) -> None:
    two = make_corpus(*corpus.documents, make_document("other", "# 一、甲\n乙。", title="另一份"))
    assert "data-documents" not in render.source(corpus)
    assert "data-documents" in render.source(two)
    assert "乙。" in render.source(two, Place.of_document(two, "other"))


def test_an_empty_corpus_is_said_plainly() -> None:
    assert "还没有收录政策文件" in render.source(make_corpus())


def test_coverage_names_each_policy_with_its_number(corpus: Corpus) -> None:
    text = read(render.coverage(corpus)).text
    assert "《某镇若干措施》" in text
    assert "某政发〔2025〕3号" in text
    assert "以政策原文为准" in text


def test_preparation_shows_stage_and_counts() -> None:
    page = render.preparing(Stage(name="计算向量", done=3, total=9))
    assert "计算向量" in page
    assert 'max="9" value="3"' in page


def test_copied_text_holds_answer_and_citations(two_sentence_answer: Answer) -> None:
    text = render.copy_text(two_sentence_answer)
    assert "最高3万元。[1]" in text
    assert "[1] 《某镇" not in text  # the fake's title is the document's id
    assert "“个人可申请最高3万元贷款。”" in text


def test_characters_that_reorder_what_is_read_are_dropped() -> None:
    page = render.conversation((Exchange(question="贷款\u202e元万3\u202c\x07"),))
    assert "贷款元万3" in page


def test_an_answer_that_a_model_reworded_says_so_on_the_page_and_when_copied(two_sentence_answer: Answer) -> None:
    note = "语言模型"
    reworded = replace(two_sentence_answer, reworded=True)
    assert note in read(render.conversation((complete(reworded),))).text
    assert note in render.copy_text(reworded)
    assert note not in read(render.conversation((complete(two_sentence_answer),))).text
    assert note not in render.copy_text(two_sentence_answer)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("每户补\n　　贴。", "每户补贴。"),
        ("万元\t50\n3", "万元 50 3"),
        ("最高50\n3年", "最高50 3年"),
        ("APEC CEO\u3000论坛", "APEC CEO论坛"),
    ],
)
def test_a_quote_is_copied_as_running_prose_in_which_no_two_numbers_become_one(
    two_sentence_answer: Answer, quote: str, shown: str
) -> None:
    citation = replace(two_sentence_answer.citations[0], quote=quote)
    assert render.citation_text(citation).endswith(f"“{shown}”")
