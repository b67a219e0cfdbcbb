"""Public texts as a corpus that the index takes: statutes article by article, policies as the parser reads them."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from corpus.errors import CorpusError
from corpus.parsing import parse_document
from corpus.parsing.sentences import split_sentences
from corpus.types import Clause, ClauseKind, Corpus, Document, Sentence
from evals.public.data import PolicyText
from index.tuning.lecoqa import Article

_LINE = re.compile(r"[^\n]+")


def statute_corpus(articles: Iterable[Article], *, sentences: bool = True) -> Corpus:
    """Return a document per law whose clauses are its articles, each whole: its id ends in the article's.

    Without ``sentences`` only the articles are searched, which takes a third of the time to embed.
    """
    laws: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        laws[article.law].append(article)
    return _corpus(
        [_statute(number, law, found, sentences=sentences) for number, (law, found) in enumerate(laws.items())]
    )


def policy_corpus(texts: Sequence[PolicyText], *, without: Collection[str] = ()) -> Corpus:
    """Return the policies parsed, those named left out. A text in which nothing can be cited is left out as well."""
    documents = []
    for text in texts:
        if text.document_id in without:
            continue
        try:
            documents.append(parse_document(text.text, document_id=text.document_id))
        except CorpusError:
            continue
    return _corpus(documents)


def _statute(number: int, law: str, articles: Sequence[Article], *, sentences: bool) -> Document:
    document_id = f"law-{number}"
    source, clauses = "", []
    for article in articles:
        start = len(source)
        spans = [
            (start + a, start + b)
            for line in (_LINE.finditer(article.text) if sentences else ())
            for a, b in split_sentences(article.text, *line.span())
        ]
        clauses.append(
            Clause(
                clause_id=f"{document_id}#{article.id}",
                document_id=document_id,
                kind=ClauseKind.ARTICLE,
                text=article.text,
                start=start,
                end=start + len(article.text),
                locator=article.id.removeprefix(law),
                sentences=tuple(Sentence(text=article.text[a - start : b - start], start=a, end=b) for a, b in spans),
            )
        )
        source += article.text + "\n"
    return Document(
        document_id=document_id,
        source=source,
        title=law,
        number=None,
        issuers=(),
        issue_date=None,
        publication_date=None,
        contact=None,
        sections=(),
        clauses=tuple(clauses),
    )


def _corpus(documents: Sequence[Document]) -> Corpus:
    digest = hashlib.sha256("\0".join(d.document_id + d.source for d in documents).encode("utf-8", "surrogatepass"))
    return Corpus(documents=tuple(documents), digest=digest.hexdigest())
