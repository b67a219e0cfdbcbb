"""The suites that ship: which case files, over which documents, with which data directory."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings, read_settings
from evals.cases import Case, load_all
from evals.errors import CaseFileError

HERE = Path(__file__).resolve().parent
_SUITES = {  # case files, and whether they are about the ten other policies
    "rizhao": ("rizhao.jsonl", False),
    "other": ("other/*.jsonl", True),
    # By examiners who had seen neither the assistant nor its other cases; their test parts nobody has tuned on.
    "blind": ("blind/rizhao-*.jsonl", False),
    "blind-other": ("blind/other-*.jsonl", True),
}
NAMES = tuple(_SUITES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Cases and the settings of the assistant that they are put to."""

    name: str
    files: tuple[Path, ...]
    cases: tuple[Case, ...]
    settings: Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what chooses a suite: ``--suite``, ``--cases``, ``--corpus``."""
    parser.add_argument("--suite", choices=NAMES, default=NAMES[0], help="自带的套件")
    parser.add_argument("--cases", type=Path, nargs="+", action="extend", default=[], help="用例文件，替代套件自带的")
    parser.add_argument("--corpus", type=Path, help="政策目录，替代套件自带的")


def load_suite(
    name: str, *, files: Sequence[Path] = (), corpus_dir: Path | None = None, data_dir: Path | None = None
) -> Suite:
    """Load a suite; files and directories given replace its own."""
    settings = read_settings()
    changes: dict[str, Path] = {}
    pattern, about_others = _SUITES[name]
    shipped = tuple(sorted((HERE / "cases").glob(pattern)))
    if about_others:
        changes = {"corpus_dir": HERE / "corpora", "data_dir": settings.data_dir / "evals-other"}
    paths = tuple(files) or shipped
    if not paths:
        raise CaseFileError(f"套件 {name} 没有用例文件")
    if corpus_dir:
        changes["corpus_dir"] = corpus_dir
    if data_dir:
        changes["data_dir"] = data_dir
    return Suite(name=name, files=paths, cases=load_all(paths), settings=settings.model_copy(update=changes))
