"""The follow-up: the journal as staff read it, and proposing an entry as an evaluation case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from assistant.desk.proposals import ReviewFile, case_id, propose_case
from assistant.desk.reading import open_clause
from assistant.desk.trends import Tally, by_day, by_reason, by_section, by_version, by_word, questions
from assistant.errors import JournalError, ReviewFileError
from assistant.journal.store import Journal
from assistant.journal.types import Entry
from assistant.web.staff.inputs import Followed, Proposal
from assistant.web.staff.render import render
from assistant.wording import Segmenter
from corpus.types import Corpus
from index.search import Index

MAX_READ = 20_000  # entries of the period, the latest
MAX_LISTED = 100
N_WORDS, N_SECTIONS, N_VERSIONS = 12, 8, 5
_REMEMBERED_TEXTS = 2 * MAX_READ  # room for what is new without letting go of what is read again
_segmenters: WeakKeyDictionary[Index, Segmenter] = WeakKeyDictionary()  # an index may be replaced
_CHART_WIDTH, _CHART_HEIGHT = 1000.0, 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One day in the chart, in its own units."""

    day: str
    answered: int
    not_covered: int
    x: float
    width: float
    answered_y: float
    answered_height: float
    not_covered_y: float
    not_covered_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The days as stacked columns."""

    columns: tuple[Column, ...]
    peak: int
    label: str
    width: float = _CHART_WIDTH
    height: float = _CHART_HEIGHT


def follow_up(data: Mapping[str, Any], journal: Journal, review_file: ReviewFile, index: Index) -> dict[str, Any]:
    """Return the journal's entries and trends that are asked for; what cannot be read is told."""
    wanted = Followed.model_validate(data)
    now = datetime.now().astimezone()
    since = (now - timedelta(days=wanted.days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    problems = [journal.problem]
    entries: tuple[Entry, ...] = ()
    proposed: frozenset[str] = frozenset()
    shown_days = wanted.days
    try:
        entries = journal.entries(since=since, limit=MAX_READ + 1)
        proposed = review_file.ids()
    except (JournalError, ReviewFileError) as error:
        problems.append(str(error))
    if len(entries) > MAX_READ:
        entries = entries[:MAX_READ]
        reached = entries[-1].asked_at.astimezone()
        shown_days = (now.date() - reached.date()).days + 1  # of the days before nothing is known here
        problems.append(f"记录太多，只统计了 {reached:%Y-%m-%d %H:%M} 以来的 {MAX_READ} 条。")
    versions = by_version(entries)
    if wanted.corpus_version:
        entries = tuple(entry for entry in entries if entry.corpus_version == wanted.corpus_version)
    listed = [entry for entry in entries if wanted.wants(entry)]
    days = by_day(entries, until=now.date(), days=shown_days)
    html = render(
        "followed.html",
        problem=" ".join(dict.fromkeys(filter(None, problems))),
        chart=draw(days),
        total=_total(days),
        reasons=by_reason(questions(entries)),
        words=by_word(listed, _remembering(index), k=N_WORDS),
        sections=by_section(entries, index.corpus, k=N_SECTIONS),
        versions=versions[:N_VERSIONS],
        entries=listed[:MAX_LISTED],
        n_listed=len(listed),
        names=_names(listed[:MAX_LISTED], index.corpus),
        proposed=proposed,
        case_id=case_id,
    )
    return {"html": html, "versions": [tally.name for tally in versions]}


def propose(data: Mapping[str, Any], journal: Journal, review_file: ReviewFile, corpus: Corpus) -> dict[str, Any]:
    """Add an entry to the review file; say what became of it."""
    wanted = Proposal.model_validate(data)
    try:
        entry = journal.entry(wanted.entry_id)
        if entry is None:
            return {"problem": "这条记录已被删除。"}
        added = review_file.add(propose_case(entry, corpus))
    except (JournalError, ReviewFileError) as error:
        return {"problem": str(error)}
    return {"told": f"已提为评测用例，等待审定：{case_id(entry)}" if added else "这条记录已经提过了。"}


def draw(days: Sequence[Tally]) -> Chart:
    """Lay out one stacked column a day, the busiest as high as the chart."""
    peak = max((day.asked for day in days), default=0)
    step = _CHART_WIDTH / max(1, len(days))
    unit = _CHART_HEIGHT / max(1, peak)
    columns = tuple(
        Column(
            day=day.name,
            answered=day.answered,
            not_covered=day.not_covered,
            x=round(number * step + step * 0.1, 2),
            width=round(step * 0.8, 2),
            answered_y=round(_CHART_HEIGHT - day.answered * unit, 2),
            answered_height=round(day.answered * unit, 2),
            not_covered_y=round(_CHART_HEIGHT - day.asked * unit, 2),
            not_covered_height=round(day.not_covered * unit, 2),
        )
        for number, day in enumerate(days)
    )
    busiest = max(days, key=lambda day: day.asked, default=None)
    label = f"最近 {len(days)} 天每天的提问数"
    if busiest is not None and peak:
        label += f"，{busiest.name} 最多，{peak} 问"
    return Chart(columns=columns, peak=peak, label=label)


def _remembering(index: Index) -> Segmenter:
    """Return the index's segmenter with a memory: a busy month takes it seconds, and each refresh asks for it again."""
    words = index.tokeniser.words
    return _segmenters.setdefault(index, lru_cache(maxsize=_REMEMBERED_TEXTS)(lambda text: tuple(words(text))))


def _total(days: Sequence[Tally]) -> Tally:
    return Tally(
        name="",
        answered=sum(day.answered for day in days),
        not_covered=sum(day.not_covered for day in days),
        unhelpful=sum(day.unhelpful for day in days),
    )


def _names(entries: Sequence[Entry], corpus: Corpus) -> dict[str, str]:
    """Return how to call the clauses that entries cite; one that is gone keeps its id."""
    ids = dict.fromkeys(clause_id for entry in entries for clause_id in entry.clause_ids)
    opened = {clause_id: open_clause(corpus, clause_id) for clause_id in ids}
    return {clause_id: found.clause.locator if found else clause_id for clause_id, found in opened.items()}
