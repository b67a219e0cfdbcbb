"""How the parts of a question are answered together."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant import replies
from assistant.answer_kinds import AnswerKind
from assistant.evidence import Finding, corpus_idf
from assistant.joining import join_parts
from assistant.question import Ask, split_asks
from corpus.types import Clause
from index.tokens import Tokeniser
from tests.assistant.findings import ask, evidence
from tests.builders import make_corpus, make_document

DOCUMENT = make_document(
    "d",
    """
    # 一、人才
    开展工程师培训。（责任单位：市人社局）
    取得证书的，可认定相应职称。（责任单位：市人社局）
    符合条件的个人可申请最高30万元的创业担保贷款。（责任单位：市人社局）
    支持高校建设创业学院。
    """,
)
TRAINING, TITLES, LOAN, COLLEGE = DOCUMENT.body()
IDF = corpus_idf(make_corpus(DOCUMENT))
UNIT = "责任单位：市人社局。"


def found(question: Ask, *clauses: Clause) -> Finding:
    answering = tuple(evidence(clause) for clause in clauses)
    return Finding(ask=question, evidence=answering, answering=answering)


def joined(findings: Sequence[Finding], tokeniser: Tokeniser) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Each sentence with the clause that it cites, and what is uncovered."""
    draft, uncovered = join_parts(findings, IDF, tokeniser.words)
    return [(s.text, s.supports[0].clause.clause_id if s.supports else "") for s in draft], uncovered


def test_same_department_is_said_for_each_clause_before_its_quotation(tokeniser: Tokeniser) -> None:
    training = found(ask("工程师培训归谁管", terms=("工程师", "培训"), kinds=(AnswerKind.UNIT,)), TRAINING)
    titles = found(ask("职称认定归谁管", terms=("职称", "认定"), kinds=(AnswerKind.UNIT,)), TITLES)
    assert joined((training, titles), tokeniser)[0] == [
        (UNIT, "d#1.1"),
        ("开展工程师培训。", "d#1.1"),
        (UNIT, "d#1.2"),
        ("取得证书的，可认定相应职称。", "d#1.2"),
    ]


def test_what_two_parts_both_rest_on_is_said_once(tokeniser: Tokeniser) -> None:
    amount = found(ask("个人能贷多少", terms=("个人",), kinds=(AnswerKind.MONEY,)), LOAN)
    unit = found(ask("归谁管", kinds=(AnswerKind.UNIT,), bare=True), LOAN)
    sentences, _ = joined((amount, unit), tokeniser)
    assert [text for text, _ in sentences] == [
        "最高30万元。",
        "符合条件的个人可申请最高30万元的创业担保贷款。",
        UNIT,
    ]


def test_part_of_a_sentence_is_not_quoted_beside_the_whole(tokeniser: Tokeniser) -> None:
    clause = make_document("p", "年满65周岁的，每月加发5元；年满80周岁的，每月加发20元。").body()[0]
    part = found(ask("年满65周岁加多少", terms=("65", "年满65"), kinds=(AnswerKind.MONEY,)), clause)
    whole = found(ask("都加多少", terms=("加发",), kinds=(AnswerKind.MONEY,), listing=True), clause)
    sentences = [text for text, _ in joined((part, whole), tokeniser)[0]]
    assert "年满65周岁的，每月加发5元。" in [text for text, _ in joined((part,), tokeniser)[0]]
    assert "年满65周岁的，每月加发5元。" not in sentences
    assert "年满65周岁的，每月加发5元；年满80周岁的，每月加发20元。" in sentences


def test_quotation_that_sets_a_number_right_is_not_repeated_without_that(tokeniser: Tokeniser) -> None:
    supposed = found(ask("不是说个人能贷100万吗", terms=("个人",)), LOAN)
    amount = found(ask("个人到底最高多少", terms=("个人",), kinds=(AnswerKind.MONEY,)), LOAN)
    sentences, _ = joined((supposed, amount), tokeniser)
    assert [text for text, _ in sentences] == [
        f"{replies.DIFFERS}符合条件的个人可申请最高30万元的创业担保贷款。",
        UNIT,
        "最高30万元。",
    ]


@pytest.mark.parametrize(
    ("question", "uncovered"),
    [
        ("个人创业担保贷款能贷多少钱？租房补贴能领多少钱？", ("租房补贴能领多少钱",)),
        ("个人创业担保贷款能贷多少钱？租房补贴归谁管？", ("租房补贴归谁管",)),
        ("个人创业担保贷款能贷多少钱？归谁管？", ()),
        ("个人创业担保贷款能贷多少钱？创业担保贷款归谁管？", ()),
        ("个人创业担保贷款能贷多少钱？利率是多少？", ("利率是多少",)),
    ],
)
def test_part_without_a_clause_is_named_unless_another_parts_clause_tells_it(
    question: str, uncovered: tuple[str, ...], tokeniser: Tokeniser
) -> None:
    answered, other = split_asks(question, tokeniser.words)
    sentences, left_open = joined((found(answered, LOAN), found(other)), tokeniser)
    assert left_open == uncovered
    noted = [text for text, _ in sentences if text.startswith("关于")]
    assert noted == [replies.UNFOUND.format(what=f"“{part}”") for part in uncovered]


def test_a_follow_up_is_not_told_again_what_the_answer_before_it_said(tokeniser: Tokeniser) -> None:
    (fines,) = make_document("f", "逆行的，处30元罚款。拒绝接受罚款的，可以扣留车辆。").body()
    read = replace(evidence(fines, scores=[3.0, 0.0]), relevances=((0, 0.8), (1, 2.7)))
    asked = ask("我要是不肯交这个罚款呢", terms=("罚款",), kinds=(AnswerKind.MONEY,))
    finding = Finding(ask=asked, evidence=(read,), answering=(read,))
    first, _ = join_parts((finding,), IDF, tokeniser.words)
    again, _ = join_parts((finding,), IDF, tokeniser.words, told="30元。[1]逆行的，处30元罚款。[1]")
    assert "逆行的，处30元罚款。" in [sentence.text for sentence in first]
    assert [sentence.text for sentence in again if sentence.quote] == ["拒绝接受罚款的，可以扣留车辆。"]
