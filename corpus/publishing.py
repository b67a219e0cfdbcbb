"""The commands of ``python -m corpus`` that act on what is live. They lie above the corpus and are called by name."""

import argparse
import importlib
from collections.abc import Sequence

_MODULE = "assistant.publishing.__main__"
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
