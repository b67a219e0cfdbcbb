import pytest

from assistant.smalltalk import Courtesy, find_courtesy, without_courtesies


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("你好", Courtesy.GREETING),
        ("您好！", Courtesy.GREETING),
        ("你好吗？", Courtesy.GREETING),
        ("早上好😊", Courtesy.GREETING),
        ("Hello", Courtesy.GREETING),
        ("在吗", Courtesy.GREETING),
        ("谢谢", Courtesy.THANKS),
        ("好的谢谢！", Courtesy.THANKS),
        ("好", Courtesy.THANKS),
        ("知道了", Courtesy.THANKS),
        ("没有别的问题了", Courtesy.THANKS),
        ("再见", Courtesy.FAREWELL),
        ("拜拜~", Courtesy.FAREWELL),
        ("你是谁？", Courtesy.IDENTITY),
        ("你是机器人吗", Courtesy.IDENTITY),
        ("你能做什么", Courtesy.ABILITY),
        ("你能回答什么问题", Courtesy.ABILITY),
        ("帮助", Courtesy.ABILITY),
        ("怎么用你", Courtesy.ABILITY),
        ("这个助手怎么用", Courtesy.ABILITY),
        ("机器人能做什么", Courtesy.ABILITY),
        ("这里能问什么", Courtesy.ABILITY),
    ],
)
def test_courtesy_is_recognised(text: str, courtesy: Courtesy) -> None:
    assert find_courtesy(text) is courtesy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "你好，请问创业担保贷款最高多少",
        "谢谢，那利率呢",
        "行吗",
        "好的政策有哪些",
        "您能做数据标注吗",
        "谁是责任单位",
        "早稻有补贴吗",
        "帮助企业招人有什么政策",
        "怎么用？",
        "如何使用？",
        "这个能干什么",
    ],
)
def test_question_is_no_courtesy(text: str) -> None:
    assert find_courtesy(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("你好，贷款最高多少？", "贷款最高多少？"),
        ("您好！在吗？贷款最高多少", "贷款最高多少"),
        ("贷款最高多少？谢谢啦！", "贷款最高多少"),
        ("贷款最高多少，急，在线等", "贷款最高多少"),
        ("贷款最高多少", "贷款最高多少"),
        ("贷款最高多少，麻烦了", "贷款最高多少"),
        ("贷款最高多少，太感谢了", "贷款最高多少"),
        ("办个证太麻烦了", "办个证太麻烦了"),
        ("办个证这么麻烦了", "办个证这么麻烦了"),
        ("你好", "你好"),
    ],
)
def test_courtesies_are_taken_off_a_question(text: str, rest: str) -> None:
    assert without_courtesies(text) == rest


@pytest.mark.parametrize(
    "question", ["老师能去企业实践吗", "师傅带徒弟有没有补贴", "喂奶时间算上班吗", "领导来检查要多久"]
)
def test_those_whom_a_question_is_about_are_not_greeted(question: str) -> None:
    assert without_courtesies(question) == question


@pytest.mark.parametrize("opening", ["老师您好，", "您好！", "喂，", "老师，", "你好老师 ", "师傅您好 ", "老师好，"])
def test_a_greeting_is_taken_off(opening: str) -> None:
    assert without_courtesies(f"{opening}贷款最多多少") == "贷款最多多少"
