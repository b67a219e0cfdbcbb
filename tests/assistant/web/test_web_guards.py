import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request

from assistant.web.guards import RefuseBulk

LIMIT = 1000


@pytest.fixture
def client() -> httpx.AsyncClient:
    app = FastAPI()

    @app.post("/{path:path}")
    async def length(request: Request) -> int:
        return len(await request.body())

    transport = httpx.ASGITransport(app=RefuseBulk(app, max_bytes=LIMIT), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://page")


async def _pieces() -> AsyncIterator[bytes]:
    for _ in range(5):
        yield b"x" * (LIMIT // 2)


def test_a_question_passes(client: httpx.AsyncClient) -> None:
    taken = asyncio.run(client.post("/gradio_api/queue/join", content=b"x" * LIMIT))
    assert (taken.status_code, taken.text) == (200, str(LIMIT))


def test_a_body_larger_than_any_question_is_refused_in_words(client: httpx.AsyncClient) -> None:
    refused = asyncio.run(client.post("/gradio_api/queue/join", content=b"x" * (LIMIT + 1)))
    assert refused.status_code == 413
    assert "简短一些" in refused.text


def test_a_body_that_does_not_say_its_length_is_not_read_to_the_end(client: httpx.AsyncClient) -> None:
    assert asyncio.run(client.post("/gradio_api/queue/join", content=_pieces())).status_code >= 400


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/upload/", "/staff/gradio_api/upload"])
def test_no_files_are_taken(client: httpx.AsyncClient, path: str) -> None:
    assert asyncio.run(client.post(path, content=b"x")).status_code == 404
