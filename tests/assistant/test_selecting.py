"""Which words of a clause are quoted, and when one amount is clearly the one that is meant."""

import pytest

from assistant.answer_kinds import AnswerKind
from assistant.evidence import corpus_idf
from assistant.selecting import meant_quantity, select
from corpus.parsing import parse_document
from corpus.types import Clause
from tests.assistant.findings import ask, evidence
from tests.builders import make_corpus, make_document

CLAUSES = make_document(
    "d",
    """
    # 一、贷款
    符合条件的小微企业可申请最高400万元的担保贷款；符合条件的个人可申请最高30万元的担保贷款。
    鼓励合作。建设创业学院。每年培训100人。举办五次展会。引进专家团队。
    企业可申请最高400万元的担保贷款或最高1000万元的提振贷。
    """,
).body()
IDF = corpus_idf(make_corpus(make_document("d", "\n".join(clause.text for clause in CLAUSES))))
MONEY = (AnswerKind.MONEY,)


def texts(clause: Clause, words: str, *terms: str, **given: object) -> tuple[str, ...]:
    scores = given.pop("scores", None)
    return select(ask(words, terms=terms, **given), evidence(clause, scores=scores), IDF).texts


def test_part_between_semicolons_is_singled_out_by_the_questions_words() -> None:
    assert texts(CLAUSES[0], "个人能贷多少", "个人", kinds=MONEY) == ("符合条件的个人可申请最高30万元的担保贷款。",)
    assert texts(CLAUSES[0], "小微企业能贷多少", "小微企业", kinds=MONEY) == (
        "符合条件的小微企业可申请最高400万元的担保贷款",
    )


@pytest.mark.parametrize("terms", [("担保", "贷款"), ("小微企业", "个人"), ()])
def test_sentence_stays_whole_where_no_part_is_singled_out(terms: tuple[str, ...]) -> None:
    assert texts(CLAUSES[0], "能贷多少", *terms, kinds=MONEY) == (CLAUSES[0].plain,)


def test_sentence_stays_whole_for_a_list() -> None:
    assert texts(CLAUSES[0], "个人有哪些支持", "个人", listing=True) == (CLAUSES[0].plain,)


def test_sentence_that_states_what_is_asked_is_preferred() -> None:
    assert texts(CLAUSES[1], "培训多少人", "培训", kinds=(AnswerKind.PERSONS,), scores=[0.5, 0, 0, 0, 0]) == (
        "每年培训100人。",
    )


def test_equally_good_sentences_are_quoted_in_source_order_two_or_four_for_a_list() -> None:
    equal = [1.0, 1.1, 1.2, 1.3, 1.4]
    assert texts(CLAUSES[1], "怎么支持", scores=equal) == ("举办五次展会。", "引进专家团队。")
    assert texts(CLAUSES[1], "有哪些支持", scores=equal, listing=True) == (
        "建设创业学院。",
        "每年培训100人。",
        "举办五次展会。",
        "引进专家团队。",
    )


def test_selected_words_are_spans_of_the_clause() -> None:
    for clause in CLAUSES:
        selection = select(ask("个人能贷多少", terms=("个人",)), evidence(clause), IDF)
        for support in selection.supports:
            assert clause.start <= support.start < support.end <= clause.end


@pytest.mark.parametrize(
    ("words", "terms", "phrase"),
    [
        ("个人能贷多少", ("个人",), "最高30万元"),
        ("小微企业能贷多少", ("小微企业",), "最高400万元"),
        ("能贷多少", ("担保", "贷款"), None),
        ("能贷多少", (), None),
    ],
)
def test_amount_is_meant_only_where_the_question_is_clearly_nearer_to_it(
    words: str, terms: tuple[str, ...], phrase: str | None
) -> None:
    text = "小微企业可申请最高400万元的担保贷款；个人可申请最高30万元的担保贷款。"
    quantity = meant_quantity(ask(words, terms=terms, kinds=MONEY), text, IDF)
    assert (quantity.phrase if quantity else None) == phrase


def test_amounts_joined_by_or_are_told_apart() -> None:
    quantity = meant_quantity(ask("提振贷多少", terms=("提振贷",), kinds=MONEY), CLAUSES[2].plain, IDF)
    assert quantity is not None
    assert quantity.text == "1000万元"


def test_single_quantity_of_the_kind_is_meant() -> None:
    text = "用3年时间培训100人以上。"
    persons = meant_quantity(ask("多少人", kinds=(AnswerKind.PERSONS,)), text, IDF)
    years = meant_quantity(ask("几年", kinds=(AnswerKind.DURATION,)), text, IDF)
    assert persons is not None
    assert years is not None
    assert (persons.phrase, years.text) == ("100人以上", "3年")


@pytest.mark.parametrize("kinds", [(), (AnswerKind.UNIT,), (AnswerKind.PERCENT,)])
def test_no_quantity_is_meant_where_none_of_the_kind_is_asked_or_printed(kinds: tuple[AnswerKind, ...]) -> None:
    assert meant_quantity(ask("怎么样", kinds=kinds), "最高30万元。", IDF) is None


LISTED = parse_document(
    "资金管理办法\n第一条 为规范管理，制定本办法。\n第二条 公司接受资金，应当符合下列规定：\n（一）期限不得少于一年；\n"
    "（二）单笔不得低于人民币5万元。\n第三条 注册资本不得低于3亿元。主管部门可以调整注册资本最低限额。\n第四条 本办法自印发之日起施行。",
    document_id="m",
).body()


def test_list_item_is_quoted_with_what_introduces_it() -> None:
    assert texts(LISTED[1], "单笔最少多少钱", "单笔", kinds=MONEY) == (
        "公司接受资金，应当符合下列规定：",
        "单笔不得低于人民币5万元。",
    )


def test_introduction_is_never_quoted_without_what_it_introduces() -> None:
    quoted = texts(LISTED[1], "接受资金要符合什么规定", "接受", "资金", scores=[9.0, 0.0, 0.0])
    assert quoted == ("公司接受资金，应当符合下列规定：", "期限不得少于一年；", "单笔不得低于人民币5万元。")


def test_amount_asked_for_is_taken_from_a_sentence_that_states_one() -> None:
    quoted = texts(LISTED[2], "注册资本最低多少", "注册资本", "最低", kinds=MONEY, scores=[0.0, 3.0])
    assert quoted == ("注册资本不得低于3亿元。",)


STEPS = make_document(
    "s", "取得初级证书的，可直接申报初级职称；取得中级证书且工作满3年的，可直接申报中级职称。\n贷款期限为3年。"
).body()


def test_amount_that_only_another_case_has_is_not_put_first() -> None:
    duration = (AnswerKind.DURATION,)
    asked_of_the_other = ask("取得初级证书干满几年能升", terms=("初级", "证书"), kinds=duration)
    asked_of_its_own = ask("取得中级证书干满几年能申报", terms=("中级", "证书"), kinds=duration)
    assert meant_quantity(asked_of_the_other, STEPS[0].plain, IDF) is None
    own = meant_quantity(asked_of_its_own, STEPS[0].plain, IDF)
    assert own is not None
    assert "3年" in own.phrase
