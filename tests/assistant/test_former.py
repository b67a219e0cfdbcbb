"""A question that names a document no longer, or not yet, in force is told so, and what applies in its place."""

from datetime import date
from pathlib import Path

import pytest

from assistant.former import Former, FormerDocuments
from corpus.library import load_corpus
from corpus.types import Corpus
from index.tokens import Tokeniser

LOANS = """甲市人民政府关于印发《甲市创业担保贷款管理办法》的通知
甲政发〔2023〕5号
各区人民政府：
第一条 个人创业担保贷款最高额度为20万元。
第二条 本办法自2023年3月1日起施行。
甲市人民政府
2023年2月1日
"""
RULES = """甲市人民政府关于印发《甲市促进创业就业若干规定》的通知
甲政发〔2025〕8号
各区人民政府：
第一条 个人创业担保贷款最高额度为40万元。
第二条 本规定自2025年3月1日起施行。《甲市创业担保贷款管理办法》（甲政发〔2023〕5号）同时废止。
甲市人民政府
2025年2月1日
"""
TEA = """甲市农业农村局关于印发《甲市茶产业扶持措施》的通知
甲农发〔{year}〕9号
第一条 每亩补助{amount}元。
第二条 本措施自{year}年3月1日起施行{until}。
甲市农业农村局
{year}年2月1日
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    texts = {
        "loans": LOANS,
        "rules": RULES,
        "tea": TEA.format(year=2021, amount=500, until=""),
        "tea@2024": TEA.format(year=2024, amount=800, until=""),
        "fish": TEA.format(year=2019, amount=300, until="，有效期2年").replace("茶", "渔"),
        "horse": TEA.format(year=2030, amount=900, until="").replace("茶", "马"),
        "secret": TEA.format(year=2020, amount=1, until="").replace("茶", "蚕"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "secret.toml").write_text('state = "draft"', encoding="utf-8")
    return load_corpus(tmp_path, as_of=date(2025, 6, 1))


@pytest.fixture
def find(corpus: Corpus, tokeniser: Tokeniser):
    former = FormerDocuments(corpus)

    def find_in(question: str) -> Former | None:
        return former.find(question, tokeniser.words)

    return find_in


def told(former: Former) -> str:
    return "".join(sentence.text for sentence in former.notice)


@pytest.mark.parametrize(
    "question",
    [
        "甲政发〔2023〕5号还有效吗",
        "《甲市创业担保贷款管理办法》废止了吗",
        "甲市创业担保贷款管理办法现在还执行吗？",
        "创业担保贷款管理办法还有效吗",
    ],
)
def test_a_repealed_document_is_named_with_the_clause_that_repeals_it(find, corpus: Corpus, question: str) -> None:
    former = find(question)
    assert former.document.document_id == "loans"
    assert former.successor.document_id == "rules"
    assert former.rest == ""
    assert "自2025年3月1日起废止" in told(former)
    assert "现行有效的是《甲市促进创业就业若干规定》（甲政发〔2025〕8号）" in told(former)
    quoted = [support.quote(corpus) for sentence in former.notice for support in sentence.supports]
    assert any("同时废止" in quote for quote in quoted)


def test_nothing_that_is_not_in_force_is_rested_on(find, corpus: Corpus) -> None:
    in_force = {document.document_id for document in corpus.documents}
    for name in ("甲政发〔2023〕5号", "甲农发〔2021〕9号", "《甲市渔产业扶持措施》", "《甲市马产业扶持措施》"):
        former = find(f"{name}还有效吗")
        assert former.document.document_id not in in_force
        used = {support.clause.document_id for sentence in former.notice for support in sentence.supports}
        assert used <= in_force


def test_what_more_is_asked_is_asked_of_the_successor(find) -> None:
    former = find("《甲市创业担保贷款管理办法》规定的贷款额度是多少")
    assert former.rest == "《甲市促进创业就业若干规定》规定的贷款额度是多少"
    assert "以下按该文件回答" in told(former)


def test_a_place_in_it_is_not_looked_up_in_the_successor(find) -> None:
    assert find("《甲市创业担保贷款管理办法》第一条的贷款额度是多少").rest == ""


def test_a_superseded_version_is_known_by_its_number_and_its_title_means_the_new_one(find) -> None:
    former = find("甲农发〔2021〕9号每亩补助多少")
    assert (former.document.document_id, former.successor.document_id) == ("tea", "tea@2024")
    assert "自2024年3月1日起被《甲市茶产业扶持措施》（甲农发〔2024〕9号）取代" in told(former)
    assert find("《甲市茶产业扶持措施》每亩补助多少") is None


def test_an_expired_and_a_later_document_say_their_day(find) -> None:
    assert "有效期到2021年2月28日为止" in told(find("《甲市渔产业扶持措施》补助多少"))
    assert "自2030年3月1日起施行，尚未生效" in told(find("甲农发〔2030〕9号补助多少"))


@pytest.mark.parametrize("question", ["《甲市蚕产业扶持措施》补助多少", "创业担保贷款最高多少", "甲政发〔2025〕8号"])
def test_drafts_and_what_is_in_force_are_none_of_its_business(find, question: str) -> None:
    assert find(question) is None


def test_what_only_an_ended_policy_covers_is_said_to_have_been_covered_once(corpus: Corpus) -> None:
    def about(*terms: str) -> str:
        return "".join(s.text for s in FormerDocuments(corpus).about(terms, lambda _: 1.0))

    assert about("渔产业", "补助").startswith("与您所问有关的《甲市渔产业扶持措施》")
    assert "有效期到2021年2月28日为止，已经届满" in about("渔产业", "补助")
    assert about("茶产业", "补助") == ""  # another version of it applies
    assert about("马产业", "补助") == ""  # it is yet to come
    assert about("养老", "补助") == about() == ""
