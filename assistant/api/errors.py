"""What a program is told when its call cannot be met: in Chinese, then the same in English."""


class RequestError(Exception):
    """The call cannot be met as it stands; the message says what to change."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese} / {english}")
