"""Low-rank additions to linear maps (LoRA, Hu et al. 2021) as they are stored: a byte a number, a step for each rank.

A step of 1/127 of the largest number of a rank is a hundredth of what the numbers usually are, so that half of the bytes
that half precision takes say the same.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_FACTORS = {".A": 1, ".B": 0}  # (rank, columns) and (rows, rank): the axis along which a rank runs
_STEP = ".step"
_MOST = 127

Floats = NDArray[np.float32]


def packed(tensors: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Return the tensors with both factors of every addition in whole numbers, all others in half precision."""
    found: dict[str, NDArray[np.generic]] = {}
    for name, tensor in tensors.items():
        axis = _FACTORS.get(name[-2:])
        if axis is None:
            found[name] = tensor.astype(np.float16)
            continue
        step = (np.abs(tensor).max(axis, keepdims=True) / _MOST).astype(np.float32)
        found[name] = np.rint(tensor / np.where(step > 0, step, 1)).astype(np.int8)
        found[name + _STEP] = step
    return found


def unpacked(tensors: Mapping[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """Return what was packed, and tensors that never were as they are, in single precision."""
    single = {name: tensor.astype(np.float32) for name, tensor in tensors.items()}
    return {
        name: np.ascontiguousarray(tensor * single.get(name + _STEP, np.float32(1)))
        for name, tensor in single.items()
        if not name.endswith(_STEP)
    }
