from hypothesis import given
from hypothesis import strategies as st

from assistant.desk.quoting import citation, spoken, statement
from corpus.types import Corpus
from tests.builders import make_document


def test_a_citation_names_title_number_and_place(desk_corpus: Corpus) -> None:
    clause, document = desk_corpus.clause("town#2.1"), desk_corpus.document("town")
    assert citation(clause, document) == (
        "《甲市人才若干措施》（甲政发〔2025〕6号）第二条第1项：“小微企业可申请最高400万元的创业担保贷款。”"
    )
    assert citation(clause, document, "最高400万元").endswith("第二条第1项：“最高400万元”")


def test_a_document_without_a_number_is_cited_without_brackets() -> None:
    document = make_document("rule", "第三条 照章办理。", title="某规则")
    assert citation(document.clauses[-1], document).startswith("《某规则》第三条：“")


def test_the_text_to_read_aloud_says_who_sees_to_it(desk_corpus: Corpus) -> None:
    clause, document = desk_corpus.clause("town#2.1"), desk_corpus.document("town")
    assert spoken(clause, document) == (
        "《甲市人才若干措施》第二条第1项：小微企业可申请最高400万元的创业担保贷款。"
        "责任单位：市人力资源社会保障局、市财政局。"
    )


@given(st.text(st.sampled_from("甲乙。（）〔〕1\n　"), min_size=1, max_size=30))
def test_what_is_quoted_is_the_policys_own_words(text: str) -> None:
    document = make_document("any", f"第一条 开头{text}")
    for clause in document.clauses:
        letters = [c for c in clause.plain if not c.isspace()]
        quoted = [c for c in statement(clause, document) if not c.isspace()]
        assert "".join(quoted) in "".join(letters)
