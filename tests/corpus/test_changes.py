"""Two versions of a document are compared clause by clause."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.changes import ChangeKind, ClauseChange, EditKind, compare, compare_documents
from corpus.library import DEFAULT_CORPUS_DIR, load_corpus
from corpus.parsing import parse_document
from corpus.types import Document
from tests.corpus.published import WHY_ABSENT, policy_files

_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NUMERALS = "一二三四五六七八九十"
# Each subject shares hardly a character with any other, as clauses of a real policy do.
_SUBJECTS = (
    "对新建茶园按照种植面积给予苗木购置补助，验收合格后一次性拨付。",
    "符合条件的高校毕业生可申请住房租赁津贴，由人力资源部门审核。",
    "鼓励银行机构开发知识产权质押融资产品，引导担保公司降低费率。",
    "每年举办数字技能竞赛，获奖选手授予技术能手称号并颁发证书。",
    "支持图书馆博物馆延长开放时间，免费提供讲解志愿服务。",
    "推进老旧小区加装电梯改造，居民出资部分可提取公积金。",
    "严禁在饮用水水源保护区内堆放垃圾、排放污水或者从事网箱养殖。",
    "公交企业应当逐步更换新能源车辆，财政依据里程发放运营奖励。",
)


def numbered(texts: list[str]) -> Document:
    lines = [f"第{_NUMERALS[i]}条 {text}" for i, text in enumerate(texts)]
    return parse_document("\n".join(["甲市综合扶持办法", *lines]), document_id="policy")


def kinds(changes: tuple[ClauseChange, ...]) -> list[ChangeKind]:
    return [change.kind for change in changes if change.kind is not ChangeKind.RENUMBERED]


versions = st.lists(st.sampled_from(_SUBJECTS), min_size=4, max_size=8, unique=True)


@_SETTINGS
@given(versions)
def test_a_document_does_not_differ_from_itself(texts: list[str]) -> None:
    assert compare(numbered(texts), numbered(texts)) == ()


@_SETTINGS
@given(versions, st.data())
def test_a_removed_clause_is_found_and_the_others_keep_their_identity(texts: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(texts))
    changes = compare(numbered(texts), numbered([text for text in texts if text != gone]))
    assert kinds(changes) == [ChangeKind.REMOVED]
    assert gone in next(change for change in changes if change.kind is ChangeKind.REMOVED).clause.text
    renumbered = [change for change in changes if change.kind is ChangeKind.RENUMBERED]
    assert len(renumbered) == len(texts) - texts.index(gone) - 1
    for change in renumbered:
        assert change.old is not None
        assert change.new is not None
        assert change.old.text.split()[1] == change.new.text.split()[1]
        assert change.old.clause_id != change.new.clause_id


@_SETTINGS
@given(versions, st.data())
def test_an_added_clause_is_found(texts: list[str], data: st.DataObject) -> None:
    come = data.draw(st.sampled_from(texts))
    changes = compare(numbered([text for text in texts if text != come]), numbered(texts))
    assert kinds(changes) == [ChangeKind.ADDED]
    assert come in next(change for change in changes if change.kind is ChangeKind.ADDED).clause.text


@_SETTINGS
@given(versions, st.data())
def test_a_moved_clause_is_found(texts: list[str], data: st.DataObject) -> None:
    there = data.draw(st.integers(0, len(texts) - 1))
    here = data.draw(st.integers(0, len(texts) - 1))
    assume(abs(there - here) >= 2)  # of two neighbours that change places, either has moved
    moved = [*texts]
    moved.insert(there, moved.pop(here))
    changes = compare(numbered(texts), numbered(moved))
    assert kinds(changes) == [ChangeKind.MOVED]
    assert texts[here] in next(change for change in changes if change.kind is ChangeKind.MOVED).clause.text


@_SETTINGS
@given(versions, st.data(), st.integers(1, 5000), st.integers(1, 5000))
def test_an_amended_amount_is_found_and_told_first(texts: list[str], data: st.DataObject, old: int, new: int) -> None:
    assume(old != new)
    at = data.draw(st.integers(0, len(texts) - 1))
    before = [*texts[:at], f"{texts[at]}标准为每户{old}元。", *texts[at + 1 :]]
    after = [*texts[:at], f"{texts[at]}标准为每户{new}元。", *texts[at + 1 :]]
    (change,) = compare(numbered(before), numbered(after))
    assert change.kind is ChangeKind.AMENDED
    assert change.quantities == ((f"{old}元", f"{new}元"),)
    assert [edit.text for edit in change.edits if edit.is_quantity] == [f"{old}元", f"{new}元"]
    kept = (EditKind.KEPT, EditKind.INSERTED)
    assert "".join(edit.text for edit in change.edits if edit.kind in kept) in numbered(after).source


@_SETTINGS
@given(versions, st.data())
def test_amended_and_moved_at_once_is_one_change(texts: list[str], data: st.DataObject) -> None:
    moved = [*texts[1:], f"经公示无异议的{texts[0]}"]
    (change,) = [c for c in compare(numbered(texts), numbered(moved)) if c.kind is not ChangeKind.RENUMBERED]
    assert (change.kind, change.moved) == (ChangeKind.AMENDED, True)
    assert [edit.text for edit in change.edits if edit.kind is EditKind.INSERTED] == ["经公示无异议的"]


@_SETTINGS
@given(versions, versions)
def test_every_clause_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    old, new = numbered(before), numbered(after)
    changes = compare(old, new)
    removed = {change.old.clause_id for change in changes if change.kind is ChangeKind.REMOVED and change.old}
    added = {change.new.clause_id for change in changes if change.kind is ChangeKind.ADDED and change.new}
    assert len(old.clauses) - len(removed) == len(new.clauses) - len(added)
    for clauses in ([c.old for c in changes if c.old], [c.new for c in changes if c.new]):
        assert len({clause.clause_id for clause in clauses}) == len(clauses)


def test_layout_widths_and_closing_marks_are_no_change() -> None:
    old = parse_document("甲办法\n第一条 补助100元；\n第二条 由市局负责。", document_id="a")
    new = parse_document("甲办法\n\n第一条　补助１００元。\n\n第二条　由市局\n负责。", document_id="a")
    assert compare(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "quantities"),
    [
        ("最高可贷30万元，期限3年。", "最高可贷50万元，期限2年。", (("30万元", "50万元"), ("3年", "2年"))),
        ("自2024年1月1日起施行。", "自2025年7月1日起施行。", (("2024年1月1日", "2025年7月1日"),)),
        ("按百分之五十贴息。", "按百分之三十贴息。", (("百分之五十", "百分之三十"),)),
        ("补助三千元。", "补助五千元，每年不超过2次。", (("三千元", "五千元"), ("", "2次"))),
        ("依照第四条办理。", "依照第六条办理。", (("第四条", "第六条"),)),
        ("由市财政局拨付。", "由市财政部门拨付。", ()),
    ],
)
def test_numbers_and_dates_are_compared_as_wholes(old: str, new: str, quantities: tuple) -> None:
    filler = "对在本市注册并依法纳税的小微企业，经申请审核公示无异议的，"
    (change,) = compare(numbered([filler + old]), numbered([filler + new]))
    assert change.quantities == quantities


def test_a_clause_under_another_heading_has_moved() -> None:
    text = "甲措施\n一、支持茶园建设\n（一）{}\n二、保障住房安居\n（一）{}\n（二）{}\n"
    old = parse_document(text.format(_SUBJECTS[0], _SUBJECTS[1], _SUBJECTS[2]), document_id="a")
    new = parse_document(
        "甲措施\n一、支持茶园建设\n（一）{}\n（二）{}\n二、保障住房安居\n（一）{}\n".format(*_SUBJECTS[:3]),
        document_id="a",
    )
    assert kinds(compare(old, new)) == [ChangeKind.MOVED]


def test_documents_are_paired_by_family() -> None:
    old = parse_document("甲办法\n第一条 补助100元。", document_id="a")
    new = parse_document("甲办法\n第一条 补助200元。", document_id="a@2025")
    other = parse_document("乙办法\n第一条 奖励5次。", document_id="b")
    changed = compare_documents([old, other], [new])
    assert [(c.old and c.old.document_id, c.new and c.new.document_id) for c in changed] == [
        ("a", "a@2025"),
        ("b", None),
    ]
    assert changed[0].changes[0].quantities == (("100元", "200元"),)
    assert compare_documents([old, other], [old, other]) == ()


def test_the_shipped_policy_does_not_differ_from_itself_and_shows_one_amount() -> None:
    (policy,) = load_corpus(DEFAULT_CORPUS_DIR).documents
    assert compare(policy, policy) == ()
    loan = next(clause for clause in policy.body() if "30万元" in clause.text)
    source = policy.source[: loan.start] + loan.text.replace("30万元", "50万元") + policy.source[loan.end :]
    (change,) = compare(policy, parse_document(source, document_id=policy.document_id))
    assert change.old == loan
    assert ("30万元", "50万元") in change.quantities


@pytest.mark.skipif(not policy_files(), reason=WHY_ABSENT)
@pytest.mark.parametrize("path", policy_files(), ids=lambda path: path.stem)
def test_published_policies_do_not_differ_from_themselves(path) -> None:
    source = path.read_text(encoding="utf-8-sig")
    assert compare(parse_document(source, document_id="a"), parse_document(source, document_id="a")) == ()
