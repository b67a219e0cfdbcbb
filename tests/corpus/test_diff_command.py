"""``python -m corpus diff`` shows what changed, in the terminal, as JSON and as one page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.changes import compare_documents
from corpus.changes.page import to_page
from corpus.changes.text import to_text
from corpus.library import load_document
from tests.corpus import published_files as files

OLD = """甲市茶产业补助办法
甲政发〔2023〕5号
第一条 新建茶园每亩补助500元，最高10万元。
第二条 支持企业参加国内外茶叶博览会，按展位费的一半给予补贴。
第三条 对获得绿色食品认证的茶叶企业给予一次性奖励。
第四条 推广机械化采茶作业，购置采茶机械优先列入农机补贴目录。
第五条 本办法自2023年3月1日起施行。
甲市人民政府
2023年2月1日
"""
NEW = """甲市茶产业补助办法
甲政发〔2025〕8号
第一条 新建茶园每亩补助800元，最高10万元。
第二条 推广机械化采茶作业，购置采茶机械优先列入农机补贴目录。
第三条 对获得绿色食品认证的茶叶企业给予一次性奖励。
第四条 设立茶产业发展基金<script>alert(1)</script>，引导社会资本投入。
第五条 本办法自2025年3月1日起施行。
甲市人民政府
2025年2月1日
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "tea.txt").write_text(OLD, encoding="utf-8")
    (folder / "tea@2025.txt").write_text(NEW, encoding="utf-8")
    return folder


def diff(*arguments: object, corpus: Path) -> int:
    return main(["diff", "--corpus", str(corpus), *map(str, arguments)])


def test_two_versions_by_their_ids(corpus: Path, capsys) -> None:
    assert diff("tea", "tea@2025", corpus=corpus) == 1
    shown = capsys.readouterr().out
    assert "《甲市茶产业补助办法》（tea → tea@2025）" in shown
    assert "第一条：[-500元-] → {+800元+}" in shown
    assert "第五条：[-2023年3月1日-] → {+2025年3月1日+}" in shown
    assert "删除  第二条" in shown
    assert "新增  第四条" in shown
    assert re.search(r"(?:移动|改号)\s+第二条（原第四条）", shown)
    assert shown.index("数字和日期") < shown.index("修改  ")
    assert "\033[" not in shown  # not a terminal


def test_equal_texts_do_not_differ(corpus: Path, capsys) -> None:
    assert diff("tea", corpus / "tea.txt", corpus=corpus) == 0
    assert capsys.readouterr().out == "没有变化。\n"


def test_files_of_any_kind_are_compared(corpus: Path, tmp_path: Path, capsys) -> None:
    word = files.write_docx(tmp_path / "tea.docx")
    page = files.write_html(tmp_path / "tea.html")
    assert diff("--json", word, page, corpus=corpus) == 1
    (changed,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = {(change["new"] or change["old"])["locator"]: change["kind"] for change in changed["changes"]}
    assert kinds == {"发布信息": "added", "发文字号": "removed"}  # the site tells the number; the text is the same


def test_two_folders(corpus: Path, tmp_path: Path, capsys) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "tea.txt").write_text(OLD, encoding="utf-8")
    (other / "fish.txt").write_text(OLD.replace("茶", "渔"), encoding="utf-8")
    assert diff(other, corpus, corpus=corpus) == 1
    shown = capsys.readouterr().out
    assert "（tea → tea@2025）" in shown  # what is in force, old and new
    assert "移除文件《甲市渔产业补助办法》（fish）" in shown


def test_json_holds_every_change(corpus: Path, capsys) -> None:
    assert diff("--json", "tea", "tea@2025", corpus=corpus) == 1
    changed = json.loads(capsys.readouterr().out)
    assert changed["old"]["document_id"] == "tea"
    amended = next(c for c in changed["changes"] if c["old"] and c["old"]["clause_id"] == "tea#1")
    assert amended["kind"] == "amended"
    assert amended["quantities"] == [{"old": "500元", "new": "800元"}]
    assert [e["text"] for e in amended["edits"] if e["is_quantity"]] == ["500元", "800元"]


class _Page(HTMLParser):
    """What a browser would load, and the text of each mark."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.marked: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href", "srcset")]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in ("ins", "del"):
            self.marked.append((self.tags[-1], data))


def test_the_page_stands_alone_and_marks_what_changed(corpus: Path, tmp_path: Path, capsys) -> None:
    target = tmp_path / "changes.html"
    assert diff("--html", target, "tea", "tea@2025", corpus=corpus) == 1
    page = _Page()
    page.feed(target.read_text(encoding="utf-8"))
    assert page.loaded == []
    assert "script" not in page.tags  # the text's own is shown, not run
    assert ("del", "500元") in page.marked
    assert ("ins", "800元") in page.marked


def test_a_terminal_gets_colour(corpus: Path) -> None:
    changes = compare_documents([load_document(corpus / "tea.txt")], [load_document(corpus / "tea@2025.txt")])
    assert "\033[31m500元\033[0m" in to_text(changes, colour=True)
    assert "[-" not in to_text(changes, colour=True)
    assert "没有变化" in to_page(())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("tea", "nothing", "nothing"), ("tea", "{corpus}", "corpus"), ("missing.txt", "tea", "missing.txt")],
)
def test_what_cannot_be_compared_is_named(old: str, new: str, named: str, corpus: Path, capsys) -> None:
    assert diff(old, new.format(corpus=corpus), corpus=corpus) == 2
    assert named in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_named(corpus: Path, tmp_path: Path, capsys) -> None:
    assert diff("--html", tmp_path / "no" / "x.html", "tea", "tea@2025", corpus=corpus) == 2
    assert "无法写入" in capsys.readouterr().err
