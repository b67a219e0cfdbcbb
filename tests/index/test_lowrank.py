"""How trained additions are stored: a byte a number, as good as the numbers themselves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from index.lowrank import packed, unpacked

WIDE = arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.floats(-8, 8, width=16))


@given(down=WIDE, up=WIDE)
def test_every_number_comes_back_within_half_a_step_of_its_rank(down: np.ndarray, up: np.ndarray) -> None:
    found = unpacked(packed({"dense.A": down, "dense.B": up}))
    assert sorted(found) == ["dense.A", "dense.B"]
    for name, tensor, axis in (("dense.A", down, 1), ("dense.B", up, 0)):
        step = np.abs(tensor).max(axis, keepdims=True) / 127
        assert (np.abs(found[name] - tensor) <= step / 2 + 1e-6).all()


def test_factors_take_a_byte_a_number_and_all_else_two() -> None:
    stored = packed({"dense.A": np.ones((4, 300), np.float32), "seg": np.ones((2, 3), np.float32)})
    assert stored["dense.A"].nbytes == 4 * 300
    assert stored["seg"].dtype == np.float16


def test_what_was_never_packed_is_read_as_it_is() -> None:
    older = {"dense.A": np.array([[1.5, 2]], np.float16), "seg": np.array([3], np.float16)}
    assert {name: tensor.tolist() for name, tensor in unpacked(older).items()} == {"dense.A": [[1.5, 2]], "seg": [3]}
