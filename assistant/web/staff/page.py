"""The desk's Gradio page: three views, each an HTML component whose script calls the desk's functions."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr
from pydantic import ValidationError

from assistant.publishing.errors import PublishingError
from assistant.web.page import copying
from assistant.web.preparation import PreparationFailedError
from assistant.web.staff import labels
from assistant.web.staff.desk import Desk, Reply
from assistant.web.staff.inputs import KIND_LABELS
from assistant.web.staff.render import render, script
from corpus.errors import CorpusError

logger = logging.getLogger(__name__)

_PLAIN: dict[str, Any] = {"apply_default_css": False, "container": False, "padding": False}


def build_desk_page(desk: Desk) -> gr.Blocks:
    """Lay out the page around a desk; nothing is served yet."""
    serve = {name: _served(name, function) for name, function in desk.functions().items()}
    page = gr.Blocks(title=labels.TITLE, analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(
            render("masthead.html"),
            js_on_load=copying() + script("shell.js"),
            elem_id="masthead",
            server_functions=[serve["set_day"]],
            **_PLAIN,
        )
        gr.HTML(
            render("look.html"),
            js_on_load=script("selecting.js") + script("look.js"),
            elem_id="view-look",
            server_functions=[serve["filters"], serve["look"], serve["open_clause"], serve["duties"]],
            **_PLAIN,
        )
        gr.HTML(
            render("caller.html"),
            js_on_load=script("caller.js"),
            elem_id="view-caller",
            server_functions=[serve["ask"]],
            **_PLAIN,
        )
        gr.HTML(
            render("follow.html", kinds=KIND_LABELS),
            js_on_load=script("follow.js"),
            elem_id="view-follow",
            server_functions=[serve["follow"], serve["propose"]],
            **_PLAIN,
        )
    return page


def _served(name: str, function: Callable[[Mapping[str, Any]], Reply]) -> Callable[..., Reply]:
    """Return a function for Gradio to serve, which answers every fault with a kind word and logs it."""

    def serve(data: Any, request: gr.Request) -> Reply:
        given = data[0] if isinstance(data, list) and data else data
        try:
            reply = function(given if isinstance(given, dict) else {})
        except ValidationError:
            reply = {"problem": labels.BROKEN}
        except PreparationFailedError as error:
            reply = {"problem": f"政策索引没有准备好：{error}"}
        except CorpusError as error:
            logger.info("%s cannot be done: %s", name, error)
            reply = {"problem": labels.NOTHING_THAT_DAY}
        except PublishingError as error:
            reply = {"problem": str(error)}
        except Exception:  # the face: staff get a kind word, the log gets the traceback
            logger.exception("%s failed", name)
            reply = {"problem": labels.BROKEN}
        return {**reply, "seconds_left": _seconds_left(request)}

    serve.__name__ = name
    return serve


def _seconds_left(request: Any) -> float:
    """Return how long the session still lasts, as the door noted it; Gradio hands on the server's own request."""
    scope: Mapping[str, Any] = getattr(getattr(request, "request", request), "scope", {})
    return round(float(scope.get("staff_seconds_left", 0.0)))
