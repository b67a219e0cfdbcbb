"""The Gradio page: what is on it, and which handler listens to what."""

from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.web import render
from assistant.web.chat import Chat
from assistant.web.handlers import LABEL, PLACEHOLDER, SEND, Handlers
from assistant.web.phrases import Language
from assistant.web.programs import Programs

TITLE = "政策问答"
MAX_QUEUED = 2000  # in Gradio's own queue, whose refusal is an error message; the chat's kind one comes long before

# What every listener of this page shares: no spinner over the text one reads, no entry in the public API.
# How many are answered at once is the chat's own matter, so that whoever waits sees that their question was taken.
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
_PLAIN: dict[str, Any] = {"apply_default_css": False, "container": False, "padding": False}


def build_page(chat: Chat) -> gr.Blocks:
    """Lay out the page around a chat; nothing is served yet."""
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    handlers = Handlers(chat)
    with page:
        exchanges = gr.State(())
        # kept in the visitor's own browser; nothing secret, so the key may be known
        language = gr.BrowserState(str(Language.CHINESE), storage_key="policy-language", secret="policy-language")
        masthead = gr.HTML(render.masthead(), js_on_load=_asset("masthead.js"), elem_id="masthead", **_PLAIN)
        coverage = gr.HTML(elem_id="coverage", js_on_load=None, **_PLAIN)
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="chat", min_width=0):
                with gr.Column(elem_id="talk", min_width=0):
                    welcome = gr.HTML(render.welcome(()), js_on_load=_asset("welcome.js"), elem_id="welcome", **_PLAIN)
                    conversation = gr.HTML(js_on_load=copying() + _asset("conversation.js"), elem_id="log", **_PLAIN)
                    verdict = gr.HTML(js_on_load=_asset("verdict.js"), elem_id="verdict", **_PLAIN)
                with gr.Column(elem_id="ask"):
                    notice = gr.HTML(elem_id="notice", js_on_load=None, **_PLAIN)
                    with gr.Row(elem_id="ask-row"):
                        question = _question_box()
                        send = gr.Button(SEND, variant="primary", elem_id="send", min_width=0)
            with gr.Column(elem_id="original", min_width=0):
                source = gr.HTML(render.source(), js_on_load=_asset("source.js"), elem_id="source", **_PLAIN)

        frame = [masthead, question, send]
        shown = [welcome, conversation, source, exchanges, notice, question]
        # one listener for every way of asking: "once" holds per listener, and a question sent by another while the
        # first waits would begin from a conversation that lacks the first one's answer
        asking = [question.submit, send.click, welcome.submit]
        gr.on(asking, handlers.ask, [question, exchanges, language], shown, trigger_mode="once", **_QUIET)
        source.show_clause(handlers.show, [language], source, **_QUIET)
        verdict.rate(handlers.rate, [exchanges, language], verdict, **_QUIET)
        everything = [language, *frame, coverage, welcome, source, conversation, notice]
        masthead.switch_language(handlers.switch_language, [exchanges], everything, **_QUIET)
        page.load(handlers.arrive, [language], [*frame, coverage, welcome, source], **_QUIET)
        Programs(chat.preparation, chat.journal, chat.intake).register(page)
    page.queue(max_size=MAX_QUEUED, default_concurrency_limit=None)
    return page


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=LABEL,
        show_label=False,
        placeholder=PLACEHOLDER,
        lines=1,
        max_lines=5,
        container=False,
        elem_id="question",
        autofocus=False,
    )


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


def copying() -> str:
    """Return the script that goes before every script that copies."""
    return _asset("copying.js")


def _asset(name: str) -> str:
    return files("assistant.web").joinpath("assets", name).read_text(encoding="utf-8")
