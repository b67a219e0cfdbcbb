"""A build that is killed, and builds that meet: the index is the old one or the new one, never half of one."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.build import open_index
from tests.fakes import BagEmbedder
from tests.index.build_slowly import edition

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
N_CLAUSES = 300
N_KILLS = 8


def start_building(data_dir: Path, number: int, *, n_clauses: int = N_CLAUSES) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.index.build_slowly", str(data_dir), str(n_clauses), str(number)]
    return subprocess.Popen(command, cwd=ROOT)


def answers_as_of(number: int, data_dir: Path, *, n_clauses: int = N_CLAUSES) -> list[str]:
    """Open the index of an edition, check that it answers from it, and return what had to be embedded."""
    embedder = BagEmbedder()
    index = open_index(edition(number, n_clauses=n_clauses), data_dir=data_dir, embedder=embedder)
    for clause in index.corpus.documents[0].clauses[::30]:
        assert index.retrieve(clause.text, k=1).passages[0].clause_id == clause.clause_id
    index.close()
    return embedder.embedded


def test_killed_build_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    answers_as_of(1, tmp_path)
    started = time.monotonic()
    assert start_building(tmp_path, 2).wait() == 0
    whole = time.monotonic() - started
    moments = random.Random(20250414)
    for number in range(3, 3 + N_KILLS):
        process = start_building(tmp_path, number)
        time.sleep(moments.uniform(0.3, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert answers_as_of(1, tmp_path) == [], "the old index must open without building"
        answers_as_of(number, tmp_path)


def test_killed_build_resumes_from_the_vectors_it_had(tmp_path: Path) -> None:
    process = start_building(tmp_path, 1, n_clauses=1000)
    while process.poll() is None and _n_cached(tmp_path) == 0:
        time.sleep(0.02)
    process.kill()
    process.wait()
    cached = _n_cached(tmp_path)
    assert 0 < cached < 1000
    assert len(answers_as_of(1, tmp_path, n_clauses=1000)) == 1000 - cached


def test_two_builders_at_once_build_once_and_both_succeed(tmp_path: Path) -> None:
    processes = [start_building(tmp_path, 1) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert answers_as_of(1, tmp_path) == []
    assert len(list((tmp_path / "index" / "generations").iterdir())) == 1


def test_builders_of_different_corpora_do_not_disturb_each_other(tmp_path: Path) -> None:
    processes = [start_building(tmp_path, number) for number in (1, 2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert answers_as_of(1, tmp_path) == answers_as_of(2, tmp_path) == []


def _n_cached(data_dir: Path) -> int:
    path = data_dir / "index" / "embeddings.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as database:
        try:
            (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
        except sqlite3.OperationalError:  # the table is not made yet
            return 0
        return int(count)
