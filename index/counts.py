"""How often each token occurs in each text, kept with a built index so that the next one counts only new texts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

NO_TOKEN = ""  # stands for a text without any token
_DIGEST_BYTES = 16

Tokenise = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCounts:
    """A sparse matrix of texts × tokens, a row's entries at ``starts[row]:starts[row + 1]``."""

    vocabulary: tuple[str, ...]
    starts: NDArray[np.int64]  # (n_texts + 1,)
    tokens: NDArray[np.int32]  # (n_entries,) number in the vocabulary, each once a row
    counts: NDArray[np.int32]  # (n_entries,) 1 and up
    digests: NDArray[np.bytes_]  # (n_texts,) of the texts as given

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        tokenise: Tokenise,
        *,
        base: TokenCounts | None = None,
        is_as_before: Callable[[str], bool] = lambda _text: True,
        progress: Callable[[int], object] = lambda _done: None,
    ) -> Self:
        """Count the tokens of texts; those that ``base`` holds are taken from it if they are still cut as before."""
        vocabulary = {token: number for number, token in enumerate(base.vocabulary if base else (NO_TOKEN,))}
        rows = {digest: row for row, digest in enumerate(base.digests.tolist())} if base else {}
        digests = [_digest(text) for text in texts]
        tokens: list[NDArray[np.int32]] = []
        counts: list[NDArray[np.int32]] = []
        for done, (text, digest) in enumerate(zip(texts, digests, strict=True)):
            progress(done)
            row = rows.get(digest)
            if base is not None and row is not None and is_as_before(text):
                here = slice(base.starts[row], base.starts[row + 1])
                tokens.append(base.tokens[here])
                counts.append(base.counts[here])
                continue
            counted = Counter(tokenise(text) or [NO_TOKEN])
            numbers = [vocabulary.setdefault(token, len(vocabulary)) for token in counted]
            tokens.append(np.array(numbers, dtype=np.int32))
            counts.append(np.array(list(counted.values()), dtype=np.int32))
        return cls(
            vocabulary=tuple(vocabulary),
            starts=np.cumsum([0, *map(len, tokens)], dtype=np.int64),
            tokens=np.concatenate(tokens) if tokens else np.zeros(0, np.int32),
            counts=np.concatenate(counts) if counts else np.zeros(0, np.int32),
            digests=np.array(digests, dtype=f"S{2 * _DIGEST_BYTES}"),
        )._without_unused()

    @classmethod
    def of_tokens(cls, texts: Iterable[list[str]]) -> Self:
        """Count texts given as token lists."""
        lists = list(texts)
        cut = iter(lists)
        return cls.of([str(number) for number in range(len(lists))], lambda _text: next(cut))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what ``save`` wrote; raises OSError or ValueError where that is not there or damaged."""
        with np.load(folder / "counts.npz") as arrays:
            return cls(
                vocabulary=tuple(json.loads((folder / "counts.json").read_text(encoding="utf-8"))),
                **{name: arrays[name] for name in ("starts", "tokens", "counts", "digests")},
            )

    def save(self, folder: Path) -> None:
        """Write the counts into a folder that is there."""
        np.savez(
            folder / "counts.npz", starts=self.starts, tokens=self.tokens, counts=self.counts, digests=self.digests
        )
        (folder / "counts.json").write_text(json.dumps(self.vocabulary, ensure_ascii=False), encoding="utf-8")

    def __len__(self) -> int:
        return len(self.starts) - 1

    def _without_unused(self) -> Self:
        """Drop tokens that no text has any more, so that the vocabulary does not grow from index to index."""
        used = np.zeros(len(self.vocabulary), dtype=bool)
        used[self.tokens] = True
        if used.all():
            return self
        number = np.cumsum(used, dtype=np.int32) - 1
        return type(self)(
            vocabulary=tuple(token for token, is_used in zip(self.vocabulary, used, strict=True) if is_used),
            starts=self.starts,
            tokens=number[self.tokens].astype(np.int32),
            counts=self.counts,
            digests=self.digests,
        )


def _digest(text: str) -> bytes:
    # as hexadecimal digits: numpy drops zero bytes at the end
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest().encode()
