import pytest

from assistant.conversation import Standalone, stand_alone
from assistant.types import Status, Turn
from index.tokens import Tokeniser

LOAN = Turn(
    question="创业担保贷款最高多少？",
    standalone_question="创业担保贷款最高多少?",
    status=Status.ANSWERED,
    clause_ids=("d#4.1",),
)
THANKS = Turn(question="谢谢", standalone_question="谢谢", status=Status.SMALLTALK)


def test_first_question_stands_alone(tokeniser: Tokeniser) -> None:
    assert stand_alone("归谁管", (), tokeniser.words) == Standalone(question="归谁管")


@pytest.mark.parametrize("question", ["归谁管", "归哪个局", "那小微企业呢", "有什么条件", "它怎么申请", "这个要多久"])
def test_elliptical_question_leans_on_the_last_turn(question: str, tokeniser: Tokeniser) -> None:
    standalone = stand_alone(question, (LOAN,), tokeniser.words)
    assert standalone.text == f"创业担保贷款最高多少? {question}"
    assert standalone.clause_ids == ("d#4.1",)
    assert not standalone.wants_more


@pytest.mark.parametrize("question", ["数据标注每年培训几次", "博士后平台归谁管", "职称怎么评"])
def test_question_with_a_subject_leans_on_nothing(question: str, tokeniser: Tokeniser) -> None:
    standalone = stand_alone(question, (LOAN,), tokeniser.words)
    assert (standalone.text, standalone.context, standalone.clause_ids) == (question, "", ())


@pytest.mark.parametrize(
    "question", ["我呢?我是个人不是公司", "那我呢,我42岁", "像我这样的呢？本科毕业写了五年程序,算不算"]
)
def test_asking_for_oneself_leans_on_the_last_question(question: str, tokeniser: Tokeniser) -> None:
    standalone = stand_alone(question, (LOAN,), tokeniser.words)
    assert standalone.text == f"创业担保贷款最高多少? {question}"
    assert not standalone.new_subject


@pytest.mark.parametrize(
    ("question", "new"),
    [("那职称归谁管", True), ("贷款最高多少", True), ("归谁管", False), ("它归谁管", False), ("那小微企业呢", False)],
)
def test_what_leans_only_by_its_wording_may_name_a_new_subject(question: str, new: bool, tokeniser: Tokeniser) -> None:
    standalone = stand_alone(question, (LOAN,), tokeniser.words)
    assert standalone.context
    assert standalone.new_subject is new
    assert standalone.alone() == Standalone(question=question)


def test_what_a_short_question_has_no_answer_to_alone_may_be_of_what_was_answered_last(tokeniser: Tokeniser) -> None:
    again = stand_alone("一年发放多少", (LOAN,), tokeniser.words).with_story()
    assert (again.context, again.clause_ids) == ("创业担保贷款最高多少?", ("d#4.1",))
    long = stand_alone("数据标注企业引进一名博士以后每年培训几次", (LOAN,), tokeniser.words).with_story()
    assert (long.context, long.clause_ids) == ("", ())


@pytest.mark.parametrize("question", ["还有别的吗", "还有吗？", "还有什么", "除了这些还有别的吗", "就这些吗"])
def test_asking_for_more_means_the_same_without_what_was_cited(question: str, tokeniser: Tokeniser) -> None:
    standalone = stand_alone(question, (LOAN,), tokeniser.words)
    assert standalone.wants_more
    assert standalone.text == LOAN.standalone_question
    assert standalone.clause_ids == ("d#4.1",)


def test_asking_for_more_twice_leaves_out_everything_cited_for_it(tokeniser: Tokeniser) -> None:
    second = Turn(
        question="还有别的吗",
        standalone_question=LOAN.standalone_question,
        status=Status.ANSWERED,
        clause_ids=("d#4.2",),
    )
    assert stand_alone("还有别的吗", (LOAN, second), tokeniser.words).clause_ids == ("d#4.1", "d#4.2")


def test_courtesy_between_two_questions_changes_nothing(tokeniser: Tokeniser) -> None:
    with_thanks = stand_alone("归谁管", (LOAN, THANKS), tokeniser.words)
    assert with_thanks == stand_alone("归谁管", (LOAN,), tokeniser.words)
    assert stand_alone("归谁管", (THANKS,), tokeniser.words) == Standalone(question="归谁管")


def test_what_was_refused_leaves_the_subject_to_the_turn_it_leaned_on(tokeniser: Tokeniser) -> None:
    refused = Turn(
        question="利息呢",
        standalone_question=f"{LOAN.standalone_question} 利息呢",
        status=Status.NOT_COVERED,
        clause_ids=("d#7.heading",),
    )
    assert stand_alone("归哪个局", (LOAN, refused), tokeniser.words).clause_ids == ("d#4.1",)


def test_a_refused_question_of_its_own_leaves_what_its_refusal_named(tokeniser: Tokeniser) -> None:
    refused = Turn(
        question="养狗要办证吗",
        standalone_question="养狗要办证吗",
        status=Status.NOT_COVERED,
        clause_ids=("d#7.heading",),
    )
    assert stand_alone("归哪个局", (LOAN, refused), tokeniser.words).clause_ids == ("d#7.heading",)


def told(question: str) -> Turn:
    return Turn(question=question, standalone_question=question, status=Status.NOT_COVERED)


def test_what_is_told_turn_by_turn_belongs_to_an_elliptical_question(tokeniser: Tokeniser) -> None:
    turns = (told("我们公司看上一个教授"), told("人家不肯搬家，就一年来几趟"))
    assert stand_alone("这事政府帮不帮", turns, tokeniser.words).text == (
        "我们公司看上一个教授 人家不肯搬家，就一年来几趟 这事政府帮不帮"
    )


def test_what_is_told_before_a_question_with_a_subject_is_kept_in_reserve(tokeniser: Tokeniser) -> None:
    standalone = stand_alone("创业担保贷款最高多少", (told("家里没钱了"),), tokeniser.words)
    assert standalone == Standalone(question="创业担保贷款最高多少", story="家里没钱了")
    assert standalone.with_story().text == "家里没钱了 创业担保贷款最高多少"


@pytest.mark.parametrize(
    "before",
    [
        "数据标注培训补贴",
        "我能贷多少",
        "我该找谁",
        "其他补贴",
        "我市人才政策",
        "我能申请不",
        "我想了解贷款",
        "帮我查下额度",
    ],
)
def test_words_to_search_by_and_questions_are_no_story(before: str, tokeniser: Tokeniser) -> None:
    assert not stand_alone("博士后平台归谁管", (told(before),), tokeniser.words).story


def test_an_acknowledgement_leaves_the_subject(tokeniser: Tokeniser) -> None:
    seen = Turn(question="我知道了", standalone_question="我知道了", status=Status.NOT_COVERED)
    assert LOAN.standalone_question not in stand_alone("归哪个局", (LOAN, seen), tokeniser.words).text
    leaning = Turn(
        question="我刚毕业", standalone_question=f"{LOAN.standalone_question} 我刚毕业", status=Status.NOT_COVERED
    )
    assert LOAN.standalone_question in stand_alone("归哪个局", (LOAN, leaning), tokeniser.words).text


def test_context_of_a_long_conversation_stays_short(tokeniser: Tokeniser) -> None:
    turns = [LOAN]
    for _ in range(30):
        standalone = stand_alone("那归谁管", turns, tokeniser.words)
        turns.append(Turn(question="那归谁管", standalone_question=standalone.text, status=Status.NOT_COVERED))
    assert len(turns[-1].standalone_question) <= 130
