"""What is refused before the page sees it: files, which nothing here takes, and bodies larger than any question."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi.responses import PlainTextResponse

MAX_BODY_BYTES = 256 * 1024  # a long question is a few KiB; its conversation is kept on this side
_UPLOAD = "/gradio_api/upload"  # Gradio offers it to everybody and would fill the disk

App = Callable[[Any, Any, Any], Awaitable[None]]


class RefuseBulk:
    """ASGI middleware; a body that turns out larger than it said ends as if its sender had gone."""

    def __init__(self, app: App, *, max_bytes: int = MAX_BODY_BYTES) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].rstrip("/").endswith(_UPLOAD):
            await _refused("这里不接收文件。", HTTPStatus.NOT_FOUND)(scope, receive, send)
        elif _announced(scope) > self._max_bytes:
            told = "内容太长了，请简短一些再发。"
            await _refused(told, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
        else:
            await self._app(scope, self._counting(receive), send)

    def _counting(self, receive: Any) -> Any:
        taken = 0

        async def counted() -> Any:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= self._max_bytes else {"type": "http.disconnect"}

        return counted


def _announced(scope: Any) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _refused(text: str, status: HTTPStatus) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status)
