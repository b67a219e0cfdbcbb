import pytest

from assistant import replies
from assistant.answer_kinds import AnswerKind
from assistant.composing import compose
from assistant.drafting import DraftSentence
from assistant.evidence import corpus_idf
from assistant.selecting import select
from assistant.verifying import Verifier
from tests.assistant.findings import ask, evidence
from tests.builders import make_corpus, make_document

K = AnswerKind
DOCUMENT = make_document(
    "d",
    """
    # 一、贷款
    符合条件的小微企业可申请最高400万元的担保贷款，符合条件的个人可申请最高30万元的担保贷款。（责任单位：市人社局、市财政局）
    支持高校建设创业学院，每年为全市各类初创企业培训经营管理人员和技术骨干不少于100人。（责任单位：市教育局）
    鼓励合作。
    """,
)
CORPUS = make_corpus(DOCUMENT)
LOAN, TRAINING, COOPERATION = DOCUMENT.body()
IDF = corpus_idf(CORPUS)


def composed(question, clauses=(LOAN,), *, unstated: tuple[K, ...] = ()) -> tuple[DraftSentence, ...]:
    selections = [select(question, evidence(clause, unstated=unstated), IDF) for clause in clauses]
    return compose(question, selections, IDF)


def said(question, clauses=(LOAN,), **given: tuple[K, ...]) -> list[str]:
    return [sentence.text for sentence in composed(question, clauses, **given)]


def test_amount_that_is_clearly_meant_leads() -> None:
    lead, quote, units = said(ask("个人最高能贷多少", terms=("个人",), kinds=(K.MONEY,)))
    assert lead == "最高30万元。"
    assert quote.startswith("符合条件的小微企业")
    assert units == "责任单位：市人社局、市财政局。"


def test_no_amount_leads_where_it_is_not_clear_which_is_meant() -> None:
    first, *_ = said(ask("最高能贷多少", terms=("贷款",), kinds=(K.MONEY,)))
    assert first.startswith("符合条件的小微企业")


def test_no_amount_leads_where_another_quoted_sentence_is_as_near_to_the_question() -> None:
    clause = make_document(
        "t", "依托公共实训基地每年培训技工不少于30人。依托公共实训基地每年培训学徒不少于100人。"
    ).body()[0]

    def first(words: str, *terms: str) -> str:
        question = ask(words, terms=terms, kinds=(K.PERSONS,))
        return compose(question, [select(question, evidence(clause, scores=[0.0, 0.0]), IDF)], IDF)[0].text

    assert first("每年培训多少人", "培训") == "依托公共实训基地每年培训技工不少于30人。"
    assert first("学徒每年培训多少人", "学徒", "培训") == "不少于100人。"


def test_department_leads_where_it_is_asked_for_and_is_said_once() -> None:
    sentences = said(ask("贷款归谁管", terms=("贷款",), kinds=(K.UNIT,)))
    assert sentences[0] == "责任单位：市人社局、市财政局。"
    assert sentences.count(sentences[0]) == 1


def test_clause_without_units_adds_none() -> None:
    assert said(ask("合作", terms=("合作",)), (COOPERATION,)) == ["鼓励合作。"]


def test_false_number_wanted_confirmed_is_answered_with_the_policys() -> None:
    sentences = said(ask("听说每年只培训50个人，对吧", terms=("培训",)), (TRAINING,))
    (noted,) = [text for text in sentences if text.startswith(replies.DIFFERS)]
    assert "不少于100人" in noted


@pytest.mark.parametrize("words", ["听说每年培训100个人，对吧", "每年培训100人是吗"])
def test_right_number_wanted_confirmed_gets_no_note(words: str) -> None:
    assert not any(text.startswith(replies.DIFFERS) for text in said(ask(words, terms=("培训",)), (TRAINING,)))


def test_number_that_only_unquoted_words_of_the_clause_state_is_no_confirmation() -> None:
    clause = make_document("e", "小微企业可申请最高400万元的贷款；个人可申请最高30万元的贷款。").body()[0]
    first, *_ = said(ask("听说个人能贷400万元，对吗", terms=("个人",)), (clause,))
    assert first == f"{replies.DIFFERS}个人可申请最高30万元的贷款。"


def test_part_that_the_clause_does_not_state_is_named() -> None:
    question = ask("个人能贷多少，利率多少", terms=("个人",), kinds=(K.MONEY, K.RATE))
    assert said(question, unstated=(K.RATE,))[-1] == replies.PARTIAL.format(what="利率、费率或利息")


def test_several_clauses_are_all_quoted_best_first() -> None:
    sentences = composed(ask("怎么支持", terms=("支持",)), (TRAINING, LOAN))
    quoted = [s.supports[0].clause for s in sentences if s.quote]
    assert quoted == [TRAINING, LOAN]


@pytest.mark.parametrize(
    "question",
    [
        ask("个人最高能贷多少", terms=("个人",), kinds=(K.MONEY,)),
        ask("归谁管", kinds=(K.UNIT,)),
        ask("听说每年只培训50个人，对吧", terms=("培训",)),
        ask("有哪些支持", listing=True),
    ],
)
def test_everything_composed_is_borne_out(question) -> None:
    draft = composed(question, (LOAN, TRAINING, COOPERATION))
    assert draft
    assert Verifier(CORPUS).verify(draft) == draft


def test_date_asked_for_and_told_by_no_numeral_at_all_is_said_to_be_left_open() -> None:
    question = ask("什么时候合作", terms=("合作",), kinds=(K.DATE,))
    assert said(question, (COOPERATION,), unstated=(K.DATE,)) == ["鼓励合作。", replies.PARTIAL.format(what="时间")]


def test_what_may_be_stated_in_other_words_is_not_said_to_be_left_open() -> None:
    question = ask("什么时候培训", terms=("培训",), kinds=(K.DATE,))
    assert replies.PARTIAL.format(what="时间") not in said(question, (TRAINING,), unstated=(K.DATE,))
    assert said(ask("怎么合作", terms=("合作",), kinds=(K.PROCEDURE,)), (COOPERATION,), unstated=(K.PROCEDURE,)) == [
        "鼓励合作。"
    ]


def test_how_often_is_told_by_every_year_as_well_as_by_a_number_of_times() -> None:
    clause = make_document("t", "每年开展优秀作品评选，挖掘一批作者。支持开展培训，每年不少于5次。").body()[0]
    question = ask("作品评选多久一次", terms=("作品", "评选"), kinds=(K.TIMES,))
    sentences = compose(question, [select(question, evidence(clause, scores=[0.5, 0.0]), IDF)], IDF)
    assert sentences[0].text == "每年开展优秀作品评选，挖掘一批作者。"


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("公示完了几个工作日到账", K.DURATION, "评审结果公示7日，公示无异议后由财政部门拨付奖补资金。"),
        ("每个月几号发", K.DATE, "自2025年7月1日起，失业保险金标准调整为每人每月1890元。"),
        ("申请复核以后几天之内给我答复", K.DURATION, "可以自收到结算单之日起三十日内向经办机构申请复核。"),
    ],
)
def test_no_length_or_day_of_something_else_leads(words: str, kind: K, text: str) -> None:
    clause = make_document("t", text).body()[0]
    question = ask(words, kinds=(kind,))
    first, *_ = compose(question, [select(question, evidence(clause, scores=[0.5]), IDF)], IDF)
    assert first.text == clause.sentences[0].plain


def test_who_is_told_of_no_step_gets_no_step_alone() -> None:
    text = "支持企业和个人贷款，企业可申请最高400万元；个人可申请最高30万元。"
    clause = make_document("t", text).body()[0]
    question = ask("想把工作室支起来，能借多少", terms=("支", "工作室"), kinds=(K.MONEY,))
    (sentence,) = compose(question, [select(question, evidence(clause, scores=[0.5]), IDF)], IDF)
    assert sentence.text == text
