from collections.abc import Sequence
from pathlib import Path

import pytest

from index.tuning.errors import TuningError
from index.tuning.groups import Group, legal_groups, written_groups
from index.tuning.lecoqa import Article, LegalQuestion
from index.tuning.questions import WrittenQuestion, squeezed
from index.tuning.sources import Piece, Source, read_policies, windows
from tests.index.tuning.tiny import QUESTIONS, write_policy


def question(text: str, evidence: str, answerable: bool, document: str = "town") -> WrittenQuestion:
    return WrittenQuestion(document=document, question=text, evidence=evidence, answerable=answerable)


@pytest.fixture
def town(tmp_path: Path) -> dict[str, Source]:
    return read_policies(write_policy(tmp_path))


@pytest.fixture
def groups(town: dict[str, Source]) -> list[Group]:
    found, left_out = written_groups([question(*row) for row in QUESTIONS], town, seed=0)
    assert not left_out
    return found


def test_an_answer_is_the_passage_with_the_evidence(groups: list[Group]) -> None:
    for group, (_, evidence, answerable) in zip(groups, QUESTIONS, strict=True):
        if answerable:
            assert len(group.positives) == 1
            assert evidence in group.positives[0]
            assert not group.hard


def test_no_negative_is_from_the_clause_of_the_evidence(groups: list[Group], town: dict[str, Source]) -> None:
    for group, (_, evidence, _) in zip(groups, QUESTIONS, strict=True):
        own = {passage for i in town["town"].holding(evidence) for passage in town["town"].pieces[i].passages}
        assert group.negatives
        assert not own & set(group.negatives)


def test_a_near_miss_has_its_clause_as_hard_negatives(groups: list[Group], town: dict[str, Source]) -> None:
    near_miss = groups[4]
    assert near_miss.positives == ()
    clause = next(piece for piece in town["town"].pieces if "四百万元" in piece.text)
    assert set(near_miss.hard) == set(clause.passages)


def test_a_question_far_from_the_document_has_only_its_clauses(groups: list[Group]) -> None:
    assert (groups[5].positives, groups[5].hard) == ((), ())


def test_what_lies_nearest_in_meaning_is_told_apart(town: dict[str, Source]) -> None:
    asked = question(
        "厂里想借点钱周转", "小微企业最高可贷四百万元", True
    )  # shares no pair of characters with any clause

    def likest(texts: Sequence[str], _reference: str, k: int) -> list[str]:
        return sorted(texts, key=lambda text: "三十万元" not in text)[:k]

    [group], _ = written_groups([asked], town, seed=0, likest=likest)
    assert "三十万元" in group.negatives[0]
    assert not set(group.positives) & set(group.negatives)


def test_groups_are_the_same_every_time(groups: list[Group], town: dict[str, Source]) -> None:
    again, _ = written_groups([question(*row) for row in reversed(QUESTIONS)], town, seed=0)
    assert again[::-1] == groups


def test_what_cannot_be_used_is_counted(town: dict[str, Source]) -> None:
    asked = [
        question("一", "无关", True, document="elsewhere"),
        question("二", "四百万元", True),
        question("三", "培训由市人社局组织", True),
    ]
    found, left_out = written_groups(asked, town, seed=0, untouched=["小微企业最高可贷\n四百万元。"])
    assert [group.question for group in found] == ["三"]
    assert left_out == {"document not there": 1, "article kept for judging": 1}


def test_evidence_over_two_clauses_is_counted_not_used() -> None:
    pieces = (Piece(text="甲。", passages=("甲",)), Piece(text="乙。", passages=("乙",)))
    found, left_out = written_groups(
        [question("问", "甲。乙", True)], {"town": Source(name="town", pieces=pieces)}, seed=0
    )
    assert not found
    assert left_out == {"evidence runs across clauses": 1}


def test_evidence_that_the_document_does_not_hold_is_refused(town: dict[str, Source]) -> None:
    with pytest.raises(TuningError, match="五百万元"):
        written_groups([question("能贷多少", "最高可贷五百万元", True)], town, seed=0)


def test_legal_negatives_leave_out_what_is_relevant_and_what_is_found_first() -> None:
    kinds = ["借款", "租赁", "婚姻", "继承", "劳动", "税收"]
    articles = [Article(id=f"中华人民共和国{k}法第一条", text=f"{k}合同应当采用书面形式。") for k in kinds]
    asked = LegalQuestion(question="租赁合同要写成书面的吗", relevant=(articles[1].id,))
    group = legal_groups([asked], articles)[0]
    assert group.positives == ("租赁法：租赁合同应当采用书面形式。",)
    assert len(group.negatives) == 3  # six articles, less the relevant one, less the first two of the others
    assert group.positives[0] not in group.negatives
    assert group.keys == (articles[1].id,)


def test_windows_hold_whole_sentences_and_cover_the_text() -> None:
    text = "".join(f"第{n}句有十个字左右长。" for n in range(30))
    found = windows(text, chars=60)
    assert all(len(window) <= 60 for window in found)
    assert all(any(f"第{n}句有十个字左右长。" in window for window in found) for n in range(30))
    assert windows("短。句。") == ["短。句。"]
    assert squeezed(found[0]) == found[0]
