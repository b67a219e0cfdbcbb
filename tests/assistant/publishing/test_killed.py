"""Publishing that is killed, or finds the disk full: what was live stays live, whole, and the next attempt succeeds."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.publishing.publish import Publisher
from corpus.library import load_corpus
from tests.assistant.publishing.publish_slowly import Publishing
from tests.assistant.publishing.workspace import publisher, write_cases, write_policy
from tests.fakes import BagEmbedder

pytestmark = pytest.mark.integration

N_KILLS = 20
N_CLAUSES = 100


def write_edition(folder: Path, number: int) -> None:
    lines = [f"第{n}号事项由第{n}科办理，期限为{n}日。" for n in range(1, N_CLAUSES)]
    for n in range(0, N_CLAUSES - 1, 7):
        lines[n] = f"第{n}号事项在第{number}版里改由第{n + number}处办理。"
    write_policy(folder, ["一、事项\n" + "\n".join(lines), f"二、版次\n本措施为第{number}版，自公布之日起实行。"])
    write_cases(folder, [("line", "第二号事项由谁办理？", "第2号事项由第2科办理")])


def live_edition(one: Publisher, editions: Sequence[int]) -> int:
    """Return which edition is live, having checked that its texts and its index are whole and of one edition."""
    live = one.record.read().live
    assert live is not None
    corpus = load_corpus(one.record.corpus_dir(live))
    assert corpus.digest.startswith(live.corpus_version)
    (edition,) = [n for n in editions if f"第{n}版，自公布" in corpus.documents[0].source]
    embedder = BagEmbedder()
    index = Publisher(settings=one.settings, suite=one.suite, embedder=embedder).open_index(corpus)  # type: ignore[arg-type]
    assert embedder.embedded == [], "what is live opens without building"
    for clause in corpus.documents[0].body()[::40]:
        assert index.retrieve(clause.text, k=1).passages[0].clause_id == clause.clause_id
    index.close()
    return edition


def test_killed_at_any_moment_what_is_live_is_whole(tmp_path: Path) -> None:
    workspace, data_dir = tmp_path / "policies", tmp_path / "data"
    write_edition(workspace, 1)
    one = publisher(workspace, data_dir)
    assert Publishing(workspace, data_dir).outcome() == "published"  # which also warms what is read from the disk
    write_edition(workspace, 2)
    started = time.monotonic()
    assert Publishing(workspace, data_dir).outcome() == "published"
    whole = time.monotonic() - started
    moments = random.Random(20251120)
    live = 2
    for number in range(3, 3 + N_KILLS):
        write_edition(workspace, number)
        process = Publishing(workspace, data_dir)
        time.sleep(moments.uniform(0, 1.05) * whole)
        was_done = process.kill()
        after = live_edition(one, (live, number))
        assert after == number or not was_done
        live = after
    write_edition(workspace, 99)
    assert one.publish().publication is not None
    assert live_edition(one, (99,)) == 99


@pytest.mark.parametrize("room", [0, 2_000, 20_000, 60_000, 200_000])
def test_a_full_disk_leaves_what_is_live(tmp_path: Path, room: int) -> None:
    workspace, data_dir = tmp_path / "policies", tmp_path / "data"
    write_edition(workspace, 1)
    one = publisher(workspace, data_dir)
    one.publish()
    write_edition(workspace, 2)
    told = Publishing(workspace, data_dir, bytes_a_file=room).outcome()
    assert "失败" in told or "无法" in told
    assert live_edition(one, (1, 2)) == 1
    assert one.publish().publication is not None
    assert live_edition(one, (1, 2)) == 2
