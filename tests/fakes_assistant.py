"""Real fakes of what the evaluation talks to: an assistant that replays answers over a small corpus."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Self

from assistant.types import Answer, AnswerSentence, Citation, Status, Turn
from corpus.types import Clause, ClauseKind, Corpus, Document
from index.types import Background, Passage, Retrieval

NO_BACKGROUND = Background(mean=0.0, std=1.0)


def make_corpus(**documents: Sequence[str]) -> Corpus:
    """One document per keyword, its clauses the given texts, one a line; ids are ``name#1``, ``name#2``…"""
    return Corpus(documents=tuple(_document(name, texts) for name, texts in documents.items()), digest="0" * 64)


def cite(corpus: Corpus, clause_id: str, quote: str = "", *, n: int = 1) -> Citation:
    """Cite a clause of the corpus, the whole of it unless a quote from it is given."""
    clause = corpus.clause(clause_id)
    quote = quote or clause.text
    start = clause.start + clause.text.index(quote)
    return Citation(
        n=n,
        document_id=clause.document_id,
        document_title=clause.document_id,
        document_number=None,
        section="",
        clause_id=clause_id,
        locator=clause.locator,
        quote=quote,
        clause_text=clause.text,
        start=start,
        end=start + len(quote),
    )


def answered(question: str, *citations: Citation, text: str = "") -> Answer:
    """An answer that says the text (else the quotes) and marks it with every citation."""
    said = text or "".join(citation.quote for citation in citations)
    sentence = AnswerSentence(text=said, marks=tuple(citation.n for citation in citations))
    return Answer(
        question=question,
        standalone_question=question,
        status=Status.ANSWERED,
        sentences=(sentence,),
        citations=citations,
    )


def refused(question: str, text: str = "政策没有提到。") -> Answer:
    """A refusal."""
    sentence = AnswerSentence(text=text, marks=())
    return Answer(question=question, standalone_question=question, status=Status.NOT_COVERED, sentences=(sentence,))


class ScriptedIndex:
    """Finds the clause ids it was told to, in that order; nothing for any other query."""

    def __init__(self, corpus: Corpus, found: Mapping[str, Sequence[str]]) -> None:
        self.corpus = corpus
        self._found = found

    def retrieve(self, query: str, *, k: int) -> Retrieval:
        passages = [
            Passage(
                document_id=clause_id.partition("#")[0],
                clause_id=clause_id,
                rank=rank,
                score=1.0 / rank,
                dense=0.0,
                lexical=0.0,
                sentences=(),
            )
            for rank, clause_id in enumerate(self._found.get(query, ())[:k], start=1)
        ]
        return Retrieval(query=query, passages=tuple(passages), background=NO_BACKGROUND)


class ScriptedAssistant:
    """Replays the answer that was scripted for each question, refuses any other."""

    def __init__(
        self, corpus: Corpus, answers: Sequence[Answer] = (), *, found: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.index = ScriptedIndex(corpus, found or {})
        self._answers = {answer.question: answer for answer in answers}
        self.conversations: list[tuple[str, ...]] = []  # per question asked: those before it, and itself

    @contextmanager
    def using(self, day: date | None = None) -> Iterator[Self]:
        yield self

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.conversations.append((*(turn.question for turn in history), question))
        return self._answers.get(question) or refused(question)

    def converse(self, questions: Sequence[str]) -> list[Answer]:
        answers: list[Answer] = []
        for question in questions:
            answers.append(self.ask(question, [answer.to_turn() for answer in answers]))
        return answers


def _document(name: str, texts: Sequence[str]) -> Document:
    source = "\n".join(texts)
    clauses, start = [], 0
    for position, text in enumerate(texts, start=1):
        clause = Clause(
            clause_id=f"{name}#{position}",
            document_id=name,
            kind=ClauseKind.PARAGRAPH,
            text=text,
            start=start,
            end=start + len(text),
            locator=f"第{position}段",
        )
        clauses.append(clause)
        start += len(text) + 1
    return Document(
        document_id=name,
        source=source,
        title=name,
        number=None,
        issuers=(),
        issue_date=None,
        publication_date=None,
        contact=None,
        sections=(),
        clauses=tuple(clauses),
    )
