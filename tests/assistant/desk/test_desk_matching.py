from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.desk.matching import clip, excerpt, fold, mark_words, split_at

WRITTEN = st.text(st.sampled_from("贷款创业ＡaＢb１1（(　 \n㎡Ⅳ，"), max_size=40)


def marked(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in mark_words(text, words)]


def test_words_are_found_whatever_their_width_and_case() -> None:
    assert marked("可申请ＡＰＰ（ｖ２）办理", "app", "(V2)") == ["ＡＰＰ（ｖ２）"]


def test_a_word_is_found_across_a_line_wrap() -> None:
    assert marked("创业担保\n　贷款的额度", "担保贷款") == ["担保\n　贷款"]


def test_marks_that_touch_or_overlap_are_one() -> None:
    assert marked("创业担保贷款", "创业", "担保贷款", "业担") == ["创业担保贷款"]


def test_a_character_that_stands_for_several_is_marked_whole() -> None:
    assert marked("每㎡补贴", "m2") == ["㎡"]


@given(WRITTEN, st.lists(WRITTEN.filter(bool), max_size=3))
def test_marks_are_in_order_apart_and_hold_the_words(text: str, words: list[str]) -> None:
    spans = mark_words(text, words)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    for word in words:
        assert bool(fold(word).text and fold(word).text in fold(text).text) <= any(spans)


@given(WRITTEN, st.lists(WRITTEN, max_size=3))
def test_splitting_loses_nothing(text: str, words: list[str]) -> None:
    spans = mark_words(text, words)
    pieces = split_at(text, spans)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_mark in pieces if is_mark] == [text[start:end] for start, end in spans]


@given(WRITTEN, WRITTEN, st.integers(5, 20))
def test_an_excerpt_has_room_and_keeps_the_first_mark_in_sight(text: str, word: str, room: int) -> None:
    spans = mark_words(text, [word])
    start, end = excerpt(text, spans, max_chars=room)
    assert 0 <= start <= end <= len(text)
    assert end - start == min(room, len(text))
    if spans:
        assert start <= spans[0][0] < end
    assert all(0 <= a < b <= end - start for a, b in clip(spans, start, end))
