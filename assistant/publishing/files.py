"""Writing so that after a crash a file holds what it held before, or what it was to hold, never part of either."""

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.publishing.errors import PublishingError
from index.generations import flush

logger = logging.getLogger(__name__)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def replace_text(path: Path, text: str) -> None:
    """Put a text in the place of a file in one step, on the disk before it is in its place."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    try:
        flush(path.parent)
    except OSError as error:  # it is in its place already; a power cut may bring the old one back, whole
        logger.warning("%s is not flushed: %s", path.parent, error)


@contextmanager
def explained(doing: str, error: type[PublishingError]) -> Iterator[None]:
    """Turn what the file system refuses into an error that says what was being done, and what to do about it."""
    try:
        yield
    except OSError as cause:
        if cause.errno in _FULL:
            raise error(f"{doing}失败：磁盘空间不足，请腾出空间后重试。") from cause
        raise error(f"{doing}失败：{cause}") from cause
