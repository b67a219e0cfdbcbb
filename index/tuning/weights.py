"""The trained weights as they ship: one safetensors file in half precision, and beside it what it is and came from."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save

from index.tuning.errors import TuningError

FILE = "relevance.safetensors"
RETRIEVER_FILE = "retriever.safetensors"
_TRAINED = (".A", ".B")
_HEAD = frozenset(f"head.{i}.{part}" for i in (0, 3) for part in ("weight", "bias"))


def shipped_tensors(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Pick what was trained out of a model's state: the layers' deltas, ``seg`` and the head, in half precision.

    Raises ``TuningError`` where a part is missing, or a value is none that half precision can hold.
    """
    chosen = {
        name: tensor.detach().cpu().to(torch.float16).contiguous()
        for name, tensor in sorted(state.items())
        if (name.startswith("layers.") and name.endswith(_TRAINED)) or name == "seg" or name in _HEAD
    }
    missing = sorted(({"seg"} | _HEAD) - chosen.keys())
    downs = {name[:-1] for name in chosen if name.endswith(".A")}
    ups = {name[:-1] for name in chosen if name.endswith(".B")}
    if missing or not downs or downs != ups:
        raise TuningError(f"训练结果不完整，缺少 {missing or sorted(downs ^ ups) or 'layers.*.A/.B'}")
    broken = [name for name, tensor in chosen.items() if not torch.isfinite(tensor).all()]
    if broken:
        raise TuningError(f"训练结果含有无效数值：{'、'.join(broken)}；请降低学习率后重新训练")
    return chosen


def write_weights(
    state: Mapping[str, torch.Tensor],
    folder: Path,
    *,
    base: str,
    lower_layers: int,
    scale: float,
    origin: Mapping[str, Any],
) -> Path:
    """Write the weights and their description into ``folder``; return the path of the weights.

    ``base`` is the identity of the embedder whose model they were trained on, ``scale`` is what the product of a
    layer's deltas is multiplied by, ``origin`` is whatever else should be known of them (settings, data, scores).
    """
    content = save(shipped_tensors(state))
    facts = {
        "base": base,
        "sha256": hashlib.sha256(content).hexdigest(),
        "lower_layers": lower_layers,
        "scale": scale,
        **origin,
    }
    return _write(folder / FILE, content, facts)


def started_from(path: Path, *, base: str, lower_layers: int, rank: int) -> dict[str, torch.Tensor]:
    """Return the tensors of weights written earlier, for a model that reads both texts together from ``lower_layers`` on.

    Layers that read them apart until now are left out: they start from the base model. Deltas of a higher rank are cut
    to the part of ``rank`` that says most of them (Eckart and Young 1936).

    Raises ``TuningError`` where the weights fit another base model, read together from lower down, or are of lower rank.
    """
    facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    if facts["base"] != base:
        raise TuningError(f"{path} 是在另一基础模型（{facts['base']}）上训练的，不能接着训练")
    deeper = facts["lower_layers"] - lower_layers
    if deeper < 0:
        raise TuningError(f"{path} 从第 {facts['lower_layers']} 层起合读，不能改为从更高的第 {lower_layers} 层起")
    found = {_deeper(name, deeper): tensor.float() for name, tensor in load_file(path).items()}
    for down in [name for name in found if name.endswith(".A")]:
        up = f"{down[:-1]}B"
        if len(found[down]) < rank:
            raise TuningError(f"{path} 的秩为 {len(found[down])}，低于要训练的 {rank}")
        found[down], found[up] = _cut_to(rank, found[down], found[up])
    return found


def _deeper(name: str, layers: int) -> str:
    """Return a tensor's name in a model that has so many layers more before its own."""
    if not name.startswith("layers."):
        return name
    _, layer, rest = name.split(".", 2)
    return f"layers.{int(layer) + layers}.{rest}"


def _cut_to(rank: int, down: torch.Tensor, up: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    if len(down) == rank:
        return down, up
    left, sizes, right = torch.linalg.svd(up @ down, full_matrices=False)
    roots = sizes[:rank].sqrt()
    return (roots[:, None] * right[:rank]).contiguous(), (left[:, :rank] * roots).contiguous()


def write_deltas(
    deltas: Mapping[str, torch.Tensor], folder: Path, *, base_sha256: str, scale: float, origin: Mapping[str, Any]
) -> Path:
    """Write the tuned retriever's deltas and their description into ``folder``; return the path of the weights.

    ``base_sha256`` is the hash of the packaged weights that they are added to.
    """
    content = save({name: tensor.to(torch.float16).contiguous() for name, tensor in sorted(deltas.items())})
    facts = {"base_sha256": base_sha256, "sha256": hashlib.sha256(content).hexdigest(), "scale": scale, **origin}
    return _write(folder / RETRIEVER_FILE, content, facts)


def _write(path: Path, content: bytes, facts: Mapping[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.with_suffix(".json").write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def averaged(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    """Return the mean of weights from runs that went on from one another: better than each (Wortsman et al. 2022).

    Raises ``TuningError`` where they are not of one make, or there is none.
    """
    told = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in paths]
    found = [load_file(path) for path in paths]
    makes = {(facts["base"], facts["lower_layers"], facts["scale"]) for facts in told}
    shapes = {tuple((name, tensor.shape) for name, tensor in sorted(tensors.items())) for tensors in found}
    if len(makes) != 1 or len(shapes) != 1:
        raise TuningError("只能平均同一基础模型上结构相同的权重")
    return {name: torch.stack([tensors[name].float() for tensors in found]).mean(0) for name in found[0]}
