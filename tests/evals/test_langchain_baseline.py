import pytest
from langchain_core.embeddings import Embeddings

from evals.langchain_baseline import CHUNK_CHARS, build_baseline, chunk
from evals.matching import covers
from tests.fakes_assistant import make_corpus


class CountingEmbeddings(Embeddings):
    """How often each of four characters occurs: vectors that can be computed by eye."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(text.count(char)) + 0.01 for char in "贷赛职学"]


def test_chunk_keeps_to_its_size_and_loses_nothing() -> None:
    sentences = [f"第{n}项措施由第{n}个部门负责落实。" for n in range(60)]
    chunks = chunk(make_corpus(a=["".join(sentences)], b=["短文。"]))
    assert all(len(piece) <= CHUNK_CHARS for piece in chunks)
    assert chunks[-1] == "短文。"
    assert all(any(covers(piece, sentence) for piece in chunks) for sentence in sentences)


@pytest.mark.integration
def test_baseline_finds_by_words_and_by_vectors() -> None:
    chunks = ["创业担保贷款最高30万元", "举办技能大赛", "职称评审", "大学生实习"]
    retriever = build_baseline(chunks, CountingEmbeddings(), k=2)
    assert retriever.invoke("贷款最高多少")[0].page_content == chunks[0]
    assert chunks[1] in [found.page_content for found in retriever.invoke("赛赛赛")]
