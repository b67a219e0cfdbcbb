import os
from pathlib import Path

import pytest

from index.errors import StoreError
from index.generations import Generations, Manifest


def manifest(key: str) -> Manifest:
    return Manifest(
        key=key, schema_version=1, records_digest="r", corpus_digest="c", model_identity="m", dim=2,
        tokeniser_version=1, chroma_url=None, collection="policy", chroma_folder="chroma", n_records=1,
    )  # fmt: skip


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index")


def build(generations: Generations, key: str, *, used_at: int | None = None) -> Path:
    with generations.building():
        folder = generations.start(key)
        (folder / "vectors.npy").write_bytes(b"vectors")
        generations.seal(manifest(key))
    if used_at is not None:
        os.utime(folder / "manifest.json", (used_at, used_at))
    return folder


def test_generation_is_found_once_it_is_sealed(generations: Generations) -> None:
    with generations.building():
        generations.start("k")
        assert generations.manifest("k") is None
        generations.seal(manifest("k"))
    assert generations.manifest("k") == manifest("k")


def test_unreadable_manifest_counts_as_none(generations: Generations) -> None:
    folder = build(generations, "k")
    (folder / "manifest.json").write_text('{"key": "k"')
    assert generations.manifest("k") is None


def test_manifests_come_most_recently_used_first(generations: Generations) -> None:
    for key, used_at in (("a", 100), ("b", 300), ("c", 200)):
        build(generations, key, used_at=used_at)
    assert [found.key for found in generations.manifests()] == ["b", "c", "a"]


def test_start_clears_what_a_killed_build_left(generations: Generations) -> None:
    with generations.building():
        (generations.start("k") / "half").write_bytes(b"half")
        assert not (generations.start("k") / "half").exists()


def test_drop_stale_keeps_the_latest_and_removes_rubbish(generations: Generations) -> None:
    for used_at, key in enumerate("abcd", start=100):
        build(generations, key, used_at=used_at)
    with generations.building():
        generations.start("killed")
        generations.drop_stale(keep="d")
    assert {found.key for found in generations.manifests()} == {"b", "c", "d"}
    assert not generations.folder("a").exists()
    assert not generations.folder("killed").exists()


def test_drop_stale_spares_what_somebody_reads(generations: Generations) -> None:
    for used_at, key in enumerate("abcd", start=100):
        build(generations, key, used_at=used_at)
    lease = generations.use("a")
    assert lease is not None
    os.utime(generations.folder("a") / "manifest.json", (1, 1))
    with generations.building():
        generations.drop_stale(keep="d")
        assert generations.manifest("a") is not None
        lease.release()
        generations.drop_stale(keep="d")
        assert generations.manifest("a") is None


def test_use_is_none_for_what_is_not_there(generations: Generations) -> None:
    assert generations.use("k") is None


def test_owner_stays_the_same(generations: Generations) -> None:
    with generations.building():
        assert generations.owner() == generations.owner()


def test_unwritable_data_directory_is_reported_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="数据目录无法写入"), Generations(tmp_path / "file").building():
        pass
