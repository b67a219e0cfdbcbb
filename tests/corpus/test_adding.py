"""``python -m corpus add`` takes what governments publish, shows what it understood, and writes all or nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.adding import read_file
from corpus.adding.command import run
from corpus.adding.naming import id_of_file, safe_id
from corpus.adding.storing import to_toml
from corpus.errors import CorpusError
from corpus.library import load_corpus
from corpus.types import ClauseKind, State
from tests.corpus import published_files as files
from tests.corpus import published_pages as pages
from tests.corpus.published import WHY_ABSENT, policy_files

WRITERS: dict[str, Callable[[Path], Path]] = {
    "tea.docx": files.write_docx,
    "tea.html": files.write_html,
    "tea.pdf": files.write_pdf,
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "library.txt").write_text(
        "甲市图书馆管理办法\n甲政发〔2020〕1号\n第一条 图书馆免费开放。\n第二条 馆员负责借阅。\n甲市人民政府\n2020年3月1日\n",
        encoding="utf-8",
    )
    return folder


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def add(*arguments: object, corpus: Path) -> int:
    return main(["add", "--corpus", str(corpus), *map(str, arguments)])


@pytest.mark.parametrize("name", WRITERS)
def test_a_published_file_becomes_a_document_with_its_table(name: str, corpus: Path, tmp_path: Path) -> None:
    path = WRITERS[name](tmp_path / name)
    assert add("--yes", path, corpus=corpus) == 0
    document = load_corpus(corpus).document("tea")
    assert document.title.replace(" ", "") == files.TITLE
    assert document.number == files.NUMBER
    assert str(document.issue_date) == "2024-04-02"
    assert document.validity.state is State.IN_FORCE
    assert str(document.validity.in_force_until) == "2099-04-30"
    assert document.provenance == {"captured_from": name}
    assert document.responsible_units == ("市农业农村局", "市财政局")
    articles = [clause for clause in document.clauses if clause.kind is ClauseKind.ARTICLE]
    assert [clause.locator for clause in articles] == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    for clause, text in zip(articles, files.ARTICLES, strict=True):
        assert text in "".join(clause.text.split())


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_stays_with_the_sentence_that_introduces_it(name: str, corpus: Path, tmp_path: Path) -> None:
    add("--yes", WRITERS[name](tmp_path / name), corpus=corpus)
    clause = load_corpus(corpus).clause("tea#3")
    assert files.ARTICLES[files.TABLE_BEHIND] in clause.text
    for row in files.TABLE:
        assert f"| {' | '.join(row)} |" in clause.text
    rows = [sentence for sentence in clause.sentences if sentence.text.startswith("|")]
    assert [row.locator for row in rows] == ["第三条表格表头", "第三条表格第1行", "第三条表格第2行"]


def test_a_page_keeps_the_policy_and_nothing_around_it(tmp_path: Path) -> None:
    text = read_file(files.write_html(tmp_path / "tea.html")).text
    for noise in ("首页", "打印", "微信", "相关链接", "政策解读", "网站地图", "亿元", "document", "color"):
        assert noise not in text
    assert text.startswith("发文字号：甲政办发〔2024〕7号")


_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in files.articles())
_NOISE = "<div><a href='/'>网站首页</a><a href='/x'>政策解读列表</a></div>"


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>{_NOISE}</td></tr><tr><td><div>{_PARAGRAPHS}</div></td></tr></table>{_NOISE}",
        f"{_NOISE}<div>{'<br>　　'.join(files.articles())}</div>{_NOISE}",
        f"{_NOISE}<div><div><span>{'</span></div><div><span>'.join(files.articles())}</span></div></div>",
        f"{_NOISE}<pre>{chr(10).join(files.articles())}</pre>{_NOISE}",
        f"{_NOISE}<article><section>{_PARAGRAPHS}</section></article>{_NOISE}",
        _PARAGRAPHS,
    ],
    ids=["table", "breaks", "spans", "preformatted", "semantic", "bare"],
)
def test_the_text_is_found_however_the_page_is_built(body: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    assert [line.strip("　") for line in read_file(path).text.splitlines()] == files.articles()


@pytest.mark.parametrize("system", pages.PAGES)
def test_of_a_government_site_the_title_the_clauses_and_the_tables_are_read_and_no_furniture(
    system: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(pages.PAGES[system], encoding="utf-8")
    read = read_file(path)
    expected = [files.TITLE, *pages.TEXTS[:4], *pages.ROWS, *pages.TEXTS[4:]]
    assert [_compact(line) for line in read.text.splitlines()] == [_compact(line) for line in expected]
    assert not [word for word in pages.NOISE if word in read.text]
    assert not read.notes


_ROWS = "".join(f"<tr><td>第{n}类茶园</td><td>每亩补助八百元</td></tr>" for n in range(20))


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (
            f"<h1>{files.TITLE}</h1><section>{_PARAGRAPHS}</section><section>第十条　由市财政局解释。</section>",
            [files.TITLE, "第十条　由市财政局解释。"],
        ),
        (
            f"<div>{_PARAGRAPHS}</div><div>甲市财政局</div><div>2024年4月2日</div><div>附件：<a href='1.doc'>申请表</a></div>",
            ["甲市财政局", "2024年4月2日", "附件：申请表"],
        ),
        (
            f"<p>补助按下表执行。</p><p>单位：元</p><div><table>{_ROWS}</table></div><p>注：含税</p>",
            ["单位：元", "注：含税"],
        ),
        (f"<table><caption>补助标准</caption>{_ROWS}</table><p>以上含税。</p>", ["补助标准"]),
        (
            f"<div>前言说明目的。<div>{_PARAGRAPHS}</div>本办法由市局解释。</div>",
            ["前言说明目的。", "本办法由市局解释。"],
        ),
        (
            f"<div><p>依据<a href='1'>《甲法》</a>、<a href='2'>《乙条例》</a></p>{_PARAGRAPHS}</div>",
            ["依据《甲法》、《乙条例》"],
        ),
        (f"<div>{_PARAGRAPHS}<p>保存档案不少于十年。</p></div>", ["保存档案不少于十年。"]),
        (
            "<table><tr><td>类别</td><td>标准。</td></tr><tr><td>新建</td><td>8元<br>5元</td></tr></table>",
            ["| 新建 | 8元 5元 |"],
        ),
    ],
    ids=["sections", "signature", "table", "caption", "bare", "laws", "tool-word", "cell"],
)
def test_nothing_of_the_policy_is_lost_beside_its_largest_part(body: str, kept: list[str], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{_NOISE}<div>{body}</div>{_NOISE}</body></html>", encoding="utf-8")
    text = read_file(path).text
    assert [line for line in kept if line not in text.splitlines()] == []
    assert "网站首页" not in text


def test_text_left_out_that_may_be_the_policys_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    beside = "<div class='related'>市农业农村局负责人表示，新办法简化了申报。</div>"
    path.write_text(f"<html><body><div>{_PARAGRAPHS}</div>{beside}</body></html>", encoding="utf-8")
    read = read_file(path)
    assert "负责人表示" not in read.text
    assert any("市农业农村局负责人表示" in note for note in read.notes)


def _compact(line: str) -> str:
    return "".join(line.split())


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8", "gb18030"])
def test_a_page_is_read_in_its_own_encoding(encoding: str, tmp_path: Path) -> None:
    assert files.ARTICLES[3] in read_file(files.write_html(tmp_path / "tea.htm", encoding=encoding)).text


def test_numbers_that_word_prints_are_read(tmp_path: Path) -> None:
    text = read_file(files.write_docx(tmp_path / "tea.docx", numbered_by_word=True)).text
    for line in files.articles():
        assert line.replace("　", " ") in text


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    read = read_file(files.write_docx_with_changes(tmp_path / "tea.docx"))
    assert "第三条 每亩补助500元".replace(" ", "") in "".join(read.text.split())
    assert "300元" not in read.text
    assert any("修订痕迹" in note for note in read.notes)


def _run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def _words(text: str) -> str:
    return _run(f"<w:t>{text}</w:t>")


def _paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def _control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


_GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
_MOVED = _words("市财政局负责。")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (_paragraph(_words("每亩3") + _run("<w:noBreakHyphen/>") + _words("5万元。")), ["每亩3-5万元。"]),
        (
            _paragraph(_words("面积") + _run('<w:sym w:font="Symbol" w:char="F0B3"/>') + _words("50亩。")),
            ["面积≥50亩。"],
        ),
        (
            _paragraph(_run('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0a3</w:t>') + _words("50亩。")),
            ["≤50亩。"],
        ),
        (_paragraph(_run('<w:sym w:font="Wingdings" w:char="F0FE"/>') + _words("符合。")), ["☑符合。"]),
        (
            _paragraph(_run('<w:sym w:font="Webdings" w:char="F061"/>') + _words("符合。" * 70)),
            ["\ufffd" + "符合。" * 70],
        ),
        (_paragraph(_run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见。</w:t>')), ["看得见。"]),
        (
            _paragraph(_words("前。")) + _control(_paragraph(_words("中。"))) + _paragraph(_words("后。")),
            ["前。", "中。", "后。"],
        ),
        (_control(_control(_paragraph(_control(_words("层层。"))))), ["层层。"]),
        (_control(_paragraph(_words("第一条 1")), _GALLERY) + _paragraph(_words("正文。")), ["正文。"]),
        (
            _paragraph(f'<w:moveFrom w:id="1">{_MOVED}</w:moveFrom>')
            + _paragraph(_words("在前。"))
            + _paragraph(f'<w:moveTo w:id="2">{_MOVED}</w:moveTo>'),
            ["在前。", "市财政局负责。"],
        ),
    ],
    ids=["hyphen", "sym", "font", "box", "unknown", "shown", "control", "nested", "contents", "moved"],
)
def test_what_word_shows_is_read_once_and_as_shown(body: str, expected: list[str], tmp_path: Path) -> None:
    read = read_file(files.write_docx_body(tmp_path / "tea.docx", body))
    assert read.text.splitlines() == expected
    assert bool(read.notes) == ("moveTo" in body)


def test_rows_and_cells_in_content_controls_stay_in_their_table(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/>{_paragraph(_words(text))}</w:tc>"

    grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    rows = f"<w:tr>{cell('类别')}{cell('标准')}</w:tr>" + _control(
        f"<w:tr>{cell('新建')}{_control(cell('800元'))}</w:tr>"
    )
    text = read_file(files.write_docx_body(tmp_path / "tea.docx", f"<w:tbl>{grid}{rows}</w:tbl>")).text
    assert text.splitlines() == ["| 类别 | 标准 |", "| 新建 | 800元 |"]


def test_a_list_that_word_restarts_begins_again(tmp_path: Path) -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="8"><w:abstractNumId w:val="7"/>{restart}</w:num>'
    )

    def item(number_id: int, text: str) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number_id}"/></w:numPr></w:pPr>'
        return _paragraph(properties + _words(text))

    body = item(7, "甲。") + item(7, "乙。") + _paragraph(_words("二、其他")) + item(8, "丙。") + item(8, "丁。")
    text = read_file(files.write_docx_body(tmp_path / "tea.docx", body, numbering=numbering)).text
    assert text.splitlines() == ["（一）甲。", "（二）乙。", "二、其他", "（一）丙。", "（二）丁。"]


@pytest.mark.parametrize(
    ("starts", "joined"),
    [("1.5万元", True), ("1.2025年", False), ("2.1.1", False), ("3、2025年", False), ("3.申请", False)],
)
def test_an_amount_at_the_start_of_a_wrapped_line_opens_no_paragraph(starts: str, joined: bool, tmp_path: Path) -> None:
    full = "对连续种植三年以上并且通过验收的茶园每亩给予补助共计"
    text = read_file(files.write_pdf_lines(tmp_path / "tea.pdf", full, f"{starts}以内的由市财政局核定。")).text
    assert (f"{full}{starts}" in text) is joined


def test_wrapped_lines_of_a_page_are_joined_and_page_numbers_dropped(tmp_path: Path) -> None:
    text = read_file(files.write_pdf(tmp_path / "tea.pdf")).text
    assert all(text.count(article) == 1 for article in files.ARTICLES)
    assert "— 1 —" not in text


@pytest.fixture
def hostile(tmp_path: Path) -> Callable[[str], Path]:
    """Files that must be refused, made when asked for."""

    def write(name: str) -> Path:
        path = tmp_path / name
        written: dict[str, Callable[[], object]] = {
            "bomb.docx": lambda: files.write_zip_bomb(path),
            "entities.docx": lambda: files.write_entity_bomb(path),
            "macro.docx": lambda: files.write_with_part(path, "word/vbaProject.bin", b"macro"),
            "macro.docm": lambda: files.write_docx(path),
            "broken.docx": lambda: path.write_bytes(files.write_docx(tmp_path / "x.docx").read_bytes()[:2000]),
            "picture.docx": lambda: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)),
            "old.doc": lambda: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500)),
            "renamed.docx": lambda: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500)),
            "blank.docx": lambda: files.write_with_part(path, "word/extra.xml", b"<x/>"),
            "scan.pdf": lambda: files.write_scan(path),
            "locked.pdf": lambda: files.write_pdf(path, password="secret"),
            "broken.pdf": lambda: path.write_bytes(files.write_pdf(tmp_path / "x.pdf").read_bytes()[:900]),
            "text.pdf": lambda: path.write_text("不是 PDF"),
            "script.html": lambda: path.write_text("<html><script>document.write('政策')</script><a>首页</a></html>"),
            "empty.html": lambda: path.write_bytes(b""),
            "deep.html": lambda: path.write_text("<div>" * 100_000 + "政策。" + "</div>" * 100_000),
            "latin.txt": lambda: path.write_text("no Chinese here"),
            "binary.txt": lambda: path.write_bytes(bytes(range(256)) * 10),
            "sheet.xlsx": lambda: path.write_bytes(b"PK"),
            "folder.txt": lambda: path.mkdir(),
            "missing.txt": lambda: None,
        }
        written[name]()
        return path

    return write


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bomb.docx", "压缩炸弹"),
        ("entities.docx", "已损坏|没有文字|内存"),
        ("macro.docx", "宏"),
        ("macro.docm", "宏"),
        ("broken.docx", "不是有效的|已损坏"),
        ("picture.docx", "不是有效的"),
        ("old.doc", "另存为"),
        ("renamed.docx", r"旧版 \.doc"),
        ("blank.docx", "没有文字"),
        ("scan.pdf", "扫描件"),
        ("locked.pdf", "已加密"),
        ("broken.pdf", "已损坏|没有文字"),
        ("text.pdf", "不是 PDF"),
        ("script.html", "没有找到政策正文"),
        ("empty.html", "空的"),
        ("deep.html", "没有找到政策正文|嵌套过深|不是可读的网页"),
        ("latin.txt", "没有中文"),
        ("binary.txt", "二进制"),
        ("sheet.xlsx", "不支持"),
        ("folder.txt", "不是文件"),
        ("missing.txt", "不存在"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_with_the_reason_and_nothing_changes(
    name: str, reason: str, hostile: Callable[[str], Path], corpus: Path, tmp_path: Path, capsys
) -> None:
    before = listing(corpus)
    good = tmp_path / "good.txt"
    good.write_text("甲市绿化管理办法\n第一条 鼓励植树。\n", encoding="utf-8")
    assert add("--yes", good, hostile(name), corpus=corpus) == 2
    error = capsys.readouterr().err
    assert name in error
    with pytest.raises(CorpusError, match=reason):
        read_file(tmp_path / name)
    assert "Traceback" not in error
    assert listing(corpus) == before


def test_a_file_larger_than_any_policy_is_refused_unread(corpus: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200 * 1024 * 1024)
    assert add("--yes", path, corpus=corpus) == 2
    assert "200 MB" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.txt", "passwd"),
        ("..\\..\\政策.docx", "政策"),
        ("/tmp/a#b?.txt", "a-b"),
        ("政 策　一.txt", "政-策-一"),
        ("tea@2025.txt", "tea@2025"),
        ("@x@.txt", "x"),
        ("...txt", "document"),
        (".hidden.txt", "hidden"),
        ("长" * 200 + ".txt", "长" * 50),
        ("a\u202efdp.txt", "a-fdp"),
    ],
)
def test_an_id_is_safe_whatever_the_file_is_called(name: str, expected: str) -> None:
    assert id_of_file(name) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("办法@v1.2", "办法@v1.2"), ("办法1.5", "办法1.5"), ("../../etc/passwd", "etc-passwd"), ("a/b.c", "a-b.c")],
)
def test_an_id_that_a_person_chose_keeps_its_dots_and_leaves_no_folder(wanted: str, expected: str) -> None:
    assert safe_id(wanted) == expected


class Person:
    """Types the given answers, one a question, then leaves."""

    def __init__(self, *answers: str) -> None:
        self._answers = iter(answers)

    def __call__(self, prompt: str) -> str:
        try:
            return next(self._answers)
        except StopIteration:
            raise EOFError from None


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "green.txt"
    path.write_text("甲市绿化管理办法\n第一条 鼓励植树，每株补助5元。\n第三条 由市局负责。\n", encoding="utf-8")
    return path


def confirm(path: Path, corpus: Path, *answers: str) -> int:
    from corpus.__main__ import _parser

    return run(_parser().parse_args(["add", "--corpus", str(corpus), str(path)]), ask=Person(*answers))


def test_what_was_understood_and_what_looks_odd_is_shown_before_anything_is_written(
    plain: Path, corpus: Path, capsys
) -> None:
    before = listing(corpus)
    assert confirm(plain, corpus, "q") == 1
    shown = capsys.readouterr().out
    for words in ("甲市绿化管理办法", "没有认出文号", "没有认出成文日期", "编号不连续，缺第 2", "没有添加任何文件"):
        assert words in shown
    assert listing(corpus) == before


@pytest.mark.parametrize("answers", [(), ("n",), ("标题=新标题",)])
def test_leaving_without_confirming_changes_nothing(answers: tuple[str, ...], plain: Path, corpus: Path) -> None:
    before = listing(corpus)
    assert confirm(plain, corpus, *answers) == 1
    assert listing(corpus) == before


def test_corrections_are_kept_beside_the_text(plain: Path, corpus: Path, capsys) -> None:
    answers = (
        "标题=甲市绿化办法",
        "文号＝甲政发〔2024〕9号",
        "日期=去年",
        "日期=2024-06-01",
        "颜色=绿",
        "编号=green-2024",
        "状态=draft",
        "y",
    )
    assert confirm(plain, corpus, *answers) == 0
    errors = capsys.readouterr().err
    assert "现为“去年”" in errors
    assert "颜色=绿" in errors
    document = load_corpus(corpus).known("green-2024")
    assert document is not None
    assert (document.title, document.number) == ("甲市绿化办法", "甲政发〔2024〕9号")
    assert str(document.issue_date) == "2024-06-01"
    assert document.validity.state is State.DRAFT
    assert (corpus / "green-2024.txt").read_text(encoding="utf-8") == plain.read_text(encoding="utf-8")


def test_corrections_may_be_given_to_a_script(plain: Path, corpus: Path) -> None:
    assert add("--yes", "--id", "green", "--set", "文号=甲政发〔2024〕9号", plain, corpus=corpus) == 0
    assert load_corpus(corpus).document("green").number == "甲政发〔2024〕9号"


def test_a_text_that_is_held_already_is_refused(corpus: Path, tmp_path: Path, capsys) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text((corpus / "library.txt").read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    assert add("--yes", copy, corpus=corpus) == 2
    assert "与已有的“library”内容相同" in capsys.readouterr().err


def test_an_id_that_is_taken_is_refused(plain: Path, corpus: Path, capsys) -> None:
    assert add("--yes", "--id", "library", plain, corpus=corpus) == 2
    assert "“library”已被使用" in capsys.readouterr().err


def test_an_amended_text_is_proposed_as_the_next_version(corpus: Path, tmp_path: Path, capsys) -> None:
    text = (corpus / "library.txt").read_text(encoding="utf-8")
    amended = tmp_path / "amended.txt"
    amended.write_text(text.replace("2020", "2025").replace("免费开放", "每日免费开放"), encoding="utf-8")
    assert add("--yes", amended, corpus=corpus) == 0
    shown = capsys.readouterr().out
    assert "像是“library”的新版本" in shown
    assert "影响      library" in shown
    loaded = load_corpus(corpus)
    assert [document.document_id for document in loaded.documents] == ["library@2025-03-01"]
    assert [document.validity.superseded_by for document in loaded.not_in_force] == ["library@2025-03-01"]


@pytest.mark.parametrize(("year", "told"), [("2020", "施行日期与“library”相同"), ("2018", "施行日期早于“library”")])
def test_a_version_whose_day_is_not_later_looks_odd(year: str, told: str, corpus: Path, tmp_path: Path, capsys) -> None:
    text = (corpus / "library.txt").read_text(encoding="utf-8")
    amended = tmp_path / "amended.txt"
    amended.write_text(text.replace("2020年", f"{year}年").replace("免费开放", "每日免费开放"), encoding="utf-8")
    assert add("--yes", amended, corpus=corpus) == 0
    assert told in capsys.readouterr().out


def test_what_a_text_repeals_is_shown(corpus: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "culture.txt"
    path.write_text(
        "甲市公共文化条例\n第一条 推进公共文化服务。\n第二条 本条例自2024年1月1日起施行。《甲市图书馆管理办法》同时废止。\n",
        encoding="utf-8",
    )
    assert add("--yes", path, corpus=corpus) == 0
    assert "影响      library《甲市图书馆管理办法》：已废止" in capsys.readouterr().out


def test_the_first_document_makes_the_folder(plain: Path, tmp_path: Path) -> None:
    assert add("--yes", plain, corpus=tmp_path / "new" / "corpus") == 0
    assert len(load_corpus(tmp_path / "new" / "corpus").documents) == 1


def test_a_folder_that_cannot_be_written_is_named_and_stays_as_it_is(plain: Path, corpus: Path, capsys) -> None:
    target = corpus / "green.toml"
    target.mkdir()  # stands where the TOML would go
    before = sorted(path.name for path in corpus.iterdir())
    assert add("--yes", plain, corpus=corpus) == 2
    assert "green.toml" in capsys.readouterr().err
    assert sorted(path.name for path in corpus.iterdir()) == before


@pytest.mark.parametrize("value", ['a"b', "back\\slash", "两行\n文字", "\x00\x1b控制", "表格\t"])
def test_whatever_is_written_beside_a_text_reads_back(value: str) -> None:
    import tomllib

    assert tomllib.loads(to_toml({"key": value}))["key"] == value.replace("\x00", "").replace("\x1b", "")


def _texts() -> Iterator[Path]:
    yield from policy_files()


@pytest.mark.skipif(not policy_files(), reason=WHY_ABSENT)
def test_published_policies_are_added_together(tmp_path: Path, capsys) -> None:
    corpus = tmp_path / "corpus"
    assert add("--yes", *_texts(), corpus=corpus) == 0
    assert len(list(corpus.glob("*.txt"))) == len(policy_files())
    shown = capsys.readouterr().out
    assert shown.count("没有认出标题") <= 2  # two texts begin with their first article


def test_show_of_an_added_file_says_its_state(corpus: Path, tmp_path: Path, capsys) -> None:
    add("--yes", files.write_docx(tmp_path / "tea.docx"), corpus=corpus)
    capsys.readouterr()
    assert main(["show", "--corpus", str(corpus), "--document", "tea", "--as-of", "2024-04-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["validity"]["state"] == "pending"
