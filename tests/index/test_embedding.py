import json
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest

from index.embedding import Embedder, _batches, open_embedder
from index.errors import ModelError
from tests.index.packed_models import HIDDEN
from tests.index.unpacked_models import unpacked_model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def embedder(folder: Path) -> Embedder:
    return open_embedder(str(folder), data_dir=folder.parent)


def test_batches_hold_every_text_once_and_like_lengths_together() -> None:
    texts = ["长" * 3000, "短", "长" * 2900, "短短", "中" * 700]

    batches = _batches(texts)

    assert batches == [[0], [2], [4, 3, 1]]


@pytest.mark.integration
def test_vectors_have_unit_norm_and_the_models_length(embedder: Embedder) -> None:
    vectors = embedder.embed_queries(["政策", "补贴20%"])

    assert vectors.shape == (2, embedder.dim) == (2, HIDDEN)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.integration
def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_queries([]).shape == (0, HIDDEN)
    assert embedder.embed_passages([]).shape == (0, HIDDEN)


@pytest.mark.integration
def test_queries_and_passages_get_different_prompts(embedder: Embedder) -> None:
    assert not np.allclose(embedder.embed_queries(["政策"]), embedder.embed_passages(["政策"]), atol=1e-3)


@pytest.mark.integration
def test_passages_keep_their_order_and_report_progress(embedder: Embedder) -> None:
    texts = ["政" * (1 + 37 * number % 30) for number in range(300)]
    seen: list[tuple[int, int]] = []

    together = embedder.embed_passages(texts, progress=lambda done, total: seen.append((done, total)))
    alone = np.vstack([embedder.embed_passages([text]) for text in texts[:20]])

    assert (together[:20] * alone).sum(axis=1).min() > 0.999  # padding and batching change the rounding only
    assert seen[-1] == (300, 300)
    assert seen == sorted(seen)


@pytest.mark.integration
def test_identity_changes_with_the_weights(folder: Path, embedder: Embedder, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / folder.name)
    weights = other / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-2] + b"\0\1")

    assert open_embedder(str(other), data_dir=tmp_path).identity != embedder.identity
    assert open_embedder(str(folder), data_dir=tmp_path).identity == embedder.identity


@pytest.mark.integration
def test_a_model_without_prompts_embeds_the_bare_text(folder: Path, embedder: Embedder, tmp_path: Path) -> None:
    bare = shutil.copytree(folder, tmp_path / "bare")
    (bare / "config_sentence_transformers.json").write_text(json.dumps({"prompts": {}}))
    model = open_embedder(str(bare), data_dir=tmp_path)

    np.testing.assert_array_equal(model.embed_queries(["政策"]), model.embed_passages(["政策"]))


@pytest.mark.integration
def test_a_local_model_opens_without_the_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert open_embedder(str(folder), data_dir=folder.parent).dim == HIDDEN


@pytest.mark.integration
def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(ModelError, match=str(tmp_path)):
        open_embedder(str(tmp_path), data_dir=tmp_path)
