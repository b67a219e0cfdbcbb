"""A clause opened, and a department's duties."""

from assistant.desk.duties import departments, duties, roles_of
from assistant.desk.lookup import Inquiry, Scope
from assistant.desk.reading import open_clause
from corpus.types import Corpus


def test_neighbours_are_one_step_away_and_headings_are_stepped_over(desk_corpus: Corpus) -> None:
    opened = open_clause(desk_corpus, "town#1.2")
    assert opened is not None
    assert opened.previous is not None
    assert opened.following is not None
    assert (opened.previous.clause_id, opened.following.clause_id) == ("town#1.1", "town#2.1")


def test_the_first_and_the_last_clause_have_one_neighbour(desk_corpus: Corpus) -> None:
    first, last = (open_clause(desk_corpus, clause_id) for clause_id in ("town#title", "town#2.2"))
    assert first is not None
    assert last is not None
    assert first.previous is None
    assert first.following is not None
    assert last.following is None


def test_the_whole_section_is_at_hand(desk_corpus: Corpus) -> None:
    opened = open_clause(desk_corpus, "town#2.2")
    assert opened is not None
    assert opened.section is not None
    assert opened.section.title == "二、发放贷款"
    assert [clause.clause_id for clause in opened.section_clauses][-2:] == ["town#2.1", "town#2.2"]


def test_a_version_not_in_force_can_be_read_and_one_that_is_gone_is_none(desk_corpus: Corpus) -> None:
    old = open_clause(desk_corpus, "town@2020#1.1")
    assert old is not None
    assert "200万元" in old.clause.text
    for gone in ("town#9.9", "village#1.1", "", "#", "town"):
        assert open_clause(desk_corpus, gone) is None


def test_departments_are_counted_the_busiest_first(desk_corpus: Corpus) -> None:
    counted = {d.name: d.n_clauses for d in departments(desk_corpus)}
    assert counted == {"市人力资源社会保障局": 2, "市财政局": 2, "市教育局": 1}
    assert list(counted.values()) == sorted(counted.values(), reverse=True)
    assert departments(desk_corpus, Inquiry(document_id="village")) == ()


def test_the_duties_of_a_department_are_whole_and_by_section(desk_corpus: Corpus) -> None:
    groups = duties(desk_corpus, "市人力资源社会保障局")
    assert [(g.section and g.section.title, [h.clause.clause_id for h in g.hits]) for g in groups] == [
        ("一、开展培训", ["town#1.1"]),
        ("二、发放贷款", ["town#2.1"]),
    ]
    assert roles_of(groups[0].hits[0], "市人力资源社会保障局") == "责任单位"
    assert [g.document.document_id for g in duties(desk_corpus, "市财政局", Scope.ALL)] == ["town", "town@2020"]
    assert duties(desk_corpus, "市") == ()
