"""A real Chroma server on loopback in place of the embedded store."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        CHROMA,
        "run",
        "--path",
        str(tmp_path_factory.mktemp("served")),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait()


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


def test_server_that_is_gone_is_reported_when_opening(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:9"):
        open_index(corpus_of(LINES), data_dir=tmp_path, embedder=BagEmbedder(), chroma_url="http://127.0.0.1:9")
