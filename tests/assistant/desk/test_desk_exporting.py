import csv
import io
import unicodedata
from datetime import date

import pytest
from docx import Document as WordFile
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.desk.exporting import COLUMNS, harmless, to_csv, to_word
from assistant.desk.lookup import Found, Hit, Inquiry, look_up
from index.search import Index
from tests.builders import make_document

ANY_CELL = st.one_of(st.text(max_size=30), st.text(st.sampled_from("=+-@＝＋－＠\t\r\n '1A(\u200b\ufeff"), max_size=6))


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in WordFile(io.BytesIO(content)).paragraphs]


def test_a_table_has_one_row_a_clause_with_what_a_citation_needs(desk_index: Index) -> None:
    content = to_csv(look_up(desk_index, Inquiry(query="第二条第1项")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [
        list(COLUMNS),
        [
            "甲市人才若干措施",
            "甲政发〔2025〕6号",
            "第二条第1项",
            "二、发放贷款",
            "小微企业可申请最高400万元的创业担保贷款。（责任单位：市人力资源社会保障局、市财政局）",
            "市人力资源社会保障局、市财政局",
            "现行有效",
        ],
    ]


def test_a_word_file_holds_citation_words_and_duties(desk_index: Index) -> None:
    found = look_up(desk_index, Inquiry(unit="市财政局"))
    told = paragraphs(to_word(found, title="市财政局", made_on=date(2025, 5, 1)))
    assert told[:3] == [
        "市财政局",
        "共 2 条，导出日期：2025年5月1日。以政策原文为准。",
        "《甲市人才若干措施》二、发放贷款",
    ]
    assert told[3:6] == [
        "《甲市人才若干措施》（甲政发〔2025〕6号）第二条第1项",
        "小微企业可申请最高400万元的创业担保贷款。",
        "责任单位：市人力资源社会保障局、市财政局",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-2", "@SUM(A1)", " =1", "＝1+1", "\t=1", "\r=1", "\x00=1", "\x7f=1", "\u200b=1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    document = make_document("x", "第一条 照办。", title=text, number=text)
    found = Found(inquiry=Inquiry(), hits=(Hit(clause=document.clauses[-1], document=document),))
    title, number, *_ = rows(to_csv(found))[1]
    assert title[0] == number[0] == "'"


@given(ANY_CELL)
def test_a_cell_keeps_its_text_and_never_begins_a_formula(text: str) -> None:
    cell = harmless(text)
    seen = "".join(c for c in cell if unicodedata.category(c) not in {"Cf", "Cc", "Zs", "Zl", "Zp"})
    assert seen[:1] not in set("=+-@＝＋－＠")
    assert cell.removeprefix("'") in {text, text.removeprefix("'")} or not text.isprintable()


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=60))
def test_any_title_makes_a_file_that_opens(text: str) -> None:
    document = make_document("x", "第一条 照办。", title=text or "无")
    found = Found(inquiry=Inquiry(), hits=(Hit(clause=document.clauses[-1], document=document),))
    assert paragraphs(to_word(found, title=text, made_on=date(2025, 5, 1)))
    assert len(rows(to_csv(found))) == 2
