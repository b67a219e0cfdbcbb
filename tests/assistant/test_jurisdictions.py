"""Which documents hold in the places that a question asks about."""

import pytest

from assistant.jurisdictions import Jurisdictions, jurisdiction
from corpus.types import Document
from index.tokens import Tokeniser
from tests.builders import make_document


@pytest.fixture(scope="module")
def qingdao() -> Document:
    return make_document("qd", "支持创业。", title="青岛市人才办法", issuers=("青岛市人民政府",))


@pytest.fixture(scope="module")
def national() -> Document:
    return make_document("cn", "支持创业。", title="人才条例", issuers=("国务院",))


def foreign(question: str, documents: list[Document], tokeniser: Tokeniser) -> list[str]:
    jurisdictions = Jurisdictions(documents, tokeniser)
    return [place.name for place in jurisdictions.foreign(jurisdictions.asked_about(question))]


def holding(question: str, documents: list[Document], tokeniser: Tokeniser) -> list[Document]:
    jurisdictions = Jurisdictions(documents, tokeniser)
    return list(jurisdictions.documents_for(jurisdictions.asked_about(question)))


def test_jurisdiction_is_read_from_the_issuers(policy: Document, national: Document, tokeniser: Tokeniser) -> None:
    assert [place.name for place in jurisdiction(policy, tokeniser)] == ["日照市"]
    assert jurisdiction(national, tokeniser) == ()


@pytest.mark.parametrize("question", ["日照市的企业", "东港区能用吗", "五莲县的人", "山东省有什么支持", "日照和青岛比"])
def test_own_city_its_districts_and_province_are_not_foreign(
    question: str, policy: Document, tokeniser: Tokeniser
) -> None:
    assert foreign(question, [policy], tokeniser) == []


@pytest.mark.parametrize("question", ["青岛的贷款", "济南市高新区", "临沂呢", "延边州怎么补", "北京市有没有"])
def test_other_places_are_foreign(question: str, policy: Document, tokeniser: Tokeniser) -> None:
    assert foreign(question, [policy], tokeniser)


def test_where_somebody_comes_from_is_not_foreign(policy: Document, tokeniser: Tokeniser) -> None:
    assert foreign("我户口在济南，在你们这创业能申请贷款吗", [policy], tokeniser) == []
    assert foreign("我是日照人，在青岛创业能贷多少", [policy], tokeniser) == ["青岛"]


def test_national_document_is_valid_everywhere(national: Document, policy: Document, tokeniser: Tokeniser) -> None:
    assert foreign("青岛的贷款", [policy, national], tokeniser) == []


def test_place_that_a_document_names_is_not_foreign_to_it(tokeniser: Tokeniser) -> None:
    document = make_document("d", "本市与青岛市互认职称。", title="日照市办法", issuers=("日照市人民政府",))
    assert foreign("青岛市的职称能用吗", [document], tokeniser) == []
    assert foreign("临沂市的职称能用吗", [document], tokeniser) == ["临沂市"]


def test_documents_for_keeps_those_of_the_place_named(
    policy: Document, qingdao: Document, tokeniser: Tokeniser
) -> None:
    both = [policy, qingdao]
    assert holding("青岛的补贴", both, tokeniser) == [qingdao]
    assert holding("东港区的补贴", both, tokeniser) == [policy]
    assert holding("有什么补贴", both, tokeniser) == both


def test_documents_for_do_not_go_by_where_somebody_comes_from(
    policy: Document, qingdao: Document, tokeniser: Tokeniser
) -> None:
    both = [policy, qingdao]
    assert holding("从青岛引进到日照的人才有什么补贴", both, tokeniser) == [policy]
    assert holding("从青岛引进的人才有什么补贴", both, tokeniser) == both


def test_documents_for_another_place_are_those_valid_everywhere(
    policy: Document, national: Document, tokeniser: Tokeniser
) -> None:
    assert holding("苏州的补贴", [policy, national], tokeniser) == [national]
    assert holding("日照的补贴", [policy, national], tokeniser) == [policy, national]


def test_text_without_an_issuer_is_of_the_province_that_it_names_again_and_again(tokeniser: Tokeniser) -> None:
    news = make_document(
        "n", "贵州省对农户贴息。贵州全省推广网上办理。贵阳市同时开通热线。", title="贴息的消息", issuers=()
    )
    assert foreign("四川的农户有贴息吗", [news], tokeniser) == ["四川"]
    assert foreign("贵州的农户有贴息吗", [news], tokeniser) == []
    assert foreign("遵义市的农户有贴息吗", [news], tokeniser) == []


@pytest.mark.parametrize(
    "text",
    [
        "农户可以申请贴息。",
        "农户可以申请贴息，贵州省已有先例。",
        "贵州省、四川省、云南省、贵阳市、成都市和昆明市的农户可以申请贴息。",
    ],
)
def test_text_without_an_issuer_that_speaks_of_no_one_province_is_valid_everywhere(
    text: str, tokeniser: Tokeniser
) -> None:
    assert foreign("山西的农户有贴息吗", [make_document("n", text, title="贴息的消息", issuers=())], tokeniser) == []


def test_place_gone_to_counts_only_where_a_document_of_its_own_is_held(
    qingdao: Document, national: Document, tokeniser: Tokeniser
) -> None:
    question = "去青岛看病能报销吗"
    assert [p.name for p in Jurisdictions([qingdao, national], tokeniser).asked_about(question)] == ["青岛"]
    assert Jurisdictions([national], tokeniser).asked_about(question) == ()
