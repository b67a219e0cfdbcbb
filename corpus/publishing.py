"""What ``python -m corpus`` has to do with what is live. It lies above the corpus and is called by name."""

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import LibraryError

_MODULE = "assistant.publishing.__main__"
_LIVE_TEXTS = "assistant.publishing.live_texts"
COMMANDS = {
    "publish": "评测通过后发布",
    "rollback": "回到上一次发布的内容",
    "status": "线上是哪一次发布",
    "history": "全部发布记录",
}


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """List the commands; what they take is theirs to say."""
    for name, told in COMMANDS.items():
        commands.add_parser(name, help=told, add_help=False)


def run(arguments: Sequence[str]) -> int:
    """Run one of the commands; return its exit status."""
    status: int = importlib.import_module(_MODULE).main(arguments)
    return status


def live_folder(corpus_dir: Path, data_dir: Path | None) -> Path:
    """Return where the texts lie that are live for a workspace; LibraryError where there are none."""
    module = importlib.import_module(_LIVE_TEXTS)
    try:
        return Path(module.live_folder(corpus_dir, data_dir))
    except module.PublishingError as error:
        raise LibraryError(corpus_dir, str(error)) from error
