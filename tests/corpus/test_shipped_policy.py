"""The policy that ships with the product, parsed completely."""

from collections import Counter
from datetime import date

import pytest

from corpus.library import DEFAULT_CORPUS_DIR, load_corpus
from corpus.types import ClauseKind, Document, MetadataName


@pytest.fixture(scope="module")
def policy() -> Document:
    return load_corpus(DEFAULT_CORPUS_DIR).document("rizhao-digital-talent")


def test_title_number_and_dates_are_read(policy):
    assert policy.title == (
        "日照市人力资源和社会保障局等11部门关于印发《日照市加快数字人才培育支撑数字经济发展的若干措施》的通知"
    )
    assert policy.number == "日人社发〔2025〕6号"
    assert policy.issue_date == date(2025, 4, 14)
    assert policy.publication_date == date(2025, 4, 25)


def test_issuers_broken_over_columns_are_put_together_again(policy):
    assert policy.issuers == (
        "中共日照市委组织部",
        "日照市人力资源和社会保障局",
        "中共日照市委网络安全和信息化委员会办公室",
        "日照市发展和改革委员会",
        "日照市教育局",
        "日照市科学技术局",
        "日照市工业和信息化局",
        "日照市财政局",
        "日照市人民政府国有资产监督管理委员会",
        "日照市大数据局",
        "日照市总工会",
    )


def test_broken_issuer_names_point_at_both_their_pieces(policy):
    broken = [item for item in policy.values(MetadataName.ISSUER) if len(item.spans) > 1]
    assert [[policy.source[a:b] for a, b in item.spans] for item in broken] == [
        ["中共日照市委网络安全", "和信息化委员会办公室"],
        ["日照市人民政府国有", "资产监督管理委员会"],
    ]


def test_contact_disclosure_and_basis_are_read(policy):
    assert policy.contact == "市人力资源社会保障局专业技术人员管理科"
    assert [item.value for item in policy.values(MetadataName.DISCLOSURE)] == ["此件主动公开"]
    assert [item.value for item in policy.values(MetadataName.BASIS)] == [
        "《关于印发〈加快数字人才培育支撑数字经济发展行动方案(2024-2026年)〉的通知》（人社部发〔2024〕37号）",
        "《山东省加快数字人才培育支撑数字经济发展的若干措施》（鲁人社发〔2024〕14号）",
    ]


def test_twelve_sections_hold_thirty_one_measures(policy):
    assert [section.label for section in policy.sections] == [*list("一二三四五六七八九十"), "十一", "十二"]
    measures = Counter(
        clause.section_ids[0].partition("#")[2] for clause in policy.clauses if clause.kind is ClauseKind.MEASURE
    )
    assert list(measures.values()) == [2, 2, 5, 3, 4, 3, 3, 2, 2, 2, 1, 2]


def test_every_measure_ends_with_its_one_tag(policy):
    for clause in policy.body():
        assert clause.kind is ClauseKind.MEASURE
        assert [policy.source[tag.end - 1] for tag in clause.responsibilities] == [")"]
        assert clause.responsibilities[0].end == clause.end


def test_twelve_different_units_are_responsible(policy):
    assert sorted(policy.responsible_units) == sorted(
        [
            "市委组织部",
            "市委网信办",
            "市发展改革委",
            "市教育局",
            "市科技局",
            "市工业和信息化局",
            "市财政局",
            "市人力资源社会保障局",
            "市商务局",
            "市国资委",
            "市大数据局",
            "市总工会",
        ]
    )


def test_units_parted_by_a_comma_are_two(policy):
    assert policy.clause("rizhao-digital-talent#7.1").responsible_units == ("市教育局", "市工业和信息化局")


def test_locators_are_what_a_person_would_say(policy):
    assert policy.clause("rizhao-digital-talent#4.1").locator == "第四条第1项"
    assert policy.clause("rizhao-digital-talent#11.1").locator == "第十一条"


def test_site_navigation_is_outside(policy):
    assert policy.clauses[0].kind is ClauseKind.PUBLICATION
    assert policy.clauses[0].text.startswith("来源:")
