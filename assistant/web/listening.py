"""The socket that the page is served on, and the address to open it at."""

import errno
import os
import socket

from assistant.errors import ListenError, PortTakenError

_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # what to listen on, and what a browser can open


def listen(host: str, port: int) -> socket.socket:
    """Bind the address before anything slow begins; raises ListenError, PortTakenError where it is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise ListenError(f"这台机器不支持地址 {host} 所用的协议。请换一个监听地址，如 127.0.0.1。") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError, UnicodeError) as error:
        listener.close()
        raise _explained(error, host, port) from error
    return listener


def url_of(host: str, port: int) -> str:
    """Return what to type into a browser on this machine."""
    host = _ANYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _explained(error: OSError | OverflowError | UnicodeError, host: str, port: int) -> ListenError:
    """Say why an address cannot be listened on, and what to do."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, OverflowError):
        return ListenError(f"端口 {port} 不对：须在 1 到 65535 之间。")
    if isinstance(error, UnicodeError | socket.gaierror):
        return ListenError(f"监听地址 {host} 无法识别。请写成 IP 地址，如 127.0.0.1。")
    if number == errno.EADDRINUSE:
        another = port + 1 if port < 65535 else port - 1
        return PortTakenError(f"端口 {port} 已被别的程序占用。请先关闭它，或换一个端口：python app.py --port {another}")
    if number == errno.EADDRNOTAVAIL:
        return ListenError(f"这台机器没有地址 {host}。请换成它自己的地址，或 127.0.0.1（只有本机能访问）。")
    if number == errno.EACCES:
        return ListenError(f"没有权限使用端口 {port}。请换一个 1024 以上的端口：python app.py --port 7860")
    return ListenError(f"无法在 {host} 的端口 {port} 上监听：{os.strerror(number) if number else error}。")
