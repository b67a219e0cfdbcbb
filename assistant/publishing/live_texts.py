"""Where the texts that are live lie, for ``python -m corpus diff``, which calls this by name and loads nothing else."""

from pathlib import Path

from assistant.errors import SettingsError
from assistant.publishing.errors import PublishingError, SnapshotError
from assistant.publishing.record import LiveRecord
from assistant.settings import read_settings

__all__ = ["PublishingError", "live_folder"]


def live_folder(corpus_dir: Path, data_dir: Path | None) -> Path:
    """Return the folder of what is live for a workspace; PublishingError where nothing is, or it cannot be told."""
    try:
        record = LiveRecord(data_dir=data_dir or read_settings().data_dir, corpus_dir=corpus_dir)
    except SettingsError as error:
        raise PublishingError(str(error)) from error
    live = record.read().live
    if live is None:
        raise SnapshotError("还没有发布过，没有线上内容可以比较；请给出要比较的两个文件、编号或目录")
    return record.corpus_dir(live)
