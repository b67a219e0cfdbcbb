"""The steps of a turn, in order: clean, former documents, stand alone, route, retrieve, decide, compose, verify.

With a language model set, ``reword`` stands between the last two.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from langchain_core.runnables import Runnable

from assistant import replies
from assistant.answer_kinds import AnswerKind
from assistant.chain import Step, TurnState, build_chain
from assistant.conversation import stand_alone
from assistant.deciding import choose, meant_sentences_leave_open
from assistant.drafting import DraftSentence
from assistant.evidence import Finding
from assistant.finder import EvidenceFinder
from assistant.following_up import answers_its_subject, answers_within, is_answered, names_a_subject, told_before
from assistant.former import FormerDocuments
from assistant.joining import join_parts
from assistant.jurisdictions import Jurisdictions
from assistant.manipulation import asks_opinion, without_orders
from assistant.metadata import MetadataQuestion, find_metadata_question
from assistant.metadata_drafting import draft_basis, draft_metadata
from assistant.named import draft_named, find_named, spell_out_last
from assistant.origins import is_back_here
from assistant.question import Ask, split_asks
from assistant.refusing import draft_refusal, related_topics
from assistant.scope import Circles, circles, narrowed, spoken_of, undecided, with_title
from assistant.settling import ask_which, settle, turn_away
from assistant.smalltalk import find_courtesy, without_courtesies
from assistant.spelling import Speller
from assistant.types import Status
from assistant.verifying import Verifier
from assistant.wording import Segmenter, clean_question
from index.references import References
from index.search import Index

_DOCUMENT_NUMBER = re.compile(r"\d+号|第\d+号")
Rewording = Callable[[str, Sequence[DraftSentence]], tuple[DraftSentence, ...]]  # question and draft → draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Everything that the steps work with."""

    index: Index
    finder: EvidenceFinder
    verifier: Verifier
    speller: Speller
    former_documents: FormerDocuments
    jurisdictions: Jurisdictions
    max_question_chars: int
    rewording: Rewording | None = None  # by a language model, where one is set

    @property
    def segment(self) -> Segmenter:
        """The segmenter that knows the corpus's names."""
        return self.index.tokeniser.words

    def chain(self) -> Runnable[TurnState, TurnState]:
        """Return the steps as a LangChain chain."""
        steps: dict[str, Step] = {
            "clean": self.clean,
            "former": self.former,
            "stand_alone": self.stand_alone,
            "route": self.route,
            "retrieve": self.retrieve,
            "decide": self.decide,
            "compose": self.compose,
        }
        if self.rewording is not None:
            steps["reword"] = self.reword
        steps["verify"] = self.verify
        return build_chain(steps, always=frozenset({"reword", "verify"}))

    def clean(self, state: TurnState) -> TurnState:
        """Take off what is not the question, and meet what is none."""
        cleaned = clean_question(state.question)
        if not cleaned:
            return settle(state, Status.SMALLTALK, replies.EMPTY)
        if len(cleaned) > self.max_question_chars:
            return settle(state, Status.SMALLTALK, replies.TOO_LONG.format(limit=self.max_question_chars))
        courtesy = find_courtesy(cleaned)
        if courtesy is not None:
            titles = "".join(f"《{document.name}》" for document in self.index.corpus.documents)
            return settle(state, Status.SMALLTALK, replies.COURTESIES[courtesy].format(titles=titles))
        if asks_opinion(cleaned):
            return settle(state, Status.NOT_COVERED, replies.OPINION)
        asked = without_orders(cleaned)
        if not asked:
            return settle(state, Status.NOT_COVERED, replies.ORDERS)
        question = self.speller.mend(without_courtesies(asked))
        return replace(state, cleaned=spell_out_last(question, self.index.corpus))

    def former(self, state: TurnState) -> TurnState:
        """Say what became of a document that is named and does not apply; go on with what applies in its place."""
        found = self.former_documents.find(clean_question(state.question), self.segment)
        if found is None:
            return state
        if found.rest:
            return replace(state, notice=found.notice, cleaned=self.speller.mend(found.rest))
        rests_on_text = any(sentence.supports for sentence in found.notice)
        return replace(state, status=Status.ANSWERED if rests_on_text else Status.NOT_COVERED, draft=found.notice)

    def stand_alone(self, state: TurnState) -> TurnState:
        """Fill in what an elliptical question leaves to the turns before it."""
        return replace(state, standalone=stand_alone(state.cleaned, state.history, self.segment))

    def route(self, state: TurnState) -> TurnState:
        """Answer what is asked about a document itself, and send away what belongs to another place."""
        asked_about = self.jurisdictions.asked_about
        # 青岛呢 after a question about 日照 asks about 青岛 alone, 那你们这呢 after one about 青岛 no longer does
        places = asked_about(state.cleaned)
        if not places and not is_back_here(state.cleaned):
            places = asked_about(state.standalone.text)
        documents = self.jurisdictions.documents_for(places)
        state = replace(state, documents=documents)
        asked = find_metadata_question(state.cleaned, documents, self.segment)
        if asked is not None:
            return self._about_document(asked, state)
        references, around = self._references(state.cleaned, state)
        if among := undecided(references, around):
            return ask_which(state, among)
        named = find_named(state.cleaned, references, self.index.corpus, self.segment, circles=around)
        if named is not None and named.missing:
            return turn_away(state, replies.NO_SUCH_PLACE.format(place="、".join(named.missing)))
        if named is not None:
            return replace(state, status=Status.ANSWERED, draft=draft_named(named))
        elsewhere = [name for name in references.unknown_documents if _DOCUMENT_NUMBER.search(name)]
        for document in documents if elsewhere else ():
            if draft := draft_basis(state.cleaned, elsewhere, document, self.segment):
                return replace(state, status=Status.ANSWERED, draft=draft)
        if elsewhere:
            return turn_away(state, replies.NOT_HELD.format(what="、".join(elsewhere)))
        if foreign := self.jurisdictions.foreign(places):
            names = "、".join(dict.fromkeys(place.name for place in foreign))
            return turn_away(state, replies.OTHER_PLACE.format(place=names))
        return state

    def retrieve(self, state: TurnState) -> TurnState:
        """Find the clauses for each thing asked, with the signals of how well they answer it."""
        context = "" if state.standalone.wants_more else state.standalone.context
        text = state.standalone.context if state.standalone.wants_more else state.cleaned
        asks = split_asks(text, self.segment, context=context)
        if state.standalone.wants_more:
            asks = tuple(replace(ask, kinds=()) for ask in asks[-1:])  # more of the subject, whatever was asked of it
        return replace(state, findings=tuple(self._find(ask, state) for ask in asks))

    def decide(self, state: TurnState) -> TurnState:
        """Keep, for each thing asked, the clauses that answer it; refuse when none answers any.

        What was told in the turns before helps to find them only where the question by itself finds none.
        """
        state = self._choose(state)
        story = state.standalone.story
        if story and not is_answered(state) and not self.jurisdictions.asked_about(story):
            told = self._choose(self.retrieve(replace(state, standalone=state.standalone.with_story())))
            within = state.standalone.within
            state = told if is_answered(told) and (not within or answers_within(told, within)) else state
        if state.standalone.new_subject and not answers_its_subject(state):
            alone = self._choose(self.retrieve(replace(state, standalone=state.standalone.alone())))
            state = alone if answers_its_subject(alone) and names_a_subject(alone, self.finder.idf) else state
        if is_answered(state):
            return state
        return turn_away(state, replies.NO_MORE) if state.standalone.wants_more else self._refuse(state)

    def _choose(self, state: TurnState) -> TurnState:
        anchors: tuple[str, ...] = state.standalone.clause_ids
        findings: list[Finding] = []
        for finding in state.findings:
            answering = self.finder.read_through(finding.ask, choose(finding, self.finder.calibration, anchors=anchors))
            if answering and meant_sentences_leave_open(finding.ask, answering[0]):
                answering = ()
            findings.append(replace(finding, answering=answering))
            anchors = tuple(e.clause.clause_id for e in answering) or anchors
        return replace(state, findings=tuple(findings))

    def compose(self, state: TurnState) -> TurnState:
        """Write the reply from the clauses that answer; say which part none of them states."""
        told = told_before(state)
        draft, uncovered = join_parts(state.findings, self.finder.idf, self.segment, told=told)
        return replace(state, status=Status.ANSWERED, draft=draft, uncovered=uncovered)

    def reword(self, state: TurnState) -> TurnState:
        """Have what was composed said more plainly; what a document says about itself, and a refusal, stay."""
        if self.rewording is None or state.status is not Status.ANSWERED or not is_answered(state):
            return state
        return replace(state, draft=self.rewording(state.standalone.text, state.draft))

    def verify(self, state: TurnState) -> TurnState:
        """Drop every sentence that its clauses do not bear out; refuse when nothing that answers is left."""
        kept = self.verifier.verify(state.draft)
        if state.status is Status.ANSWERED and not any(not sentence.fixed for sentence in kept):
            state = self._refuse(state)
            kept = state.draft
        return replace(state, draft=(*self.verifier.verify(state.notice), *kept))

    def _about_document(self, asked: MetadataQuestion, state: TurnState) -> TurnState:
        """Answer from the one document that is meant, or was spoken of last; else ask which."""
        meant = spoken_of(asked.documents, state.history) or asked.documents
        if len(meant) > 1:
            return ask_which(state, meant)
        draft = draft_metadata(asked.rule, meant[0])
        if draft:
            return replace(state, status=Status.ANSWERED, draft=draft)
        return self._refuse(replace(state, documents=meant))

    def _references(self, text: str, state: TurnState) -> tuple[References, Circles]:
        """Return what ``text`` names in the documents that are meant, and where else it is looked for."""
        references = self.index.references(text)
        around = circles(references, self.index.corpus, state.documents, state.history)
        return narrowed(references, text, around), around

    def _find(self, ask: Ask, state: TurnState) -> Finding:
        if not ask.kinds and self.index.references(ask.words).units:
            ask = replace(ask, kinds=(AnswerKind.UNIT,))  # a department is named: say which ones the policy names
        references, _ = self._references(ask.text, state)
        before = state.standalone.clause_ids
        return self.finder.find(
            replace(ask, text=with_title(ask.text, references, self.index.corpus)),
            document_ids={document.document_id for document in state.documents},
            named=references.clause_ids,
            cited_before=before,
            passed_over=before if state.standalone.wants_more else (),
        )

    def _refuse(self, state: TurnState) -> TurnState:
        documents = state.documents or self.index.corpus.documents
        nearest = [e.clause.document_id for f in state.findings for e in f.evidence]
        ordered = sorted(
            documents, key=lambda d: nearest.index(d.document_id) if d.document_id in nearest else len(nearest)
        )
        topics = related_topics(state.findings, ordered)
        terms = tuple(dict.fromkeys(term for f in state.findings for term in f.ask.own_terms))
        reason, *rest = draft_refusal(state.findings, ordered, topics)
        formerly = self.former_documents.about(terms, self.finder.idf)
        draft = self.verifier.verify((reason, *formerly, *rest))
        return replace(state, status=Status.NOT_COVERED, draft=draft, related=tuple(topics))
