import jieba
import pytest

from index.tokens import Tokeniser, normalise


@pytest.fixture(scope="module")
def tokeniser() -> Tokeniser:
    segmenter = jieba.Tokenizer()
    segmenter.FREQ = {"创业": 100, "担保": 100, "贷款": 100, "担保贷款": 50, "创": 0, "担": 0, "贷": 0, "担保贷": 0}
    segmenter.total = 350
    segmenter.initialized = True
    return Tokeniser(segmenter)


def test_tokens_are_search_words_and_character_uni_and_bigrams(tokeniser: Tokeniser) -> None:
    words = ["创业", "担保", "贷款", "担保贷款"]  # search mode names the parts of a long word too
    characters = ["创", "业", "担", "保", "贷", "款"]
    bigrams = ["创业", "业担", "担保", "保贷", "贷款"]
    assert sorted(tokeniser("创业担保贷款")) == sorted(words + characters + bigrams)


def test_tokens_fold_width_and_case(tokeniser: Tokeniser) -> None:
    assert tokeniser("ＡＩ　４００．５") == tokeniser("ai 400.5") == ["ai", "400.5"]


def test_tokens_leave_marks_out(tokeniser: Tokeniser) -> None:
    assert tokeniser("“，。（）") == []


def test_tokens_never_reach_across_marks(tokeniser: Tokeniser) -> None:
    assert "业担" not in tokeniser("创业，担保")


def test_words_do_not_overlap(tokeniser: Tokeniser) -> None:
    assert tokeniser.words("创业担保贷款400万") == ["创业", "担保贷款", "400", "万"]


def test_is_word_knows_words_but_not_their_beginnings(tokeniser: Tokeniser) -> None:
    assert tokeniser.is_word("担保贷款")
    assert not tokeniser.is_word("担保贷")


def test_normalise_folds_compatibility_forms() -> None:
    assert normalise("㈠Ａ％") == "(一)a%"
