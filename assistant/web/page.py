"""The Gradio page: what is on it and what happens when something on it is used."""

from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.types import Status
from assistant.web import render
from assistant.web.chat import Chat, Exchange, View, preparation_problem
from assistant.web.preparation import PreparationFailedError
from assistant.web.source import Highlight, resolve_highlight
from corpus.types import Corpus

TITLE = "政策问答"
MAX_PARALLEL_CHATS = 64  # held open while streaming; answering itself is limited to the processor's cores
MAX_WAITING = 500

# What every listener of this page shares: no spinner over the text one reads, no entry in the public API.
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_PLAIN: dict[str, Any] = {"apply_default_css": False, "container": False, "padding": False}


def build_page(chat: Chat) -> gr.Blocks:
    """Lay out the page around a chat; nothing is served yet."""
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        exchanges = gr.State(())
        gr.HTML(render.masthead(), js_on_load=_asset("masthead.js"), elem_id="masthead", **_PLAIN)
        coverage = gr.HTML(elem_id="coverage", **_PLAIN)
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="chat", min_width=0):
                with gr.Column(elem_id="talk", min_width=0):
                    welcome = gr.HTML(render.welcome(()), js_on_load=_asset("welcome.js"), elem_id="welcome", **_PLAIN)
                    conversation = gr.HTML(js_on_load=_asset("conversation.js"), elem_id="log", **_PLAIN)
                with gr.Column(elem_id="ask"):
                    notice = gr.HTML(elem_id="notice", js_on_load=None, **_PLAIN)
                    with gr.Row(elem_id="ask-row"):
                        question = gr.Textbox(
                            label="您的问题",
                            show_label=False,
                            placeholder="写下您的问题",
                            lines=1,
                            max_lines=5,
                            container=False,
                            elem_id="question",
                            autofocus=False,
                        )
                        send = gr.Button("提问", variant="primary", elem_id="send", min_width=0)
            with gr.Column(elem_id="original", min_width=0):
                source = gr.HTML(render.source(), js_on_load=_asset("source.js"), elem_id="source", **_PLAIN)

        shown = [welcome, conversation, source, exchanges, notice, question]
        for listen in (question.submit, send.click):
            listen(_asking(chat), [question, exchanges], shown, concurrency_limit=MAX_PARALLEL_CHATS, **_QUIET)
        welcome.example(_asking_example(chat), [exchanges], shown, concurrency_limit=MAX_PARALLEL_CHATS, **_QUIET)
        source.show_clause(_showing(chat), None, source, concurrency_limit=None, **_QUIET)
        page.load(_arriving(chat), None, [coverage, welcome, source], concurrency_limit=None, **_QUIET)
    page.queue(max_size=MAX_WAITING, default_concurrency_limit=None)
    return page


def _asking(chat: Chat) -> Any:
    async def ask(question: str, exchanges: tuple[Exchange, ...]) -> AsyncIterator[list[Any]]:
        async for view in chat.ask(question, tuple(exchanges)):
            yield _as_outputs(chat, view)

    return ask


def _asking_example(chat: Chat) -> Any:
    async def ask_example(event: gr.EventData, exchanges: tuple[Exchange, ...]) -> AsyncIterator[list[Any]]:
        async for view in chat.ask(str(event.question), tuple(exchanges)):
            yield _as_outputs(chat, view)

    return ask_example


def _as_outputs(chat: Chat, view: View) -> list[Any]:
    """Welcome, conversation, source, state, notice and question box, in this order."""
    if not view.accepted:
        return [gr.skip(), gr.skip(), gr.skip(), view.exchanges, render.notice(view.notice), gr.skip()]
    corpus = chat.preparation.corpus
    several = corpus is not None and len(corpus.documents) > 1
    talk = render.conversation(view.exchanges, name_documents=several)
    latest = view.exchanges[-1]
    box = "" if latest.just_taken else gr.skip()  # later steps leave alone what is typed meanwhile
    return [gr.update(visible=False), talk, _first_source(corpus, latest), view.exchanges, "", box]


def _first_source(corpus: Corpus | None, latest: Exchange) -> Any:
    """Open a finished answer's first source beside it; leave the pane as it is in every other case."""
    answer = latest.answer
    if corpus is None or answer is None or not latest.complete:
        return gr.skip()
    if answer.status is not Status.ANSWERED or not answer.citations:
        return gr.skip()
    return render.source(corpus, Highlight.of(answer.citations[0]))


def _showing(chat: Chat) -> Any:
    def show(event: gr.EventData) -> Any:
        """Show a clause with a span marked, or another document from its beginning."""
        corpus = chat.preparation.corpus
        if corpus is None:
            return gr.skip()
        document_id = getattr(event, "document", "")
        if document_id:
            return render.source(corpus, document_id=str(document_id))
        return render.source(corpus, resolve_highlight(corpus, event.clause, getattr(event, "from"), event.to))

    return show


def _arriving(chat: Chat) -> Any:
    async def arrive(request: gr.Request) -> AsyncIterator[list[Any]]:
        """Show how far the preparation is until there is something to ask."""
        while not chat.preparation.finished:
            yield [render.preparing(chat.preparation.stage), gr.skip(), gr.skip()]
            await chat.preparation.wait()
        try:
            assistant = chat.preparation.result()
        except PreparationFailedError as error:
            yield [render.failed(preparation_problem(error)), gr.skip(), gr.skip()]
            return
        wanted = request.query_params
        highlight = resolve_highlight(assistant.corpus, wanted.get("clause"), wanted.get("from"), wanted.get("to"))
        yield [
            render.coverage(assistant.corpus),
            render.welcome(assistant.examples()),
            render.source(assistant.corpus, highlight, reveal=highlight is not None),
        ]

    return arrive


def theme() -> gr.themes.Base:
    """Return a theme that uses the fonts the visitor's system has; nothing is fetched."""
    sans = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "system-ui", "sans-serif")
    mono = ("ui-monospace", "Consolas", "Noto Sans Mono CJK SC", "monospace")
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=[gr.themes.Font(name) for name in sans],
        font_mono=[gr.themes.Font(name) for name in mono],
    )


def stylesheet() -> str:
    """Return the page's own style sheet."""
    return _asset("page.css")


def _asset(name: str) -> str:
    return files("assistant.web").joinpath("assets", name).read_text(encoding="utf-8")
