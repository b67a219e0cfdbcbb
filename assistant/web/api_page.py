"""The page that tells programmers how to call the assistant, with examples made from what is held here."""

import inspect
import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from anyio import to_thread
from fastapi import Request
from fastapi.responses import HTMLResponse
from gradio.utils import get_function_description
from jinja2 import Environment
from starlette.routing import Route

from assistant.api.inputs import MAX_EARLIER_QUESTIONS
from assistant.templating import page_environment
from assistant.web.chat import Chat
from assistant.web.limits import Limits
from assistant.web.preparation import Preparation
from assistant.web.programs import Programs

PATH = "/api"
_SENTENCE = re.compile(r".+?(?:[.。](?=\s|$)|。|$)")  # a full stop within a name, as in name#4.1, ends nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter as the page lists it."""

    name: str
    default: str  # as JSON; "" where it must be given
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function as machine readers are told of it."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    returns: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """What is said in one of the two languages."""

    language: str  # as HTML's lang names it
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the examples ask for: something that there is an answer to."""

    question: str = "支持哪些人？"
    follow_up: str = "归谁管？"
    clause_id: str = ""


def api_route(chat: Chat) -> Route:
    """Return the page as a route."""
    functions = tuple(_described(Programs(chat.preparation, chat.journal, chat.intake).offered()))

    async def page(request: Request) -> HTMLResponse:
        sample = await to_thread.run_sync(_sample, chat.preparation)
        return HTMLResponse(_render(str(request.base_url).rstrip("/"), functions, chat.limits, sample))

    return Route(PATH, page)


def _render(address: str, functions: tuple[Function, ...], limits: Limits, sample: Sample) -> str:
    return (
        _templates()
        .get_template("api.html")
        .render(address=address, functions=functions, limits=limits, sample=sample, max_earlier=MAX_EARLIER_QUESTIONS)
    )


def _described(functions: tuple[Callable[..., Any], ...]) -> Iterator[Function]:
    for function in functions:
        description, descriptions, returns = get_function_description(function)
        parameters = inspect.signature(function).parameters.values()
        yield Function(
            name=function.__name__,
            description=description,
            parameters=tuple(
                Parameter(name=p.name, default=_default(p), description=descriptions[p.name])
                for p in parameters
                if descriptions[p.name]  # Gradio's own request has none
            ),
            returns="".join(returns),
        )


def _by_language(description: str) -> Iterator[Paragraph]:
    """Take apart a description whose sentences are told in both languages, Chinese first; whatever begins one counts."""
    sentences = [sentence for sentence in _SENTENCE.findall(description) if sentence.strip()]
    for language, between in (("zh-CN", ""), ("en", " ")):
        said = [s.strip() for s in sentences if _is_chinese(s) == (language == "zh-CN")]
        if said:
            yield Paragraph(language=language, text=between.join(said))


def _is_chinese(sentence: str) -> bool:
    return not sentence.lstrip()[:1].isascii()


def _default(parameter: inspect.Parameter) -> str:
    return "" if parameter.default is parameter.empty else json.dumps(parameter.default)


def _sample(preparation: Preparation) -> Sample:
    if not preparation.ready:
        return Sample()
    assistant = preparation.result()
    clauses = (clause for document in assistant.corpus.documents for clause in document.body())
    clause = next(clauses, None)
    question = next(iter(assistant.examples()), Sample().question)
    return Sample(question=question, clause_id=clause.clause_id if clause else "")


@cache
def _templates() -> Environment:
    environment = page_environment("assistant.web")
    environment.filters["by_language"] = _by_language
    environment.filters["literal"] = lambda value: json.dumps(value, ensure_ascii=False)
    environment.filters["quoted"] = lambda value: shlex.quote(json.dumps(value, ensure_ascii=False))
    return environment
