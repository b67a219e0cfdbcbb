"""What the journal shows over time: how many asked, what was not covered, what was voted down, and about what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.journal.types import Entry, Verdict
from assistant.types import Status
from assistant.wording import Segmenter, content_terms
from corpus.types import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Entries of one kind, counted."""

    name: str
    answered: int = 0
    not_covered: int = 0
    unhelpful: int = 0  # among both

    @property
    def asked(self) -> int:
        """All of them."""
        return self.answered + self.not_covered


def questions(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that asked something; greetings are left out."""
    return tuple(entry for entry in entries if entry.status is not Status.SMALLTALK)


def by_day(entries: Iterable[Entry], *, until: date, days: int) -> tuple[Tally, ...]:
    """Return one tally a day up to and including ``until``, days without a question among them."""
    grouped: dict[str, list[Entry]] = {(until - timedelta(days=back)).isoformat(): [] for back in reversed(range(days))}
    for entry in questions(entries):
        grouped.get(entry.asked_at.astimezone().date().isoformat(), []).append(entry)
    return tuple(_tally(day, group) for day, group in grouped.items())


def by_version(entries: Iterable[Entry]) -> tuple[Tally, ...]:
    """Return one tally a state of the corpus, the latest answered from first."""
    grouped: dict[str, list[Entry]] = {}
    for entry in sorted(questions(entries), key=lambda entry: entry.asked_at, reverse=True):
        grouped.setdefault(entry.corpus_version, []).append(entry)
    return tuple(_tally(version, group) for version, group in grouped.items())


def by_word(entries: Iterable[Entry], segment: Segmenter, *, k: int) -> tuple[Tally, ...]:
    """Return the k words most asked about; a word counts once an entry."""
    grouped: dict[str, list[Entry]] = {}
    for entry in questions(entries):
        for word in _topics(entry, segment):
            grouped.setdefault(word, []).append(entry)
    return _most_asked(grouped, k)


def by_section(entries: Iterable[Entry], corpus: Corpus, *, k: int) -> tuple[Tally, ...]:
    """Return the k sections that answers cited most, refusals aside; a section counts once an entry."""
    grouped: dict[str, list[Entry]] = {}
    for entry in (entry for entry in entries if entry.status is Status.ANSWERED):
        named = (section_name(corpus, clause_id) for clause_id in entry.clause_ids)
        for name in dict.fromkeys(name for name in named if name):
            grouped.setdefault(name, []).append(entry)
    return _most_asked(grouped, k)


def by_reason(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    """Return why answers were voted down, the most frequent reason first."""
    down = (entry for entry in entries if entry.verdict is Verdict.UNHELPFUL)
    return tuple(Counter(entry.reason.label if entry.reason else "未说明" for entry in down).most_common())


def section_name(corpus: Corpus, clause_id: str) -> str:
    """Return the heading of the section that a clause stands in; "" where the corpus no longer has it."""
    document = corpus.known(clause_id.partition("#")[0])
    clause = next((c for c in document.clauses if c.clause_id == clause_id), None) if document else None
    if document is None or clause is None:
        return ""
    return document.section(clause.section_ids[0]).title if clause.section_ids else document.name


def _topics(entry: Entry, segment: Segmenter) -> tuple[str, ...]:
    text = entry.standalone_question or entry.question
    while "〔" in text and "〕" in text.partition("〔")[2]:
        before, _, rest = text.partition("〔")
        text = f"{before} {rest.partition('〕')[2]}"
    return tuple(term for term in content_terms(text, segment) if len(term) > 1)


def _most_asked(grouped: dict[str, list[Entry]], k: int) -> tuple[Tally, ...]:
    ordered: Sequence[tuple[str, list[Entry]]] = sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(_tally(name, group) for name, group in ordered[:k])


def _tally(name: str, entries: Iterable[Entry]) -> Tally:
    counted: Counter[str] = Counter()
    for entry in entries:
        counted[entry.status] += 1
        counted["unhelpful"] += entry.verdict is Verdict.UNHELPFUL
    return Tally(
        name=name,
        answered=counted[Status.ANSWERED],
        not_covered=counted[Status.NOT_COVERED],
        unhelpful=counted["unhelpful"],
    )
