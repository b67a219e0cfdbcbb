"""Training the relevance scorer from end to end: data, states, training, measuring, writing."""

import hashlib
import json
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from index.embedding import Embedder
from index.tuning.dataset import assemble
from index.tuning.model import SCALE, JointReader
from index.tuning.questions import FOLDER
from index.tuning.scores import Scores, measure
from index.tuning.start import started_from
from index.tuning.states import States, read_states
from index.tuning.training import Settings, train
from index.tuning.weights import averaged, write_weights

_log = logging.getLogger(__name__)


def train_relevance(
    settings: Settings,
    embedder: Embedder,
    *,
    bench: Path | None,
    policies: Path | None,
    out: Path,
    questions: Path = FOLDER,
    start: Path | None = None,
) -> tuple[Path, Scores]:
    """Train on what the folders hold and write the weights; return their path and the scores on the dev part.

    ``start`` are weights of an earlier run, to go on from (see ``started_from``).

    The embedder's model is moved to the GPU where there is one. Raises ``TuningError``.
    """
    started = time.monotonic()
    torch.manual_seed(settings.seed)
    dataset = assemble(bench=bench, policies=policies, seed=settings.seed, questions=questions, embedder=embedder)
    _log.info("%d groups to train on, %d to measure on", len(dataset.train), len(dataset.dev))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model, tokenizer = embedder.backbone
    model = model.to(device, torch.bfloat16 if device.type == "cuda" else model.dtype)
    states = read_states(model, tokenizer, dataset.train + dataset.dev, lower_layers=settings.lower_layers)
    reader = JointReader(model, lower_layers=settings.lower_layers, rank=settings.rank, dropout=settings.dropout).to(
        device
    )
    if start is not None:
        reader.load_state_dict(
            started_from(start, base=embedder.identity, lower_layers=settings.lower_layers, rank=settings.rank),
            strict=False,
        )
    steps = train(reader, dataset.train, states, settings)
    scores = measure(lambda pairs: _scored(reader, states, pairs), dataset.dev)
    path = write_weights(
        reader.state_dict(),
        out,
        base=embedder.identity,
        lower_layers=settings.lower_layers,
        scale=SCALE,
        origin={
            "settings": asdict(settings),
            "scores": scores,
            "data": dataset.described(),
            "run": {
                "steps": steps,
                "started_from": hashlib.sha256(start.read_bytes()).hexdigest() if start else None,
                "minutes": round((time.monotonic() - started) / 60, 1),
                "device": device.type,
                "dtype": str(model.dtype).removeprefix("torch."),
                "torch": torch.__version__,
            },
        },
    )
    return path, scores


def average_relevance(
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    bench: Path | None,
    policies: Path | None,
    out: Path,
    questions: Path = FOLDER,
) -> tuple[Path, Scores]:
    """Write the mean of several runs' weights, measured as a run's own are; return their path and the scores.

    Raises ``TuningError``.
    """
    state = averaged(paths)
    last: dict[str, Any] = json.loads(paths[-1].with_suffix(".json").read_text(encoding="utf-8"))
    settings = Settings(**last["settings"])
    dataset = assemble(bench=bench, policies=policies, seed=settings.seed, questions=questions)
    model, tokenizer = embedder.backbone
    states = read_states(model, tokenizer, dataset.dev, lower_layers=settings.lower_layers)
    reader = JointReader(model, lower_layers=settings.lower_layers, rank=settings.rank, dropout=settings.dropout)
    reader.load_state_dict(state, strict=False)
    scores = measure(lambda pairs: _scored(reader, states, pairs), dataset.dev)
    run = {"averaged": [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths], "last": last["run"]}
    path = write_weights(
        state,
        out,
        base=embedder.identity,
        lower_layers=settings.lower_layers,
        scale=SCALE,
        origin={"settings": last["settings"], "scores": scores, "data": last["data"], "run": run},
    )
    return path, scores


def _scored(reader: JointReader, states: States, pairs: Sequence[tuple[str, str]]) -> list[float]:
    return reader.score([(states.questions[question], states.passages[passage]) for question, passage in pairs])
