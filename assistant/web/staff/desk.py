"""The desk's functions as its page calls them: checked input in, rendered HTML out. Holds nothing of a corpus."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from assistant.chain import TurnState
from assistant.deciding import Calibration, load_calibration
from assistant.desk.duties import departments, duties, roles_of
from assistant.desk.insight import explain_turn, was_judged
from assistant.desk.lookup import MAX_HITS, Found, Inquiry, Mode, documents_of, look_up
from assistant.desk.proposals import ReviewFile
from assistant.desk.quoting import statement
from assistant.desk.reading import open_clause
from assistant.desk.words import split_words
from assistant.journal.store import Journal
from assistant.types import Answer, Turn
from assistant.web.preparation import Preparation
from assistant.web.render import citation_text, copy_text
from assistant.web.staff import labels
from assistant.web.staff.following import follow_up, propose
from assistant.web.staff.inputs import CallerQuestion, Dated, Duties, Opening, Search
from assistant.web.staff.render import render
from assistant.web.staff.views import clause_view, hit_pieces
from corpus.types import Corpus
from corpus.validity import chinese_date
from index.search import Index

Reply = dict[str, Any]
N_RANKED = 20  # what lies further down a ranking is no find
N_SHOWN = 100  # of a listing; an export holds all of it


class StaffAssistant(Protocol):
    """What the desk needs of an assistant beyond what citizens need."""

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from."""

    @property
    def index(self) -> Index:
        """The index that they are found with."""

    def turns_of(self, questions: Sequence[str]) -> tuple[Turn, ...]:
        """Return the turns of a conversation, for asking further."""

    def ask_and_explain(self, question: str, history: Sequence[Turn] = ()) -> tuple[Answer, TurnState]:
        """Answer a question; return with it everything that was found and decided."""


class StaffAssistants(Protocol):
    """Who has an assistant for every day, and keeps each the same for as long as it is used."""

    def using(self, day: date | None = None) -> AbstractContextManager[StaffAssistant]:
        """Lend the assistant of a day, today's without one."""


class Desk:
    """Takes the assistant afresh for each call, because it may be replaced while somebody works."""

    def __init__(self, preparation: Preparation, journal: Journal, review_file: ReviewFile) -> None:
        self._preparation = preparation
        self._journal = journal
        self._review_file = review_file

    @property
    def ready(self) -> bool:
        """Whether there is something to look up."""
        return self._preparation.finished

    def functions(self) -> Mapping[str, Callable[[Mapping[str, Any]], Reply]]:
        """Return what the page may call, by name."""
        return {
            "set_day": self.set_day,
            "filters": self.filters,
            "look": self.look,
            "open_clause": self.open_clause,
            "duties": self.duties,
            "ask": self.ask,
            "follow": self.follow,
            "propose": self.propose,
        }

    def set_day(self, data: Mapping[str, Any]) -> Reply:
        """Make another day ready before anything is shown of it; say how to call it, "" for today."""
        with self._using(Dated.model_validate(data)) as assistant:
            day = assistant.corpus.as_of
        return {"as_of": day.isoformat() if day else "", "day": chinese_date(day) if day else ""}

    def filters(self, data: Mapping[str, Any]) -> Reply:
        """Return the filters as they stand for what is chosen so far."""
        if not self.ready:
            return {"preparing": self._preparation.stage.name}
        search = Search.model_validate(data)
        inquiry = search.inquiry()
        with self._using(search) as assistant:
            corpus = assistant.corpus
        documents = documents_of(corpus, inquiry.scope)
        chosen = next((d for d in documents if d.document_id == inquiry.document_id), None)
        if chosen is None and len(documents) == 1:
            chosen = documents[0]
        html = render(
            "filters.html",
            inquiry=inquiry,
            documents=documents,
            chosen=chosen is not None,
            sections=[s for s in chosen.sections if s.title] if chosen else (),
            departments=departments(corpus, inquiry),
        )
        return {"html": html}

    def found(self, data: Mapping[str, Any]) -> Found:
        """Return what an inquiry finds, for showing and for exporting alike."""
        search = Search.model_validate(data)
        k = MAX_HITS if search.mode is Mode.WORDS else N_RANKED
        with self._using(search) as assistant:
            return look_up(assistant.index, search.inquiry(), k=k)

    def look(self, data: Mapping[str, Any]) -> Reply:
        """Look clauses up."""
        found = self.found(data)
        names = {hit.document.document_id for hit in found.hits}
        html = render(
            "found.html",
            found=found,
            shown=found.hits[:N_SHOWN],
            idle=not found.inquiry.query.strip() and not found.inquiry.restricted,
            export=_query_of(found.inquiry, Dated.model_validate(data)),
            name_documents=len(names) > 1,
            ranked=any(hit.best for hit in found.hits),
            pieces=hit_pieces,
        )
        return {"html": html, "count": len(found.hits)}

    def open_clause(self, data: Mapping[str, Any]) -> Reply:
        """Open a clause for reading, by itself or within its whole section."""
        wanted = Opening.model_validate(data)
        with self._using(wanted) as assistant:
            opened = open_clause(assistant.corpus, wanted.clause_id)
            segment = assistant.index.tokeniser.words
        if opened is None:
            return {"html": render("note.html", text=labels.GONE)}
        words = split_words(wanted.query, segment).loose if wanted.query.strip() else ()
        clauses = opened.section_clauses if wanted.whole else (opened.clause,)
        views = [clause_view(clause, words) for clause in clauses]
        return {"html": render("reading.html", opened=opened, views=views, whole=wanted.whole)}

    def duties(self, data: Mapping[str, Any]) -> Reply:
        """List everything that a department has to do."""
        wanted = Duties.model_validate(data)
        with self._using(wanted) as assistant:
            groups = duties(assistant.corpus, wanted.unit, wanted.scope)
        titles = {group.document.document_id for group in groups}
        html = render(
            "duties.html",
            unit=wanted.unit,
            groups=groups,
            n_clauses=sum(len(group.hits) for group in groups),
            n_documents=len(titles),
            name_documents=len(titles) > 1,
            export=_query_of(Inquiry(unit=wanted.unit, scope=wanted.scope), wanted),
            statement=statement,
            roles_of=roles_of,
        )
        return {"html": html}

    def ask(self, data: Mapping[str, Any]) -> Reply:
        """Ask for a caller: the citizens' answer, and all that was known on the way to it."""
        asked = CallerQuestion.model_validate(data)
        with self._using(asked) as assistant:  # one and the same for the whole call
            answer, state = assistant.ask_and_explain(asked.question, assistant.turns_of(asked.earlier))
            several = len(assistant.corpus.documents) > 1
        html = render(
            "turn.html",
            answer=answer,
            day=chinese_date(answer.as_of) if answer.as_of else "",
            insight=explain_turn(state, _calibration(was_judged(state))),
            cite_text=copy_text(answer),
            say_text=_spoken_answer(answer),
            citation_text=citation_text,
            name_documents=several,
        )
        return {"html": html, "status": answer.status.value}

    def follow(self, data: Mapping[str, Any]) -> Reply:
        """Show what the journal holds for following up."""
        with self._using(Dated()) as assistant:
            return follow_up(data, self._journal, self._review_file, assistant.index)

    def propose(self, data: Mapping[str, Any]) -> Reply:
        """Propose an entry as an evaluation case."""
        with self._using(Dated()) as assistant:
            return propose(data, self._journal, self._review_file, assistant.corpus)

    def _using(self, wanted: Dated) -> AbstractContextManager[StaffAssistant]:
        assistants: StaffAssistants = cast("Any", self._preparation.result())  # more than citizens need of it
        return assistants.using(wanted.as_of)


@cache
def _calibration(with_scorer: bool) -> Calibration:
    return load_calibration(with_scorer=with_scorer)


def _query_of(inquiry: Inquiry, wanted: Dated) -> str:
    """Return an inquiry and its day as the query string of an export's address."""
    values = {**asdict(inquiry), "as_of": wanted.as_of}
    return urlencode({name: str(value) for name, value in values.items() if value})


def _spoken_answer(answer: Answer) -> str:
    """Return an answer without marks, followed by where it stands."""
    said = "".join(sentence.text for sentence in answer.sentences)
    places = dict.fromkeys(f"《{c.document_title}》{c.locator}" for c in answer.citations)
    return f"{said}依据：{'、'.join(places)}。" if places else said
