import pytest

from evals.matching import contains, covers, mentions


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("最高３０万元", "30万元"),
        ("最高 30 万元", "30万元"),
        ("依据（鲁人社发〔2024〕14号）", "(鲁人社发〔2024〕14号)"),
        ("中共日照市委网络安全\n和信息化委员会办公室", "网络安全和信息化"),
        ("每年不少于100人", "100"),
    ],
)
def test_layout_and_width_do_not_matter(text: str, fact: str) -> None:
    assert mentions(text, fact)
    assert contains(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"), [("最高430万元", "30万元"), ("满300人次", "30"), ("占比1.20%", "20%"), ("共3.5年", "3")]
)
def test_a_number_is_not_part_of_a_longer_one(text: str, fact: str) -> None:
    assert contains(text, fact)
    assert not mentions(text, fact)


def test_a_number_at_a_sentence_end_is_mentioned() -> None:
    assert mentions("一共31.其中有12项", "31")


def test_covers_allows_a_cut_that_leaves_more_than_half() -> None:
    assert covers("……申请最高30万元", "最高30万元的贷款")  # 6 of 9 characters
    assert not covers("……申请最高", "最高30万元的贷款")
    assert not covers("最贷高款3的0元万", "最高30万元的贷款")  # scattered characters are no run
