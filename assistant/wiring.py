"""The one place where concrete parts are put together: app, command line and evaluation all call it."""

import logging
import os
from dataclasses import dataclass, replace

from assistant.deciding import load_calibration
from assistant.evidence import corpus_idf
from assistant.finder import RETRIEVED, EvidenceFinder
from assistant.former import FormerDocuments
from assistant.jurisdictions import Jurisdictions
from assistant.pipeline import Pipeline, Rewording
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.spelling import Speller
from assistant.verifying import Verifier
from corpus.library import load_corpus
from corpus.types import Corpus
from index.build import open_index
from index.embedding import Embedder, open_embedder
from index.progress import Progress, silent
from index.relevance import RelevanceScorer, open_scorer
from index.retriever import PolicyRetriever

logger = logging.getLogger(__name__)

# Read by torch's oneDNN at its first use: of a thousand kernels, its default, most serve lengths that never come again
# (22 MiB; answers take no longer).
_KERNELS_KEPT = ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """What is large and does not depend on the corpus: opened once, shared by every assistant of a process."""

    embedder: Embedder
    scorer: RelevanceScorer | None


def open_models(settings: Settings, progress: Progress | None = None) -> Models:
    """Open the embedding model and, where there is one for it, the relevance scorer; raises ModelError."""
    report = progress or silent
    os.environ.setdefault(*_KERNELS_KEPT)
    embedder = open_embedder(
        settings.model, data_dir=settings.data_dir, progress=lambda done, total: report("打开模型", done, total)
    )
    scorer = open_scorer(embedder) if settings.relevance else None
    if scorer is None and settings.relevance:
        logger.warning("no relevance scorer for model %s: deciding without it", embedder.identity)
    return Models(embedder=embedder, scorer=scorer)


def build_assistant(settings: Settings, progress: Progress | None = None) -> Assistant:
    """Return an assistant over the settings' corpus, its index opened, or built where there is none yet.

    Raises CorpusError, ModelError or StoreError with a message for the user.
    """
    corpus = load_corpus(settings.corpus_dir, as_of=settings.as_of)
    return assemble(corpus, settings, open_models(settings, progress), progress)


def assemble(corpus: Corpus, settings: Settings, models: Models, progress: Progress | None = None) -> Assistant:
    """Return an assistant over a corpus that is already read, with models that are already open."""
    index = open_index(
        corpus,
        data_dir=settings.data_dir,
        chroma_url=settings.chroma_url,
        progress=progress,
        embedder=models.embedder,
    )
    scorer = models.scorer
    pipeline = Pipeline(
        index=index,
        finder=EvidenceFinder(
            corpus=corpus,
            retriever=PolicyRetriever(index=index, k=RETRIEVED),
            idf=corpus_idf(corpus),
            calibration=load_calibration(with_scorer=scorer is not None),
            scorer=scorer.score if scorer else None,
        ),
        verifier=Verifier(corpus),
        speller=Speller(
            (clause.plain for document in corpus.documents for clause in document.clauses),
            index.tokeniser.words,
            is_word=index.tokeniser.is_common_word,
        ),
        former_documents=FormerDocuments(corpus),
        jurisdictions=Jurisdictions(corpus.documents, index.tokeniser),
        max_question_chars=settings.max_question_chars,
    )
    if settings.llm_base_url:
        pipeline = replace(pipeline, rewording=_rewording(settings, pipeline))
    return Assistant(pipeline)


def _rewording(settings: Settings, pipeline: Pipeline) -> Rewording | None:
    """Return what improves wording; loaded only where an endpoint is set."""
    from assistant.rewording.checking import WordingCheck
    from assistant.rewording.endpoint import ChatEndpoint
    from assistant.rewording.reword import Rewriter

    if not settings.llm_base_url or not settings.llm_model:
        logger.warning("POLICY_LLM_BASE_URL is set without POLICY_LLM_MODEL: wording stays as drafted")
        return None
    endpoint = ChatEndpoint(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key,
        timeout_seconds=settings.llm_timeout_seconds,
    )
    return Rewriter(endpoint, WordingCheck(pipeline.verifier, pipeline.segment)).reword
