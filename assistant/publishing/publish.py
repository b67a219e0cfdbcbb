"""One attempt to bring the workspace live, and the way back. Until its last step nothing that is live has changed."""

import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

from assistant.publishing.cases import AffectedCase, Effect, SuiteCase, affected_cases, read_cases, uncovered
from assistant.publishing.changes import changed_documents, in_short, newly_stated, successors
from assistant.publishing.errors import LiveRecordError, SuiteError
from assistant.publishing.files import explained
from assistant.publishing.gate import EvaluationSuite, Suite, SuiteResult, saved_answers, shipped_cases
from assistant.publishing.page import render_report
from assistant.publishing.proposals import propose
from assistant.publishing.record import Action, History, LiveRecord, Publication
from assistant.publishing.report import Report, changed_answers
from assistant.publishing.sanity import garbled_clauses
from assistant.publishing.snapshot import case_files, snapshot_name, take_snapshot
from assistant.service import VERSION_CHARS
from assistant.settings import Settings
from assistant.types import Answer
from corpus.library import load_corpus
from corpus.types import Corpus
from index.build import open_index
from index.embedding import Embedder
from index.search import Index

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]  # stage (in Chinese), done, total

MAX_STALE_SHARE = 0.15  # of the cases; with more of them out of date the suite says too little about the new text
_KEPT_STOPPED = 5  # reports of attempts that did not go live


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an attempt ended. ``publication`` is what is live now by it; None where the gate kept it back."""

    publication: Publication | None
    report: Report | None = None  # None where there was nothing to publish
    report_dir: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Publishes one workspace. ``suite`` and ``embedder`` replace the evaluation and the model that the settings name."""

    settings: Settings
    suite: Suite
    embedder: Embedder | None = None
    progress: Progress | None = None

    @classmethod
    def of(cls, settings: Settings, progress: Progress | None = None) -> "Publisher":
        """Return the publisher with the parts that ship."""
        return cls(settings=settings, suite=EvaluationSuite(settings), progress=progress)

    @property
    def record(self) -> LiveRecord:
        """What is live, and was."""
        return LiveRecord(data_dir=self.settings.data_dir, corpus_dir=self.settings.corpus_dir)

    def publish(self, *, cases: Sequence[Path] = (), no_gate: str = "") -> Outcome:
        """Bring the workspace live if the gate holds, or if there is a reason to do without it.

        Raises PublishingError, CorpusError or IndexingError; what was live is then live still.
        """
        with self.record.changing() as record:
            _clear(record.staging)
            try:
                return _Attempt(publisher=self, record=record, cases=tuple(cases), no_gate=no_gate).run()
            finally:
                _clear(record.staging)

    def rollback(self, number: int | None = None) -> Publication:
        """Make an earlier publication live again, the one before unless a number is given.

        Its index is opened first, and built where it is gone. Raises PublishingError, CorpusError or IndexingError.
        """
        with self.record.changing() as record:
            history = record.read()
            wanted = history.publication(number) if number else history.earlier()
            origin = history.publication(wanted.origin)
            if history.live and history.live.snapshot == origin.snapshot:
                raise LiveRecordError(f"第 {origin.number} 次发布的内容就是现在的线上版本。")
            corpus = load_corpus(record.corpus_dir(origin))
            self.open_index(corpus).close()
            step = Publication(
                number=history.next_number,
                action=Action.ROLLBACK,
                at=_now(),
                snapshot=origin.snapshot,
                corpus_version=corpus.digest[:VERSION_CHARS],
                changes=f"回到第 {origin.number} 次发布",
                restores=origin.number,
                report=origin.report,
            )
            record.append(step)
            return step

    def open_index(self, corpus: Corpus, progress: Progress | None = None) -> Index:
        """Open the index of a corpus, building beside the others what is missing."""
        return open_index(
            corpus,
            data_dir=self.settings.data_dir,
            model=self.settings.model,
            chroma_url=self.settings.chroma_url,
            progress=progress or self.progress,
            embedder=self.embedder,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One attempt, its parts in the order in which they run."""

    publisher: Publisher
    record: LiveRecord
    cases: tuple[Path, ...]
    no_gate: str
    at: datetime = field(default_factory=lambda: _now())
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self) -> Outcome:
        history = self.record.read()
        with self._timed("snapshot"):
            staged = self.record.staging / "corpus"
            like = self.record.corpus_dir(history.live) if history.live else None
            name = take_snapshot(self.publisher.settings.corpus_dir, staged, like=like)
            if history.live and history.live.snapshot == name:
                return Outcome(publication=history.live)
            new = load_corpus(staged)
            old = load_corpus(self.record.corpus_dir(history.live)) if history.live else None
        embedding: dict[str, int] = {}
        with self._timed("index"):
            index = self.publisher.open_index(new, progress=self._counting(embedding))
        try:
            report = self._examine(staged, old, new, history, embedded=embedding.get("计算向量", 0))
            report_dir = self._keep(report)
            if not report.goes_live:
                self._drop_old_reports(history)
                return Outcome(publication=None, report=report, report_dir=report_dir)
            self.record.adopt(staged, name)
            publication = self._publication(history, name, report, report_dir)
            self._drop_old_reports(self.record.append(publication))
        finally:
            index.close()
        logger.info("published %d: %s", publication.number, publication.corpus_version)
        return Outcome(publication=publication, report=report, report_dir=report_dir)

    def _examine(self, staged: Path, old: Corpus | None, new: Corpus, history: History, *, embedded: int) -> Report:
        """Compare, ask and judge."""
        changes = changed_documents(old, new)
        known = {clause.text for document in (old.documents if old else ()) for clause in document.clauses}
        oddities = garbled_clauses(new, known=known)
        cases = read_cases(self._case_files(staged)) if not self.no_gate or self.cases else ()
        affected = affected_cases(cases, old=old or new, new=new, became=successors(changes))
        first = [one.case.id for one in affected]
        ordered = sorted(cases, key=lambda case: first.index(case.id) if case.id in first else len(first))
        shortfalls = [f"疑似乱码：{oddity.clause_id} {oddity.reason}（{oddity.excerpt}…）" for oddity in oddities]
        shortfalls += _too_stale(affected, cases)
        result: SuiteResult | None = None
        before: Mapping[str, Answer] = {}
        if not self.no_gate and not shortfalls:
            stale = frozenset(one.case.id for one in affected if one.effect.makes_stale)
            with self._timed("suite"):
                work = self.record.staging / "report"
                result = self.publisher.suite.run(staged, ordered, excused=stale, work_dir=work)
                before = self._old_answers(ordered, history)
            shortfalls += result.shortfalls
        return Report(
            at=self.at,
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
            seconds={stage: round(took, 2) for stage, took in self.seconds.items()},
            embedded=embedded,
        )

    def _case_files(self, staged: Path) -> Sequence[Path]:
        files = self.cases or case_files(staged) or shipped_cases(self.publisher.settings.corpus_dir)
        if not files:
            raise SuiteError(
                "这批文件没有评测用例，无法把关。请用 --cases 指定用例文件（或放进语料目录的 cases/ 里），"
                "或写明理由用 --no-gate 发布。"
            )
        return files

    def _old_answers(self, cases: Sequence[SuiteCase], history: History) -> Mapping[str, Answer]:
        """Return what is answered now: as the last publication saved it, asked again where it did not."""
        live = history.live
        if live is None:
            return {}
        saved = saved_answers(self.record.report_dir(live) / "evals.json")
        known = {case.id: saved[case.id] for case in cases if _answers(saved.get(case.id), case)}
        missing = [case for case in cases if case.id not in known]
        if missing:
            work = self.record.staging / "before"
            texts = self.record.corpus_dir(live)
            known |= self.publisher.suite.run(texts, missing, excused=frozenset(), work_dir=work).answers
        return known

    def _keep(self, report: Report) -> Path:
        """Write the report and put it where it stays."""
        staged = self.record.staging / "report"
        place = self.record.root / "reports" / f"{self.at:%Y%m%d-%H%M%S-%f}"
        with explained("写入发布报告", LiveRecordError):
            staged.mkdir(parents=True, exist_ok=True)
            (staged / "report.json").write_text(report.to_json(), encoding="utf-8")
            (staged / "report.html").write_text(render_report(report), encoding="utf-8")
            lines = "".join(proposal.to_line() + "\n" for proposal in report.proposals)
            (staged / "proposed-cases.jsonl").write_text(lines, encoding="utf-8")
            place.parent.mkdir(exist_ok=True)
            staged.rename(place)
        return place

    def _publication(self, history: History, snapshot: str, report: Report, report_dir: Path) -> Publication:
        return Publication(
            number=history.next_number,
            action=Action.PUBLISH,
            at=self.at,
            snapshot=snapshot,
            corpus_version=report.new_version,
            changes=in_short(report.changes) if history.live else "首次发布",
            no_gate=self.no_gate,
            report=report_dir.relative_to(self.record.root).as_posix(),
        )

    def _drop_old_reports(self, history: History) -> None:
        """Remove the reports of all but the last few attempts that did not go live."""
        kept = {publication.report for publication in history.publications}
        reports = sorted((self.record.root / "reports").iterdir())
        stopped = [path for path in reports if path.relative_to(self.record.root).as_posix() not in kept]
        for path in stopped[:-_KEPT_STOPPED]:
            shutil.rmtree(path, ignore_errors=True)

    def _counting(self, totals: dict[str, int]) -> Progress:
        """Report progress, and note how much each stage had to do."""

        def report(stage: str, done: int, total: int) -> None:
            totals[stage] = total
            if self.publisher.progress:
                self.publisher.progress(stage, done, total)

        return report

    def _timed(self, stage: str) -> "_Timer":
        return _Timer(self.seconds, stage)


class _Timer:
    """Notes how long a stage took."""

    def __init__(self, seconds: dict[str, float], stage: str) -> None:
        self._seconds, self._stage = seconds, stage

    def __enter__(self) -> None:
        self._started = perf_counter()

    def __exit__(self, *_: object) -> None:
        self._seconds[self._stage] = perf_counter() - self._started


def is_published(settings: Settings) -> bool:
    """Whether the workspace is, to the letter, what is live."""
    record = LiveRecord(data_dir=settings.data_dir, corpus_dir=settings.corpus_dir)
    live = record.read().live
    return live is not None and live.snapshot == snapshot_name(settings.corpus_dir)


def _too_stale(affected: Sequence[AffectedCase], cases: Sequence[SuiteCase]) -> list[str]:
    worded = [one for one in affected if one.effect.makes_stale and one.effect is not Effect.NOT_IN_FORCE]
    if len(worded) <= MAX_STALE_SHARE * len(cases):
        return []
    return [
        f"{len(cases)} 条用例中有 {len(worded)} 条的依据已改动，超过 {MAX_STALE_SHARE:.0%}，评测已不足以把关。"
        "请核对改动，先更新用例再发布。"
    ]


def _answers(answer: Answer | None, case: SuiteCase) -> bool:
    return answer is not None and answer.question.strip() == case.question.strip()


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _now() -> datetime:
    return datetime.now().astimezone()
