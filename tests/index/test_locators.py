import pytest

from corpus.types import Section
from index.locators import find_places, names, parse_path, section_step


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
