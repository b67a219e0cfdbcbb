from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from corpus.types import Corpus, State, Validity
from index.build import open_index
from index.search import Index
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder
from tests.fakes_assistant import ScriptedAssistant, answered, cite

NOW = """
# 一、开展培训
每年培训工程师100人以上。邀请权威专家授课。（责任单位：市人力资源社会保障局）
支持职业院校共建产业学院。（责任单位：市教育局）
# 二、发放贷款
小微企业可申请最高400万元的创业担保贷款。（责任单位：市财政局）
"""
BEFORE = """
# 一、发放贷款
小微企业可申请最高200万元的创业担保贷款。（责任单位：市财政局）
"""


class IndexedAssistant(ScriptedAssistant):
    """Answers from a script, over a real index."""

    corpus_version = "0123456789ab"

    def __init__(self, index: Index) -> None:
        loan = cite(index.corpus, "town#2.1", "小微企业可申请最高400万元的创业担保贷款。")
        super().__init__(index.corpus, [answered("能贷多少？", loan, text="最高400万元。"), answered("归谁管？", loan)])
        self.index = index

    @property
    def corpus(self) -> Corpus:
        return self.index.corpus


@pytest.fixture(scope="session")
def api_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A policy in force and the version before it."""
    now = make_document("town", NOW, title="甲市人才若干措施", number="甲政发〔2025〕6号")
    before = make_document("town@2020", BEFORE, title="甲市人才若干措施", number="甲政发〔2020〕9号")
    ended = Validity(state=State.SUPERSEDED, in_force_until=date(2024, 12, 31), superseded_by="town")
    corpus = replace(make_corpus(now), not_in_force=(replace(before, validity=ended),))
    index = open_index(corpus, data_dir=tmp_path_factory.mktemp("api"), embedder=BagEmbedder())
    yield index
    index.close()


@pytest.fixture
def assistant(api_index: Index) -> IndexedAssistant:
    return IndexedAssistant(api_index)
