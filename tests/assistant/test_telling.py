"""What a question tells before it asks."""

import pytest

from assistant.answer_kinds import AnswerKind, asked_kinds


@pytest.mark.parametrize(
    "question",
    [
        "账上就几万块，评上以后能多贷点不",
        "我们几个博士开公司，那笔款怎么用",
        "我干了十几年，能不能直接评高级",
        "外面堆了几天没人管，让不让自己清",
    ],
)
def test_a_few_in_what_is_told_first_asks_for_no_number(question: str) -> None:
    assert not {AnswerKind.MONEY, AnswerKind.COUNT, AnswerKind.DURATION, AnswerKind.PERSONS} & set(
        asked_kinds(question)
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("最多能贷几万，利息要不要自己出", AnswerKind.MONEY),
        ("几天之内得报上去，要带什么", AnswerKind.DURATION),
        ("一个人最多领几个月，去哪领", AnswerKind.DURATION),
        ("培训几天", AnswerKind.DURATION),
        ("一年开几次会，听说能旁听，真的假的", AnswerKind.TIMES),
    ],
)
def test_a_number_that_is_called_for_stays_asked(question: str, kind: AnswerKind) -> None:
    assert kind in asked_kinds(question)
