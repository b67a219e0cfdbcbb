"""The door by itself, in front of a desk that answers everything."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from assistant.desk.passwords import PasswordHash
from assistant.desk.sessions import MAX_ATTEMPTS, Attempts, Sessions
from assistant.web.staff.door import COOKIE, ClosedDoor, Door

PASSWORD = "correct horse"
HASHED = PasswordHash.of(PASSWORD, cost=2)
SECRET = "内部"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def desk(scope: Any, receive: Any, send: Any) -> None:
    """Tells the secret to whoever gets through."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"public")]})
    await send({"type": "http.response.body", "body": SECRET.encode()})


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def visitor(clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    door = Door(desk, HASHED, Sessions(600, clock), Attempts(clock))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(door, root_path="/staff"), base_url="http://desk.example/staff"
    ) as client:
        yield client


async def sign_in(visitor: httpx.AsyncClient, password: str = PASSWORD, **headers: str) -> httpx.Response:
    return await visitor.post("/sign-in", data={"password": password}, headers=headers)


pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
@pytest.mark.parametrize(
    "path", ["/", "/config", "/gradio_api/queue/join", "/sign-in/", "/sign-in/x", "//sign-in", "/a/../b"]
)
async def test_a_stranger_gets_nothing(visitor: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await visitor.request(method, path)
    assert answer.status_code in {303, 401}
    assert SECRET not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_a_stranger_at_the_first_page_is_led_to_the_sign_in(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/")
    assert answer.headers["location"] == "/staff/sign-in"
    assert "工作台密码" in (await visitor.get("/sign-in")).text


async def test_the_password_lets_in_until_the_session_is_over(visitor: httpx.AsyncClient, clock: Clock) -> None:
    entered = await sign_in(visitor)
    assert (entered.status_code, entered.headers["location"]) == (303, "/staff/")
    assert SECRET in (await visitor.get("/anything")).text
    clock.now += 599
    assert SECRET in (await visitor.get("/anything")).text
    clock.now += 1
    assert (await visitor.get("/anything")).status_code == 401


async def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: httpx.AsyncClient) -> None:
    cookie = (await sign_in(visitor)).headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/staff", "max-age=600"):
        assert part in cookie
    assert "secure" not in cookie
    assert PASSWORD not in cookie


async def test_over_https_the_cookie_is_for_https_only(clock: Clock) -> None:
    door = Door(desk, HASHED, Sessions(600, clock), Attempts(clock))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(door, root_path="/staff"), base_url="https://desk.example/staff"
    ) as visitor:
        assert "secure" in (await sign_in(visitor)).headers["set-cookie"].lower()


async def test_what_staff_see_is_not_kept_by_the_browser(visitor: httpx.AsyncClient) -> None:
    await sign_in(visitor)
    assert (await visitor.get("/config")).headers.get_list("cache-control") == ["no-store"]
    assert (await visitor.get("/assets/index.js")).headers.get_list("cache-control") == ["public"]


async def test_signing_out_ends_the_session_on_the_server(visitor: httpx.AsyncClient) -> None:
    await sign_in(visitor)
    token = visitor.cookies[COOKIE]
    left = await visitor.post("/sign-out")
    assert left.headers["location"] == "/staff/sign-in"
    assert COOKIE not in visitor.cookies
    assert (await visitor.get("/x", headers={"cookie": f"{COOKIE}={token}"})).status_code == 401


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD * 1000, "correct horsf", "%00", "\u202e"])
async def test_another_password_does_not(visitor: httpx.AsyncClient, password: str) -> None:
    answer = await sign_in(visitor, password)
    assert answer.status_code == 403
    assert "密码不对" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("cookie", ["", "x", "é", "a" * 5000, '"; policy_staff=1'])
async def test_an_invented_session_does_not(visitor: httpx.AsyncClient, cookie: str) -> None:
    answer = await visitor.get("/config", headers={"cookie": f"{COOKIE}={cookie}".encode()})  # type: ignore[dict-item]
    assert answer.status_code == 401


async def test_after_so_many_attempts_even_the_right_password_waits(visitor: httpx.AsyncClient, clock: Clock) -> None:
    for _ in range(MAX_ATTEMPTS):
        assert (await sign_in(visitor, "wrong")).status_code == 403
    turned_away = await sign_in(visitor)
    assert turned_away.status_code == 429
    assert "15 分钟后再试" in turned_away.text
    assert int(turned_away.headers["retry-after"]) == 900
    clock.now += 900
    assert (await sign_in(visitor)).status_code == 303


async def test_another_site_cannot_sign_in_or_act_for_a_visitor(visitor: httpx.AsyncClient) -> None:
    assert (await sign_in(visitor, origin="http://evil.example")).status_code == 403
    await sign_in(visitor, origin="http://desk.example")
    for headers in ({"origin": "http://desk.example:81"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        answer = await visitor.post("/gradio_api/component_server", headers=headers)
        assert answer.status_code == 403
        assert SECRET not in answer.text


async def test_a_websocket_is_closed() -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/staff/x", "root_path": "/staff", "headers": []}
    for door in (Door(desk, HASHED, Sessions(600)), ClosedDoor()):
        sent.clear()
        await door(scope, receive, send)
        assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/config"])
async def test_a_desk_that_is_off_says_how_to_switch_it_on(path: str) -> None:
    door = ClosedDoor()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://desk.example") as visitor:
        answer = await visitor.get(path)
    assert answer.status_code == 403
    assert "python -m assistant password" in answer.text
    assert "POLICY_STAFF_PASSWORD_HASH" in answer.text
