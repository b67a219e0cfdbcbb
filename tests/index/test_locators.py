import pytest

from corpus.types import Section
from index.locators import find_places, may_count, names, parse_path, section_step


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("第四条第1项写的是什么", (("条", 4), ("项", 1))),
        ("第 12 条第（三）项", (("条", 12), ("项", 3))),
        ("十二条第一款怎么说", (("条", 12), ("款", 1))),
        ("第四条的第二款", (("条", 4), ("款", 2))),
        ("第四条（二）", (("条", 4), ("项", 2))),
        ("第二章讲什么", (("章", 2),)),
        ("第六部分的标题", (("部分", 6),)),
        ("附件2第一条", (("附件", 2), ("条", 1))),
        ("附件里有什么", (("附件", 0),)),
        ("第一百零三条", (("条", 103),)),
    ],
)
def test_find_places_reads_what_people_write(query: str, path: tuple[tuple[str, int], ...]) -> None:
    (place,) = find_places(query)
    assert place.path == path
    assert query[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "query", ["一共有31条措施", "第一次申请", "三条意见", "第三方机构", "分几个部分", "十二条政策"]
)
def test_find_places_takes_counts_for_counts(query: str) -> None:
    assert find_places(query) == []


@pytest.mark.parametrize(
    "query",
    [
        "开通第二条国际航线补多少",
        "发表第一篇论文奖励多少",
        "第三条生产线",
        "第二节课",
        "第二项目标",
        "第一段婚姻的孩子能落户吗",
    ],
)
def test_find_places_takes_ordinals_of_other_things_for_what_they_are(query: str) -> None:
    assert find_places(query) == []


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("第四条最高能贷多少", "第四条"),
        ("第二项归谁管", "第二项"),
        ("第三章产业扶持讲什么", "第三章"),
        ("违反第十五条罚多少", "第十五条"),
        ("《劳动法》第四条赔偿多少", "第四条"),
        ("第四条、第六条第2项生产线", "第四条"),
        ("附件2第一条生产线", "附件2第一条"),
    ],
)
def test_find_places_finds_a_lone_place_that_something_is_asked_of(query: str, text: str) -> None:
    assert find_places(query)[0].text == text


def test_find_places_finds_each_of_several_joined() -> None:
    assert [place.text for place in find_places("前款第二项和第三项业务")] == ["第二项", "第三项"]


@pytest.mark.parametrize(
    ("text", "counts"), [("第一段", True), ("第二节", True), ("第四条", False), ("附件一第二节", False)]
)
def test_may_count_holds_for_what_is_counted_elsewhere_too(text: str, counts: bool) -> None:
    assert may_count(parse_path(text)) is counts


def test_find_places_finds_several() -> None:
    assert [place.path for place in find_places("第四条和第六条第2项有什么不同")] == [
        (("条", 4),),
        (("条", 6), ("项", 2)),
    ]


def test_parse_path_reads_locators() -> None:
    assert parse_path("附件第一条第（三）项第2目") == (("附件", 0), ("条", 1), ("项", 3), ("目", 2))
    assert parse_path("发文字号") == ()


@pytest.mark.parametrize(
    ("label", "step"),
    [
        ("第二章", ("章", 2)),
        ("四", ("条", 4)),
        ("（三）", ("项", 3)),
        ("附件1", ("附件", 1)),
        ("附", ("附件", 0)),
        ("专栏", None),
    ],
)
def test_section_step_reads_labels(label: str, step: tuple[str, int] | None) -> None:
    section = Section(section_id="d#1", label=label, heading="", level=1, start=0, end=1)
    assert section_step(section) == step


def test_names_holds_for_a_place_and_all_within() -> None:
    place = (("章", 2), ("条", 12), ("款", 1))
    assert names((("条", 12),), place)
    assert names((("章", 2), ("款", 1)), place)
    assert not names((("款", 1), ("条", 12)), place)
    assert not names((), place)
