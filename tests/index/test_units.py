import pytest

from index.units import UnitNames

UNITS = (
    "市人力资源社会保障局", "市教育局", "市工业和信息化局", "市委组织部", "市发展改革委", "市科技局", "市大数据局",
    "市委网信办", "市总工会", "市国资委", "市直园区管委会", "甲市人力资源和社会保障局", "甲市教育局",
)  # fmt: skip


@pytest.fixture(scope="module")
def names() -> UnitNames:
    return UnitNames(UNITS)


@pytest.mark.parametrize(
    ("query", "unit"),
    [
        ("市教育局负责什么", "市教育局"),
        ("教育局管哪些事", "市教育局"),
        ("找市人社局办", "市人力资源社会保障局"),
        ("甲市人社局的电话", "市人力资源社会保障局"),
        ("工信局负责吗", "市工业和信息化局"),
        ("发改委参与哪些", "市发展改革委"),
        ("发展和改革委员会", "市发展改革委"),
        ("归网信办管", "市委网信办"),
        ("国有资产监督管理委员会", "市国资委"),
        ("组织部要做什么", "市委组织部"),
        ("科学技术局", "市科技局"),
        ("数据局", "市大数据局"),
        ("工会有没有比赛", "市总工会"),
        ("市直园区管委会", "市直园区管委会"),
    ],
)
def test_find_knows_full_and_short_names(names: UnitNames, query: str, unit: str) -> None:
    (mention,) = names.find(query)
    assert unit in mention.units


@pytest.mark.parametrize(
    "query", ["全部内容", "社会培训评价组织", "区教育局管吗", "省教育厅", "教育部", "行业协会", "有机会吗", "市卫健委"]
)
def test_find_takes_nothing_else_for_a_department(names: UnitNames, query: str) -> None:
    assert names.find(query) == []


def test_find_gives_every_name_of_the_body(names: UnitNames) -> None:
    (mention,) = names.find("人社局")
    assert mention.units == ("市人力资源社会保障局", "甲市人力资源和社会保障局")


def test_find_marks_the_longest_mention(names: UnitNames) -> None:
    query = "请问市工信局和教育局"
    assert [query[mention.start : mention.end] for mention in names.find(query)] == ["市工信局", "教育局"]


def test_find_leaves_an_ambiguous_short_name_open() -> None:
    names = UnitNames(["市科技创新局", "市科普工作局"])
    assert names.find("科局在哪") == []
    assert [mention.units for mention in names.find("科普局在哪")] == [("市科普工作局",)]
