"""Characters that Word keeps as the code points of a picture font; as Unicode they would be lost or read as another."""

UNKNOWN = "\ufffd"  # told as unreadable when the file is added
_PICTURES_FROM = 0xF000  # Word adds this to the font's own code, or leaves it off


def _table(text: str) -> dict[int, str]:
    """Read pairs of a code in hexadecimal and its character."""
    return {int(pair[:2], 16): pair[2:] for pair in text.split()}


_SYMBOL = {
    **{ord(character): character for character in " !%()+,./0123456789:;<=>[]{|}_"},
    **_table("2D− 44Δ 53Σ 57Ω 61α 62β 64δ 67γ 6Cλ 6Dμ 70π 72ρ 73σ 77ω A2′ A3≤ A5∞ AC← AD↑ AE→ AF↓"),
    **_table("B0° B1± B2″ B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ BC… D6√ D7· E5∑"),
}
_WINGDINGS = _table(
    "6C● 6E■ 6F□ 71□ 72□ 75◆ 77◆ 9F• A1○ A7▪ A8□ AB★ DF← E0→ E1↑ E2↓ FB× FC√ FD☒ FE☑"
    + " 81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8A⑩ 8C❶ 8D❷ 8E❸ 8F❹ 90❺ 91❻ 92❼ 93❽ 94❾ 95❿"
)
_WINGDINGS_2 = _table("4F× 50√ 52☑ 53☒ A3□")
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """Return the character of a w:sym, ``code`` in hexadecimal; UNKNOWN where it cannot be told."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    return _character(font, number)


def plain(font: str, text: str) -> str:
    """Return text with the pictures that a run of a picture font holds as characters."""
    if font.lower() not in _FONTS:
        return text
    return "".join(_character(font, ord(each)) if _is_private(ord(each)) else each for each in text)


def _character(font: str, code: int) -> str:
    known = _FONTS.get(font.lower())
    if known is not None:
        return known.get(code - _PICTURES_FROM if code >= _PICTURES_FROM else code, UNKNOWN)
    readable = 0x20 <= code < 0x110000 and not _is_private(code) and not 0xD800 <= code < 0xE000
    return chr(code) if readable else UNKNOWN


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF
