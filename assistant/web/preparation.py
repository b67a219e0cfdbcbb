"""Building the assistant behind a server that already answers, so that a long index build is watched, not guessed."""

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from assistant.web.ports import Assistant
from corpus.types import Corpus
from index.progress import Progress

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is being prepared and how far it is; ``total`` 0 means that the length is not known."""

    name: str = "正在启动"
    done: int = 0
    total: int = 0


class PreparationFailedError(Exception):
    """The assistant could not be built; the message is for the person who runs the server."""


class Preparation:
    """Builds an assistant once, in a thread, and tells any number of visitors how far it is."""

    def __init__(self, build: Callable[[Progress], Assistant]) -> None:
        self._build = build
        self._thread = threading.Thread(target=self._run, name="preparation", daemon=True)
        self._finished = threading.Event()
        self._assistant: Assistant | None = None
        self._error: Exception | None = None
        self.stage = Stage()

    def start(self) -> None:
        """Begin building; returns at once."""
        self._thread.start()

    @property
    def finished(self) -> bool:
        """Whether building has ended, well or badly."""
        return self._finished.is_set()

    @property
    def ready(self) -> bool:
        """Whether there is an assistant to ask."""
        return self._assistant is not None

    def result(self) -> Assistant:
        """Wait for the assistant; raises PreparationFailedError with its cause where it could not be built."""
        self._finished.wait()
        if self._assistant is None:
            raise PreparationFailedError(str(self._error)) from self._error
        return self._assistant

    @property
    def corpus(self) -> Corpus | None:
        """The assistant's corpus, once there is one."""
        return self._assistant.corpus if self._assistant is not None else None

    async def wait(self, seconds: float = POLL_SECONDS) -> Stage:
        """Let a moment pass without holding a thread; return the stage reached."""
        await asyncio.sleep(seconds)
        return self.stage

    def _report(self, name: str, done: int, total: int) -> None:
        self.stage = Stage(name=name, done=done, total=total)

    def _run(self) -> None:
        try:
            self._assistant = self._build(self._report)
        except Exception as error:  # the face: whatever went wrong is shown to visitors and logged in full
            logger.exception("preparation failed")
            self._error = error
        finally:
            self._finished.set()
