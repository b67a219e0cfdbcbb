"""A folder of policies becomes a corpus."""

import pytest

from corpus.errors import CorpusError
from corpus.library import default_corpus_dir, load_corpus

_TEXT = "某某管理办法\n第一条 为了管理某事，制定本办法。\n第二条 本办法自发布之日起施行。\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "a.txt").write_text(_TEXT.replace("某事", "他事"), encoding="gb18030")
    (tmp_path / "b.toml").write_text('source = "某网站"\nyear = 2024\n', encoding="utf-8")
    (tmp_path / "readme.md").write_text("not a policy", encoding="utf-8")
    return tmp_path


def test_every_text_is_a_document_with_its_toml_beside_it(folder):
    corpus = load_corpus(folder)
    assert [document.document_id for document in corpus.documents] == ["a", "b"]
    assert corpus.document("b").provenance == {"source": "某网站", "year": "2024"}
    assert corpus.clause("b#2").text == "第二条 本办法自发布之日起施行。"


def test_the_digest_is_stable_and_follows_content_ids_and_provenance(folder):
    digests = [load_corpus(folder).digest, load_corpus(folder).digest]
    assert digests[0] == digests[1]
    (folder / "b.toml").write_text('source = "他网站"', encoding="utf-8")
    digests.append(load_corpus(folder).digest)
    (folder / "a.txt").write_text(_TEXT, encoding="utf-8")
    digests.append(load_corpus(folder).digest)
    (folder / "a.txt").rename(folder / "c.txt")
    digests.append(load_corpus(folder).digest)
    assert len(set(digests)) == 4


def test_the_digest_does_not_depend_on_where_the_folder_lies(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for path in folder.iterdir():
        (elsewhere / path.name).write_bytes(path.read_bytes())
    assert load_corpus(elsewhere).digest == load_corpus(folder).digest


def test_the_environment_names_the_folder(folder, monkeypatch):
    monkeypatch.setenv("POLICY_CORPUS_DIR", str(folder))
    assert default_corpus_dir() == folder
    assert len(load_corpus().documents) == 2


def test_a_folder_without_policies_says_so(tmp_path):
    with pytest.raises(CorpusError, match="没有政策文本"):
        load_corpus(tmp_path)
    with pytest.raises(CorpusError, match="文件夹不存在"):
        load_corpus(tmp_path / "none")


def test_a_bad_toml_is_named(folder):
    (folder / "a.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a\.toml.*TOML"):
        load_corpus(folder)
