"""Over a real server: nothing under /staff answers to a stranger, whatever route Gradio has for it."""

import csv
import http.client
import io
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from docx import Document as WordFile
from fastapi import FastAPI
from starlette.routing import Mount

from tests.assistant.web.staff.conftest import Served

pytestmark = pytest.mark.integration

DESK_WORDS = ("热线工作台", "第一条第1项", "view-look", "component_server", "市财政局")


def staff_routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every route below /staff that the mounted application really has, with a method it answers to."""

    def walk(routes: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
        for route in routes:
            path = prefix + getattr(route, "path", "").rstrip("/")
            included = getattr(route, "original_router", None)  # FastAPI keeps an included router whole
            inner = getattr(included or route, "routes", None)
            if inner:
                yield from walk(inner, path if isinstance(route, Mount) else prefix)
            for method in getattr(route, "methods", None) or ():
                yield method, re.sub(r"{[^}]*}", "x", path) or "/"

    mount = next(route for route in app.routes if isinstance(route, Mount) and route.path == "/staff")
    behind: Any = mount.app._desk
    yield from walk(behind.routes, "/staff")


def call(client: httpx.Client, function: str, data: dict[str, object]) -> dict[str, Any]:
    """Call one of the desk's functions as its page does."""
    config = client.get("/staff/config").json()
    component = next(c for c in config["components"] if function in c["props"].get("server_fns", []))
    answer = client.post(
        "/staff/gradio_api/component_server",
        json={"session_hash": "s", "component_id": component["id"], "fn_name": function, "data": data},
    )
    answer.raise_for_status()
    reply: dict[str, Any] = answer.json()
    return reply


def test_no_route_of_the_desk_answers_to_a_stranger(served: Served) -> None:
    routes = sorted(set(staff_routes(served.app)))
    paths = {path for _, path in routes}
    expected = {
        "/config",
        "/gradio_api/queue/join",
        "/gradio_api/component_server",
        "/gradio_api/upload",
        "/export/found.csv",
    }
    assert {f"/staff{path}" for path in expected} <= paths
    assert len(routes) > 60
    with served.client() as stranger:
        for method, path in routes:
            answer = stranger.request(method, path, headers={"accept": "*/*"})
            where = f"{method} {path}"
            assert answer.status_code in {303, 307, 401, 404}, where
            assert not any(word in answer.text for word in DESK_WORDS), where


@pytest.mark.parametrize(
    "path",
    [
        "//staff/config",
        "/staff//config",
        "/staff/./config",
        "/x/../staff/config",
        "/%73taff/config",
        "/staff%2Fconfig",
        "/staff/%2e%2e/staff/config",
        "/STAFF/config",
        "/staff;/config",
        "/staff/sign-in/../config",
        "/staff/sign-in%2f..%2fconfig",
        "/gradio_api/../staff/config",
    ],
)
def test_no_way_of_writing_a_path_leads_around_the_door(served: Served, path: str) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    told = answer.read().decode("utf-8", "replace")
    connection.close()
    assert answer.status in {303, 307, 400, 401, 404}
    assert not any(word in told for word in DESK_WORDS)


def test_the_citizens_page_needs_no_password_and_knows_nothing_of_the_desk(served: Served) -> None:
    with served.client() as citizen:
        assert citizen.get("/").status_code == 200
        assert "view-look" not in citizen.get("/config").text


def test_the_desk_answers_to_whoever_signed_in_and_to_nobody_else(served: Served) -> None:
    with served.staff() as staff, served.client() as stranger:
        assert "view-look" in staff.get("/staff/config").text
        reply = call(staff, "look", {"query": "贷款", "mode": "words"})
        assert "第一条第1项" in reply["html"]
        assert 0 < reply["seconds_left"] <= 480 * 60
        assert stranger.get("/staff/config").status_code == 401
        staff.post("/staff/sign-out")
        assert staff.get("/staff/config").status_code == 401


def test_a_day_that_is_none_and_an_entry_that_is_gone_are_told(served: Served) -> None:
    with served.staff() as staff:
        assert call(staff, "set_day", {"as_of": ""})["as_of"] == ""
        for function, data in (
            ("set_day", {"as_of": "昨天"}),
            ("look", {"as_of": "2025-02-30"}),
            ("look", {"mode": 3}),
        ):
            assert "没有成功" in call(staff, function, data)["problem"]
        assert "已被删除" in call(staff, "propose", {"entry_id": 12345})["problem"]


def test_the_content_policy_and_no_store_hold_for_the_desk(served: Served) -> None:
    with served.staff() as staff:
        for path in ("/staff/sign-in", "/staff/", "/staff/config", "/staff/export/found.csv?query=x"):
            headers = staff.get(path).headers
            assert "default-src 'self'" in headers["content-security-policy"], path
            assert headers["cache-control"] == "no-store", path


def test_what_was_found_is_exported(served: Served) -> None:
    with served.staff() as staff:
        table = staff.get("/staff/export/found.csv", params={"unit": "市财政局"})
        file = staff.get("/staff/export/found.docx", params={"query": "第一条第1项"})
        earlier = staff.get("/staff/export/found.docx", params={"unit": "市财政局", "as_of": "2025-06-01"})
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert [row[2] for row in rows] == ["条款", "第一条第1项"]
    assert any("最高40万元贷款" in p.text for p in WordFile(io.BytesIO(file.content)).paragraphs)
    assert "2025-06-01.docx" in earlier.headers["content-disposition"]
    assert "（2025年6月1日有效的文本）" in WordFile(io.BytesIO(earlier.content)).paragraphs[0].text


@pytest.mark.parametrize(
    "params", [{"mode": "sideways"}, {"scope": "x"}, {"unit": "长" * 400}, {"as_of": "2025-13-01"}]
)
def test_an_export_of_nonsense_is_refused(served: Served, params: dict[str, str]) -> None:
    with served.staff() as staff:
        assert staff.get("/staff/export/found.csv", params=params).status_code == 400


def test_the_address_without_its_slash_leads_to_the_desk(served: Served) -> None:
    with served.client() as stranger:
        assert "工作台密码" in stranger.get("/staff", follow_redirects=True).text


def test_without_a_password_the_desk_is_off_and_says_so(served_without_password: Served) -> None:
    with served_without_password.client() as visitor:
        for path in ("/staff/", "/staff/sign-in", "/staff/config", "/staff/gradio_api/info"):
            answer = visitor.get(path)
            assert answer.status_code == 403
            assert "python -m assistant password" in answer.text
        assert visitor.get("/").status_code == 200
