"""The one place where concrete parts are put together: app, command line and evaluation all call it."""

import logging
from collections.abc import Callable

from assistant.deciding import load_calibration
from assistant.evidence import corpus_idf
from assistant.pipeline import Pipeline
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.spelling import Speller
from assistant.verifying import Verifier
from corpus.library import load_corpus
from index.build import open_index
from index.relevance import open_scorer

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]  # stage (in Chinese), done, total


def build_assistant(settings: Settings, progress: Progress | None = None) -> Assistant:
    """Return an assistant over the settings' corpus, its index opened, or built where there is none yet.

    Raises CorpusError, ModelError or StoreError with a message for the user.
    """
    corpus = load_corpus(settings.corpus_dir)
    index = open_index(
        corpus,
        data_dir=settings.data_dir,
        model=settings.model,
        chroma_url=settings.chroma_url,
        progress=progress,
    )
    scorer = open_scorer(index.embedder)
    if scorer is None:
        logger.warning("no relevance scorer for model %s: deciding without it", index.embedder.identity)
    pipeline = Pipeline(
        index=index,
        idf=corpus_idf(corpus),
        calibration=load_calibration(with_scorer=scorer is not None),
        scorer=scorer.score if scorer else None,
        verifier=Verifier(corpus),
        speller=Speller(
            (clause.plain for document in corpus.documents for clause in document.clauses),
            index.tokeniser.words,
            is_word=index.tokeniser.is_word,
        ),
        max_question_chars=settings.max_question_chars,
    )
    return Assistant(pipeline)
