"""Many places with rules that read alike: only those of the place that is named are looked through."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from assistant.service import Assistant
from assistant.settings import read_settings
from assistant.wiring import Models, assemble
from index.embedding import Embedder
from tests.builders import make_corpus, make_document
from tests.fakes import BagEmbedder

# more of them than clauses are retrieved for a question
CITIES = [
    "济南",
    "青岛",
    "淄博",
    "枣庄",
    "东营",
    "烟台",
    "潍坊",
    "济宁",
    "泰安",
    "威海",
    "临沂",
    "德州",
    "聊城",
    "滨州",
    "菏泽",
    "苏州",
    "无锡",
    "常州",
    "南通",
    "扬州",
    "镇江",
    "徐州",
]
TEXT = "# 一、发放贷款\n小微企业可以申请创业担保贷款。\n个体工商户可以申请创业担保贷款。"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    found = [
        make_document(f"d{n}", TEXT, title=f"{city}市创业办法", issuers=(f"{city}市人民政府",))
        for n, city in enumerate(CITIES)
    ]
    settings = read_settings(data_dir=cast(Path, tmp_path_factory.mktemp("places")))
    made = assemble(make_corpus(*found), settings, Models(embedder=cast(Embedder, BagEmbedder()), scorer=None))
    yield made
    made.index.close()


@pytest.mark.parametrize("city", ["济南", "临沂", "徐州"])
def test_everything_weighed_is_of_the_place_named(city: str, assistant: Assistant) -> None:
    (finding,) = assistant.explain(f"{city}的小微企业可以申请创业担保贷款吗").findings
    assert {e.clause.document_id for e in finding.evidence} == {f"d{CITIES.index(city)}"}
    assert len(finding.evidence) == 2
