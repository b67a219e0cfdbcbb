from pathlib import Path

import pytest

from corpus.types import Corpus
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def embedder() -> BagEmbedder:
    return BagEmbedder()


@pytest.fixture
def shared() -> Path:
    """The project's public evaluation data, which users do not have."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not on this machine")
    return SHARED


@pytest.fixture
def town_corpus() -> Corpus:
    """A small policy in two sections, whose clauses share few characters."""
    return make_corpus(
        make_document(
            "town",
            """
            # 一、开展培训
            每年培训工程师100人以上。邀请权威专家授课。（责任单位：市人力资源社会保障局）
            支持职业院校共建产业学院。（责任单位：市教育局）
            # 二、发放贷款
            小微企业可申请最高400万元的创业担保贷款。（责任单位：市人力资源社会保障局、市财政局）
            """,
            title="甲市人民政府关于印发《甲市人才若干措施》的通知",
            number="甲政发〔2025〕6号",
            issuers=("甲市人力资源和社会保障局", "甲市财政局"),
        )
    )


@pytest.fixture(scope="session")
def real_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory of the session's own, where the packaged model is unpacked once."""
    return tmp_path_factory.mktemp("real-data")
