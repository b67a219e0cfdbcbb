import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer_kinds import AnswerKind
from assistant.question import Ask, is_elliptical, split_asks
from index.tokens import Tokeniser


@pytest.fixture
def ask(tokeniser: Tokeniser):
    def split(question: str, context: str = "") -> tuple[Ask, ...]:
        return split_asks(question, tokeniser.words, context=context)

    return split


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("创业担保贷款最高多少？", ["创业担保贷款最高多少"]),
        ("创业担保贷款最高多少，归谁管？", ["创业担保贷款最高多少", "归谁管"]),
        ("创业担保贷款最高多少？职称怎么评？", ["创业担保贷款最高多少", "职称怎么评"]),
        ("我是博士，在企业工作，能申请职称吗？", ["我是博士，在企业工作，能申请职称吗"]),
        ("小微企业、个人分别最高能贷多少", ["小微企业、个人分别最高能贷多少"]),
        ("每年培训多少人？我很着急。", ["每年培训多少人"]),
        ("创业担保贷款", ["创业担保贷款"]),
        ("那归谁管", ["归谁管"]),
    ],
)
def test_question_is_taken_apart_into_what_it_asks(ask, question: str, parts: list[str]) -> None:
    assert [a.words for a in ask(question)] == parts


def test_second_part_takes_its_subject_from_the_first(ask) -> None:
    first, second = ask("创业担保贷款最高多少，归谁管？")
    assert first.kinds == (AnswerKind.MONEY,)
    assert (second.kinds, second.bare, second.own_terms) == ((AnswerKind.UNIT,), True, ())
    assert {"创业", "担保", "贷款"} <= set(second.terms)


def test_part_with_a_subject_of_its_own_takes_none(ask) -> None:
    _, second = ask("创业担保贷款最高多少？职称怎么评？")
    assert "贷款" not in second.terms
    assert not second.bare


def test_context_is_read_with_the_question_but_is_not_its_own(ask) -> None:
    (only,) = ask("归谁管", context="创业担保贷款最高多少")
    assert only.text.startswith("创业担保贷款")
    assert (only.words, only.own_terms, only.bare) == ("归谁管", (), True)


def test_elliptical_part_wants_what_its_context_wanted(ask) -> None:
    (only,) = ask("那小微企业呢", context="个人最高能贷多少")
    assert only.kinds == (AnswerKind.MONEY,)


@pytest.mark.parametrize(
    "question", ["有哪些支持措施", "都有什么补贴", "高层次人才有什么服务", "分别是多少", "护理服务项目都包括啥"]
)
def test_listing_is_recognised(ask, question: str) -> None:
    assert ask(question)[0].listing


@pytest.mark.parametrize("question", ["最高多少钱", "归谁管", "能不能申请"])
def test_single_fact_is_no_listing(ask, question: str) -> None:
    assert not ask(question)[0].listing


@pytest.mark.parametrize("part", ["归谁管", "多少钱？", "那呢", "那小微企业呢", "它归谁管", "这个怎么申请", "要多久"])
def test_elliptical_questions_are_recognised(part: str, tokeniser: Tokeniser) -> None:
    assert is_elliptical(part, tokeniser.words)


@pytest.mark.parametrize(
    "part",
    [
        "该去哪里办居住证",
        "该交多少居住证工本费",
        "其他人可以代办身份证吗",
        "他人代领养老金要什么材料",
        "这两年出台了哪些购房补贴",
        "这个月社保什么时候扣",
        "此次调整涨了多少养老金",
        "那些没有工作的人能参保吗",
    ],
)
def test_questions_that_only_begin_like_a_pointer_are_not_elliptical(part: str, tokeniser: Tokeniser) -> None:
    assert not is_elliptical(part, tokeniser.words)


@pytest.mark.parametrize(
    "part",
    [
        "该办法的有效期",
        "该补贴怎么领",
        "其中哪些归人社局",
        "其他材料有哪些",
        "这两个奖怎么评",
        "这里头说的表彰是什么",
        "那些补贴怎么领",
        "他怎么申请贷款",
    ],
)
def test_pointers_are_elliptical_still(part: str, tokeniser: Tokeniser) -> None:
    assert is_elliptical(part, tokeniser.words)


@pytest.mark.parametrize("part", ["创业担保贷款归谁管", "数据标注每年培训几次", "这个政策支持职业院校吗"])
def test_questions_with_a_subject_are_not_elliptical(part: str, tokeniser: Tokeniser) -> None:
    assert not is_elliptical(part, tokeniser.words)


@given(question=st.text(alphabet=st.sampled_from("贷款多少归谁管，。？?；! 那个呢吗\n有哪些12ab"), max_size=40))
def test_every_question_asks_at_least_one_thing(question: str, tokeniser: Tokeniser) -> None:
    asks = split_asks(question, tokeniser.words)
    assert asks
    assert all(set(a.own_terms) <= set(a.terms) or a.own_terms == a.terms for a in asks)


def test_what_is_supposed_before_a_question_is_no_question_of_its_own() -> None:
    (asked,) = split_asks("网络安全大赛不是公安局办的吗？到底归谁？", list)

    assert asked.kinds == (AnswerKind.UNIT,)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("我们几个老板想开公司材料都递上去了，多少天之内给个准话", 1),
        ("几家人合伙办，是不是随便哪个去递都行", 1),
        ("老人食堂一顿几块钱，什么时候开", 2),
        ("合同签几年，到期还想住怎么弄", 2),
        ("养老保险要交几年，每月能领多少", 2),
        ("公积金要交几个月才能贷款，能贷多少", 2),
    ],
)
def test_a_few_told_of_split_nothing(question: str, parts: int, tokeniser: Tokeniser) -> None:
    assert len(split_asks(question, tokeniser.words)) == parts


def test_a_part_with_a_subject_of_its_own_does_not_lean(tokeniser: Tokeniser) -> None:
    _, allowance = split_asks("创业担保贷款最高多少，高温津贴呢", tokeniser.words)
    assert not allowance.leans
    _, daily = split_asks("工资哪个部门发，一天多少", tokeniser.words)
    assert daily.leans


@pytest.mark.parametrize(
    ("part", "elliptical"), [("怎么报", True), ("谁给查", True), ("桥归谁管", False), ("税多少钱", False)]
)
def test_a_verb_alone_names_no_subject(part: str, elliptical: bool, tokeniser: Tokeniser) -> None:
    assert is_elliptical(part, tokeniser.words) is elliptical


@pytest.mark.parametrize("question", ["我呢?我是个人不是公司", "那我呢,本科毕业,算不算人才"])
def test_what_is_told_of_oneself_belongs_to_the_question(question: str, tokeniser: Tokeniser) -> None:
    (asked,) = split_asks(question, tokeniser.words, context="贷款最高多少")
    assert asked.words == question.removeprefix("那")
    assert asked.text.startswith("贷款最高多少 ")
