"""Puts the desk behind its door into the web application, at /staff."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import quote

import gradio as gr
from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import SecretStr, ValidationError
from starlette.routing import Mount, Route, Router

from assistant.desk.exporting import to_csv, to_word
from assistant.desk.lookup import Found
from assistant.desk.proposals import ReviewFile
from assistant.desk.sessions import Sessions
from assistant.journal.store import Journal
from assistant.publishing.errors import PublishingError
from assistant.settings import Settings
from assistant.web.preparation import Preparation, PreparationFailedError
from assistant.web.staff import labels
from assistant.web.staff.desk import Desk
from assistant.web.staff.door import ClosedDoor, Door, read_password_hash
from assistant.web.staff.inputs import Dated
from assistant.web.staff.page import build_desk_page
from assistant.web.staff.render import styles
from corpus.errors import CorpusError
from corpus.validity import chinese_date

PATH = "/staff"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk:
    """What the desk works with; without a password hash it stays off."""

    preparation: Preparation
    journal: Journal
    review_file: ReviewFile
    password_hash: SecretStr
    session_minutes: int

    @classmethod
    def of(cls, settings: Settings, preparation: Preparation, journal: Journal) -> Self:
        """Return the desk that the settings describe."""
        return cls(
            preparation=preparation,
            journal=journal,
            review_file=ReviewFile(settings.review_file or settings.data_dir / "review" / "proposed.jsonl"),
            password_hash=settings.staff_password_hash,
            session_minutes=settings.staff_session_minutes,
        )


def mount_desk(app: FastAPI, staff: StaffDesk, *, theme: gr.themes.Base) -> None:
    """Serve the desk at /staff; it must come before whatever is mounted at ``/``."""
    app.router.routes.append(Route(PATH, _add_slash, methods=["GET", "HEAD"]))
    password, problem = read_password_hash(staff.password_hash.get_secret_value())
    if password is None:
        app.mount(PATH, ClosedDoor(problem))
        return
    desk = Desk(staff.preparation, staff.journal, staff.review_file)
    gr.mount_gradio_app(
        app,
        build_desk_page(desk),
        path=PATH,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        theme=theme,
        head=f"<style>{styles()}</style>",
        show_error=False,
    )
    mounted = app.router.routes[-1]
    if not isinstance(mounted, Mount):
        raise TypeError("Gradio no longer mounts its page as a route of its own: the desk would stand open")
    behind = Router([*_exports(desk), Mount("/", mounted.app)])
    mounted.app = Door(behind, password, Sessions(staff.session_minutes * 60))


async def _add_slash(request: Request) -> Response:
    return RedirectResponse(request.url.path + "/", HTTPStatus.TEMPORARY_REDIRECT)


def _exports(desk: Desk) -> list[Route]:
    async def csv(request: Request) -> Response:
        return await _file(request, desk, "csv", "text/csv; charset=utf-8", to_csv)

    async def word(request: Request) -> Response:
        def make(found: Found) -> bytes:
            title = found.inquiry.query.strip() or found.inquiry.unit or "全部条款"
            day = _day(request)
            dated = f"（{chinese_date(day)}有效的文本）" if day else ""
            return to_word(found, title=f"政策条款{dated}：{title}", made_on=date.today())

        return await _file(request, desk, "docx", _WORD, make)

    return [Route("/export/found.csv", csv), Route("/export/found.docx", word)]


async def _file(request: Request, desk: Desk, ending: str, media_type: str, make: Any) -> Response:
    """Look up what the address asks for and return it as a file of this kind."""
    try:
        found = await to_thread.run_sync(desk.found, dict(request.query_params))
        content = await to_thread.run_sync(make, found)
    except ValidationError:
        return Response("导出的条件不对，请从工作台页面导出。", HTTPStatus.BAD_REQUEST, media_type="text/plain")
    except CorpusError:
        return Response(labels.NOTHING_THAT_DAY, HTTPStatus.NOT_FOUND, media_type="text/plain")
    except (PreparationFailedError, PublishingError):
        return Response("政策索引没有准备好。", HTTPStatus.SERVICE_UNAVAILABLE, media_type="text/plain")
    day = _day(request)
    dated = f"-{day.isoformat()}" if day else ""
    name = quote(f"政策条款-{found.inquiry.query.strip()[:20] or found.inquiry.unit or '全部'}{dated}.{ending}")
    disposition = f"attachment; filename=\"found.{ending}\"; filename*=UTF-8''{name}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})


def _day(request: Request) -> date | None:
    """Return the day whose policies are exported; None for today."""
    return Dated.model_validate(dict(request.query_params)).as_of
