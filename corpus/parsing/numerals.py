"""Chinese numerals as headings and dates print them."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_DIGITS = "零〇○一二三四五六七八九十百千两"


def parse_number(text: str) -> int | None:
    """Return the value of a numeral (十二, 二〇二五, 12, １２), or None where it is none."""
    text = "".join(text.split())
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def to_chinese(number: int) -> str:
    """Write 1 to 999 as headings do: 十二, 一百零三."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        tail = (
            "" if not rest else f"零{digits[ones]}" if not tens else f"{digits[tens]}十{digits[ones] if ones else ''}"
        )
        return f"{digits[hundreds]}百{tail}"
    if tens:
        return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
    return digits[ones]
