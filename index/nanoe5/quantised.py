"""Q4_0 weights: blocks of 32, each a float16 scale followed by 16 bytes that hold two 4-bit numbers."""

import numpy as np
from numpy.typing import NDArray

BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", (16,))])


def dequantise(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Decode the bytes of whole blocks to a flat array, ``scale * (number - 8)``.

    Byte j of a block holds weight j in its low half and weight j + 16 in its high half.
    """
    blocks = raw.view(_BLOCK)
    weights = np.empty((len(blocks), BLOCK_WEIGHTS), np.float32)
    weights[:, :16] = blocks["pairs"] & 0x0F
    weights[:, 16:] = blocks["pairs"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
