"""A text on its way into the corpus: what was understood, what looks odd, and what it would do to other documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.adding.naming import earlier_version, free_id, id_of_file, safe_id, same_text, version_id
from corpus.adding.oddities import find_oddities
from corpus.adding.reading import ReadFile
from corpus.errors import SourceError
from corpus.library import parse_corrected
from corpus.types import Document
from corpus.validity import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One text that may be added."""

    file: ReadFile
    document: Document  # under the id that it would get, with its validity among the existing documents
    version_of: Document | None  # the existing document that it looks like another version of
    oddities: tuple[str, ...]
    effects: tuple[Document, ...] = ()  # existing documents whose state it would change, as they would be
    corrections: Mapping[str, str] = field(default_factory=dict)

    @property
    def toml(self) -> dict[str, str]:
        """What is written beside the text."""
        return {"captured_from": self.file.name, **self.corrections}


def examine(
    file: ReadFile,
    existing: Sequence[Document],
    *,
    today: date,
    document_id: str | None = None,
    corrections: Mapping[str, str] | None = None,
) -> Candidate:
    """Parse a text and set it beside the existing documents.

    ``corrections`` are values as in the TOML beside a text, ``document_id`` replaces the proposed id.
    Raises SourceError where the corpus holds the text already, or the id is taken.
    """
    said = dict(corrections or {})
    taken = {other.document_id for other in existing}
    provisional = free_id(safe_id(document_id) if document_id else id_of_file(file.name), taken)
    document = _alone(file, provisional, said, today)
    if twin := same_text(document, existing):
        raise SourceError(file.name, f"与已有的“{twin.document_id}”内容相同，没有添加。")
    earlier = earlier_version(document, existing)
    if document_id is not None:
        chosen = safe_id(document_id)
        if chosen in taken:
            raise SourceError(file.name, f"编号“{chosen}”已被使用，请换一个，新版本可写成“{chosen}@版本”。")
    else:
        chosen = version_id(document, earlier, taken) if earlier else provisional
    document = _alone(file, chosen, said, today)
    before = {other.document_id: other.validity for other in existing}
    *others, placed = resolve([*existing, document], today)
    return Candidate(
        file=file,
        document=placed,
        version_of=earlier,
        oddities=(
            *(f"{note}。" for note in file.notes),
            *_beside(placed, earlier),
            *find_oddities(placed, today=today),
        ),
        effects=tuple(other for other in others if other.validity != before[other.document_id]),
        corrections=said,
    )


def _beside(document: Document, earlier: Document | None) -> Iterator[str]:
    """Tell of a new version whose day is not later than that of the one that it should follow."""
    if earlier is None or document.family != earlier.family:
        return
    start, before = document.validity.in_force_from, earlier.validity.in_force_from
    if start and before and start == before:
        yield f"施行日期与“{earlier.document_id}”相同，请核对：新版本通常另有日期。"
    elif start and before and start < before:
        yield f"施行日期早于“{earlier.document_id}”，将作为更早的版本保存。"


def _alone(file: ReadFile, document_id: str, corrections: Mapping[str, str], today: date) -> Document:
    document = parse_corrected(file.text, document_id=document_id, provenance=dict(corrections), path=file.name)
    (alone,) = resolve([document], today)
    return alone
