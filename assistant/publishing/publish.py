"""Bringing the workspace live, and the way back. Until its last step nothing that is live has changed."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.publishing.attempt import Attempt, Outcome
from assistant.publishing.errors import LiveRecordError, SnapshotError
from assistant.publishing.gate import EvaluationSuite, Suite
from assistant.publishing.record import Action, LiveRecord, Publication
from assistant.publishing.snapshot import snapshot_name
from assistant.service import VERSION_CHARS
from assistant.settings import Settings
from corpus.library import load_corpus
from corpus.types import Corpus
from index.build import open_index
from index.embedding import Embedder
from index.progress import Progress
from index.search import Index


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
            shutil.rmtree(record.staging, ignore_errors=True)  # of an attempt that was killed
            attempt = Attempt(
                settings=self.settings,
                suite=self.suite,
                record=record,
                open_index=self.open_index,
                cases=tuple(cases),
                no_gate=no_gate,
                progress=self.progress,
            )
            try:
                return attempt.run()
            finally:
                shutil.rmtree(record.staging, ignore_errors=True)

    def rollback(self, number: int | None = None) -> Publication:
        """Make an earlier publication live again, the one before unless a number is given.

        Its index is opened first, and built where it is gone. Raises PublishingError, CorpusError or IndexingError.
        """
        with self.record.changing() as record:
            history = record.read()
            wanted = history.publication(number) if number is not None else history.earlier()
            origin = history.publication(wanted.origin)
            if history.live and history.live.snapshot == origin.snapshot:
                raise LiveRecordError(f"第 {origin.number} 次发布的内容就是现在的线上版本。")
            texts = record.corpus_dir(origin)
            if not texts.is_dir() or snapshot_name(texts) != origin.snapshot:
                raise SnapshotError(f"第 {origin.number} 次发布的文本缺失或被改动过，不能回退到它：{texts}")
            corpus = load_corpus(texts)
            self.open_index(corpus).close()
            step = Publication(
                number=history.next_number,
                action=Action.ROLLBACK,
                at=datetime.now().astimezone(),
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
