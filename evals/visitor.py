"""A visitor who asks through the page's own HTTP interface, as a browser does, and reads what the page would show."""

import html
import json
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import httpx

_EXCHANGE = re.compile(r"<article.*?</article>", re.DOTALL)
_QUESTION = re.compile(r'<div class="question"><p[^>]*>(.*?)</p>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One exchange as it is read on the page."""

    question: str
    text: str  # all of it, without markup
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of one question: the conversation then shown, or a kind refusal to take it, or an error."""

    took_ms: float
    shown: tuple[Shown, ...] = ()
    notice: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the page takes a question: read from its own description."""

    prefix: str
    listener: int
    trigger: int
    outputs: dict[str, int]  # elem_id → position among the outputs

    @classmethod
    async def find(cls, client: httpx.AsyncClient) -> "Door":
        """Read the page's description and find the button that asks."""
        config = (await client.get("/config")).raise_for_status().json()
        names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
        button = next(part for part, name in names.items() if name == "send")
        listener = next(d for d in config["dependencies"] if [button, "click"] in d["targets"])
        outputs = {names[part]: position for position, part in enumerate(listener["outputs"]) if names.get(part)}
        return cls(prefix=config["api_prefix"], listener=listener["id"], trigger=button, outputs=outputs)


class Visitor:
    """One session; ``address`` is what a proxy would pass on, so that the limit per client sees many clients."""

    def __init__(self, client: httpx.AsyncClient, door: Door, *, address: str) -> None:
        self._client = client
        self._door = door
        self._session = secrets.token_hex(6)
        self._headers = {"X-Forwarded-For": address}

    async def ask(self, question: str) -> Asked:
        """Ask and wait for the complete answer."""
        begun = perf_counter()
        try:
            output = await self._ask(question)
        except (httpx.HTTPError, KeyError, ValueError) as error:
            return Asked(took_ms=_since(begun), error=f"{type(error).__name__}: {error}")
        if output is None:
            return Asked(took_ms=_since(begun), error="the stream ended without an answer")
        notice = output[self._door.outputs["notice"]]
        page = output[self._door.outputs["log"]]
        return Asked(
            took_ms=_since(begun),
            shown=read_conversation(page) if isinstance(page, str) else (),
            notice=_text(notice) if isinstance(notice, str) else "",
        )

    async def _ask(self, question: str) -> list[Any] | None:
        body = {
            "data": [question, None, "zh-CN"],
            "fn_index": self._door.listener,
            "session_hash": self._session,
            "trigger_id": self._door.trigger,
        }
        joined = await self._client.post(f"{self._door.prefix}/queue/join", json=body, headers=self._headers)
        joined.raise_for_status()
        async for message in self._messages():
            if message["msg"] == "process_completed":
                if not message["success"]:
                    raise ValueError(message["output"])
                data: list[Any] = message["output"]["data"]
                return data
            if message["msg"] in {"queue_full", "unexpected_error"}:
                raise ValueError(message)
        return None

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        wanted = {"session_hash": self._session}
        path = f"{self._door.prefix}/queue/data"
        async with self._client.stream("GET", path, params=wanted, headers=self._headers) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))


def read_conversation(page: str) -> tuple[Shown, ...]:
    """Return the exchanges that the page shows, in order."""
    exchanges = []
    for article in _EXCHANGE.findall(page):
        question = _QUESTION.search(article)
        complete = 'data-complete="yes"' in article
        exchanges.append(
            Shown(question=_text(question.group(1)) if question else "", text=_text(article), complete=complete)
        )
    return tuple(exchanges)


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _since(begun: float) -> float:
    return (perf_counter() - begun) * 1000
