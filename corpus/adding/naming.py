"""The id that an added document gets, and of which existing document it looks like another version."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from corpus.changes.matching import text_key
from corpus.types import Document
from corpus.validity.repeals import number_key, title_key

_NOT_IN_A_NAME = re.compile(r"[\s/\\:*?\"<>|#\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_MAX_NAME_BYTES = 150
_YEAR = re.compile(
    r"(?:19|20)\d{2}年?(?:度|版|修订版)?|[（(](?:修订|修正|试行|暂行|修订版|新修订)[^（）()]{0,6}[）)]|第[一二三四五]次修[订正]"
)
_ALIKE_TITLE = 92.0
_ALIKE_TEXT = 0.4  # share of clauses that both have


def id_of_file(name: str) -> str:
    """Return a document id made from a file's name, without its folder and its ending."""
    return safe_id(Path(unicodedata.normalize("NFKC", name).replace("\\", "/")).stem)


def safe_id(wanted: str) -> str:
    """Return an id without any mark that a file system or a clause id needs; dots stay: 办法@v1.2 has no ending."""
    clean = _NOT_IN_A_NAME.sub("-", unicodedata.normalize("NFKC", wanted)).strip("-. ")
    family, at, label = clean.partition("@")
    clean = f"{family}@{label.replace('@', '-')}" if family and at and label else clean.replace("@", "-").strip("-")
    while len(clean.encode()) > _MAX_NAME_BYTES:
        clean = clean[:-1]
    return clean or "document"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return an id that no document has yet, compared as file systems that fold case would."""
    folded = {name.casefold() for name in taken}
    n, name = 2, wanted
    while name.casefold() in folded:
        name, n = f"{wanted}-{n}", n + 1
    return name


def version_id(document: Document, of: Document, taken: Collection[str]) -> str:
    """Propose an id for a further version: its family, labelled by its day where it has one."""
    day = document.validity.in_force_from or document.issue_date
    if day:
        return free_id(f"{of.family}@{day.isoformat()}", taken)
    n = 2
    while f"{of.family}@v{n}" in taken:
        n += 1
    return f"{of.family}@v{n}"


def same_text(document: Document, existing: Sequence[Document]) -> Document | None:
    """Return the document that holds the same text, layout aside."""
    wanted = _squeezed(document)
    return next((other for other in existing if _squeezed(other) == wanted), None)


def earlier_version(document: Document, existing: Sequence[Document]) -> Document | None:
    """Return the existing document that this one looks like another version of, the latest of its family."""
    found = [other for other in existing if _is_version(document, other)]
    return max(found, key=lambda other: (str(other.validity.in_force_from or ""), other.document_id), default=None)


def _is_version(document: Document, other: Document) -> bool:
    number, other_number = number_key(document.number or ""), number_key(other.number or "")
    if number and number == other_number:
        return True
    title, other_title = _bare_title(document), _bare_title(other)
    if document.title == document.document_id or fuzz.ratio(title, other_title) < _ALIKE_TITLE:
        return False
    keys = {text_key(clause) for clause in document.body()}
    other_keys = {text_key(clause) for clause in other.body()}
    shared = len(keys & other_keys)
    if title == other_title:
        return (
            bool(set(document.issuers) & set(other.issuers)) or not document.issuers or not other.issuers or shared > 0
        )
    return shared >= _ALIKE_TEXT * min(len(keys), len(other_keys)) > 0


def _bare_title(document: Document) -> str:
    return _YEAR.sub("", title_key(document.name))


def _squeezed(document: Document) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", document.source))
