"""Where sentences end."""

import pytest

from corpus.parsing.sentences import split_sentences


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
    ],
)
def test_sentences_end_at_stops_outside_brackets(text, expected):
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == expected


def test_skipped_spans_part_sentences_and_belong_to_none():
    text = "甲。（责任单位：某局）乙。"
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text), skip=((2, 11),))] == ["甲。", "乙。"]
