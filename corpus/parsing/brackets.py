"""Which brackets and quotation marks belong together."""

_PAIRS = {
    "（": "）",
    "(": ")",
    "〔": "〕",
    "[": "]",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "「": "」",
}
_CLOSERS = {
    "）": "（(", ")": "(（", "〕": "〔[", "]": "[〔", "】": "【", "》": "《", "〉": "〈", "”": "“", "’": "‘", "」": "「"
}  # fmt: skip
_MAX_DEPTH = 32  # what lies deeper is no text
_MAX_SPAN = 400  # a bracket that stays open longer is a misprint, not a bracket


def matched_pairs(text: str) -> list[tuple[int, int]]:
    """Return (open, close) positions of every matched pair, by opening position; what stays open is ignored.

    Half- and full-width round brackets close each other, and a straight quote closes a curly one, because
    published pages mix them.
    """
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    for i, c in enumerate(text):
        if c in _PAIRS:
            stack.append(i)
            del stack[:-_MAX_DEPTH]
        elif c == '"':
            _close_quote(text, i, stack, pairs)
        elif c in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if text[stack[depth]] in _CLOSERS[c]:
                    pairs.append((stack[depth], i))
                    del stack[depth:]
                    break
    return sorted(pair for pair in pairs if pair[1] - pair[0] <= _MAX_SPAN)


def _close_quote(text: str, i: int, stack: list[int], pairs: list[tuple[int, int]]) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if text[stack[depth]] in '"“':
            pairs.append((stack[depth], i))
            del stack[depth:]
            return
    stack.append(i)


def outermost_pairs(text: str) -> list[tuple[int, int]]:
    """Return the matched pairs that lie inside no other."""
    outer: list[tuple[int, int]] = []
    for pair in matched_pairs(text):
        if not outer or pair[0] > outer[-1][1]:
            outer.append(pair)
    return outer
