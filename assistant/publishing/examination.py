"""What a staged corpus changes, and whether it may answer: compared with what is live, asked, and judged."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from assistant.publishing.cases import SuiteCase, affected_cases, read_cases, uncovered
from assistant.publishing.changes import changed_documents, newly_stated, successors
from assistant.publishing.errors import SuiteError
from assistant.publishing.gate import Suite, SuiteResult, saved_answers, shipped_cases
from assistant.publishing.proposals import propose
from assistant.publishing.record import History, LiveRecord
from assistant.publishing.report import Report, changed_answers
from assistant.publishing.sanity import garbled_clauses
from assistant.publishing.snapshot import case_files
from assistant.service import VERSION_CHARS
from assistant.types import Answer
from corpus.library import load_corpus
from corpus.types import Corpus
from corpus.validity import chinese_date, coming_days

_MOST_COMING = 3  # days ahead that are asked about

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """The examination of one staged corpus."""

    suite: Suite
    record: LiveRecord
    history: History
    workspace: Path  # that the corpus was copied from
    staged: Path  # the copy
    work: Path  # for what is written on the way; the answers end up beside the report
    cases: tuple[Path, ...]  # instead of those that lie beside the texts
    no_gate: str

    def report(
        self, old: Corpus | None, new: Corpus, *, at: datetime, seconds: dict[str, float], embedded: int
    ) -> Report:
        """Compare, ask and judge. Raises SuiteError where the evaluation cannot tell."""
        changes = changed_documents(old, new)
        known = {clause.text for document in (old.documents if old else ()) for clause in document.clauses}
        oddities = garbled_clauses(new, known=known)
        cases = read_cases(self._case_files()) if not self.no_gate or self.cases else ()
        affected = affected_cases(cases, old=old or new, new=new, became=successors(changes))
        first = {one.case.id: rank for rank, one in enumerate(affected)}
        ordered = sorted(cases, key=lambda case: first.get(case.id, len(first)))
        shortfalls = [f"疑似乱码：{oddity.clause_id} {oddity.reason}（{oddity.excerpt}…）" for oddity in oddities]
        result: SuiteResult | None = None
        before: Mapping[str, Answer] = {}
        coming: Sequence[date] = ()
        if not self.no_gate and not shortfalls:
            started = perf_counter()
            result = self.suite.run(self.staged, ordered, work_dir=self.work / "report")
            before = self._old_answers(ordered) if old else {}
            shortfalls += result.shortfalls
            coming = coming_days(new)[:_MOST_COMING]
            for day in coming:
                shortfalls += self._shortfalls_of(day, new, ordered)
            seconds["suite"] = perf_counter() - started
        return Report(
            at=at,
            old_version=old.digest[:VERSION_CHARS] if old else "",
            new_version=new.digest[:VERSION_CHARS],
            changes=changes,
            affected=affected,
            changed=changed_answers(
                ordered,
                old=before,
                new=result.answers if result else {},
                effects={one.case.id: one.effect for one in affected},
                failures=result.failures if result else {},
            ),
            proposals=propose(uncovered(newly_stated(changes), cases)),
            oddities=oddities,
            shortfalls=tuple(shortfalls),
            no_gate=self.no_gate,
            n_cases=len(cases),
            scores=result.scores if result else {},
            seconds={stage: round(took, 2) for stage, took in seconds.items()},
            embedded=embedded,
            coming=tuple(coming),
        )

    def _shortfalls_of(self, day: date, today: Corpus, cases: Sequence[SuiteCase]) -> list[str]:
        """Ask again as of a day on which more takes effect: nobody publishes anything then, and it is live all the same.

        Cases that hold until then are left out: they are right today.
        """
        then = load_corpus(self.staged, as_of=day)
        over = {one.case.id for one in affected_cases(cases, old=today, new=then, became={}) if one.effect.makes_stale}
        asked = [case for case in cases if case.id not in over]
        if not asked:
            return []
        result = self.suite.run(self.staged, asked, work_dir=self.work / "coming" / day.isoformat(), as_of=day)
        return [f"{chinese_date(day)}起：{shortfall}" for shortfall in result.shortfalls]

    def _case_files(self) -> Sequence[Path]:
        files = self.cases or case_files(self.staged) or shipped_cases(self.workspace)
        if not files:
            raise SuiteError(
                "这批文件没有评测用例，无法把关。请用 --cases 指定用例文件（或放进语料目录的 cases/ 里），"
                "或写明理由用 --no-gate 发布。"
            )
        return files

    def _old_answers(self, cases: Sequence[SuiteCase]) -> Mapping[str, Answer]:
        """Return what is answered now: as the last publication saved it, asked again where it did not."""
        live = self.history.live
        if live is None:
            return {}
        saved = saved_answers(self.record.report_dir(live) / "evals.json")
        known = {case.id: saved[case.id] for case in cases if _answers(saved.get(case.id), case)}
        missing = [case for case in cases if case.id not in known]
        if not missing:
            return known
        try:
            asked = self.suite.run(self.record.corpus_dir(live), missing, work_dir=self.work / "before")
        except SuiteError as error:  # nothing hangs on it but the report
            logger.warning("the answers of publication %d cannot be had: %s", live.number, error)
            return known
        return {**known, **asked.answers}


def _answers(answer: Answer | None, case: SuiteCase) -> bool:
    return answer is not None and answer.question.strip() == case.question.strip()
