"""NCP: questions about 599 policies, each with the words that answer it; asked with the document there and without."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.service import Assistant
from assistant.types import Answer, Status
from corpus.running_text import reading_text
from corpus.types import Corpus
from evals.measures import first_rank, hit, mean, ndcg, precision_recall
from evals.public.data import PolicyQuestion
from evals.public.ranking import Ranking, Sentence

_HOLDS = 0.5  # of the answer, or of the sentence, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFigures:
    """How well documents, sentences and words are found."""

    questions: int
    document_ndcg: float | None
    sentence_first: float | None
    sentence_in_five: float | None
    answer_f1: float | None  # characters of the composed answer against the reference's; a refusal scores 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalFigures:
    """How well questions whose documents are missing are told from those whose documents are there."""

    questions: int
    auc: float | None
    precision: float | None  # of refusing
    recall: float | None


def measure_policies(
    assistant: Assistant, questions: Sequence[PolicyQuestion], rank: Callable[[Assistant, str], Ranking]
) -> PolicyFigures:
    """Put every question to the assistant, with all documents in its corpus."""
    documents, firsts, f1 = [], [], []
    for question in questions:
        ranking = rank(assistant, question.question)
        ids = tuple(dict.fromkeys(clause_id.partition("#")[0] for clause_id in ranking.clauses))
        documents.append(ndcg(ids, dict.fromkeys(question.document_ids, 1.0), k=10))
        firsts.append(first_rank(*_sentences(ranking.sentences, question, assistant.corpus)))
        f1.append(character_f1(quoted(assistant.ask(question.question)), question.answer))
    return PolicyFigures(
        questions=len(questions),
        document_ndcg=mean(documents),
        sentence_first=mean(hit(found, k=1) for found in firsts),
        sentence_in_five=mean(hit(found, k=5) for found in firsts),
        answer_f1=mean(f1),
    )


def quoted(answer: Answer) -> str:
    """Return the answer's words without marks; nothing where it refuses."""
    return "".join(s.text for s in answer.sentences if s.marks) if answer.status is Status.ANSWERED else ""


def character_f1(text: str, reference: str) -> float:
    """Return the F1 of the characters that both share (Rajpurkar et al. 2016, by character), white space aside."""
    mine, theirs = Counter("".join(text.split())), Counter("".join(reference.split()))
    shared = sum((mine & theirs).values())
    return 2 * shared / (mine.total() + theirs.total()) if shared else 0.0


def certainty(assistant: Assistant, question: str) -> tuple[float, bool]:
    """Return the probability that something found answers the question, and whether the assistant refuses."""
    state = assistant.explain(question)
    weigh = assistant.calibration.answering.probability
    best = [weigh(finding.evidence[0].signals) for finding in state.findings if finding.evidence]
    return max(best, default=0.0), state.status is not Status.ANSWERED


def refusal_figures(present: Sequence[tuple[float, bool]], absent: Sequence[tuple[float, bool]]) -> RefusalFigures:
    """Compare the same questions with their documents and without."""
    wins = [(a > b) + 0.5 * (a == b) for a, _ in present for b, _ in absent]
    precision, recall = precision_recall(
        [refused for _, refused in (*present, *absent)], [False] * len(present) + [True] * len(absent)
    )
    return RefusalFigures(questions=len(present), auc=mean(wins), precision=precision, recall=recall)


def _sentences(
    ranked: Sequence[Sentence], question: PolicyQuestion, corpus: Corpus
) -> tuple[list[str], frozenset[str]]:
    """Return the sentences as names, and the names of those that hold the answer."""
    names = [f"{clause_id}/{position}" for clause_id, position in ranked]
    holding = {
        name
        for name, (clause_id, position) in zip(names, ranked, strict=True)
        if clause_id.partition("#")[0] in question.document_ids
        and _holds(corpus.clause(clause_id).sentences[position].plain, question.answer)
    }
    return names, frozenset(holding)


def _holds(sentence: str, answer: str) -> bool:
    """Whether the sentence is, or contains, at least half of the answer."""
    told, wanted = "".join(sentence.split()), "".join(reading_text(answer).split())
    if wanted in told:
        return True
    size = max(1, int(len(wanted) * _HOLDS))
    return (told in wanted and len(told) >= min(size, 8)) or any(
        wanted[i : i + size] in told for i in range(len(wanted) - size + 1)
    )
