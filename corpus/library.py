"""The corpus: every policy in a folder."""

import hashlib
import os
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.errors import LibraryError
from corpus.parsing import PARSER_VERSION, parse_document
from corpus.reading import read_source
from corpus.types import Corpus, Document
from corpus.validity import describe, resolve
from corpus.validity.corrections import read_date

DEFAULT_CORPUS_DIR = Path(__file__).resolve().parent / "documents"
CORPUS_DIR_VARIABLE = "POLICY_CORPUS_DIR"


_PARSED_KEPT = 1024  # documents


def default_corpus_dir() -> Path:
    """Return the folder that the environment names, else the shipped documents."""
    return Path(os.environ.get(CORPUS_DIR_VARIABLE) or DEFAULT_CORPUS_DIR)


def load_corpus(directory: Path | None = None, *, as_of: date | None = None) -> Corpus:
    """Parse every ``.txt`` in a folder, each with the TOML of the same name beside it where there is one.

    ``NAME@LABEL.txt`` is a further version of ``NAME.txt``. The corpus answers from what is in force on a day, today
    where none is given. Raises CorpusError that names the folder or file and the reason.
    """
    directory = Path(directory) if directory else default_corpus_dir()
    versions = load_versions(directory, day=as_of or date.today())
    in_force = tuple(document for document in versions if document.validity.applies)
    others = tuple(document for document in versions if not document.validity.applies)
    if not in_force:
        raise LibraryError(directory, _nothing_applies(others, as_of))
    return Corpus(documents=in_force, digest=_digest(in_force, others), not_in_force=others, as_of=as_of)


def load_versions(directory: Path, *, day: date) -> tuple[Document, ...]:
    """Parse every version of every document in a folder, whatever its state on the day."""
    if not directory.is_dir():
        raise LibraryError(directory, "文件夹不存在。")
    paths = find_texts(directory)
    if not paths:
        raise LibraryError(directory, "文件夹里没有政策文本（.txt）。")
    return resolve([load_document(path) for path in paths], day)


def find_texts(directory: Path) -> list[Path]:
    """Return the policy texts of a folder in order."""
    return sorted(p for p in directory.iterdir() if p.suffix.lower() == ".txt" and p.is_file())


def _nothing_applies(others: Sequence[Document], as_of: date | None) -> str:
    when = as_of.isoformat() if as_of else "今天"
    states = "；".join(f"{document.document_id}（{describe(document)}）" for document in others[:5])
    more = f"等 {len(others)} 份" if len(others) > 5 else ""
    return f'没有一份文件在{when}有效：{states}{more}。可用 --as-of 指定日期，或在同名 .toml 里写 state = "in_force"。'


def load_document(path: Path) -> Document:
    """Parse one policy file with the TOML beside it, whose corrections win; its id is the file's stem.

    Its validity is that of a document that stands alone: ``load_corpus`` sees what others do to it.
    """
    path = Path(path)
    toml = path.with_suffix(".toml")
    provenance = tuple(_read_provenance(toml).items())
    return _parsed(read_source(path), path.stem.replace("#", "-"), provenance, toml.name)


@lru_cache(maxsize=_PARSED_KEPT)
def _parsed(source: str, document_id: str, provenance: tuple[tuple[str, str], ...], toml: str) -> Document:
    """Parse a text once: a new state of the corpus shares most of its documents with the one before."""
    return parse_corrected(source, document_id=document_id, provenance=dict(provenance), path=toml)


def parse_corrected(source: str, *, document_id: str, provenance: dict[str, str], path: str) -> Document:
    """Parse a text with the corrections that stand beside it; ``path`` names them in errors."""
    document = parse_document(source, document_id=document_id, provenance=provenance)
    return replace(
        document,
        number=provenance.get("number") or document.number,
        issue_date=read_date(provenance, "issue_date", path=path) or document.issue_date,
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


def _digest(in_force: Sequence[Document], others: Sequence[Document]) -> str:
    """Hash everything that clauses are made from, so that an index can tell whether it is still true."""
    digest = hashlib.sha256(f"parser {PARSER_VERSION}\n".encode())
    _add(digest, in_force)
    if others:  # their names and successors are told too
        digest.update(b"not in force\n")
        _add(digest, others)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", documents: Sequence[Document]) -> None:
    for document in documents:
        for part in (document.document_id, document.source, repr(sorted(document.provenance.items()))):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(f"{len(data)}:".encode())
            digest.update(data)
