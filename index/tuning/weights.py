"""The trained weights as they ship: one safetensors file, packed, and beside it what it is and came from."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.numpy import load_file, save

from index.lowrank import packed, unpacked
from index.tuning.errors import TuningError

FILE = "relevance.safetensors"
RETRIEVER_FILE = "retriever.safetensors"
_TRAINED = (".A", ".B")
_HEAD = frozenset(f"head.{i}.{part}" for i in (0, 3) for part in ("weight", "bias"))


def shipped_tensors(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Pick what was trained out of a model's state: the layers' deltas, ``seg`` and the head.

    Raises ``TuningError`` where a part is missing, or a value is none that half precision can hold.
    """
    chosen = {
        name: tensor.detach().cpu().float().contiguous()
        for name, tensor in sorted(state.items())
        if (name.startswith("layers.") and name.endswith(_TRAINED)) or name == "seg" or name in _HEAD
    }
    missing = sorted(({"seg"} | _HEAD) - chosen.keys())
    downs = {name[:-1] for name in chosen if name.endswith(".A")}
    ups = {name[:-1] for name in chosen if name.endswith(".B")}
    if missing or not downs or downs != ups:
        raise TuningError(f"训练结果不完整，缺少 {missing or sorted(downs ^ ups) or 'layers.*.A/.B'}")
    broken = [name for name, tensor in chosen.items() if not torch.isfinite(tensor.half()).all()]
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
    content = _packed(shipped_tensors(state))
    facts = {
        "base": base,
        "sha256": hashlib.sha256(content).hexdigest(),
        "lower_layers": lower_layers,
        "scale": scale,
        **origin,
    }
    return _write(folder / FILE, content, facts)


def write_deltas(
    deltas: Mapping[str, torch.Tensor], folder: Path, *, base_sha256: str, scale: float, origin: Mapping[str, Any]
) -> Path:
    """Write the tuned retriever's deltas and their description into ``folder``; return the path of the weights.

    ``base_sha256`` is the hash of the packaged weights that they are added to.
    """
    content = _packed(deltas)
    facts = {"base_sha256": base_sha256, "sha256": hashlib.sha256(content).hexdigest(), "scale": scale, **origin}
    return _write(folder / RETRIEVER_FILE, content, facts)


def read_tensors(path: Path) -> dict[str, torch.Tensor]:
    """Return weights written earlier, in single precision."""
    return {name: torch.from_numpy(tensor) for name, tensor in unpacked(load_file(path)).items()}


def _packed(tensors: Mapping[str, torch.Tensor]) -> bytes:
    return save(packed({name: tensor.float().numpy() for name, tensor in sorted(tensors.items())}))


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
    found = [read_tensors(path) for path in paths]
    makes = {(facts["base"], facts["lower_layers"], facts["scale"]) for facts in told}
    shapes = {tuple((name, tensor.shape) for name, tensor in sorted(tensors.items())) for tensors in found}
    if len(makes) != 1 or len(shapes) != 1:
        raise TuningError("只能平均同一基础模型上结构相同的权重")
    return {name: torch.stack([tensors[name] for tensors in found]).mean(0) for name in found[0]}
