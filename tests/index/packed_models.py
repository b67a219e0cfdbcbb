"""Writes tiny models in the packed format, independently of the reader under test."""

import struct
from collections.abc import Mapping, Sequence

import numpy as np

HIDDEN, HEADS, LAYERS, INNER, POSITIONS = 32, 2, 1, 64, 40
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
PIECES = (*SPECIAL, "▁", ":", "query", "passage", "政策", "政", "策", "补贴", "Ж", "▁страна", "20", "%")
NORMALISATION = {"％": "%", "\u3000": " ", "㈠": "(一)", "\u0007": ""}


def packed_model(
    *,
    version: int = 1,
    pieces: Sequence[str] = PIECES,
    normalisation: Mapping[str, str] = NORMALISATION,
    without: str | None = None,
) -> bytes:
    """A packed model with seeded weights; ``without`` leaves one tensor out."""
    tensors = {name: content for name, content in _tensors(len(pieces)).items() if name != without}
    head = struct.pack("<4sI7ifi", b"E5S1", version, HIDDEN, LAYERS, HEADS, INNER, len(pieces), POSITIONS, 1, 1e-12, 32)
    head += _pieces(pieces) + _normalisation(normalisation)
    directory_bytes = 4 + sum(2 + len(name) + 21 for name in tensors)
    offset = len(head) + directory_bytes
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, count, raw) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, offset + len(body), len(raw))
        body += raw
    return head + directory + body


def _pieces(pieces: Sequence[str]) -> bytes:
    raw = [piece.encode() for piece in pieces]
    ends = np.cumsum([0, *map(len, raw)]).astype("<u4")
    scores = np.array([0.0] * 4 + [-1.0 - number for number in range(len(pieces) - 4)], "<f4")
    return (
        struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(ends[-1])) + ends.tobytes() + scores.tobytes() + b"".join(raw)
    )


def _normalisation(table: Mapping[str, str]) -> bytes:
    raw = b"".join(
        struct.pack(f"<IB{len(target)}I", ord(source), len(target), *map(ord, target))
        for source, target in table.items()
    )
    return struct.pack("<iI", len(table), len(raw)) + raw


def _tensors(vocabulary: int) -> dict[str, tuple[int, int, bytes]]:
    random = np.random.default_rng(0)

    def plain(count: int, *, ones: bool = False) -> tuple[int, int, bytes]:
        values = np.ones(count) if ones else random.normal(0, 0.1, count)
        return 0, count, values.astype("<f4").tobytes()

    def quantised(count: int) -> tuple[int, int, bytes]:
        blocks = count // 32
        scales = random.uniform(0.01, 0.05, (blocks, 1)).astype("<f2").view("u1")
        pairs = random.integers(0, 256, (blocks, 16), dtype=np.uint8)
        return 1, count, np.hstack([scales, pairs]).tobytes()

    tensors = {
        "emb.word": quantised(vocabulary * HIDDEN),
        "emb.pos": plain(POSITIONS * HIDDEN),
        "emb.type": plain(HIDDEN),
        "emb.ln.w": plain(HIDDEN, ones=True),
        "emb.ln.b": plain(HIDDEN),
    }
    for layer in range(LAYERS):
        for name, rows, columns in (
            ("q", HIDDEN, HIDDEN),
            ("k", HIDDEN, HIDDEN),
            ("v", HIDDEN, HIDDEN),
            ("ao", HIDDEN, HIDDEN),
            ("fi", INNER, HIDDEN),
            ("fo", HIDDEN, INNER),
        ):
            tensors[f"l{layer}.{name}.w"] = quantised(rows * columns)
            tensors[f"l{layer}.{name}.b"] = plain(rows)
        for name in ("aln", "oln"):
            tensors[f"l{layer}.{name}.w"] = plain(HIDDEN, ones=True)
            tensors[f"l{layer}.{name}.b"] = plain(HIDDEN)
    return tensors
