"""Reading one published text: which bytes are accepted, and how they become the source that offsets refer to."""

import re
from pathlib import Path

from corpus.errors import SourceError

_HAN = re.compile(r"[\u3400-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MIN_COMMON_SHARE = 0.7  # GB 2312 level 1 holds well over nine tenths of any modern Chinese text


def read_source(path: Path) -> str:
    """Return the text of a policy file: UTF-8 (with or without BOM) or GB18030, line ends as ``\\n``, no BOM.

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
    text = _decode(data, path).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError(path, "文件是空的。")
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise SourceError(path, "文件含有大量控制字符，像是二进制数据或编码错误。请提供 UTF-8 或 GB18030 的纯文本。")
    if not _HAN.search(text):
        raise SourceError(path, "文件里没有中文，不是政策文本。")
    return text


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
