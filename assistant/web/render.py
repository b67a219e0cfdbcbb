"""Turns what the page shows into HTML. Templates escape everything; no text from outside is ever marked safe."""

import re
from functools import cache
from unicodedata import normalize
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.types import Answer, Citation
from assistant.web.chat import Exchange
from assistant.web.preparation import Stage
from assistant.web.source import Highlight, lay_out, outline
from corpus.types import Corpus

# Controls and bidirectional overrides can make text read other than it is; nothing in a policy needs them shown.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_WORDLESS = re.compile(r"[\W_]+")


def welcome(examples: tuple[str, ...]) -> str:
    """Render what stands before the first question."""
    return _render("welcome.html", examples=examples)


def conversation(exchanges: tuple[Exchange, ...], *, name_documents: bool = False) -> str:
    """Render the chat so far; ``name_documents`` where a locator alone would not say which policy it is in."""
    return _render("conversation.html", exchanges=exchanges, name_documents=name_documents)


def source(
    corpus: Corpus | None = None,
    highlight: Highlight | None = None,
    *,
    document_id: str = "",
    reveal: bool = False,
) -> str:
    """Render a whole document with the cited place marked; ``reveal`` brings the pane into view by itself.

    Without a corpus, which is not read yet, an empty pane.
    """
    if corpus is None:
        return _render(
            "source.html", documents=None, document=None, blocks=(), outline=(), current="", link="", reveal=False
        )
    wanted = highlight.document_id if highlight else document_id
    document = next((d for d in corpus.documents if d.document_id == wanted), None) or next(
        iter(corpus.documents), None
    )
    return _render(
        "source.html",
        documents=corpus.documents,
        document=document,
        blocks=lay_out(document, highlight) if document else (),
        outline=outline(document) if document else (),
        current=f"{highlight.clause_id}:{highlight.start}-{highlight.end}" if highlight else "",
        link=link_query(highlight) if highlight else "",
        reveal=reveal,
    )


def coverage(corpus: Corpus) -> str:
    """Render which policies are answered about, how current they are and where they come from."""
    return _render("coverage.html", documents=corpus.documents)


def preparing(stage: Stage) -> str:
    """Render how far the preparation of the index is."""
    return _render("preparing.html", stage=stage, problem="")


def failed(problem: str) -> str:
    """Render why there is nothing to ask."""
    return _render("preparing.html", stage=None, problem=problem)


def masthead() -> str:
    """Render the page's head."""
    return _render("masthead.html")


def notice(text: str) -> str:
    """Render why a question was not taken."""
    return _render("notice.html", text=text)


def citation_text(citation: Citation) -> str:
    """Return a citation as one writes it in a letter: 《题名》（文号）第四条第1项：“原文”."""
    number = f"（{citation.document_number}）" if citation.document_number else ""
    return f"《{citation.document_title}》{number}{citation.locator}：“{one_line(citation.quote)}”"


def copy_text(answer: Answer) -> str:
    """Return an answer with its citations as plain text, for pasting elsewhere."""
    lines = [f"问：{answer.question}", f"答：{answer.text}"]
    if answer.citations:
        lines += ["", "出处："] + [f"[{c.n}] {citation_text(c)}" for c in answer.citations]
    return "\n".join([*lines, "", "（以政策原文为准）"])


def understood_otherwise(answer: Answer) -> bool:
    """Tell whether the question was completed or mended in a way worth showing, not only respelt."""
    understood, asked = (_WORDLESS.sub("", normalize("NFKC", q)) for q in (answer.standalone_question, answer.question))
    return bool(understood) and understood != asked


def link_query(place: Highlight) -> str:
    """Return the query string of a link that opens the page at this place."""
    return urlencode({"clause": place.clause_id, "from": place.start, "to": place.end})


def one_line(text: str) -> str:
    """Return source text as running prose."""
    return re.sub(r"\s*\n\s*|[\u00a0\u3000\t]+", "", text).strip()


def as_printed(text: str) -> str:
    """Return source text with its lines kept and the blank ones between them dropped."""
    return re.sub(r"\n\s*\n", "\n", text)


def visible(text: str) -> str:
    """Drop characters that are not seen but change how the others are read."""
    return _INVISIBLE.sub("", text)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters.update(
        one_line=one_line,
        as_printed=as_printed,
        copy_text=copy_text,
        citation_text=citation_text,
        cn_date=_cn_date,
    )
    environment.tests["understood_otherwise"] = understood_otherwise
    return environment


def _cn_date(value: object) -> str:
    parts = [int(part) for part in str(value).split("-")]
    return f"{parts[0]}年{parts[1]}月{parts[2]}日"


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)
