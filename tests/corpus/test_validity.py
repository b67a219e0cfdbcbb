"""Which version of a document is in force on a day, and what took the place of the others."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.library import load_corpus
from corpus.types import Corpus, State, Validity

TODAY = date(2025, 6, 1)
HEAD = "甲市人民政府关于印发《甲市{name}办法》的通知\n甲政发〔{year}〕{n}号\n各区人民政府：\n"
FOOT = "甲市人民政府\n{year}年3月1日\n"


def published(name: str, *articles: str, year: int = 2024, n: int = 1) -> str:
    numerals = "一二三四五六七八九"
    lines = [f"第{numerals[i]}条 {text}" for i, text in enumerate(articles)]
    return HEAD.format(name=name, year=year, n=n) + "\n".join(lines) + "\n" + FOOT.format(year=year)


class Folder:
    """A folder of policies that is filled one by one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, document_id: str, text: str, toml: str = "") -> None:
        (self.path / f"{document_id}.txt").write_text(text, encoding="utf-8")
        if toml:
            (self.path / f"{document_id}.toml").write_text(toml, encoding="utf-8")

    def load(self, day: date = TODAY) -> Corpus:
        return load_corpus(self.path, as_of=day)

    def validity(self, document_id: str, day: date = TODAY) -> Validity:
        document = self.load(day).known(document_id)
        assert document is not None
        return document.validity


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.put(
        "other", published("图书馆", "图书馆免费开放。", year=2001)
    )  # a corpus holds something in force on any day
    return made


def test_a_text_that_says_nothing_is_in_force(folder: Folder) -> None:
    folder.put("plain", "某某管理办法\n第一条 为了管理某事，制定本办法。\n")
    assert folder.validity("plain") == Validity()
    assert folder.validity("plain", date(1990, 1, 1)).applies


@pytest.mark.parametrize(
    ("statement", "start", "until"),
    [
        ("本办法自2024年5月1日起施行。", date(2024, 5, 1), None),
        ("本办法自发布之日起施行。", date(2024, 3, 1), None),
        ("本办法自印发之日起30日后施行。", date(2024, 3, 31), None),
        ("本办法自2024年5月1日起施行，有效期至2026年4月30日。", date(2024, 5, 1), date(2026, 4, 30)),
        ("本办法自2024年5月1日起施行，有效期5年。", date(2024, 5, 1), date(2029, 4, 30)),
        ("本办法自2024年5月1日起施行，有效期为三年。", date(2024, 5, 1), date(2027, 4, 30)),
        ("本办法自印发之日起实施，有效期18个月。", date(2024, 3, 1), date(2025, 8, 31)),
        ("本办法自公布之日起施行，有效期至2025年底。", date(2024, 3, 1), date(2025, 12, 31)),
        ("本办法自2024年5月1日起施行，试行期两年。", date(2024, 5, 1), date(2026, 4, 30)),
        ("本办法执行至2026年6月30日。", date(2024, 3, 1), date(2026, 6, 30)),
        ("本办法自2024年5月1日起施行，有效期自印发之日起两年。", date(2024, 5, 1), date(2026, 2, 28)),
        ("本办法有效期为自发布之日起3年。", date(2024, 3, 1), date(2027, 2, 28)),
        ("本办法自2024年5月1日起至2026年12月31日止执行。", date(2024, 5, 1), date(2026, 12, 31)),
        ("本办法自2024年5月1日至2026年12月31日执行。", date(2024, 5, 1), date(2026, 12, 31)),
        ("本办法自2024年5月1日起施行，至2026年12月31日止。", date(2024, 5, 1), date(2026, 12, 31)),
        ("本办法自2024年5月1日起施行，2026年12月31日失效。", date(2024, 5, 1), date(2026, 12, 31)),
        ("本办法自2024年5月1日起施行，自2027年1月1日起自动失效。", date(2024, 5, 1), date(2026, 12, 31)),
        ("本办法自2024年5月1日起试行两年。", date(2024, 5, 1), date(2026, 4, 30)),
        ("本办法自2024年5月1日起施行，试行两年。", date(2024, 5, 1), date(2026, 4, 30)),
        ("本办法自2024年5月1日起试行，试行两年后修订。", date(2024, 5, 1), None),
        ("本办法自2024年5月1日起施行，许可证2026年12月31日失效。", date(2024, 5, 1), None),
        ("本办法自2024年3月1日起施行，自2024年5月1日至2024年12月31日购买的茶苗有补贴。", date(2024, 3, 1), None),
        ("本办法自印发之日起99999999999日后施行。", date(2024, 3, 1), None),
        ("本办法自2024年5月1日起施行，有效期至应急响应解除。", date(2024, 5, 1), None),
        ("本条政策执行至2024年4月30日。", date(2024, 3, 1), None),  # one measure ends, not the document
        ("许可证有效期2年。", date(2024, 3, 1), None),
        ("本办法自2024年5月1日起施行的项目优先。", date(2024, 3, 1), None),
    ],
)
def test_a_document_says_when_it_applies(
    folder: Folder, statement: str, start: date | None, until: date | None
) -> None:
    fillers = ["支持建设。"] * 5  # what is said in passing is not said near the end
    articles = [statement, *fillers] if "本条" in statement else [*fillers, statement]
    folder.put("a", published("茶园", *articles))
    found = folder.validity("a")
    assert (found.in_force_from, found.in_force_until) == (start, until)


def test_a_decision_that_amends_applies_from_its_own_day_not_from_that_of_the_text_printed_behind(
    folder: Folder,
) -> None:
    folder.put(
        "a",
        "甲市人民政府关于修改《甲市供热办法》的决定\n甲市人民政府令第58号\n市人民政府决定对《甲市供热办法》作如下修改：\n"
        "一、删去第十七条。\n二、删去第十八条。\n本决定自2023年1月1日起施行。\n《甲市供热办法》根据本决定作相应修改，重新公布。\n"
        "甲市供热办法\n（2015年8月3日甲市人民政府令第31号公布）\n第一条 为加强管理，制定本办法。\n第二条 本办法自2015年10月1日起施行。\n",
    )
    assert folder.validity("a").in_force_from == date(2023, 1, 1)


def test_a_note_on_disclosure_ends_the_period(folder: Folder) -> None:
    folder.put("a", published("茶园", "补助100元。", "补助200元。") + "（此件公开发布，有效期5年）\n")
    assert folder.validity("a") == Validity(in_force_from=date(2024, 3, 1), in_force_until=date(2029, 2, 28))


def test_it_applies_from_its_first_day_to_its_last(folder: Folder) -> None:
    folder.put("a", published("茶园", "补助100元。", "本办法自2024年5月1日起施行，有效期至2026年4月30日。"))
    states = {
        date(2024, 4, 30): State.PENDING,
        date(2024, 5, 1): State.IN_FORCE,
        date(2026, 4, 30): State.IN_FORCE,
        date(2026, 5, 1): State.EXPIRED,
    }
    assert {day: folder.validity("a", day).state for day in states} == states


def test_answers_come_from_what_is_in_force_only(folder: Folder) -> None:
    folder.put("old", published("茶园", "补助100元。", "本办法自2020年1月1日起施行，有效期2年。", year=2019))
    corpus = folder.load()
    assert [document.document_id for document in corpus.documents] == ["other"]
    assert [document.document_id for document in corpus.not_in_force] == ["old"]
    with pytest.raises(KeyError):
        corpus.clause("old#1")


@pytest.mark.parametrize(
    "mark",
    [
        "（征求意见稿）",
        "（草案）",
        "（送审稿）",
        "（修订草案）",
        "（修订征求意见稿）",
        "（第二次征求意见稿）",
        "（修订草案征求意见稿）",
        "征求意见稿",
    ],
)
def test_a_draft_never_applies(folder: Folder, mark: str) -> None:
    folder.put("a", f"甲市茶园管理办法{mark}\n第一条 补助100元。\n第二条 本办法自2020年1月1日起施行。\n")
    assert folder.validity("a").state is State.DRAFT


def test_a_page_that_says_so_is_no_longer_in_force(folder: Folder) -> None:
    text = "索引号：123\n时效性：失效\n甲市茶园管理办法\n第一条 补助100元。\n"
    folder.put("a", text)
    folder.put("b", text.replace("失效", "有效"))
    assert folder.validity("a").state is State.REPEALED
    assert folder.validity("b").state is State.IN_FORCE


def test_a_version_is_superseded_by_the_next(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。", "本办法自2023年1月1日起施行。"))
    folder.put("tea@2024", published("茶园", "补助200元。", "本办法自2024年7月1日起施行。"))
    folder.put("tea@2026", published("茶园", "补助300元。", "本办法自2026年1月1日起施行。"))
    assert folder.validity("tea") == Validity(
        state=State.SUPERSEDED,
        in_force_from=date(2023, 1, 1),
        in_force_until=date(2024, 6, 30),
        superseded_by="tea@2024",
    )
    assert folder.validity("tea@2024").state is State.IN_FORCE
    assert folder.validity("tea@2026").state is State.PENDING
    on = {day: [d.document_id for d in folder.load(day).documents if d.family == "tea"] for day in (
        date(2022, 1, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 1, 1))}  # fmt: skip
    assert list(on.values()) == [[], ["tea"], ["tea@2024"], ["tea@2026"]]


def test_versions_without_dates_follow_by_label(folder: Folder) -> None:
    for label in ("", "@v2", "@v10"):
        folder.put(f"tea{label}", f"茶园管理办法\n第一条 补助{label or '@v1'}元。\n")
    assert folder.validity("tea").superseded_by == "tea@v2"
    assert folder.validity("tea@v2").superseded_by == "tea@v10"
    assert folder.validity("tea@v10").applies


def test_a_draft_version_supersedes_nothing(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。"))
    folder.put("tea@next", published("茶园", "补助200元。"), 'state = "draft"')
    assert folder.validity("tea").applies
    assert folder.validity("tea@next").state is State.DRAFT


@pytest.mark.parametrize(
    "statement",
    [
        "本办法自2025年1月1日起施行，《甲市茶园办法》同时废止。",
        "本办法自2025年1月1日起施行。《甲市茶园办法》（甲政发〔2024〕1号）同时废止。",
        "本办法自2025年1月1日起施行，同时废止《甲市茶园办法》（甲政发〔2024〕1号）。",
        "本办法自2025年1月1日起施行，2024年3月1日甲市人民政府发布的《甲市茶园办法》同时废止。",
        "本办法自2025年1月1日起施行，原《甲市茶业条例》《甲市茶园办法》予以废止。",
        "本办法自2025年1月1日起施行，甲政发〔2024〕1号文件同时废止。",
    ],
)
def test_a_later_document_repeals_an_earlier(folder: Folder, statement: str) -> None:
    folder.put("tea", published("茶园", "补助100元。", "本办法自发布之日起施行。"))
    folder.put("agriculture", published("农业", "补助200元。", statement, year=2025, n=9))
    assert folder.validity("tea") == Validity(
        state=State.REPEALED,
        in_force_from=date(2024, 3, 1),
        in_force_until=date(2024, 12, 31),
        repealed_by="agriculture#2",
    )
    assert folder.validity("tea", date(2024, 12, 31)).applies
    assert folder.validity("agriculture").applies


@pytest.mark.parametrize(
    "statement",
    [
        "本办法自2025年1月1日起施行，《甲市茶园办法》第三条同时废止。",
        "《甲市茶园办法》中有关贷款的规定同时废止。",
        "根据《甲市茶园办法》，原《甲市茶业条例》同时废止。",
        "依照《甲市茶园办法》执行，未废止的证书继续有效。",
        "本办法自2025年1月1日起施行，《甲市茶园办法》（甲政发〔2013〕77号）同时废止。",
    ],
)
def test_what_does_not_repeal_the_document_as_a_whole_leaves_it(folder: Folder, statement: str) -> None:
    folder.put("tea", published("茶园", "补助100元。"))
    folder.put("agriculture", published("农业", "补助200元。", statement, year=2025, n=9))
    assert folder.validity("tea").applies


@pytest.mark.parametrize(
    ("statement", "repealed"),
    [
        ("同时废止《茶园补贴办法》（甲政发〔2024〕1号）。", True),
        ("同时废止《茶园补贴办法》（政发〔2024〕1号）。", True),  # its issuer in short, and the title fits
        ("此前印发的甲政发〔2024〕1号同时废止。", True),
        ("日甲政发〔2024〕1号同时废止。", False),  # another body, whose short name ends alike
        ("同时废止《蚕桑办法》（日甲政发〔2024〕1号）。", False),
    ],
)
def test_a_number_repeals_what_has_exactly_that_number(folder: Folder, statement: str, repealed: bool) -> None:
    folder.put("tea", published("茶园", "补助100元。").replace("甲市茶园办法", "茶园补贴办法"))
    folder.put("new", published("农业", f"本办法自2025年1月1日起施行，{statement}", year=2025, n=9))
    assert (folder.validity("tea").state is State.REPEALED) is repealed


@pytest.mark.parametrize(
    ("issuer", "repealed"),
    [("甲市人民政府", True), ("甲市人民政府办公室", True), ("乙市人民政府", False), ("农业农村部", False)],
)
def test_a_title_alone_means_a_document_of_the_same_place(folder: Folder, issuer: str, repealed: bool) -> None:
    folder.put("tea", published("茶园", "补助100元。").replace("《甲市茶园办法》", "《茶园补贴办法》"))
    text = published("农业", "本办法自2025年1月1日起施行。《茶园补贴办法》同时废止。", year=2025, n=9)
    folder.put("new", text.replace("甲市人民政府", issuer).replace("甲政发", "某发"))
    assert (folder.validity("tea").state is State.REPEALED) is repealed


def test_a_version_from_the_calendars_first_day_supersedes(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。"), "in_force_from = 0001-01-01")
    folder.put("tea@2", published("茶园", "补助200元。"), "in_force_from = 0001-01-01")
    assert folder.validity("tea").superseded_by == "tea@2"


def test_a_repeal_may_name_its_own_day(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。"))
    folder.put(
        "list", published("清理", "《甲市茶园办法》自2025年9月1日起废止。", "本办法自2025年1月1日起施行。", year=2025)
    )
    assert folder.validity("tea").state is State.IN_FORCE
    assert folder.validity("tea", date(2025, 9, 1)).state is State.REPEALED


def test_a_decision_lists_what_it_repeals(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。"))
    folder.put(
        "decision",
        "甲市人民政府关于废止部分文件的决定\n经研究，决定废止下列文件：\n一、《甲市茶园办法》\n二、《甲市蚕桑办法》\n甲市人民政府\n2025年2月1日\n",
    )
    assert folder.validity("tea").state is State.REPEALED


def test_a_document_does_not_repeal_itself_under_its_old_name(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。", "原《甲市茶园办法》同时废止。"))
    assert folder.validity("tea").applies
    folder.put("older", published("茶园", "补助50元。", year=2010))
    assert folder.validity("tea").applies
    assert folder.validity("older").state is State.REPEALED


def test_a_draft_or_a_later_document_repeals_nothing_yet(folder: Folder) -> None:
    statement = "本办法自2025年10月1日起施行，《甲市茶园办法》同时废止。"
    folder.put("tea", published("茶园", "补助100元。"))
    folder.put("new", published("农业", "补助200元。", statement, year=2025))
    assert folder.validity("tea") == Validity(
        in_force_from=date(2024, 3, 1), in_force_until=date(2025, 9, 30), repealed_by="new#2"
    )
    folder.put("new", published("农业", "补助200元。", statement, year=2025), 'state = "draft"')
    assert folder.validity("tea", date(2030, 1, 1)).applies


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('state = "repealed"', Validity(state=State.REPEALED, in_force_from=date(2024, 3, 1))),
        (
            'state = "repealed"\nin_force_until = 2025-05-31\nrepealed_by = "甲政发〔2025〕2号"',
            Validity(
                state=State.REPEALED,
                in_force_from=date(2024, 3, 1),
                in_force_until=date(2025, 5, 31),
                repealed_by="甲政发〔2025〕2号",
            ),
        ),
        (
            'state = "repealed"\nin_force_until = "2025-12-31"',
            Validity(in_force_from=date(2024, 3, 1), in_force_until=date(2025, 12, 31)),
        ),
        ("in_force_from = 2025-09-01", Validity(state=State.PENDING, in_force_from=date(2025, 9, 1))),
        (
            'superseded_by = "farming"\nstate = "superseded"',
            Validity(
                state=State.SUPERSEDED,
                in_force_from=date(2024, 3, 1),
                in_force_until=date(2025, 2, 28),
                superseded_by="farming",
            ),
        ),
        ("issue_date = 2025-01-01", Validity(in_force_from=date(2025, 1, 1))),
        (
            "in_force_from = 0001-01-01\nin_force_until = 9999-12-31",
            Validity(in_force_from=date.min, in_force_until=date.max),
        ),
    ],
)
def test_the_toml_corrects_what_was_read(folder: Folder, toml: str, expected: Validity) -> None:
    folder.put("tea", published("茶园", "补助100元。"), toml)
    folder.put("farming", published("农业", "补助200元。", year=2025))
    assert folder.validity("tea") == expected


def test_the_toml_keeps_in_force_what_its_text_or_another_ends(folder: Folder) -> None:
    folder.put("tea", published("茶园", "本办法自2020年1月1日起施行，有效期2年。"), 'state = "in_force"')
    folder.put("new", published("农业", "《甲市茶园办法》同时废止。", year=2025))
    assert folder.validity("tea") == Validity(in_force_from=date(2020, 1, 1))


def test_the_toml_corrects_number_and_date(folder: Folder) -> None:
    folder.put("tea", "茶园管理办法\n第一条 补助100元。\n", 'number = "甲政发〔2024〕8号"\nissue_date = "2024-08-08"')
    document = folder.load().document("tea")
    assert (document.number, document.issue_date) == ("甲政发〔2024〕8号", date(2024, 8, 8))


@pytest.mark.parametrize("toml", ['state = "gone"', 'in_force_from = "去年"', 'issue_date = "2024-13-01"'])
def test_a_correction_that_makes_no_sense_is_named(folder: Folder, toml: str) -> None:
    folder.put("tea", published("茶园", "补助100元。"), toml)
    with pytest.raises(CorpusError, match=r"tea\.toml.*现为"):
        folder.load()


def test_a_folder_with_nothing_in_force_says_why(folder: Folder) -> None:
    with pytest.raises(CorpusError, match=r"没有一份文件在1999-01-01有效.*other（尚未施行.*--as-of"):
        folder.load(date(1999, 1, 1))


def test_the_digest_follows_what_is_in_force(folder: Folder) -> None:
    folder.put("tea", published("茶园", "补助100元。", "本办法自2023年1月1日起施行。"))
    alone = folder.load()
    folder.put("tea@2025", published("茶园", "补助200元。", "本办法自2025年1月1日起施行。"))
    assert len({alone.digest, folder.load().digest, folder.load(date(2024, 1, 1)).digest}) == 3
    assert folder.load(date(2023, 5, 5)).digest == folder.load(date(2024, 1, 1)).digest
    assert folder.load(date(2024, 1, 1)).as_of == date(2024, 1, 1)
    assert load_corpus(folder.path).as_of is None


def test_a_statute_that_repeals_another_is_understood(shared: Path, tmp_path: Path) -> None:
    """Two judicial interpretations as published, the later of which ends the earlier."""
    texts: dict[str, list[str]] = {}
    with gzip.open(shared / "bench" / "laws" / "articles.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if "洗钱" in row["law"] or "拒不执行判决" in row["law"]:
                texts.setdefault(row["law"], [row["law"]]).append(f"{row['article']} {row['content']}")
    for n, lines in enumerate(texts.values()):
        (tmp_path / f"law{n}.txt").write_text("\n".join(lines), encoding="utf-8")
    corpus = load_corpus(tmp_path)
    repealed = {document.title: document.validity for document in corpus.not_in_force}
    assert set(repealed) == {
        "最高人民法院关于审理洗钱等刑事案件具体应用法律若干问题的解释",
        "最高人民法院关于审理拒不执行判决、裁定刑事案件适用法律若干问题的解释",
    }
    for validity in repealed.values():
        assert validity.state is State.REPEALED
        assert validity.repealed_by is not None
        assert "同时废止" in corpus.clause(validity.repealed_by).text
