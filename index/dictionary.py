"""jieba's dictionary, extended with the names and terms that the corpus itself uses."""

import hashlib
import logging
import marshal
import os
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import jieba

from corpus.types import Clause, ClauseKind, Corpus, reading_text

logger = logging.getLogger(__name__)

_QUOTED = re.compile(r"[“‘「『《〈]([^“”‘’「」『』《》〈〉\n]{2,30})[”’」』》〉]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_MAX_NAME = 12  # longer quoted text is a sentence or a document's title, not a word
_MIN_REPEATS = 3  # of two neighbouring words, before they count as one term


def open_segmenter(corpus: Corpus, *, cache_dir: Path) -> jieba.Tokenizer:
    """Return a jieba segmenter of its own that knows the corpus's names and terms.

    The ready dictionary is kept in ``cache_dir``: reading it back takes half the time of building it.
    """
    names = corpus_names(corpus)
    key = hashlib.sha256(repr((names, jieba.__version__, sys.implementation.cache_tag, 1)).encode())
    path = cache_dir / f"jieba-{key.hexdigest()[:16]}.marshal"
    segmenter = jieba.Tokenizer()
    if not _read(segmenter, path):
        segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
        segmenter.initialized = True
        for name in names:
            segmenter.add_word(name)
        for term in _heading_terms(corpus, segmenter):
            segmenter.add_word(term)
        _write(segmenter, path)
    return segmenter


def corpus_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the names that the corpus marks as such: departments, issuers, what stands in “” and 《》."""
    names: set[str] = set()
    for document in corpus.documents:
        names.update(document.issuers, document.responsible_units)
        for quoted in _QUOTED.findall(document.source):
            names.update(_HAN.findall(quoted))
    return tuple(sorted(name for name in names if 2 <= len(name) <= _MAX_NAME and _HAN.fullmatch(name)))


def _heading_terms(corpus: Corpus, segmenter: jieba.Tokenizer) -> list[str]:
    """Return pairs of neighbouring words of headings that the text repeats, such as 数字 + 人才."""
    pairs: set[tuple[str, str]] = set()
    for document in corpus.documents:
        for heading in (section.heading for section in document.sections):
            pairs.update(pairwise(segmenter.cut(heading)))
    wanted = {first + second for first, second in pairs if len(first) > 1 and len(second) > 1}
    wanted = {term for term in wanted if len(term) <= 6 and _HAN.fullmatch(term)}
    if not wanted:
        return []
    pattern = re.compile("|".join(sorted(wanted, key=len, reverse=True)))
    counts = Counter(hit for document in corpus.documents for hit in pattern.findall(_body_text(document.clauses)))
    return sorted(term for term, count in counts.items() if count >= _MIN_REPEATS)


def _body_text(clauses: tuple[Clause, ...]) -> str:
    return "\n".join(reading_text(clause.text) for clause in clauses if clause.kind is not ClauseKind.HEADING)


def _read(segmenter: jieba.Tokenizer, path: Path) -> bool:
    try:
        segmenter.FREQ, segmenter.total = marshal.loads(path.read_bytes())
    except FileNotFoundError:
        return False
    except (OSError, ValueError, EOFError, TypeError) as error:
        logger.warning("segmenter cache %s is unreadable (%s), building it again", path.name, error)
        return False
    segmenter.initialized = True
    return True


def _write(segmenter: jieba.Tokenizer, path: Path) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(marshal.dumps((segmenter.FREQ, segmenter.total)))
        part.replace(path)
        for old in path.parent.glob("jieba-*.marshal"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("segmenter cache cannot be written to %s: %s", path.parent, error)
