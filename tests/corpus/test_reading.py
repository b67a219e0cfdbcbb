"""Which files are read as policies, and what is said about those that are not."""

import pytest

from corpus.errors import CorpusError
from corpus.reading import decode_source, read_source

_TEXT = "关于印发《某某办法》的通知\n各区县：\n现予印发。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_utf8_with_or_without_bom_and_gb18030_read_alike(tmp_path, encoding):
    path = tmp_path / "policy.txt"
    path.write_bytes(_TEXT.encode(encoding))
    assert read_source(path) == _TEXT


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_become_newlines(tmp_path, newline):
    path = tmp_path / "policy.txt"
    path.write_bytes(_TEXT.replace("\n", newline).encode())
    assert read_source(path) == _TEXT


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "某发&#12308;2024&#12309;7号\n&nbsp;&nbsp;按照&ldquo;就近&rdquo;办理。",
            "某发〔2024〕7号\n\xa0\xa0按照“就近”办理。",
        ),
        ("甲&amp;ldquo;乙&amp;rdquo;。", "甲“乙”。"),
        ("甲&lt;乙&amp;丙，全文&#x3002;", "甲<乙&丙，全文。"),
        (
            "R&D支出，网址http://a.cn/?a=1&copy=2，&甲乙;&unknown;",
            "R&D支出，网址http://a.cn/?a=1&copy=2，&甲乙;&unknown;",
        ),
    ],
)
def test_references_of_html_are_read_as_their_characters(written, read):
    assert decode_source(written.encode(), path="a.txt") == read


_PAGES = "年限不得低\n  某市公报 第10期\n— 12 —\n\n于十年。\n\n  某市公报 第10期\n— 13 —\n\n第二条 内容。\n- 14 -\n"


def test_page_numbers_and_running_headers_do_not_break_sentences():
    assert decode_source(_PAGES.encode(), path="a.txt") == "年限不得低\n于十年。\n\n\n第二条 内容。\n"


def test_a_line_that_stands_between_two_page_numbers_once_is_no_header():
    assert (
        decode_source("甲。\n- 1 -\n第二章 附则\n- 2 -\n乙。\n".encode(), path="a.txt") == "甲。\n第二章 附则\n乙。\n"
    )


@pytest.mark.parametrize("numbers", [("12",), ("2", "1")], ids=["one", "not counting up"])
def test_lines_that_only_look_like_page_numbers_stay(numbers):
    text = "".join(f"甲办法内容\n— {n} —\n" for n in numbers)
    assert decode_source(text.encode(), path="a.txt") == text


def test_rare_characters_survive_gb18030(tmp_path):
    path = tmp_path / "policy.txt"
    text = "㙍镇与䶮区的办法，" + _TEXT
    path.write_bytes(text.encode("gb18030"))
    assert read_source(path) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b" \n\t ", "文件是空的"),
        ("\ufeff\n".encode(), "文件是空的"),
        ("\u3000\n\u3000".encode(), "文件是空的"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "二进制"),
        (b"%PDF-1.4\n" + bytes(range(1, 9)) * 40, "控制字符"),
        (_TEXT.encode("utf-16"), "UTF-16"),
        ("關於促進數位經濟發展的實施辦法請遵照執行".encode("big5"), "编码无法识别"),
        ("データ活用推進に関する規則".encode("shift-jis"), "编码无法识别"),
        ("说明".encode() + b"\xff\xff\xff", "编码无法识别"),
        (b"This is not a Chinese policy.", "没有中文"),
        (b"a;b\n1;2\n", "没有中文"),
    ],
)
def test_what_is_no_policy_text_is_refused_with_file_and_reason(tmp_path, content, reason):
    path = tmp_path / "某文件.txt"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=reason) as caught:
        read_source(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(CorpusError, match="文件不存在"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(CorpusError, match=str(tmp_path)):
        read_source(tmp_path)
