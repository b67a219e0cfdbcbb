"""The corpus: every policy in a folder."""

import hashlib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import LibraryError
from corpus.parsing import PARSER_VERSION, parse_document
from corpus.reading import read_source
from corpus.types import Corpus, Document

DEFAULT_CORPUS_DIR = Path(__file__).resolve().parent / "documents"
CORPUS_DIR_VARIABLE = "POLICY_CORPUS_DIR"


def default_corpus_dir() -> Path:
    """Return the folder that the environment names, else the shipped documents."""
    return Path(os.environ.get(CORPUS_DIR_VARIABLE) or DEFAULT_CORPUS_DIR)


def load_corpus(directory: Path | None = None) -> Corpus:
    """Parse every ``.txt`` in a folder, each with the TOML of the same name beside it where there is one.

    Raises CorpusError that names the folder or file and the reason.
    """
    directory = Path(directory) if directory else default_corpus_dir()
    if not directory.is_dir():
        raise LibraryError(directory, "文件夹不存在。")
    paths = sorted(p for p in directory.iterdir() if p.suffix.lower() == ".txt" and p.is_file())
    if not paths:
        raise LibraryError(directory, "文件夹里没有政策文本（.txt）。")
    documents = tuple(load_document(path) for path in paths)
    return Corpus(documents=documents, digest=_digest(documents))


def load_document(path: Path) -> Document:
    """Parse one policy file with the TOML beside it; its id is the file's stem."""
    path = Path(path)
    return parse_document(
        read_source(path),
        document_id=path.stem.replace("#", "-"),
        provenance=_read_provenance(path.with_suffix(".toml")),
    )


def _read_provenance(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LibraryError(path, f"不是有效的 TOML（{error}）。") from error
    except OSError as error:
        raise LibraryError(path, f"系统不允许读取（{error.strerror}）。") from error
    return {key: str(value) for key, value in values.items()}


def _digest(documents: Iterable[Document]) -> str:
    """Hash everything that clauses are made from, so that an index can tell whether it is still true."""
    digest = hashlib.sha256(f"parser {PARSER_VERSION}\n".encode())
    for document in documents:
        for part in (document.document_id, document.source, repr(sorted(document.provenance.items()))):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(f"{len(data)}:".encode())
            digest.update(data)
    return digest.hexdigest()
