"""Finding a text again whose layout or punctuation changed, with the place in the original where it now stands."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

_KEPT = frozenset("%‰")
_LABEL = re.compile(
    r"^(?:第[零〇一二三四五六七八九十百千\d]+[编章节条款项]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|[一二三四五六七八九十]+、|\d+[.．、](?!\d))\s*"
)


def unlabelled(text: str) -> str:
    """Return a text without the number it begins with: 第三条, （二）, 1．."""
    return _LABEL.sub("", text, count=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A text without white space and punctuation, and for each character left its place in the original.

    A mark between two digits stays: 1.5万 and 15万 are different amounts, 3-5 and 35 different numbers.
    """

    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Fold a text."""
        folded = [
            (char, place)
            for place, raw in enumerate(text)
            for char in unicodedata.normalize("NFKC", raw).casefold()
            if not char.isspace()
        ]
        kept = [pair for i, pair in enumerate(folded) if _counts(folded, i)]
        return cls(letters="".join(char for char, _ in kept), places=tuple(place for _, place in kept))

    def find(self, piece: str, text: str) -> str | None:
        """Return what ``text``, which this was folded from, says verbatim where the piece occurs in it."""
        wanted = Loose.of(unlabelled(piece)).letters
        start = self._whole(wanted)
        if start is None:
            return None
        first, last = self.places[start], self.places[start + len(wanted) - 1] + 1
        if last < len(text) and _is_mark(piece[-1]) and _is_mark(text[last]):
            last += 1  # the full stop or bracket that the piece ended in
        return text[first:last]

    def _whole(self, wanted: str) -> int | None:
        """Return where the letters occur, not within a longer number."""
        start = self.letters.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            before = wanted[0].isdigit() and self.letters[start - 1 : start].isdigit()
            after = wanted[-1].isdigit() and self.letters[end : end + 1].isdigit()
            if not (before or after):
                return start
            start = self.letters.find(wanted, start + 1)
        return None


def _counts(folded: list[tuple[str, int]], i: int) -> bool:
    char = folded[i][0]
    if char in _KEPT or unicodedata.category(char)[0] not in "PC":
        return True
    around = folded[i - 1][0] if i else "", folded[i + 1][0] if i + 1 < len(folded) else ""
    return all(neighbour.isdigit() for neighbour in around)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "P"
