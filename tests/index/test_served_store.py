"""A real Chroma server on loopback in place of the embedded store."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.types import Corpus
from index.build import open_index
from index.errors import StoreError
from index.types import Filters
from index.vectors import drop_served, served_names
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder

pytestmark = pytest.mark.integration

CHROMA = Path(sys.executable).with_name("chroma")
LINES = [
    f"# {label}、事项{label}\n第{label}件事由市第{label}局办理。（责任单位：市第{label}局）" for label in "一二三四五六"
]


def corpus_of(lines: list[str]) -> Corpus:
    return make_corpus(make_document("d", "\n".join(lines)))


@contextmanager
def served(folder: Path, *, port: int | None = None) -> Iterator[str]:
    """Run a Chroma server over a folder; yield its address."""
    port = port or _free_port()
    command = [CHROMA, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served")) as url:
        yield url


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            served_names(url, prefix="policy-")
        except StoreError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def test_served_index_answers_like_the_embedded_one(url: str, tmp_path: Path) -> None:
    answers = []
    for name, chroma_url in (("embedded", None), ("served", url)):
        index = open_index(corpus_of(LINES), data_dir=tmp_path / name, embedder=BagEmbedder(), chroma_url=chroma_url)
        answers.append(index.retrieve("第三件事由谁办理", k=3))
        filtered = index.retrieve("由谁办理", filters=Filters(responsible_unit="市第四局")).passages
        assert [passage.clause_id for passage in filtered] == ["d#4.1"]
        index.close()
    embedded, served = answers
    assert [p.clause_id for p in served.passages] == [p.clause_id for p in embedded.passages]
    assert [p.score for p in served.passages] == pytest.approx([p.score for p in embedded.passages], abs=1e-4)


def test_served_index_is_opened_without_building_the_second_time(url: str, tmp_path: Path) -> None:
    for expected in (12, 0):
        embedder = BagEmbedder()
        open_index(corpus_of(LINES), data_dir=tmp_path, embedder=embedder, chroma_url=url).close()
        assert len(embedder.embedded) == expected


def test_old_collections_are_dropped_but_not_those_of_others(url: str, tmp_path: Path) -> None:
    other = open_index(corpus_of(LINES), data_dir=tmp_path / "other", embedder=BagEmbedder(), chroma_url=url)
    for kept in range(6, 0, -1):
        open_index(corpus_of(LINES[:kept]), data_dir=tmp_path / "own", embedder=BagEmbedder(), chroma_url=url).close()
    owner = (tmp_path / "own" / "index" / "owner").read_text()
    assert len(served_names(url, prefix=owner)) == 3
    assert other.retrieve("第三件事由谁办理", k=1).passages[0].clause_id == "d#3.1"
    other.close()


def test_lost_collection_is_noticed_and_mended(url: str, tmp_path: Path) -> None:
    open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder(), chroma_url=url).close()
    (name,) = served_names(url, prefix=(tmp_path / "index" / "owner").read_text())
    drop_served(url, name)
    index = open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder(), chroma_url=url)
    assert index.retrieve("第三件事由谁办理", k=1).passages[0].clause_id == "d#3.1"
    index.close()


def test_server_that_is_away_for_a_while_costs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "served"
    with served(folder) as url:
        open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder(), chroma_url=url).close()
    with pytest.raises(StoreError, match=url):
        open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder(), chroma_url=url)
    stages: list[str] = []
    with served(folder, port=int(url.rpartition(":")[2])):
        open_index(
            corpus_of(LINES),
            data_dir=tmp_path,
            embedder=BagEmbedder(),
            chroma_url=url,
            progress=lambda stage, _done, _total: stages.append(stage),
        ).close()
    assert stages == []


def test_server_that_was_never_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:9"):
        open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder(), chroma_url="http://127.0.0.1:9")
