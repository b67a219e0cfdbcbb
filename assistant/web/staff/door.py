"""The door of the desk: nothing behind it answers to anybody who has not signed in.

It wraps the mounted desk itself and not the outer application, so that no way of writing a path leads around it.
"""

import math
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from anyio import CapacityLimiter, to_thread
from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from assistant.desk.passwords import PasswordError, PasswordHash
from assistant.desk.sessions import Attempts, Sessions
from assistant.web.staff import render

COOKIE = "policy_staff"
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
_MAX_FORM_BYTES = 4096
_GRADIO_FILES = ("/assets/", "/static/", "/svelte/")  # the same for everybody, and large
_WRONG = "密码不对，请再试一次。"
_TOO_OFTEN = "尝试次数过多，请 {minutes} 分钟后再试。"

App = Callable[[Any, Any, Any], Awaitable[None]]


class Door:
    """ASGI application: the sign-in page for strangers, the desk for those who signed in."""

    def __init__(self, desk: App, password: PasswordHash, sessions: Sessions, attempts: Attempts | None = None) -> None:
        self._desk = desk
        self._password = password
        self._sessions = sessions
        self._attempts = attempts or Attempts()
        self._one_at_a_time = CapacityLimiter(1)  # a guess takes memory and time; many at once take no more

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let the request in, or answer it here."""
        if scope["type"] != "http":
            await _refuse_socket(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await self._answer(request)
        if response is None:
            public = _path(request).startswith(_GRADIO_FILES)
            await self._desk(scope, receive, send if public else _uncached(send))
        else:
            response.headers["cache-control"] = "no-store"
            await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """Return what is said at the door; None where the visitor may pass."""
        path, home = _path(request), request.scope.get("root_path", "") + "/"
        if request.method not in {"GET", "HEAD"} and not _same_origin(request):
            return _told("请从工作台页面操作。", HTTPStatus.FORBIDDEN)
        if path == SIGN_IN:
            return await self._sign_in(request, home)
        token = request.cookies.get(COOKIE)
        if path == SIGN_OUT and request.method == "POST":
            self._sessions.close(token)
            left = RedirectResponse(home + SIGN_IN[1:], HTTPStatus.SEE_OTHER)
            left.delete_cookie(COOKIE, path=home.rstrip("/"))
            return left
        seconds_left = self._sessions.seconds_left(token)
        if seconds_left > 0:
            request.scope["staff_seconds_left"] = seconds_left
            return None
        if request.method == "GET" and path == "/":
            return RedirectResponse(home + SIGN_IN[1:], HTTPStatus.SEE_OTHER)
        return _told("请先登录。", HTTPStatus.UNAUTHORIZED)

    async def _sign_in(self, request: Request, home: str) -> Response:
        if request.method in {"GET", "HEAD"}:
            return HTMLResponse(render.sign_in())
        if request.method != "POST":
            return _told("请从登录页面登录。", HTTPStatus.METHOD_NOT_ALLOWED)
        password = await _password_in(request)
        address = request.client.host if request.client else ""
        wait_seconds = self._attempts.seconds_to_wait(address)
        if wait_seconds > 0:
            problem = _TOO_OFTEN.format(minutes=math.ceil(wait_seconds / 60))
            headers = {"retry-after": str(math.ceil(wait_seconds))}
            return HTMLResponse(render.sign_in(problem), HTTPStatus.TOO_MANY_REQUESTS, headers)
        right = await to_thread.run_sync(self._password.matches, password, limiter=self._one_at_a_time)
        if not right:
            return HTMLResponse(render.sign_in(_WRONG), HTTPStatus.FORBIDDEN)
        self._attempts.forgive(address)
        entered = RedirectResponse(home, HTTPStatus.SEE_OTHER)
        entered.set_cookie(
            COOKIE,
            self._sessions.open(),
            max_age=int(self._sessions.lifetime_seconds),
            path=home.rstrip("/"),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return entered


class ClosedDoor:
    """ASGI application in place of a desk that is not switched on."""

    def __init__(self, problem: str = "") -> None:
        self._problem = problem

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Say that the desk is off, and how to switch it on."""
        if scope["type"] != "http":
            await _refuse_socket(scope, receive, send)
            return
        page = HTMLResponse(render.switched_off(self._problem), HTTPStatus.FORBIDDEN, {"cache-control": "no-store"})
        await page(scope, receive, send)


def read_password_hash(text: str) -> tuple[PasswordHash | None, str]:
    """Return the hash of the settings, and what is wrong where there is one that cannot be used."""
    if not text.strip():
        return None, ""
    try:
        return PasswordHash.parse(text), ""
    except PasswordError as error:
        return None, str(error)


def _path(request: Request) -> str:
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", "")) or "/"


def _same_origin(request: Request) -> bool:
    """Whether a request that changes something was made by a page of this server, or by no page at all.

    The browser's own word comes first: behind a proxy the host that it asked for is not always known here.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"none", "same-origin"}
    origin = request.headers.get("origin")
    hosts = {request.headers.get("host"), request.headers.get("x-forwarded-host")}
    return origin is None or urlsplit(origin).netloc in hosts - {None}


async def _password_in(request: Request) -> str:
    """Return the form's password; a form too long to hold one has none."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM_BYTES:
            return ""
    form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=4)
    return form.get("password", [""])[0]


def _told(text: str, status: HTTPStatus) -> Response:
    return JSONResponse({"detail": text}, status)


def _uncached(send: Any) -> Any:
    """Keep what staff see out of the browser's cache, where the next person at the machine would find it."""

    async def send_uncached(message: Any) -> None:
        if message["type"] == "http.response.start":
            others = [pair for pair in message["headers"] if pair[0].lower() != b"cache-control"]
            message = {**message, "headers": [*others, (b"cache-control", b"no-store")]}
        await send(message)

    return send_uncached


async def _refuse_socket(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
