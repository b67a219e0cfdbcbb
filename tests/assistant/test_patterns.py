import re

import pytest

from assistant.patterns import HOW_OFTEN, any_of, one_of, told_within, within


def test_one_of_can_be_followed_by_more() -> None:
    assert re.fullmatch(one_of("哪天", "几号") + "截止", "哪天截止")


def test_any_of_takes_the_earlier_alternative_not_the_longer() -> None:
    found = any_of("几月", "几月几号").search("几月几号报名")
    assert found is not None
    assert found.group() == "几月"


@pytest.mark.parametrize(
    ("gap", "crossed", "stopping"),
    [
        (within(4), "要带的", ["要，带", "要,带", "要。带", "要带的这些"]),
        (within(4, no="人"), "要带的", ["要人带"]),
        (told_within(4), "要,带", ["要，带", "要。带", "要；带"]),
        (told_within(4, least=2), "要带", ["要"]),
    ],
)
def test_a_gap_is_crossed_up_to_its_length_and_its_marks(gap: str, crossed: str, stopping: list[str]) -> None:
    assert re.fullmatch(gap, crossed)
    assert not any(re.fullmatch(gap, text) for text in stopping)


@pytest.mark.parametrize(("question", "asks"), [("多久评选一次", True), ("几个月发一次", True), ("评选多久", False)])
def test_how_often_needs_a_once(question: str, asks: bool) -> None:
    assert bool(re.search(HOW_OFTEN, question)) is asks
