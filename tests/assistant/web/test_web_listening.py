"""Where the page can be served, and what is said where it cannot."""

import errno
import socket

import pytest

from assistant.errors import ListenError, PortTakenError
from assistant.web.listening import listen, url_of


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"{port}.*--port {port + 1}"):
            listen("127.0.0.1", port)


def test_a_free_port_is_bound() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0


@pytest.mark.parametrize(
    ("host", "port", "told"),
    [
        ("192.0.2.1", 0, "没有地址 192.0.2.1"),  # kept for documentation: no machine has it
        ("no-such-host.invalid", 0, "no-such-host.invalid 无法识别"),
        ("a" * 70, 0, "无法识别"),
        ("a..b", 0, "无法识别"),
        ("::zz", 0, "::zz 无法识别"),
        ("127.0.0.1", 99_999, "端口 99999 不对"),
    ],
)
def test_an_address_that_cannot_be_listened_on_is_told_in_words(host: str, port: int, told: str) -> None:
    with pytest.raises(ListenError, match=told):
        listen(host, port)


def test_a_port_that_is_not_allowed_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)  # tests may run with every right
    with pytest.raises(ListenError, match=r"没有权限使用端口 80.*--port 7860"):
        listen("127.0.0.1", 80)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:7860"),
        ("0.0.0.0", "http://127.0.0.1:7860"),
        ("::", "http://[::1]:7860"),
        ("fd00::1", "http://[fd00::1]:7860"),
        ("desk.example", "http://desk.example:7860"),
    ],
)
def test_the_address_told_is_one_that_a_browser_opens(host: str, url: str) -> None:
    assert url_of(host, 7860) == url
