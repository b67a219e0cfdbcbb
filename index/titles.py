"""Documents by the names people use: 《题名》, a part of the title, a number such as 日人社发〔2025〕6号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.types import ClauseKind, Corpus, Document, MetadataName
from corpus.validity.repeals import INNER_TITLE, QUOTED_TITLE, title_key

_NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{1,16}?)\s*[〔［\[(（【]?\s*(?P<year>(?:19|20)\d{2})\s*[〕］\])）】]?\s*第?\s*(?P<count>\d{1,5})\s*号"
)
_REGIONS = tuple("国省市县区州盟旗镇乡")
_CLOSING = ("”", "’", '"')  # folded away in a title's key: what matches behind one is not its whole end
_MIN_ENDING = 8  # characters of the end of a title without 《》
_MIN_PART = 6  # characters of a title without 《》, or of a part of it within 《》, that name the document


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMentions:
    """The documents that a query names."""

    document_ids: tuple[str, ...]
    unknown: tuple[str, ...]  # as written: titles in 《》 and numbers that are no document of the corpus
    spans: tuple[tuple[int, int], ...]
    unknown_spans: tuple[tuple[int, int], ...]

    def is_foreign_before(self, text: str, position: int) -> bool:
        """Whether a document that the corpus does not hold is named right before a place: 《劳动法》第四条."""
        return any(end <= position and not text[end:position].strip(" 的里中之") for _, end in self.unknown_spans)


class DocumentNames:
    """The titles and numbers of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._titles = [(document.document_id, title) for document in corpus.documents for title in _titles(document)]
        self._numbers = {
            key: document.document_id
            for document in corpus.documents
            for number in (document.number, *(item.value for item in document.values(MetadataName.NUMBER)))
            if number and (key := _number_key(number))
        }

    def find(self, text: str) -> DocumentMentions:
        """Return the documents named in a text by number, by title in 《》, or by an unmistakable title without."""
        named: dict[str, tuple[int, int]] = {}
        unknown: list[tuple[str, tuple[int, int]]] = []
        spans: list[tuple[int, int]] = []
        for mention, span, ids in [*self._by_number(text), *self._by_quoted_title(text)]:
            spans.append(span)
            named.update(dict.fromkeys(ids, span))
            if not ids:
                unknown.append((mention, span))
        for span, document_id in self._by_bare_title(text):
            spans.append(span)
            named.setdefault(document_id, span)
        return DocumentMentions(
            document_ids=tuple(named),
            unknown=tuple(mention for mention, _ in unknown),
            spans=tuple(spans),
            unknown_spans=tuple(span for _, span in unknown),
        )

    def _by_number(self, text: str) -> Iterator[tuple[str, tuple[int, int], tuple[str, ...]]]:
        for match in _NUMBER.finditer(text):
            year, count = int(match["year"]), int(match["count"])
            # What stands before the number runs into its issuer: 请问日人社发〔2025〕6号.
            known = [
                (issuer, document_id)
                for (issuer, *rest), document_id in self._numbers.items()
                if rest == [year, count] and match["issuer"].endswith(issuer)
            ]
            start = match.end("issuer") - max((len(issuer) for issuer, _ in known), default=len(match["issuer"]))
            yield match.group(), (start, match.end()), tuple(document_id for _, document_id in known)

    def _by_quoted_title(self, text: str) -> Iterator[tuple[str, tuple[int, int], tuple[str, ...]]]:
        for match in QUOTED_TITLE.finditer(text):
            wanted = title_key(match.group(1))
            exact = [document_id for document_id, title in self._titles if title == wanted]
            part = [document_id for document_id, title in self._titles if len(wanted) >= _MIN_PART and wanted in title]
            yield match.group(), match.span(), tuple(dict.fromkeys(exact or part))

    def _by_bare_title(self, text: str) -> Iterator[tuple[tuple[int, int], str]]:
        for document_id, title in self._titles:
            name = title if len(title) >= _MIN_PART and title in text else self._ending_said(title, text)
            if name:
                at = text.find(name)
                yield (at, at + len(name)), document_id

    def _ending_said(self, title: str, text: str) -> str:
        """Return the end of a title that a text says, where no other document's ends so: people leave the place out."""
        endings = (title[start:] for start in range(1, len(title) - _MIN_ENDING + 1))
        said = next((ending for ending in endings if ending in text), "")
        if not said or text[: text.find(said)].endswith(_REGIONS + _CLOSING):
            return ""  # 乙市登记管理办法 is not 甲市's
        named = {document_id for document_id, other in self._titles if other.endswith(said)}
        return said if len(named) == 1 else ""


def _titles(document: Document) -> list[str]:
    """Return the whole title, the one within its 《》, and the title printed above the text."""
    printed = [clause.plain for clause in document.clauses if clause.kind is ClauseKind.TITLE]
    whole = [document.title, *printed]
    inner = [name for title in whole for name in INNER_TITLE.findall(title)]
    return list(dict.fromkeys(title_key(title) for title in [*whole, *inner] if len(title_key(title)) >= 4))


def _number_key(number: str) -> tuple[str, int, int] | None:
    match = _NUMBER.search(number)
    return (match["issuer"], int(match["year"]), int(match["count"])) if match else None
