"""``python -m evals COMMAND``: each command is a module with ``add_parser``."""

import argparse
import sys
from collections.abc import Sequence

from assistant.errors import AssistantError
from corpus.errors import CorpusError
from evals import bench, calibrate, load, publishing, retrieval, run
from evals.errors import EvalsError
from evals.freshness import command as stale
from evals.freshness import coverage
from evals.page import command as report
from evals.page import compare
from evals.review import command as review
from index.errors import IndexingError

COMMANDS = (run, stale, coverage, report, compare, review, bench, calibrate, load, retrieval, publishing)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 is well, 1 below the gate, 2 something to mend first."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="评测政策问答助手")
    subparsers = parser.add_subparsers(required=True, metavar="命令")
    for command in COMMANDS:
        command.add_parser(subparsers)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except (EvalsError, AssistantError, CorpusError, IndexingError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
