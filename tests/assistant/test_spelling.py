import re

import jieba
import pytest

from assistant.spelling import Speller


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("创业但保贷款最高多少", "创业担保贷款最高多少"),
        ("创业提震贷利息多少", "创业提振贷利息多少"),
        ("小薇企业能贷多少", "小微企业能贷多少"),
        ("代款最高多少", "贷款最高多少"),
        ("数据标住基地", "数据标注基地"),
        ("博士候平台", "博士后平台"),
        ("总数剧师", "总数据师"),
        ("柔性饮才", "柔性引才"),
        ("齐鲁首席计师", "齐鲁首席技师"),
        ("网洛安全大塞", "网络安全大赛"),
        ("助工职秤还用考吗", "助工职称还用考吗"),
        ("技术外抱", "技术外包"),
        ("报市里的自燃科学积金", "报市里的自然科学基金"),
    ],
)
def test_homophones_of_the_policys_words_are_mended(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


@pytest.mark.parametrize(
    "question",
    [
        "",
        "今天天气怎么样",
        "公司想贷款",
        "红烧肉怎么做",
        "医疗保险怎么交",
        "老人养老金",
        "买房补贴",
        "生育津贴",
        "科学仪器",
        "信用卡",
        "电动车",
        "失业保险",
        "职称评审",
        "创业担保贷款最高多少",
        "hello，在吗？",
        "ＡＢＣ 123 %%",
    ],
)
def test_ordinary_words_are_left_as_typed(speller: Speller, question: str) -> None:
    assert speller.mend(question) == question


def test_policys_own_sentences_are_left_as_they_are(speller: Speller, shipped_corpus) -> None:
    for clause in shipped_corpus.documents[0].body():
        for sentence in clause.sentences:
            assert speller.mend(sentence.plain) == sentence.plain


def test_word_of_no_policy_is_not_mended_towards_one() -> None:
    speller = Speller(["发放培训券"], list, is_word=lambda word: word == "培训")
    assert speller.mend("陪训卷") != "陪训卷"
    assert Speller([], list, is_word=lambda word: False).mend("陪训卷") == "陪训卷"


def test_particle_before_a_word_is_not_taken_for_the_first_half_of_another() -> None:
    speller = Speller(["资料存档备查"], lambda text: ["被查"] if text == "被查" else [text], is_word=lambda word: False)
    assert speller.mend("被查") == "被查"


@pytest.mark.parametrize(
    "question",
    [
        "租房合同放哪",
        "在执照上改个名字",
        "绝对不亏",
        "离医院多远",
        "有没有人查",
        "哪个局办",
        "离婚的事能问律师吗",
        "那个集能摆多久",
    ],
)
def test_words_typed_as_meant_are_not_pulled_together_into_another(question: str) -> None:
    known = ["住房", "合同", "改革", "不予", "住房合同", "多元", "人才", "举办", "智能", "技能"]
    speller = Speller(
        ["住房合同", "改革", "不予", "多元", "人才", "智能", "技能"],
        lambda run: [run] if run in known else jieba.lcut(run),
        is_word=_is_word,
    )

    assert speller.mend(question) == question


def _is_word(run: str) -> bool:
    return run in jieba.dt.FREQ and jieba.dt.FREQ[run] > 0


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("补缴保险费", "不缴保险费怎么罚"),
        ("应补缴保险费", "应不缴保险费怎么罚"),
        ("不缴保险费", "补缴保险费怎么算"),
    ],
)
def test_a_no_is_neither_taken_away_nor_put_in(text: str, question: str) -> None:
    words = ["保险费", "补缴", "不缴", "应不", "应补", "怎么"]
    speller = Speller([text], lambda run: _cut(run, words), is_word=lambda run: run in {"保险费", "补缴"})
    assert speller.mend(question) == question


def test_a_no_that_was_mistyped_is_mended() -> None:
    speller = Speller(["不动产登记"], lambda run: _cut(run, ["不动产", "登记"]), is_word=lambda run: run == "登记")
    assert speller.mend("布动产登记") == "不动产登记"


def _cut(run: str, words: list[str]) -> list[str]:
    """Cut ``run`` into ``words`` and single characters."""
    return re.findall("|".join([*words, "."]), run)
