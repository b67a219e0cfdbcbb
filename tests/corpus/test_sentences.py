"""Where sentences end."""

import pytest

from corpus.parsing.sentences import split_sentences
from corpus.running_text import reading_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？", ["甲。", "乙！", "丙？"]),
        ("甲；乙，丙。", ["甲；乙，丙。"]),
        ("他说：“可以。”然后离开。", ["他说：“可以。”", "然后离开。"]),
        ("（注：甲。乙。）丙。", ["（注：甲。乙。）丙。"]),
        ("《甲。乙》施行。丙", ["《甲。乙》施行。", "丙"]),
        ('采用“甲"方式。建设“乙"平台。', ['采用“甲"方式。', '建设“乙"平台。']),
        ("漏了一半（甲。乙。", ["漏了一半（甲。", "乙。"]),
        ("甲。\u3000 乙。", ["甲。", "乙。"]),
        ("。。。", []),
        ("网址：http://a.gov.cn/x?id=3&type=1。乙。", ["网址：http://a.gov.cn/x?id=3&type=1。", "乙。"]),
        ("见www.a.gov.cn?好。", ["见www.a.gov.cn?", "好。"]),
    ],
)
def test_sentences_end_at_stops_outside_brackets(text, expected):
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == expected


def test_skipped_spans_part_sentences_and_belong_to_none():
    text = "甲。（责任单位：某局）乙。"
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text), skip=((2, 11),))] == ["甲。", "乙。"]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("一等奖\t2\t10000元", "一等奖 2 10000元"),
        ("硕士　　5　　2", "硕士5 2"),
        ("A类\n50\n3", "A类50 3"),
        ("A类\t\n50\t\n3", "A类50 3"),
        ("Artificial\nIntelligence", "Artificial Intelligence"),
    ],
)
def test_cells_of_a_table_never_read_as_one_number(source, read):
    assert reading_text(source) == read


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("总　则", "总则"),
        ("最高30\n万元", "最高30万元"),
        ("最高30\n\t万元", "最高30万元"),
        ("　　甲乙\r\n　　丙。\n", "甲乙丙。"),
        ("补助 30 万元", "补助 30 万元"),
    ],
)
def test_wrapped_and_padded_words_read_as_running_prose(source, read):
    assert reading_text(source) == read


def test_a_gap_of_any_length_is_read_at_once():
    assert reading_text("甲" + " " * 300_000 + "乙") == "甲" + " " * 300_000 + "乙"
