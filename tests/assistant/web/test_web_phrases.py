"""The page speaks two languages wholly: no phrase of its own is left in Chinese on the English page."""

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from assistant.journal.types import Reason, Verdict
from assistant.types import Answer
from assistant.web import chat, handlers, places, render
from assistant.web.chat import Exchange, thanks
from assistant.web.phrases import Language, Message, catalogue, translate
from assistant.web.places import Place
from assistant.web.preparation import Stage
from corpus.types import Corpus
from corpus.validity.corrections import STATE_NAMES

CHINESE = re.compile("[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TEMPLATES = [path for path in files("assistant.web").joinpath("templates").iterdir() if path.name.endswith(".html")]


def phrases_of(template: str) -> set[str]:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(template)
    return {text for _, _, text in extract_from_ast(tree) if isinstance(text, str)}


def messages() -> list[Message]:
    told = [value for module in (chat, places) for value in vars(module).values() if isinstance(value, Message)]
    return [*told, *(thanks(verdict, 30) for verdict in Verdict)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_phrase_of_a_template_has_its_english(template) -> None:  # type: ignore[no-untyped-def]
    missing = phrases_of(template.read_text(encoding="utf-8")) - catalogue().keys()
    assert missing == set()


@pytest.mark.parametrize("text", [message.text for message in messages()])
def test_every_message_has_its_english(text: str) -> None:
    assert text in catalogue()


def test_states_reasons_stages_and_labels_have_their_english() -> None:
    said = [*STATE_NAMES.values(), *(reason.label for reason in Reason), Stage().name]
    said += [handlers.PLACEHOLDER, handlers.LABEL, handlers.SEND]
    assert [text for text in said if text not in catalogue()] == []


def test_the_catalogue_holds_english_with_the_same_values() -> None:
    for chinese, english in catalogue().items():
        assert not CHINESE.search(english), chinese
        assert set(PLACEHOLDER.findall(chinese)) == set(PLACEHOLDER.findall(english)), chinese


def test_an_unknown_language_is_chinese() -> None:
    assert Language.known("en") is Language.ENGLISH
    assert [Language.known(name) for name in ("fr", None, 3, "<script>")] == [Language.CHINESE] * 4


def test_a_phrase_that_is_not_known_stays_as_it_is() -> None:
    assert translate("计算向量", Language.ENGLISH) == "计算向量"


class _OwnWords(HTMLParser):
    """Collects what a page says, in text and in names for screen readers, outside of what is marked as Chinese."""

    VOID = frozenset({"input", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._languages = ["en"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._languages.append(given.get("lang") or self._languages[-1])
        if self._languages[-1] == "en":
            self.words += [value or "" for name, value in attrs if name in {"aria-label", "title", "placeholder"}]
        if tag in self.VOID:
            self._languages.pop()

    def handle_endtag(self, tag: str) -> None:
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        if self._languages[-1] == "en":
            self.words.append(data)


def own_words(page: str) -> str:
    reader = _OwnWords()
    reader.feed(page)
    reader.close()
    return " ".join(reader.words)


def test_on_the_english_page_only_quotations_are_chinese_and_say_so(
    corpus: Corpus, two_sentence_answer: Answer
) -> None:
    exchange = Exchange(question="个人能贷多少？", answer=two_sentence_answer, entry_id=7, sentences_shown=2)
    english = Language.ENGLISH
    talk = render.conversation((exchange,), language=english)
    talk = talk.replace(two_sentence_answer.citations[0].locator, "")  # named within an English label
    pages = [
        talk,
        render.coverage(corpus, english),
        render.welcome(("最多能贷多少？",), english),
        render.masthead(english),
        render.source(corpus, Place.cited(corpus, two_sentence_answer.citations[0]), language=english),
        render.preparing(Stage(done=1, total=2), english),
        render.failed(chat.BROKEN, english),
        render.notice(chat.TOO_OFTEN, english),
    ]
    for page in pages:
        assert not CHINESE.search(own_words(page)), own_words(page)
