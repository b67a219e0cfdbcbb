"""Reading one published text: which bytes are accepted, and how they become the source that offsets refer to."""

import html
import itertools
import re
from collections import Counter
from html.entities import html5
from pathlib import Path

from corpus.errors import SourceError

_HAN = re.compile(r"[\u3400-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_REFERENCE = re.compile(r"&([A-Za-z]{2,8}\d{0,2}|#[1-9]\d{1,5}|#[xX][0-9A-Fa-f]{2,5});")
_MAX_ESCAPED = 2  # &amp;nbsp; was escaped twice
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－─]{1,2}\s*(\d{1,4})\s*[-—–－─]{1,2}|第\s*(\d{1,4})\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?)\s*"
)
_STOPS = tuple("。！？；：!?;:”）】》")
_MAX_HEADER = 40
_MIN_COMMON_SHARE = 0.7  # GB 2312 level 1 holds well over nine tenths of any modern Chinese text


def read_source(path: Path) -> str:
    """Return the text of a policy file: UTF-8 (with or without BOM) or GB18030, line ends as ``\\n``, no BOM.

    What a copy left of the page it was taken from is undone: &nbsp; and the like, page numbers and running headers.
    Raises SourceError when the file is missing, empty, binary, wrongly encoded or holds no Chinese.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(path, "文件不存在。") from error
    except OSError as error:
        raise SourceError(path, f"系统不允许读取（{error.strerror}）。") from error
    return decode_source(data, path=path)


def decode_source(data: bytes, *, path: Path | str) -> str:
    """Decode the bytes of a policy file as ``read_source`` does; ``path`` only names it in errors."""
    if not data.strip():
        raise SourceError(path, "文件是空的。")
    if data.startswith(_UTF16_MARKS):
        raise SourceError(path, "文件是 UTF-16 编码，请另存为 UTF-8 或 GB18030。")
    if b"\x00" in data:
        raise SourceError(path, "文件是二进制数据，不是文本。请提供纯文本（.txt）的政策原文。")
    text = _unescape(_decode(data, path)).replace("\r\n", "\n").replace("\r", "\n")
    text = _without_page_furniture(text)
    if not text.strip():
        raise SourceError(path, "文件是空的。")
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise SourceError(path, "文件含有大量控制字符，像是二进制数据或编码错误。请提供 UTF-8 或 GB18030 的纯文本。")
    if not _HAN.search(text):
        raise SourceError(path, "文件里没有中文，不是政策文本。")
    return text


def _unescape(text: str) -> str:
    """Replace the references that a page copied as HTML left behind: &nbsp; &ldquo; &#12308;."""
    for _ in range(_MAX_ESCAPED):
        text = _REFERENCE.sub(lambda found: html.unescape(found[0]) if _is_reference(found[1]) else found[0], text)
    return text


def _is_reference(name: str) -> bool:
    return name.startswith("#") or f"{name};" in html5


def _without_page_furniture(text: str) -> str:
    """Leave out the page numbers of a copied PDF and the running headers beside them, so that sentences run on.

    Page numbers count up; a line that only looks like one stays.
    """
    lines = text.split("\n")
    numbers = {i: int(found[1] or found[2]) for i, line in enumerate(lines) if (found := _PAGE_NUMBER.fullmatch(line))}
    counted = list(numbers.values())
    if len(counted) < 2 or any(later <= earlier for earlier, later in itertools.pairwise(counted)):
        return text
    beside = {j for i in numbers for step in (-1, 1) if (j := _beside(lines, i, step)) is not None}
    often = Counter(lines[i].strip() for i in beside)
    # headers of left and right pages may differ
    headers = {i for i in beside if often[lines[i].strip()] >= max(2, len(numbers) / 2) and _is_header(lines[i])}
    furniture = numbers.keys() | headers
    blanks: set[int] = set()
    runs_on = False
    for i, line in enumerate(lines):
        if i in furniture and runs_on:
            blanks |= _blanks_around(lines, i)
        elif i not in furniture and line.strip():
            runs_on = not line.rstrip().endswith(_STOPS)
    return "\n".join(line for i, line in enumerate(lines) if i not in furniture and i not in blanks)


def _beside(lines: list[str], i: int, step: int) -> int | None:
    """Return the next line above or below that is not blank."""
    i += step
    while 0 <= i < len(lines) and not lines[i].strip():
        i += step
    return i if 0 <= i < len(lines) else None


def _is_header(line: str) -> bool:
    return len(line.strip()) <= _MAX_HEADER and not line.rstrip().endswith(_STOPS)


def _blanks_around(lines: list[str], i: int) -> set[int]:
    """Return the blank lines directly above and below."""
    above, below = _beside(lines, i, -1), _beside(lines, i, 1)
    return {j for j in range(i if above is None else above + 1, i if below is None else below) if j != i}


def _decode(data: bytes, path: Path | str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise SourceError(path, "编码无法识别，请另存为 UTF-8 或 GB18030。") from error
    # GB18030 accepts almost any bytes: Big5 or a picture decodes too, but into characters that nobody writes.
    han = _HAN.findall(text)
    if han and sum(map(_is_common, han)) < _MIN_COMMON_SHARE * len(han):
        raise SourceError(path, "编码无法识别（按 GB18030 读出的是乱码），请另存为 UTF-8 或 GB18030。")
    return text


def _is_common(character: str) -> bool:
    """Whether a 汉字 is among the 3,755 of GB 2312 level 1."""
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= encoded[0] <= 0xD7
