"""What can go wrong while a corpus is read.

CorpusError
├── SourceError   one file cannot be read as a policy
├── CorrectionError  what a person typed as a correction cannot be understood
└── LibraryError  a folder holds no usable documents, or a TOML beside one is not usable
"""

from pathlib import Path


class CorpusError(Exception):
    """A corpus cannot be read; the message is written for the user and names the file and the reason."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法读取“{path}”：{reason}")
        self.path = str(path)
        self.reason = reason


class SourceError(CorpusError):
    """One file is not a readable Chinese policy text."""


class LibraryError(CorpusError):
    """A corpus folder is missing, empty or inconsistent."""


class CorrectionError(CorpusError):
    """What a person typed to correct a document cannot be understood."""

    def __init__(self, typed: str, reason: str) -> None:
        Exception.__init__(self, f"“{typed}”：{reason}")
        self.path = typed
        self.reason = reason
