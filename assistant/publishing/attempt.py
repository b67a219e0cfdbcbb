"""One attempt to bring the workspace live: snapshot, index, examination, report, and the one step at the end."""

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Protocol

from assistant.desk.proposals import ReviewFile
from assistant.errors import ReviewFileError
from assistant.publishing.changes import in_short
from assistant.publishing.errors import LiveRecordError
from assistant.publishing.examination import Examination
from assistant.publishing.files import explained
from assistant.publishing.gate import Suite
from assistant.publishing.page import render_report
from assistant.publishing.proposals import Proposal
from assistant.publishing.record import Action, History, LiveRecord, Publication
from assistant.publishing.report import Report
from assistant.publishing.snapshot import snapshot_name, take_snapshot
from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.library import load_corpus
from corpus.types import Corpus
from index.progress import Progress
from index.search import Index

logger = logging.getLogger(__name__)

_KEPT_STOPPED = 5  # reports of attempts that did not go live


class OpenIndex(Protocol):
    """Opens the index of a corpus, building beside the others what is missing."""

    def __call__(self, corpus: Corpus, progress: Progress | None = None) -> Index:
        """Open or build it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an attempt ended. ``publication`` is what is live now by it; None where the gate kept it back."""

    publication: Publication | None
    report: Report | None = None  # None where there was nothing to publish
    report_dir: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt, made while the record is held."""

    settings: Settings
    suite: Suite
    record: LiveRecord
    open_index: OpenIndex
    cases: tuple[Path, ...]
    no_gate: str
    progress: Progress | None = None
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self) -> Outcome:
        """Go through all of it. Raises PublishingError, CorpusError or IndexingError; what was live is then live still."""
        history = self.record.read()
        with self._timed("snapshot"):
            like = self.record.corpus_dir(history.live) if history.live else None
            name = take_snapshot(self.settings.corpus_dir, self._staged, like=like)
            if history.live and history.live.snapshot == name and self._is_whole(history.live):
                return Outcome(publication=history.live)
            new = load_corpus(self._staged)
            old = self._live_corpus(history.live) if history.live else None
        embedding: dict[str, int] = {}
        with self._timed("index"):
            index = self.open_index(new, progress=self._counting(embedding))
        try:
            report = self._examination(history).report(
                old, new, at=self.at, seconds=self.seconds, embedded=embedding.get("计算向量", 0)
            )
            report_dir = self._keep(report)
            if not report.goes_live:
                self._drop_old_reports(history)
                return Outcome(publication=None, report=report, report_dir=report_dir)
            self.record.adopt(self._staged, name)
            publication = self._publication(history, name, report, report_dir)
            after = self.record.append(publication)
        finally:
            index.close()
        logger.info("published %d: %s", publication.number, publication.corpus_version)
        self._drop_old_reports(after)
        self._await_review(report.proposals)
        return Outcome(publication=publication, report=report, report_dir=report_dir)

    @property
    def _work(self) -> Path:
        # of its own name: the evaluation of an attempt that was killed may still be writing into the one before
        return self.record.staging / f"{self.at:%H%M%S%f}-{os.getpid()}"

    @property
    def _staged(self) -> Path:
        return self._work / "corpus"

    def _is_whole(self, live: Publication) -> bool:
        texts = self.record.corpus_dir(live)
        return texts.is_dir() and snapshot_name(texts) == live.snapshot

    def _live_corpus(self, live: Publication) -> Corpus | None:
        """Read what is live; as of its publication where nothing of it applies today, None where it is damaged."""
        days: tuple[date | None, ...] = (None, live.at.date())
        for day in days:
            try:
                return load_corpus(self.record.corpus_dir(live), as_of=day)
            except CorpusError as error:
                logger.warning("publication %d cannot be compared with: %s", live.number, error)
        return None

    def _examination(self, history: History) -> Examination:
        return Examination(
            suite=self.suite,
            record=self.record,
            history=history,
            workspace=self.settings.corpus_dir,
            staged=self._staged,
            work=self._work,
            cases=self.cases,
            no_gate=self.no_gate,
        )

    def _keep(self, report: Report) -> Path:
        """Write the report and put it where it stays."""
        staged = self._work / "report"
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
        with suppress(OSError):  # what is live is no worse for an old report
            reports = sorted((self.record.root / "reports").iterdir())
            stopped = [path for path in reports if path.relative_to(self.record.root).as_posix() not in kept]
            for path in stopped[:-_KEPT_STOPPED]:
                shutil.rmtree(path, ignore_errors=True)

    def _await_review(self, proposals: tuple[Proposal, ...]) -> None:
        """Put the proposed cases where ``python -m evals review`` finds them, now that they rest on what is live."""
        path = self.settings.review_file or self.settings.data_dir / "review" / "proposed.jsonl"
        try:
            ReviewFile(path).add_all(json.loads(proposal.to_line()) for proposal in proposals)
        except ReviewFileError as error:
            logger.warning("proposed cases are in the report alone: %s", error)

    def _counting(self, totals: dict[str, int]) -> Progress:
        """Report progress, and note how much each stage had to do."""

        def report(stage: str, done: int, total: int) -> None:
            totals[stage] = total
            if self.progress:
                self.progress(stage, done, total)

        return report

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = perf_counter() - started
