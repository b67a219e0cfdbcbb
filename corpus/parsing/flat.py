"""Text whose line breaks were lost: which of its blanks stand for one."""

import itertools
import re

from corpus.parsing.brackets import outermost_pairs
from corpus.parsing.dates import DATE
from corpus.parsing.organizations import names_body
from corpus.parsing.responsibility import find_tags
from corpus.parsing.texts import ends_sentence, trim

_GAP = re.compile(r"[^\S\n]+")
_AFTER_LABEL = re.compile(
    r"(?:第[〇零一二三四五六七八九十百\d]{1,7}(?:章|节|条|编|部分)|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]{1,3}[）)])$"
)
_AFTER_TAG = re.compile(r"(?:单位|部门)[：:][^（）()\[\]〔〕]{2,200}[）)〕\]]$")
_GLUED_HEADING = re.compile(r"[\u4e00-\u9fff“”]{3,24}(?<![第附表图件栏])")
_OPENERS, _CLOSERS = ("（", "(", "〔", "[", "【"), ("）", ")", "〕", "]", "】")
_TAG_CHARS = 300
_QUOTED = re.compile(r"《([^《》]{6,80})》")
_HEAD_CHARS = 3000  # where a notice names the documents that it issues
_SIGNER_CHARS = 60


def cut_flat(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a line that holds a whole text into the lines that it was.

    Between sentences any blank parts two, elsewhere only a wide one, except in the head and tail of the text and
    around signatures, where titles, addressees and names stand without closing marks. Blanks inside brackets
    never do, nor does padding: 第一章　总　则.
    """
    text = source[start:end]
    inside = outermost_pairs(text)
    edges = _edges(text)
    issued = {"".join(name.split()) for name in _QUOTED.findall(text[:_HEAD_CHARS])}
    cuts, pair, edge = [0], 0, 0
    for gap in _GAP.finditer(text):
        while pair < len(inside) and inside[pair][1] < gap.start():
            pair += 1
        within = pair < len(inside) and inside[pair][0] < gap.start()
        if within or _pads(text, gap, cuts[-1]):
            continue
        piece = text[cuts[-1] : gap.start()]
        wide = len(gap[0]) > 1 or gap[0] == "\u3000"
        while edge < len(edges) and edges[edge][1] < gap.start():
            edge += 1
        at_edge = edge < len(edges) and edges[edge][0] <= gap.start() and _parts_words(text, gap)
        if wide or at_edge or ends_sentence(piece[-3:]) or _AFTER_TAG.search(piece[-220:]) or _is_title(piece, issued):
            cuts.append(gap.start())
    cuts.append(len(text))
    pieces = [trim(source, start + a, start + b) for a, b in itertools.pairwise(cuts)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _is_title(piece: str, issued: set[str]) -> bool:
    return len(piece) <= 100 and "".join(piece.split()) in issued


def _pads(text: str, gap: re.Match[str], begin: int) -> bool:
    """Whether a blank stands between a number and its heading, or spaces out the letters of a heading."""
    if _AFTER_LABEL.search(text[max(begin, gap.start() - 12) : gap.start()]):
        return True
    before = text[max(begin, gap.start() - 2) : gap.start()].strip()
    after = text[gap.end() : gap.end() + 2]
    return len(before) == 1 and not before.isascii() and (len(after) < 2 or after[1].isspace())


def _edges(text: str) -> list[tuple[int, int]]:
    """Return where a flat text is no running prose: its head, its tail, and around each signature's date."""
    first_stop, last_stop = text.find("。"), text.rfind("。")
    edges = [(0, first_stop), (last_stop + 1, len(text))]
    for date in DATE.finditer(text):
        before, after = text[max(0, date.start() - _SIGNER_CHARS) : date.start()], text[date.end() : date.end() + 1]
        signer = before.split()
        if before[-1:].isspace() and (not after or after.isspace()) and signer and names_body(signer[-1]):
            stop = text.find("。", date.end())
            edges.append((text.rfind("。", 0, date.start()) + 1, stop if stop >= 0 else len(text)))
    return _merged(edges)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _parts_words(text: str, gap: re.Match[str]) -> bool:
    """Whether a narrow blank parts two phrases, unlike the padding of Latin words and figures in Chinese text."""
    before, after = text[gap.start() - 1], text[gap.end() : gap.end() + 1]
    if DATE.match(text, gap.end()):
        return not before.isascii()
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def follows_tag(text: str, end: int) -> bool:
    """Whether a responsibility tag ends at ``end``, which closes like a sentence: （责任单位：甲局）2.以旧换新。"""
    if text[end - 1 : end] not in _CLOSERS:
        return False
    depth = 0
    for start in range(end - 1, max(0, end - _TAG_CHARS), -1):
        depth += (text[start] in _CLOSERS) - (text[start] in _OPENERS)
        if not depth:
            return any(tag.start <= 1 for tag in find_tags(text[start - 1 : end], 0))
    return False


def is_glued_heading(text: str) -> bool:
    """Whether the text between two numbers can only be a heading: 一、提振消费1.发放消费券。"""
    return bool(_GLUED_HEADING.fullmatch(text))
