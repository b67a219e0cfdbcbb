"""Turns what the desk shows into HTML. Templates escape everything; no text from outside is ever marked safe."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from assistant.desk.matching import fold, split_at
from assistant.desk.quoting import citation, citation_head, spoken
from assistant.desk.states import state_label
from assistant.templating import page_environment
from assistant.web.render import as_printed, visible
from assistant.web.staff import labels
from corpus.validity.corrections import STATE_NAMES


def sign_in(problem: str = "") -> str:
    """Render the sign-in page, whole."""
    return render("sign_in.html", problem=problem, styles=styles())


def switched_off(problem: str = "") -> str:
    """Render the page that says that the desk is off, whole."""
    return render("switched_off.html", problem=problem, styles=styles())


def styles() -> Markup:
    """Return the style sheets of the desk, ours and so not escaped."""
    return Markup(_text("assistant.web", "page.css") + _text("assistant.web.staff", "staff.css"))


def script(name: str) -> str:
    """Return one of the desk's scripts."""
    return _text("assistant.web.staff", name)


def render(template: str, **values: object) -> str:
    """Render one of the desk's templates."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = page_environment(
        "assistant.web.staff", finalize=lambda value: visible(value) if type(value) is str else value
    )
    environment.filters.update(as_printed=as_printed, split_at=split_at, state_label=state_label)
    environment.globals.update(
        same=_same,
        citation=citation,
        citation_head=citation_head,
        spoken=spoken,
        state_labels=STATE_NAMES,
        labels=labels,
    )
    return environment


def _same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing that a reader sees: width of marks, spaces."""
    return fold(one).text == fold(other).text


@cache
def _text(package: str, name: str) -> str:
    return files(package).joinpath("assets", name).read_text(encoding="utf-8")
