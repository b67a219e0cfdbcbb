"""A normalisation table in the form SentencePiece calls a precompiled character map.

The form is a darts-clone double-array trie over the UTF-8 bytes of each source string, preceded by its size, followed
by the replacements as zero-terminated strings; a leaf's value is the offset of its replacement. The ``tokenizers``
library searches it for every character, which is exact and costs the same however long the table is.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

import numpy as np

_LEAF = 1 << 31
_HAS_LEAF = 1 << 8
_OFFSET_SHIFT = 10
_BLOCK = 256  # children of a node differ from its base in the low byte only, so they share its block
_OPEN_BLOCKS = 4  # how far back to look for gaps: fuller arrays are not worth a slower search


@dataclass(slots=True)
class _Node:
    children: dict[int, "_Node"] = field(default_factory=dict)
    value: int | None = None


def precompile(table: Mapping[str, str]) -> bytes:
    """Encode a table from one character (not NUL) to its replacement."""
    root = _Node()
    replacements = bytearray()
    for source, target in sorted(table.items()):
        node = root
        for byte in source.encode():
            node = node.children.setdefault(byte, _Node())
        node.value = len(replacements)
        replacements += target.encode() + b"\0"
    units = _DoubleArray().build(root)
    return struct.pack("<I", 4 * len(units)) + units.astype("<u4").tobytes() + bytes(replacements)


class _DoubleArray:
    """Places nodes so that the child with label c of a node with base b lies at ``b ^ c``."""

    def __init__(self) -> None:
        self._units: dict[int, int] = {0: 0}
        self._bases: set[int] = set()

    def build(self, root: _Node) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
        waiting = [(0, 0, root)]
        while waiting:
            position, label, node = waiting.pop()
            labels = list(node.children) + ([0] if node.value is not None else [])
            base = self._free_base(labels)
            has_leaf = _HAS_LEAF if node.value is not None else 0
            self._units[position] = (base ^ position) << _OFFSET_SHIFT | has_leaf | label
            for child_label in labels:
                self._units[base ^ child_label] = 0  # taken; filled in when its turn comes
            if node.value is not None:
                self._units[base] = _LEAF | node.value
            waiting += [(base ^ byte, byte, child) for byte, child in node.children.items()]
        units = np.zeros((max(self._units) // _BLOCK + 1) * _BLOCK, np.uint32)
        units[list(self._units)] = list(self._units.values())
        return units

    def _free_base(self, labels: list[int]) -> int:
        """Find a base of no other node (a child names no parent, so bases must differ) whose places are free."""
        start = max(0, max(self._units) // _BLOCK - _OPEN_BLOCKS) * _BLOCK
        for base in count(start):
            if base not in self._bases and all(base ^ label not in self._units for label in labels):
                self._bases.add(base)
                return base
        raise AssertionError("unreachable: the array has no end")
