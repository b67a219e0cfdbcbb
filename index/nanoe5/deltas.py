"""Low-rank additions to the packaged weights (LoRA, Hu et al. 2021), trained by ``python -m index.tuning retriever``."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

from index.errors import ModelError
from index.lowrank import unpacked

DELTAS_FILE = Path(__file__).resolve().parent.parent / "weights" / "retriever.safetensors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deltas:
    """For some matrices ``name.weight`` of shape (rows, columns), ``name.A`` (rank, columns), ``name.B`` (rows, rank)."""

    path: Path
    sha256: str
    scale: float

    def added_to(self, weights: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
        """Return the weights with every delta added; ModelError where one fits no matrix, or the file is damaged."""
        tensors = self._tensors()
        tuned = dict(weights)
        for name in (name.removesuffix(".A") for name in tensors if name.endswith(".A")):
            down, up = tensors[f"{name}.A"], tensors[f"{name}.B"]
            matrix = weights.get(f"{name}.weight")
            if matrix is None or matrix.shape != (up.shape[0], down.shape[1]):
                raise ModelError(f"检索调优权重与基础模型不符：{name}")
            tuned[f"{name}.weight"] = matrix + np.float32(self.scale) * (up @ down)
        return tuned

    def _tensors(self) -> dict[str, NDArray[np.float32]]:
        content = self.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ModelError(f"检索调优权重 {self.path.name} 已损坏：校验值不符，请重新获取仓库文件。")
        return unpacked(load(content))


def find_deltas(base_sha256: str, path: Path = DELTAS_FILE) -> Deltas | None:
    """Return the shipped deltas; None where there are none for this base. They are read only to be added."""
    description = path.with_suffix(".json")
    if not path.is_file() or not description.is_file():
        return None
    facts: dict[str, Any] = json.loads(description.read_text(encoding="utf-8"))
    if facts["base_sha256"] != base_sha256:
        return None
    return Deltas(path=path, sha256=facts["sha256"], scale=float(facts["scale"]))
