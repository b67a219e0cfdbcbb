"""A random BERT of two layers that reads single characters, and a training set that fits on a page."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from index.query_states import QueryStates

DIM, LAYERS, LOWER_LAYERS = 32, 2, 1

POLICY = """甲市人才若干措施

一、培训
第一条 每年培训工程师一百人以上。培训由市人社局组织。
第二条 培训费用由市财政局承担。
二、贷款
第三条 小微企业最高可贷四百万元。贷款期限为三年。
第四条 个人最高可贷三十万元。
第五条 本措施自印发之日起施行。
"""

QUESTIONS = [
    ("每年要培训多少工程师", "每年培训工程师一百人以上", True),
    ("培训的钱谁出", "培训费用由市财政局承担", True),
    ("小微企业能贷多少", "小微企业最高可贷四百万元", True),
    ("个人能贷多少", "个人最高可贷三十万元", True),
    ("小微企业贷款利息是多少", "小微企业最高可贷四百万元", False),
    ("补办驾照要几天", "", False),
]


class TinyEmbedder:
    """What the scorer needs of an embedder."""

    identity = "tiny-1"

    def __init__(self, *, seed: int = 0) -> None:
        torch.manual_seed(seed)
        characters = sorted(set(POLICY + "".join(q + e for q, e, _ in QUESTIONS) + "querypassage: 法："))
        pieces = {piece: i for i, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *characters])}
        config = BertConfig(
            vocab_size=len(pieces),
            hidden_size=DIM,
            num_hidden_layers=LAYERS,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=128,
            pad_token_id=1,
            hidden_dropout_prob=0.0,
            initializer_range=0.3,  # so that texts differ without training
        )
        model = BertModel(config, add_pooling_layer=False).eval()
        model.requires_grad_(False)
        self.backbone: tuple[Any, Any] = model, _tokenizer(pieces)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n_texts, DIM)`` float32, unit norm."""
        return self._mean([f"query: {text}" for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n_texts, DIM)`` float32, unit norm."""
        return self._mean([f"passage: {text}" for text in texts])

    def _mean(self, texts: Sequence[str]) -> NDArray[np.float32]:
        model, tokenizer = self.backbone
        states = [model(**tokenizer(text, return_tensors="pt"))[0][0].mean(0) for text in texts]
        return np.stack([(state / state.norm()).numpy() for state in states])

    def watch(self, layers: int) -> QueryStates:
        """As the embedder's: here no question is ever embedded, so that the scorer reads them itself."""
        return QueryStates(self.backbone[0].encoder.layer[layers - 1])


def _tokenizer(pieces: dict[str, int]) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(WordLevel(pieces, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", pieces["<s>"]), ("</s>", pieces["</s>"])]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        unk_token="<unk>",
        model_input_names=["input_ids", "attention_mask"],
    )


def write_policy(folder: Path, document_id: str = "town") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{document_id}.txt").write_text(POLICY, encoding="utf-8")
    return folder


def write_questions(folder: Path, document_id: str = "town") -> Path:
    rows = [
        {"document": document_id, "question": question, "evidence": evidence, "answerable": answerable}
        for question, evidence, answerable in QUESTIONS
    ]
    return write_lines(folder / "some.jsonl", rows).parent


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path
