import pytest

from corpus.types import Corpus
from index.references import ReferenceFinder, References, find_references
from tests.builders import make_corpus, make_document


@pytest.fixture(scope="module")
def finder() -> ReferenceFinder:
    return ReferenceFinder(
        make_corpus(
            make_document(
                "town",
                """
                # 一、开展培训
                每年培训工程师100人以上。（责任单位：市人力资源社会保障局）
                支持职业院校共建产业学院。（责任单位：市教育局）
                # 二、发放贷款
                小微企业可申请创业担保贷款。（责任单位：市财政局）
                """,
                title="甲市人民政府关于印发《甲市人才若干措施》的通知",
                number="甲政发〔2025〕6号",
            ),
            make_document(
                "law",
                """
                # 第一章 总则
                第一条 为了规范管理，制定本办法。
                # 第二章 登记
                第二条 申请人应当登记。
                第三条 登记机关应当受理。
                """,
                title="丙省登记管理办法",
                number="丙政办〔2024〕12号",
            ),
        )
    )


def found(finder: ReferenceFinder, query: str) -> References:
    return finder.find(query)


@pytest.mark.parametrize(
    ("query", "clause_ids"),
    [
        ("第一条第2项写了什么", ["town#1.2"]),
        ("甲政发〔2025〕6号第二条", ["town#2.1"]),
        ("《丙省登记管理办法》第３条", ["law#第三条"]),
        ("丙省登记管理办法第二章", ["law#第二条", "law#第三条"]),
        ("《甲市人才若干措施》第二部分", ["town#2.1"]),
        ("《甲市人才若干措施》第二项措施", ["town#2.1"]),
        ("《丙省登记管理办法》第三条第五款", ["law#第三条"]),
    ],
)
def test_places_lead_to_their_clauses(finder: ReferenceFinder, query: str, clause_ids: list[str]) -> None:
    assert list(found(finder, query).clause_ids) == clause_ids


def test_place_without_a_document_names_it_in_each(finder: ReferenceFinder) -> None:
    assert set(found(finder, "第二条").clause_ids) == {"town#2.1", "law#第二条"}


def test_place_that_is_a_section_names_the_section(finder: ReferenceFinder) -> None:
    assert found(finder, "丙省登记管理办法第二章").section_ids == ("law#s2",)
    assert found(finder, "第一条第2项").section_ids == ()


def test_place_that_does_not_exist_is_missing(finder: ReferenceFinder) -> None:
    references = found(finder, "第四十条怎么说")
    assert references.missing == ("第四十条",)
    assert references.clause_ids == ()


def test_place_in_a_foreign_document_is_not_looked_up_here(finder: ReferenceFinder) -> None:
    references = found(finder, "《劳动法》第二条怎么规定")
    assert references.clause_ids == ()
    assert references.unknown_documents == ("《劳动法》",)


@pytest.mark.parametrize(
    "query",
    ["甲政发[2025]6号", "甲政发（2025）6号", "甲政发 2025 6 号", "请问甲政发〔2025〕6号讲什么", "《甲市人才若干措施》", "《人才若干措施》", "甲市人才若干措施谁发的"],
)  # fmt: skip
def test_documents_are_known_by_number_and_title(finder: ReferenceFinder, query: str) -> None:
    assert found(finder, query).document_ids == ("town",)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("企业登记管理条例实施细则第二条是怎么说的", ("rules",)),
        ("按企业登记管理条例实施细则办", ("rules",)),
        ("乙市企业登记管理条例实施细则第二条", ()),
        ("实施细则第二条", ()),
        ("“企业”登记管理条例实施细则第二条", ()),
        ("公共数据资源管理暂行办法第二条", ()),  # two end so
        ("乙州公共数据资源管理暂行办法第二条", ("b",)),
    ],
)
def test_the_end_of_a_title_names_the_only_document_that_ends_so(query: str, named: tuple[str, ...]) -> None:
    titles = {
        "rules": "中华人民共和国企业登记管理条例实施细则",
        "a": "甲州公共数据资源管理暂行办法",
        "b": "乙州公共数据资源管理暂行办法",
    }
    documents = (make_document(name, "第一条 一。\n第二条 二。", title=title) for name, title in titles.items())
    assert ReferenceFinder(make_corpus(*documents)).find(query).document_ids == named


@pytest.mark.parametrize("query", ["甲政发〔2025〕16号", "甲政发〔2024〕6号", "乙政发〔2025〕6号"])
def test_other_numbers_are_other_documents(finder: ReferenceFinder, query: str) -> None:
    references = found(finder, query)
    assert references.document_ids == ()
    assert references.unknown_documents == (query,)


def test_departments_are_named_by_short_names(finder: ReferenceFinder) -> None:
    assert found(finder, "人社局和财政局").units == ("市人力资源社会保障局", "市财政局")


def test_spans_cover_what_was_named(finder: ReferenceFinder) -> None:
    query = "教育局在第一条里负责什么"
    assert [query[start:end] for start, end in found(finder, query).spans] == ["教育局", "第一条"]


def test_plain_question_names_nothing(finder: ReferenceFinder) -> None:
    assert found(finder, "创业贷款最高能贷多少？") == References()


def test_find_references_needs_no_finder(town_corpus: Corpus) -> None:
    assert find_references("第二条第1项", town_corpus).clause_ids == ("town#2.1",)
