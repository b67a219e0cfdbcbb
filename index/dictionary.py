"""jieba's dictionary, extended with the names and terms that the corpus itself uses."""

import hashlib
import logging
import marshal
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import jieba

from corpus.running_text import reading_text
from corpus.types import Clause, ClauseKind, Corpus

logger = logging.getLogger(__name__)

_QUOTED = re.compile(r"[“‘「『《〈]([^“”‘’「」『』《》〈〉\n]{2,30})[”’」』》〉]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_MAX_NAME = 12  # longer quoted text is a sentence or a document's title, not a word
_MIN_REPEATS = 3  # of two neighbouring words, before they count as one term


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """A segmenter with the words that were added to jieba's own."""

    segmenter: jieba.Tokenizer
    added: Mapping[str, int]  # word → frequency

    @property
    def identity(self) -> str:
        """Identify how the segmenter cuts: equal identities cut every text alike."""
        return hashlib.sha256(repr((jieba.__version__, sorted(self.added.items()))).encode()).hexdigest()[:16]

    def cuts_as(self, added_before: Mapping[str, int]) -> Callable[[str], bool]:
        """Return whether a text is cut as it was with other added words: it holds none of those that differ."""
        different = {word for word, _ in self.added.items() ^ added_before.items()}
        if not different:
            return lambda _text: True
        pattern = re.compile("|".join(map(re.escape, sorted(different, key=len, reverse=True))))
        return lambda text: pattern.search(text) is None


def open_dictionary(corpus: Corpus, *, cache_dir: Path) -> Dictionary:
    """Return jieba's dictionary with the corpus's names and terms.

    Jieba's own is kept ready in ``cache_dir``: reading it back takes half the time of building it.
    """
    path = cache_dir / f"jieba-{jieba.__version__}-{sys.implementation.cache_tag}.marshal"
    segmenter = jieba.Tokenizer()
    if not _read(segmenter, path):
        segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
        segmenter.initialized = True
        _write(segmenter, path)
    total = segmenter.total
    added: dict[str, int] = {}
    _add(segmenter, corpus_names(corpus), added)
    _add(segmenter, _heading_terms(corpus, segmenter), added)  # found in headings cut with the names
    segmenter.total = total  # else every word added would shift the weight of every other, in texts that hold neither
    return Dictionary(segmenter=segmenter, added=added)


def _add(segmenter: jieba.Tokenizer, words: Iterable[str], added: dict[str, int]) -> None:
    for word in words:
        segmenter.add_word(word)
        added[word] = segmenter.FREQ[word]


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
