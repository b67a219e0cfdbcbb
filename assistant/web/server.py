"""Serves the page on the local machine, with headers that keep the browser from asking any other host."""

import socket
from collections.abc import Awaitable, Callable
from importlib.resources import as_file, files
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.desk.proposals import ReviewFile
from assistant.journal.store import Journal
from assistant.settings import Settings
from assistant.web.api_page import api_route
from assistant.web.chat import Chat
from assistant.web.guards import RefuseBulk
from assistant.web.limits import Limits
from assistant.web.page import build_page, stylesheet, theme
from assistant.web.preparation import Preparation
from assistant.web.programs import send_json
from assistant.web.staff.mounting import StaffDesk, mount_desk

STOP_SECONDS = 5  # for answers under way when the server is stopped

# Gradio builds its templates with Function() and styles inline; everything else stays with this server.
_CONTENT_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
        "form-action 'self'",
    ]
)
_HEADERS = [
    (b"content-security-policy", _CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]


class _GuardHeaders:
    """ASGI middleware that adds the headers to every response without holding back a stream."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def build_app(chat: Chat, staff: StaffDesk | None = None) -> FastAPI:
    """Return the web application around a chat, with the staff's desk where there is one."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(RefuseBulk)
    app.add_middleware(_GuardHeaders)
    if staff is not None:
        mount_desk(app, staff, theme=theme())  # first: the citizens' page takes every path that is left
    app.router.routes.append(api_route(chat))
    page = build_page(chat)
    with as_file(files("assistant.web").joinpath("assets", "favicon.svg")) as favicon:
        mounted: FastAPI = gr.mount_gradio_app(
            app,
            page,
            path="/",
            favicon_path=str(favicon),
            footer_links=[],
            run_history=False,  # questions are not kept in the browser: the machine may be shared
            ssr_mode=False,
            theme=theme(),
            head=f"<style>{stylesheet()}</style>",  # css= would scope :root and .dark away
            show_error=False,
            mcp_server=True,  # of what the page's public API holds: the functions in assistant.web.programs
        )
    send_json(page)
    return mounted


def serve(listener: socket.socket, preparation: Preparation, settings: Settings) -> None:
    """Serve the page on a bound socket until interrupted."""
    journal = Journal.in_data_dir(
        settings.data_dir,
        retention_days=settings.journal_retention_days,
        copies=ReviewFile(settings.proposed_file),
    )
    journal.open()
    chat = Chat(preparation, journal=journal, limits=Limits.of(settings))
    app = build_app(chat, StaffDesk.of(settings, preparation, journal))
    # an open page keeps a stream open for as long as it is open; stopping must not wait for it
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=STOP_SECONDS)
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
