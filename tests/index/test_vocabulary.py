"""The vocabulary left in the file: the same vectors, without the table in memory."""

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.vocabulary import leave_in_file
from tests.index.unpacked_models import unpacked_model

TEXTS = ["政策", "补贴20%", "词表里没有的字：龘"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked_model(tmp_path_factory.mktemp("tiny"))


@pytest.mark.integration
def test_vectors_are_those_of_the_model_as_it_was_opened(folder: Path) -> None:
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    before = model.encode(TEXTS)

    leave_in_file(model, folder)

    np.testing.assert_array_equal(model.encode(TEXTS), before)


@pytest.mark.integration
def test_no_parameter_of_the_model_is_the_table_any_more(folder: Path) -> None:
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert any("word_embeddings" in name for name, _ in model.named_parameters())

    leave_in_file(model, folder)

    assert not any("word_embeddings" in name for name, _ in model.named_parameters())
