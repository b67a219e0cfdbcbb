"""Policies of very different make-up, as their sites published them."""

import csv
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import load_document
from corpus.parsing import parse_document
from corpus.types import ClauseKind, Document, MetadataName
from tests.corpus.published import EXPECTED, WHY_ABSENT, policy_files

pytestmark = pytest.mark.skipif(not policy_files(), reason=WHY_ABSENT)

_each_policy = pytest.mark.parametrize("path", policy_files(), ids=lambda path: path.stem)


def _expected() -> list[dict[str, str]]:
    with EXPECTED.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@_each_policy
def test_nothing_of_the_body_is_lost_or_held_twice(path):
    document = load_document(path)
    position = document.clauses[0].start
    for clause in document.clauses:
        assert document.source[position : clause.start].strip() == ""
        assert clause.start >= position
        position = clause.end


@_each_policy
def test_every_piece_is_its_span_of_the_source(path):
    document = load_document(path)
    for piece in [*document.clauses, *(s for clause in document.clauses for s in clause.sentences)]:
        assert document.source[piece.start : piece.end] == piece.text
    for item in document.metadata:
        clause = document.clause(item.clause_id)
        assert clause.start <= item.spans[0][0] < item.spans[0][1] <= clause.end


@_each_policy
def test_sections_hold_their_clauses(path):
    document = load_document(path)
    for clause in document.clauses:
        for section in map(document.section, clause.section_ids):
            assert section.start <= clause.start
            assert clause.end <= section.end


@pytest.mark.parametrize("row", _expected() if EXPECTED.exists() else [], ids=lambda row: row["filename"])
def test_chapters_articles_and_tags_are_as_many_as_counted_by_hand(row):
    document = load_document(EXPECTED.parent / row["filename"])
    kinds = {ClauseKind.ARTICLE, ClauseKind.MEASURE}
    assert sum(clause.kind in kinds for clause in document.clauses) == int(row["articles_or_items"])
    if row["chapters"]:
        assert len(_chapters(document)) == int(row["chapters"])
    if row["responsibility_tags"]:
        tags = sum(len(clause.responsibilities) for clause in document.clauses)
        assert tags == int(row["responsibility_tags"])


def _chapters(document: Document) -> list[str]:
    return [section.label for section in document.sections if re.fullmatch("第.+章", section.label)]


@_each_policy
def test_a_policy_is_parsed_within_a_fraction_of_a_second(path):
    source = load_document(path).source
    begin = time.perf_counter()
    parse_document(source, document_id="x")
    assert time.perf_counter() - begin < 0.5


_PROSE = [path for path in policy_files() if path.stem.startswith(("A", "B03", "B08", "C"))]


@pytest.mark.parametrize("path", _PROSE, ids=lambda path: path.stem)
@pytest.mark.parametrize("recapture", ["wrapped", "flattened"])
def test_a_policy_parses_alike_with_its_lines_wrapped_or_lost(path, recapture):
    document = load_document(path)
    again = parse_document(_RECAPTURES[recapture](document.source), document_id="x")
    assert _gist(again) == _gist(document)


def _gist(document: Document) -> list[tuple[ClauseKind, str, str]]:
    """Kind, place and beginning of every clause that is not closed off by the layout alone."""
    return [
        (clause.kind, clause.locator, "".join(clause.text.split())[:20])
        for clause in document.clauses
        if clause.kind in (ClauseKind.ARTICLE, ClauseKind.MEASURE, ClauseKind.NUMBER, ClauseKind.ADDRESSEES)
    ]


def _wrap(source: str, width: int = 28) -> str:
    """Set the text as a page would: paragraphs indented, lines broken anywhere but before a closing mark."""
    page = []
    for paragraph in filter(None, map(str.strip, source.split("\n"))):
        line = "\u3000\u3000"
        for character in paragraph:
            if len(line) >= width and character not in "，。；：、）”":
                page.append(line)
                line = ""
            line += character
        page.append(line)
    return "\n".join(page)


def _flatten(source: str) -> str:
    return " ".join(filter(None, map(str.strip, source.split("\n"))))


_RECAPTURES: dict[str, Callable[[str], str]] = {"wrapped": _wrap, "flattened": _flatten}


def _load(stem: str) -> Document:
    (path,) = [path for path in policy_files() if path.stem.startswith(stem)]
    return load_document(path)


def test_two_documents_under_one_notice_keep_their_places_apart():
    document = _load("A3")
    first, second, attachment = (s for s in document.sections if s.level == 1)
    assert (first.heading, second.heading) == (
        "支持工业互联网发展若干政策",
        "安徽省工业互联网创新发展行动计划（2021-2023年）",
    )
    assert attachment.title == "附件 省推进工业互联网创新发展专项工作组名单"
    assert document.clause("A3_anhui_industrial_internet#d1.1.1").locator == "《支持工业互联网发展若干政策》第一条第1项"
    assert document.clause("A3_anhui_industrial_internet#d2.3.1").locator.endswith("》第三条第（一）项")


def test_an_attachment_that_counts_from_one_again_has_places_of_its_own():
    document = _load("A1")
    assert document.clause("A1_baotou_digital_gov_assessment#a1.1.1.1").locator == "附件第一条第（一）项第1目"
    deadline = document.clause("A1_baotou_digital_gov_assessment#a1.1.1.1").sentences[-1]
    assert deadline.text == "（5月底取得明显成效并持续推进，牵头考核单位：市审批服务局）"


def test_numbers_within_running_text_head_nothing():
    document = _load("A3")
    (clause,) = [clause for clause in document.clauses if clause.text.startswith("16﹒加快一、二、三产业")]
    assert clause.kind is ClauseKind.MEASURE
    assert not any("产业融通发展" in section.heading for section in document.sections)


def test_remarks_in_a_tag_are_no_units():
    measure = _load("C02").clause("C02_suining_sme_measures#1.1")
    assert measure.responsible_units == (
        "市经济和信息化局",
        "市发展改革委",
        "市财政局",
        "市税务局",
        "各县（市、区）政府",
        "市直园区管委会",
    )


def test_rows_of_a_table_are_cited_one_by_one():
    document = _load("B05")
    rows = [clause for clause in document.clauses if clause.kind is ClauseKind.TABLE]
    assert len(rows) == 56
    assert rows[0].locator == "附件表格表头"
    assert rows[1].locator == "附件表格第1行"
    assert [len(row.sentences) for row in rows] == [1] * 56


def test_cells_set_one_a_line_are_put_into_rows_again():
    document = _load("D3")
    (row,) = [clause for clause in document.clauses if clause.locator.endswith("表格序号5")]
    assert row.text.split() == [
        "5",
        "空气质量优良天数（天）",
        "市域全年空气质量指数（AQI指数）≤100的天数。",
    ]


def test_articles_know_their_paragraphs_and_items():
    article = _load("B03").clause("B03_gf2018_41_iit_special_deduction#17")
    assert [sentence.locator for sentence in article.sentences] == [
        "第十七条第一款",
        "第十七条第一款第（一）项",
        "第十七条第一款第（二）项",
        "第十七条第二款",
        "第十七条第三款",
    ]


def test_a_promulgation_line_gives_number_issuer_and_date():
    document = _load("D1")
    assert (document.number, document.issuers) == ("广州市人民政府令第61号", ("广州市人民政府",))
    assert str(document.issue_date) == "2011-12-15"


def test_what_documents_say_of_their_own_validity_is_read():
    stated = {
        stem: [(item.name, item.value) for item in _load(stem).metadata if item.name in _VALIDITY]
        for stem in ("A5", "C02", "C06", "B03")
    }
    assert stated == {
        "A5": [(MetadataName.EFFECTIVE_DATE, "颁布之日"), (MetadataName.EXPIRY, "有效期2年")],
        "C02": [
            (MetadataName.EFFECTIVE_DATE, "印发之日"),
            (MetadataName.EXPIRY, "有效期至全省突发公共卫生事件Ⅰ级响应解除"),
        ],
        "C06": [
            (MetadataName.EFFECTIVE_DATE, "发布之日"),
            (MetadataName.EXPIRY, "执行至2020年6月30日止"),
        ],
        "B03": [(MetadataName.EFFECTIVE_DATE, "2019年1月1日")],
    }


def test_who_interprets_a_document_is_read():
    told = {
        stem: [item.value for item in _load(stem).values(MetadataName.INTERPRETER)]
        for stem in ("A3", "A5", "C02", "C07", "C15", "E3", "B03")
    }
    assert told == {
        "A3": ["省经济和信息化厅"],
        "A5": ["阿坝州人民政府办公室"],
        "C02": ["遂宁市人民政府办公室会同相关部门"],
        "C07": ["市商务局会同市财政局等相关部门"],
        "C15": ["市农牧业局"],
        "E3": ["中国人民银行"],
        "B03": [],
    }


_VALIDITY = (MetadataName.EFFECTIVE_DATE, MetadataName.EXPIRY)


def test_a_text_without_a_title_is_called_by_its_file_or_its_toml(tmp_path: Path):
    document = _load("E2")
    assert document.title == "E2_csrc_settlement_funds_measures"
    path = tmp_path / "measures.txt"
    path.write_text(document.source, encoding="utf-8")
    path.with_suffix(".toml").write_text('title = "客户交易结算资金管理办法"', encoding="utf-8")
    assert load_document(path).title == "客户交易结算资金管理办法"
