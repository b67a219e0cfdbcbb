"""The whole web application over a real socket, with the citizens' page and the desk behind its door."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr

from assistant.desk.passwords import PasswordHash
from assistant.journal.store import Journal
from assistant.settings import Settings
from assistant.web.chat import Chat
from assistant.web.limits import Limits
from assistant.web.listening import listen
from assistant.web.preparation import Preparation
from assistant.web.server import build_app
from assistant.web.staff.mounting import StaffDesk
from corpus.types import Corpus
from index.build import open_index
from index.search import Index
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder
from tests.fakes_assistant import ScriptedAssistant

PASSWORD = "correct horse"
POLICY = """
# 一、支持创业
小微企业可申请最高40万元贷款。个人可申请最高3万元贷款。（责任单位：市财政局、市人社局）
# 二、培养人才
每年培训不少于70人。（责任单位：市教育局）
"""


class DeskAssistant(ScriptedAssistant):
    """A scripted assistant over a real index."""

    def __init__(self, index: Index) -> None:
        super().__init__(index.corpus)
        self.index = index  # type: ignore[assignment]

    @property
    def corpus(self) -> Corpus:
        return self.index.corpus

    def examples(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Served:
    """A running server, and what it works with."""

    app: FastAPI
    url: str
    data_dir: Path
    journal: Journal
    preparation: Preparation

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30)

    @contextmanager
    def staff(self) -> Iterator[httpx.Client]:
        with self.client() as client:
            assert client.post("/staff/sign-in", data={"password": PASSWORD}).status_code == 303
            yield client


@pytest.fixture(scope="session")
def desk_preparation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preparation]:
    corpus = make_corpus(make_document("town", POLICY, title="某镇若干措施", number="某政发〔2025〕3号"))
    index = open_index(corpus, data_dir=tmp_path_factory.mktemp("staff-index"), embedder=BagEmbedder())
    preparation = Preparation(lambda progress: DeskAssistant(index))
    preparation.start()
    preparation.result()
    yield preparation
    index.close()


@pytest.fixture(scope="session")
def served(desk_preparation: Preparation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(desk_preparation, tmp_path_factory.mktemp("staff"), str(PasswordHash.of(PASSWORD, cost=2)))


@pytest.fixture(scope="session")
def served_without_password(
    desk_preparation: Preparation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    yield from serve(desk_preparation, tmp_path_factory.mktemp("staff-off"), "")


def serve(preparation: Preparation, data_dir: Path, password_hash: str) -> Iterator[Served]:
    """Run the application in a thread and a loop of its own, in which Gradio also builds it."""
    settings = Settings(data_dir=data_dir, staff_password_hash=SecretStr(password_hash))
    journal = Journal.in_data_dir(data_dir, retention_days=30)
    listener = listen("127.0.0.1", 0)
    running: Queue[tuple[FastAPI, uvicorn.Server]] = Queue()

    async def run() -> None:
        chat = Chat(preparation, journal=journal, limits=Limits.of(settings))
        app = build_app(chat, StaffDesk.of(settings, preparation, journal))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        running.put((app, server))
        await server.serve(sockets=[listener])

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    app, server = running.get(timeout=60)
    while not server.started:
        time.sleep(0.02)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    yield Served(app=app, url=url, data_dir=data_dir, journal=journal, preparation=preparation)
    server.should_exit = True
    thread.join(timeout=30)
    listener.close()
    journal.close()
