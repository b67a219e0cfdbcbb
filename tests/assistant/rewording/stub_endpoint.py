"""A stub of an OpenAI-compatible chat endpoint: a real HTTP server on loopback that replies as it is told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Reads the request whole, keeps it, and lets the behaviour reply."""

    server: "_Server"

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.stub.requests.append({"path": self.path, "headers": dict(self.headers), "body": request})
        with suppress(BrokenPipeError, ConnectionResetError):  # where the client has had enough
            self.server.stub.behaviour(self, request)
        self.close_connection = True

    def send(self, body: bytes, *, status: int = 200, content_type: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    stub: "StubEndpoint"
    daemon_threads = True
    block_on_close = False


class StubEndpoint:
    """What tests set and read."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.behaviour: Behaviour = says("{}")
        self.released = threading.Event()  # lets go of whoever hangs
        self.base_url = ""


@contextmanager
def stub_endpoint() -> Iterator[StubEndpoint]:
    """Serve until the block is left."""
    stub = StubEndpoint()
    server = _Server(("127.0.0.1", 0), Handler)
    server.stub = stub
    stub.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        stub.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: object) -> bytes:
    """Return a chat completion that says ``content``."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def says(content: object) -> Behaviour:
    """Reply with a chat completion, whatever was asked."""
    return lambda handler, request: handler.send(completion(content))


def sends(body: bytes, *, status: int = 200, content_type: str = "application/json") -> Behaviour:
    """Reply with these bytes."""
    return lambda handler, request: handler.send(body, status=status, content_type=content_type)


def rewords(change: Callable[[str], str]) -> Behaviour:
    """Reply as a model does that changes each sentence it is sent in this way."""

    def reply(handler: Handler, request: dict[str, Any]) -> None:
        sentences = json.loads(request["messages"][-1]["content"])["sentences"]
        said = [{"n": sentence["n"], "text": change(sentence["text"])} for sentence in sentences]
        handler.send(completion(json.dumps({"sentences": said}, ensure_ascii=False)))

    return reply


def hangs(handler: Handler, request: dict[str, Any]) -> None:
    """Take the request and say nothing."""
    handler.server.stub.released.wait(30)


def drips_headers(handler: Handler, request: dict[str, Any]) -> None:
    """Send a byte of a header now and then: never silent for long, never done."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.stub.released.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def drips_body(handler: Handler, request: dict[str, Any]) -> None:
    """Send a byte of the body now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.stub.released.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def hangs_up(handler: Handler, request: dict[str, Any]) -> None:
    """Close the connection in the middle of the reply."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
