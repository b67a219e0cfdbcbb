"""What happens when something on the page is used; each returns what the page's parts then show."""

import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr
from anyio import to_thread

from assistant.journal.types import Reason, Verdict
from assistant.types import Status
from assistant.web import render
from assistant.web.chat import NOT_KEPT, Chat, Exchange, Reply, View, preparation_problem
from assistant.web.phrases import Language, translate
from assistant.web.places import Place
from assistant.web.preparation import PreparationFailedError
from corpus.types import Corpus

PLACEHOLDER, LABEL, SEND = "写下您的问题", "您的问题", "提问"

Exchanges = tuple[Exchange, ...]


class Handlers:
    """The page's listeners around one chat; a visitor's language comes from their browser each time."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    async def ask(
        self, event: gr.EventData, question: str, exchanges: Exchanges, language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        """Answer the example that was chosen, or else what was written in the question box."""
        asked = self._chat.ask(_example(event) or question, tuple(exchanges), client=_client(request))
        async with aclosing(asked) as views:
            async for view in views:
                yield self._shown(view, Language.known(language))

    def show(self, event: gr.EventData, language: str) -> Any:
        """Show a clause with a span marked, or another document from its beginning."""
        corpus = self._chat.preparation.corpus
        if corpus is None:
            return gr.skip()
        return render.source(corpus, _place(corpus, event), language=Language.known(language))

    def rate(self, event: gr.EventData, exchanges: Exchanges, language: str, request: gr.Request) -> Any:
        """Keep a verdict; what the browser sends is checked before it is believed."""
        entry_id, reply = -1, Reply(message=NOT_KEPT, kept=False)
        try:
            entry_id, verdict = int(event.entry), Verdict(event.verdict)
            reason = Reason(event.reason) if event.reason and verdict is Verdict.UNHELPFUL else None
        except (AttributeError, TypeError, ValueError):
            pass
        else:
            comment = str(getattr(event, "comment", "") or "")
            reply = self._chat.rate(
                tuple(exchanges), entry_id, verdict, reason=reason, comment=comment, client=_client(request)
            )
        return render.verdict_reply(entry_id, reply, secrets.token_hex(4), Language.known(language))

    async def arrive(self, language: str, request: gr.Request) -> AsyncIterator[list[Any]]:
        """Show how far the preparation is until there is something to ask."""
        spoken, preparation = Language.known(language), self._chat.preparation
        frame = _frame(spoken)
        while not preparation.finished:
            yield [*frame, render.preparing(preparation.stage, spoken), render.welcome((), spoken), gr.skip()]
            frame = [gr.skip()] * len(frame)
            await preparation.wait()
        try:
            assistant = preparation.result()
        except PreparationFailedError as error:
            yield [*frame, render.failed(preparation_problem(error), spoken), gr.skip(), gr.skip()]
            return
        corpus, wanted = assistant.corpus, request.query_params
        place = None
        if "clause" in wanted:
            asked = (wanted.get(name, "") for name in ("clause", "from", "to", "check"))
            place = Place.named(corpus, *asked)
        examples = await to_thread.run_sync(assistant.examples)  # the first visit has the model try several
        yield [
            *frame,
            render.coverage(corpus, spoken),
            render.welcome(examples, spoken),
            render.source(corpus, place, reveal=place is not None, language=spoken),
        ]

    def switch_language(self, event: gr.EventData, exchanges: Exchanges) -> list[Any]:
        """Show everything in the other language; the place that is open stays open."""
        language = Language.known(getattr(event, "language", ""))
        assistant = self._chat.preparation.result() if self._chat.preparation.ready else None
        if assistant is None:
            return [str(language), *_frame(language), gr.skip(), gr.skip(), gr.skip(), gr.skip(), ""]
        corpus = assistant.corpus
        return [
            str(language),
            *_frame(language),
            render.coverage(corpus, language),
            render.welcome(assistant.examples(), language),
            render.source(corpus, _place(corpus, event), language=language),
            _talk(corpus, tuple(exchanges), language) if exchanges else gr.skip(),
            "",
        ]

    def _shown(self, view: View, language: Language) -> list[Any]:
        """Welcome, conversation, source, state, notice and question box, in this order."""
        if not view.accepted:
            return [gr.skip(), gr.skip(), gr.skip(), view.exchanges, render.notice(view.notice, language), gr.skip()]
        corpus = self._chat.preparation.corpus
        latest = view.exchanges[-1]
        box = "" if latest.just_taken else gr.skip()  # later steps leave alone what is typed meanwhile
        talk = _talk(corpus, view.exchanges, language)
        return [gr.update(visible=False), talk, _first_source(corpus, latest, language), view.exchanges, "", box]


def _example(event: gr.EventData) -> str:
    """Return the example's question; "" where the question box asked, whose events carry nothing."""
    try:
        return str(event.question)
    except (AttributeError, TypeError):
        return ""


def _frame(language: Language) -> list[Any]:
    """Masthead, question box and send button."""
    return [
        render.masthead(language),
        gr.update(placeholder=translate(PLACEHOLDER, language), label=translate(LABEL, language)),
        gr.update(value=translate(SEND, language)),
    ]


def _talk(corpus: Corpus | None, exchanges: Exchanges, language: Language) -> str:
    several = corpus is not None and len(corpus.documents) > 1
    return render.conversation(exchanges, name_documents=several, language=language)


def _first_source(corpus: Corpus | None, latest: Exchange, language: Language) -> Any:
    """Open a finished answer's first source beside it; leave the pane as it is in every other case."""
    answer = latest.answer
    if corpus is None or answer is None or not latest.complete:
        return gr.skip()
    if answer.status is not Status.ANSWERED or not answer.citations:
        return gr.skip()
    return render.source(corpus, Place.cited(corpus, answer.citations[0]), language=language)


def _place(corpus: Corpus, event: gr.EventData) -> Place | None:
    """What a mark, the list of documents or the switch of language asks to see."""
    if clause := getattr(event, "clause", ""):
        span = (getattr(event, name, "") for name in ("from", "to", "check"))
        return Place.named(corpus, clause, *span)
    document_id = getattr(event, "document", "")
    return Place.of_document(corpus, str(document_id)) if document_id else None


def _client(request: gr.Request) -> str:
    return request.client.host if request.client else ""
