"""Long work, shown as a bar on the console."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

# Told (stage in Chinese, done, total) while something long runs; 0 in all where that is not known.
Progress = Callable[[str, int, int], None]


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield a callback that shows each stage as a bar on standard error, where that is a terminal."""
    with tqdm(total=1, leave=False, disable=not sys.stderr.isatty()) as bar:

        def report(stage: str, done: int, total: int) -> None:
            bar.set_description(stage, refresh=False)
            bar.total = total or None
            bar.n = done
            bar.refresh()

        yield report


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
