"""Which clause of one version is which of the other: by its text first, by its number where the text leaves it open."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from corpus.types import BODY_KINDS, Clause, ClauseKind

_SAME_TEXT = 60.0  # of 100: likeness at which a clause is the same wherever it stands
_SAME_PLACE = 35.0  # likeness that is enough where its number is the same too
_PLACE_BONUS = 8.0
_FRAME = frozenset(ClauseKind) - BODY_KINDS - {ClauseKind.HEADING, ClauseKind.PREAMBLE, ClauseKind.CLOSING}


def body(clause: Clause) -> str:
    """Return the text of a clause as running prose, without the number that opens it."""
    if clause.sentences and clause.kind not in _FRAME:
        start = min(sentence.start for sentence in clause.sentences)
        return " ".join(clause.text[max(0, start - clause.start) :].split())
    return " ".join(clause.text.split())


def text_key(clause: Clause) -> str:
    """Fold what is no change of a text: layout, widths, and the mark at its end."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", body(clause))).rstrip("。;,.；，")


def path(clause: Clause) -> str:
    """Return a clause's number path within its document."""
    return clause.clause_id.partition("#")[2]


def match_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Return the pairs that are one clause in two versions; each clause is in at most one."""
    pairs = _frames(old, new)
    pairs += _equal_texts(*_left(old, new, pairs))
    pairs += _alike(*_left(old, new, pairs))
    return pairs


def _left(
    old: Sequence[Clause], new: Sequence[Clause], pairs: Sequence[tuple[Clause, Clause]]
) -> tuple[list[Clause], list[Clause]]:
    taken_old = {id(a) for a, _ in pairs}
    taken_new = {id(b) for _, b in pairs}
    return [a for a in old if id(a) not in taken_old], [b for b in new if id(b) not in taken_new]


def _frames(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Pair title, number, issuers, dates: they are what they are whatever they say."""
    by_path = {path(clause): clause for clause in new if clause.kind in _FRAME}
    return [(a, by_path[path(a)]) for a in old if a.kind in _FRAME and path(a) in by_path]


def _equal_texts(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Pair equal texts; among several, those of one number first, then in order."""
    by_text: defaultdict[tuple[bool, str], list[Clause]] = defaultdict(list)
    for clause in new:
        by_text[(clause.kind is ClauseKind.HEADING, text_key(clause))].append(clause)
    waiting: list[tuple[Clause, list[Clause]]] = []
    pairs = []
    for clause in old:
        same = by_text[(clause.kind is ClauseKind.HEADING, text_key(clause))]
        if at_place := next((other for other in same if path(other) == path(clause)), None):
            same.remove(at_place)
            pairs.append((clause, at_place))
        else:
            waiting.append((clause, same))
    pairs += [(clause, same.pop(0)) for clause, same in waiting if same]
    return pairs


def _alike(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Pair the texts that are most alike, best first; a number in common decides between equals."""
    if not old or not new:
        return []
    likeness = process.cdist([text_key(a) for a in old], [text_key(b) for b in new], scorer=fuzz.ratio)
    ranked = []
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            same_place = path(a) == path(b)
            if (a.kind is ClauseKind.HEADING) != (b.kind is ClauseKind.HEADING):
                continue
            if likeness[i, j] >= (_SAME_PLACE if same_place else _SAME_TEXT):
                ranked.append((-(float(likeness[i, j]) + _PLACE_BONUS * same_place), abs(i - j), i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(ranked):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((old[i], new[j]))
    return pairs
