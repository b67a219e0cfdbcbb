"""What holds for any text at all: generated policies, and noise."""

from collections.abc import Iterator

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.parsing import parse_document
from corpus.types import BODY_KINDS, ClauseKind, Document

_SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_WORDS = st.sampled_from(
    [
        "支持",
        "企业",
        "数字",
        "人才",
        "培训",
        "补贴",
        "申请",
        "职业",
        "技能",
        "创业",
        "贷款",
        "平台",
        "数据",
        "服务",
        "标准",
        "建设",
        "依法",
        "每年",
        "不少于30人",
    ]
)
_PHRASES = st.lists(_WORDS, min_size=2, max_size=8).map("".join)
_UNITS = st.lists(st.sampled_from(["市教育局", "市财政局", "各县（市、区）政府", "市委网信办"]), min_size=1, max_size=3)
_REFERENCES = st.sampled_from(
    [
        "",
        "依照本办法第三条规定，",
        "违反前款第（二）项的，",
        "加快一、二、三产业融合，",
        "根据《某某办法》（某发〔2020〕3号），",
    ]
)


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    return (
        draw(_REFERENCES) + draw(_PHRASES) + draw(st.sampled_from(["。", "；", "：", "！", "（试行）。", "“说明。”"]))
    )


@st.composite
def _tags(draw: st.DrawFn) -> str:
    role = draw(st.sampled_from(["责任单位", "牵头部门", "配合单位"]))
    opening, closing = draw(st.sampled_from(["（）", "()", "〔〕", "[]"]))
    return f"{opening}{role}{draw(st.sampled_from('：:'))}{'、'.join(draw(_UNITS))}{closing}"


_NUMBERS = st.sampled_from(
    [
        "",
        "",
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "1．",
        "2.",
        "（1）",
        "①",
        "第一条 ",
        "第二条　",
        "第一章 ",
        "第二节 ",
        "【条件】",
    ]
)
_FRAME = st.sampled_from(
    [
        "某市人民政府关于印发《某某办法》的通知", "某府发〔2024〕3号", "各县（市、区）人民政府：", "某市人民政府", "2024年3月1日",
        "（此件公开发布）", "附件", "附件：某表", "某某实施办法", "来源：某网 发布时间：2024-03-02", "| 指标 | 数值 |", "12",
        "联系电话：12345", "问：怎么申请？", "抄送：市委办公室。", "首页 > 政策",
    ]
)  # fmt: skip


@st.composite
def _lines(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 3)) == 0:
        return draw(_FRAME)
    body = "".join(draw(st.lists(st.one_of(_sentences(), _sentences(), _tags()), min_size=0, max_size=4)))
    return draw(_NUMBERS) + draw(st.sampled_from(["", draw(_PHRASES)])) + body


@st.composite
def _policies(draw: st.DrawFn) -> str:
    lines = draw(st.lists(_lines(), min_size=1, max_size=25))
    break_ = draw(st.sampled_from(["\n", "\n\n", "\r\n", " ", "　　", "", "\n\u3000\u3000"]))
    text = break_.join(lines)
    if draw(st.booleans()):
        width = draw(st.integers(12, 30))
        text = "\n".join(text[i : i + width] for i in range(0, len(text), width))
    return text


_NOISE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from('一二三第条章节款项、（）()1.．。；：“”"《》〔〕|附件 \u3000\u00a0\n\r\t责任单位'),
    ),
    max_size=300,
)


def _check(document: Document) -> None:
    source = document.source
    assert _pieces_out_of_place(document) == []
    assert len({clause.clause_id for clause in document.clauses}) == len(document.clauses)
    assert len({section.section_id for section in document.sections}) == len(document.sections)
    ends = [0, *(clause.end for clause in document.clauses)]
    starts = [*(clause.start for clause in document.clauses), len(source)]
    between = [source[end:start] for end, start in zip(ends, starts, strict=True)]
    assert [gap for gap in between[1:-1] if gap.strip()] == []  # nothing of the body is lost
    assert all(end <= start for end, start in zip(ends, starts, strict=True))  # and nothing is held twice


def _pieces_out_of_place(document: Document) -> list[object]:
    source = document.source
    wrong: list[object] = [c for c in document.clauses if source[c.start : c.end] != c.text or not c.text.strip()]
    for clause in document.clauses:
        inside = (clause.start, clause.end)
        wrong += [
            s for s in clause.sentences if source[s.start : s.end] != s.text or not _within(s.start, s.end, inside)
        ]
        wrong += [tag for tag in clause.responsibilities if not _within(tag.start, tag.end, inside)]
        wrong += [section_id for section_id in clause.section_ids if section_id not in set(_section_ids(document))]
    return wrong


def _within(start: int, end: int, span: tuple[int, int]) -> bool:
    return span[0] <= start <= end <= span[1]


def _section_ids(document: Document) -> Iterator[str]:
    return (section.section_id for section in document.sections)


@_SETTINGS
@given(_policies())
@example("一、\n二、\n三、")
@example("（责任单位：市教育局）\n（责任单位：市财政局）")
@example("某市人民政府关于印发《某某办法》的通知\n某府发〔2024〕3号\n（1）")
@example("第一条 甲。\n本办法自2024年起施行。\n（一）乙")
def test_generated_policies_are_covered_without_gap_or_overlap(text: str) -> None:
    try:
        _check(parse_document(text, document_id="generated"))
    except CorpusError:
        assert not text.strip()


@_SETTINGS
@given(_NOISE)
def test_noise_is_parsed_or_refused_but_never_crashes(text: str) -> None:
    try:
        _check(parse_document(text, document_id="noise"))
    except CorpusError:
        assert not text.strip()


@_SETTINGS
@given(_policies())
def test_parsing_is_deterministic(text: str) -> None:
    if text.strip():
        assert parse_document(text, document_id="x") == parse_document(text, document_id="x")


@_SETTINGS
@given(st.lists(_PHRASES, min_size=2, max_size=30))
def test_every_article_is_found_whatever_its_text_refers_to(phrases: list[str]) -> None:
    numerals = [f"第{n}条" for n in _chinese(len(phrases))]
    lines = [f"{label} 依照第九条规定，{phrase}。" for label, phrase in zip(numerals, phrases, strict=True)]
    document = parse_document("某某管理办法\n" + "\n".join(lines), document_id="x")
    articles = [clause for clause in document.clauses if clause.kind is ClauseKind.ARTICLE]
    assert [clause.locator for clause in articles] == numerals
    assert all(clause.kind in BODY_KINDS for clause in articles)


def _chinese(count: int) -> list[str]:
    digits = "一二三四五六七八九"
    tens = ["", "十", "二十", "三十"]
    return [tens[n // 10] + (digits[n % 10 - 1] if n % 10 else "") for n in range(1, count + 1)]
