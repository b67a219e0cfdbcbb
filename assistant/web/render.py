"""Turns what the page shows into HTML. Templates escape everything; no text from outside is ever marked safe."""

import re
from datetime import date
from functools import cache
from unicodedata import normalize
from urllib.parse import urlencode

from jinja2 import Environment

from assistant import replies
from assistant.journal.store import MAX_COMMENT_CHARS
from assistant.journal.types import Reason
from assistant.templating import page_environment
from assistant.types import Answer, Citation
from assistant.web.arranging import Arranged, arrange
from assistant.web.chat import Exchange, Reply
from assistant.web.phrases import Language, Message, translate
from assistant.web.places import Place, check_of
from assistant.web.preparation import Stage
from assistant.web.source import Highlight, lay_out, outline
from corpus.running_text import reading_text
from corpus.types import Corpus, Document
from corpus.validity.corrections import STATE_NAMES

# Controls and bidirectional overrides can make text read other than it is, and half a character cannot be sent;
# nothing in a policy needs them shown.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

_WORDLESS = re.compile(r"[\W_]+")


def welcome(examples: tuple[str, ...], language: Language = Language.CHINESE) -> str:
    """Render what stands before the first question."""
    return _render("welcome.html", language, examples=examples)


def conversation(
    exchanges: tuple[Exchange, ...], *, name_documents: bool = False, language: Language = Language.CHINESE
) -> str:
    """Render the chat so far; ``name_documents`` where a locator alone would not say which policy it is in."""
    return _render("conversation.html", language, exchanges=exchanges, name_documents=name_documents)


def source(
    corpus: Corpus | None = None,
    place: Place | None = None,
    *,
    reveal: bool = False,
    language: Language = Language.CHINESE,
) -> str:
    """Render a whole document with the cited place marked; ``reveal`` brings the pane into view by itself.

    Without a place the first document from its beginning; without a corpus, which is not read yet, an empty pane.
    """
    if corpus is None:
        return _render("source.html", language, **_NOTHING_TO_READ)
    document = (place and place.document) or next(iter(corpus.documents), None)
    highlight = place.highlight if place else None
    return _render(
        "source.html",
        language,
        documents=corpus.documents,
        document=document,
        blocks=lay_out(document, highlight) if document else (),
        outline=outline(document) if document else (),
        current=f"{highlight.clause_id}:{highlight.start}-{highlight.end}" if highlight else "",
        link=link_query(document, highlight) if document and highlight else "",
        note=place.note if place else None,
        reveal=reveal,
    )


_NOTHING_TO_READ: dict[str, object] = {
    "documents": None,
    "document": None,
    "blocks": (),
    "outline": (),
    "current": "",
    "link": "",
    "note": None,
    "reveal": False,
}


def coverage(corpus: Corpus, language: Language = Language.CHINESE) -> str:
    """Render which policies are answered about, their state, how current they are and whom to ask."""
    return _render(
        "coverage.html", language, documents=corpus.documents, set_aside=corpus.not_in_force, as_of=corpus.as_of
    )


def preparing(stage: Stage, language: Language = Language.CHINESE) -> str:
    """Render how far the preparation of the index is."""
    return _render("preparing.html", language, stage=stage, problem=None)


def failed(problem: Message, language: Language = Language.CHINESE) -> str:
    """Render why there is nothing to ask."""
    return _render("preparing.html", language, stage=None, problem=problem)


def masthead(language: Language = Language.CHINESE) -> str:
    """Render the page's head."""
    other = Language.CHINESE if language is Language.ENGLISH else Language.ENGLISH
    return _render("masthead.html", language, other=other)


def notice(message: Message | None, language: Language = Language.CHINESE) -> str:
    """Render why a question was not taken; nothing where it was."""
    return _render("notice.html", language, message=message)


def verdict_reply(entry_id: int, reply: Reply, serial: str, language: Language = Language.CHINESE) -> str:
    """Render what is said to a verdict; ``serial`` tells this reply from one that says the same."""
    return _render("verdict.html", language, entry_id=entry_id, message=reply.message, kept=reply.kept, serial=serial)


def citation_text(citation: Citation) -> str:
    """Return a citation as one writes it in a letter: 《题名》（文号）第四条第1项：“原文”."""
    number = f"（{citation.document_number}）" if citation.document_number else ""
    return f"《{citation.document_title}》{number}{citation.locator}：“{reading_text(citation.quote)}”"


def copy_text(answer: Answer) -> str:
    """Return an answer with its citations as plain text, for pasting elsewhere."""
    lines = [f"问：{answer.question}", f"答：{answer.text}"]
    if answer.citations:
        lines += ["", "出处："] + [f"[{c.n}] {citation_text(c)}" for c in answer.citations]
    if answer.reworded:
        lines += ["", replies.REWORDED]
    return "\n".join([*lines, "", "（以政策原文为准）"])


def understood_otherwise(answer: Answer) -> bool:
    """Tell whether the question was completed or mended in a way worth showing, not only respelt."""
    understood, asked = (_WORDLESS.sub("", normalize("NFKC", q)) for q in (answer.standalone_question, answer.question))
    return bool(understood) and understood != asked


def link_query(document: Document, place: Highlight) -> str:
    """Return the query string of a link that opens the page at this place."""
    check = check_of(document.source[place.start : place.end])
    return urlencode({"clause": place.clause_id, "from": place.start, "to": place.end, "check": check})


def as_printed(text: str) -> str:
    """Return source text with its lines kept and the blank ones between them dropped."""
    return re.sub(r"\n\s*\n", "\n", text)


def visible(text: str) -> str:
    """Drop characters that are not seen but change how the others are read."""
    return _INVISIBLE.sub("", text)


@cache
def _environment(language: Language) -> Environment:
    environment = page_environment(
        "assistant.web",
        extensions=["jinja2.ext.i18n"],
        finalize=lambda value: visible(value) if type(value) is str else value,
    )

    def in_language(text: str) -> str:
        return translate(text, language)

    # Environment has these once the extension is in; jinja2's types do not know it
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        in_language, lambda one, many, count: in_language(one if count == 1 else many), newstyle=True
    )
    environment.filters.update(
        one_line=reading_text,
        as_printed=as_printed,
        copy_text=copy_text,
        citation_text=citation_text,
        check=check_of,
        visible=visible,
        translated=in_language,  # for what is not a literal of a template, and so may hold a % of its own
        arranged=_arranged,
        day=lambda day: _day(day, language),
        words=lambda message: message.within(language),
        state_name=STATE_NAMES.__getitem__,
    )
    environment.tests["understood_otherwise"] = understood_otherwise
    environment.globals.update(language=language, reasons=tuple(Reason), max_comment_chars=MAX_COMMENT_CHARS)
    return environment


def _arranged(exchange: Exchange) -> Arranged:
    assert exchange.answer is not None
    return arrange(exchange.answer, exchange.sentences_shown)


def _day(day: date, language: Language) -> str:
    if language is Language.ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _render(template: str, language: Language, **values: object) -> str:
    return _environment(language).get_template(template).render(**values)
