"""Small documents put together by hand, for tests that are not about parsing."""

import hashlib
import re

from corpus.types import Clause, ClauseKind, Corpus, Document, Responsibility, Section, Sentence

_SENTENCE = re.compile(r"[^。]+。?")
_UNITS = re.compile(r"（责任单位：([^）]+)）")


def make_corpus(*documents: Document) -> Corpus:
    digest = hashlib.sha256(repr([(document.document_id, document.source) for document in documents]).encode())
    return Corpus(documents=documents, digest=digest.hexdigest())


def make_document(
    document_id: str, text: str, *, title: str = "", number: str | None = None, issuers: tuple[str, ...] = ()
) -> Document:
    """Parse a toy notation: a line starting with ``# `` is a heading, 第X条 starts an article, others are measures.

    ``# 一、标题`` opens the section of label 一; a title and a number, where given, stand above as clauses.
    """
    build = _Builder(document_id)
    if title:
        build.frame(title, ClauseKind.TITLE, "标题", "title")
    if number:
        build.frame(number, ClauseKind.NUMBER, "发文字号", "number")
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("# "):
            build.heading(line[2:])
        else:
            build.measure(line)
    return Document(
        document_id=document_id,
        source=build.source,
        title=title,
        number=number,
        issuers=issuers,
        issue_date=None,
        publication_date=None,
        contact=None,
        sections=tuple(build.sections),
        clauses=tuple(build.clauses),
    )


class _Builder:
    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self.source = ""
        self.sections: list[Section] = []
        self.clauses: list[Clause] = []
        self._in_section = 0

    def frame(self, text: str, kind: ClauseKind, locator: str, name: str) -> None:
        start = self._append(text)
        self.clauses.append(
            Clause(
                clause_id=f"{self.document_id}#{name}",
                document_id=self.document_id,
                kind=kind,
                text=text,
                start=start,
                end=start + len(text),
                locator=locator,
                sentences=(Sentence(text=text, start=start, end=start + len(text)),),
            )
        )

    def heading(self, text: str) -> None:
        start = self._append(text)
        label, _, heading = text.partition("、") if "、" in text else text.partition(" ")
        number = len(self.sections) + 1
        self._in_section = 0
        self.sections.append(
            Section(
                section_id=f"{self.document_id}#s{number}",
                label=label,
                heading=heading,
                level=1,
                start=start,
                end=start + len(text),
            )
        )

    def measure(self, text: str) -> None:
        start = self._append(text)
        self._in_section += 1
        article = re.match(r"第[一二三四五六七八九十百零〇]+条", text)
        number = len(self.sections)
        path = article.group() if article else f"{number}.{self._in_section}"
        above = f"第{self.sections[-1].label}条" if self.sections else ""
        locator = article.group() if article else f"{above}第{self._in_section}项"
        self.clauses.append(
            Clause(
                clause_id=f"{self.document_id}#{path}",
                document_id=self.document_id,
                kind=ClauseKind.ARTICLE if article else ClauseKind.MEASURE,
                text=text,
                start=start,
                end=start + len(text),
                locator=locator,
                section_ids=(self.sections[-1].section_id,) if self.sections else (),
                sentences=tuple(_sentences(text, start)),
                responsibilities=tuple(_responsibilities(text, start)),
            )
        )

    def _append(self, text: str) -> int:
        start = len(self.source)
        self.source += text + "\n"
        return start


def _sentences(text: str, offset: int) -> list[Sentence]:
    body = _UNITS.sub(lambda tag: " " * len(tag.group()), text)
    found = []
    for match in _SENTENCE.finditer(body):
        if match.group().strip():
            start, end = offset + match.start(), offset + match.end()
            found.append(Sentence(text=text[match.start() : match.end()], start=start, end=end))
    return found


def _responsibilities(text: str, offset: int) -> list[Responsibility]:
    return [
        Responsibility(
            role="责任单位",
            units=tuple(tag.group(1).split("、")),
            start=offset + tag.start(),
            end=offset + tag.end(),
        )
        for tag in _UNITS.finditer(text)
    ]
