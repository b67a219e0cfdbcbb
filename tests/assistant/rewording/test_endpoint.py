import time

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import SecretStr

from assistant.errors import EndpointError
from assistant.rewording.endpoint import MAX_REPLY_BYTES, ChatEndpoint
from tests.assistant.rewording.stub_endpoint import (
    Behaviour,
    Handler,
    StubEndpoint,
    completion,
    drips_body,
    drips_headers,
    hangs,
    hangs_up,
    says,
    sends,
)

TIMEOUT_SECONDS = 0.5
GRACE_SECONDS = 1.5  # for a busy machine


def open_endpoint(base_url: str, *, key: str | None = None, timeout_seconds: float = 10) -> ChatEndpoint:
    api_key = SecretStr(key) if key is not None else None
    return ChatEndpoint(base_url=base_url, model="some-model", api_key=api_key, timeout_seconds=timeout_seconds)


def test_endpoint_sends_one_completion_request_as_openai_describes_it(stub: StubEndpoint) -> None:
    stub.behaviour = says("好的")
    reply = open_endpoint(stub.base_url + "/", key="k-123").invoke([SystemMessage("规则"), HumanMessage("数据")])
    assert reply.text == "好的"
    (request,) = stub.requests
    assert request["path"] == "/v1/chat/completions"
    assert request["headers"]["Authorization"] == "Bearer k-123"
    assert request["body"] == {
        "model": "some-model",
        "temperature": 0,
        "stream": False,
        "messages": [{"role": "system", "content": "规则"}, {"role": "user", "content": "数据"}],
    }


def test_endpoint_without_a_key_sends_none(stub: StubEndpoint) -> None:
    stub.behaviour = says("好的")
    open_endpoint(stub.base_url).invoke("数据")
    assert "Authorization" not in stub.requests[0]["headers"]


def redirects(handler: Handler, request: object) -> None:
    handler.send_response(307)
    handler.send_header("Location", f"{handler.server.stub.base_url}/elsewhere")
    handler.end_headers()


@pytest.mark.parametrize(
    "behaviour",
    [
        sends(b"<!doctype html><h1>502 Bad Gateway</h1>", content_type="text/html"),
        sends(b"<!doctype html><h1>502 Bad Gateway</h1>", status=502, content_type="text/html"),
        sends(b'{"error": {"message": "no such model"}}', status=404),
        sends(completion("too many"), status=429),
        sends(b""),
        sends(b"\xff\xfe\x00"),
        sends(b"[" * 100_000),
        sends(b"[]"),
        sends(b'{"choices": []}'),
        sends(completion(None)),
        sends(completion(["a", "list"])),
        sends(b'{"choices": [{"message": {"content": ' + b"9" * 5000 + b"}}]}"),
        redirects,
        hangs_up,
    ],
)
def test_what_is_no_completion_is_an_endpoint_error(behaviour: Behaviour, stub: StubEndpoint) -> None:
    stub.behaviour = behaviour
    with pytest.raises(EndpointError):
        open_endpoint(stub.base_url, key="k-123").invoke("数据")
    assert len(stub.requests) == 1  # one attempt, no redirect followed


@pytest.mark.parametrize("behaviour", [hangs, drips_headers, drips_body])
def test_deadline_holds_as_a_whole(behaviour: Behaviour, stub: StubEndpoint) -> None:
    stub.behaviour = behaviour
    started = time.monotonic()
    with pytest.raises(EndpointError):
        open_endpoint(stub.base_url, timeout_seconds=TIMEOUT_SECONDS).invoke("数据")
    assert time.monotonic() - started < TIMEOUT_SECONDS + GRACE_SECONDS


def test_ten_megabytes_are_not_read_to_the_end(stub: StubEndpoint) -> None:
    written = 0

    def floods(handler: Handler, request: object) -> None:
        nonlocal written
        handler.send_response(200)
        handler.end_headers()
        for _ in range(160):
            written += handler.wfile.write(b" " * 65536)

    stub.behaviour = floods
    with pytest.raises(EndpointError, match=str(MAX_REPLY_BYTES)):
        open_endpoint(stub.base_url).invoke("数据")
    assert len(stub.requests) == 1
    assert written < 10 * 1024 * 1024


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:9/v1", "http://no-such-host.invalid/v1", "ftp://127.0.0.1/v1", "127.0.0.1", "http://[", ""],
)
def test_address_where_nobody_answers_is_an_endpoint_error(base_url: str) -> None:
    with pytest.raises(EndpointError):
        open_endpoint(base_url, timeout_seconds=2).invoke("数据")


@pytest.mark.parametrize("key", ["geheim\r\nX-Evil: 1", "密钥", "geheim\x00"])
def test_key_that_cannot_be_sent_is_an_endpoint_error_that_does_not_tell_it(key: str, stub: StubEndpoint) -> None:
    with pytest.raises(EndpointError) as caught:
        open_endpoint(stub.base_url, key=key).invoke("数据")
    assert key not in str(caught.value)
    assert "geheim" not in repr(caught.value.__cause__)


def test_key_is_not_in_what_is_printed() -> None:
    assert "geheim" not in repr(open_endpoint("http://127.0.0.1:9/v1", key="geheim"))


def test_proxies_of_the_environment_are_not_used(stub: StubEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    stub.behaviour = says("好的")
    assert open_endpoint(stub.base_url).invoke("数据").text == "好的"
