"""Small facts about stretches of Chinese text that every step needs."""

TERMINALS = "。！？；：!?;:"
_CLOSERS = '”’」』）)】》"'


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a mark that closes a sentence or introduces a list."""
    return text.rstrip().rstrip(_CLOSERS).endswith(tuple(TERMINALS))


def trim(source: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a span to leave out the blanks at its ends."""
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end
