from assistant.types import Citation
from assistant.web.source import Highlight, lay_out, outline
from corpus.types import Corpus


def marked(citation: Citation) -> Highlight:
    return Highlight(
        document_id=citation.document_id, clause_id=citation.clause_id, start=citation.start, end=citation.end
    )


def test_layout_shows_every_clause_whole_and_in_order(corpus: Corpus) -> None:
    document = corpus.document("town")
    blocks = lay_out(document)
    assert ["".join(run.text for run in block.runs) for block in blocks] == [c.text for c in document.clauses]


def test_layout_without_a_citation_marks_nothing(corpus: Corpus) -> None:
    blocks = lay_out(corpus.document("town"))
    assert not any(block.cited for block in blocks)
    assert not any(run.marked for block in blocks for run in block.runs)


def test_layout_marks_exactly_the_quote(corpus: Corpus, loan: Citation) -> None:
    blocks = lay_out(corpus.document("town"), marked(loan))
    assert [run.text for block in blocks for run in block.runs if run.marked] == [loan.quote]
    assert [block.clause_id for block in blocks if block.cited] == [loan.clause_id]


def test_layout_keeps_a_quote_whole_across_a_responsibility_tag(corpus: Corpus) -> None:
    clause = corpus.clause("town#1.1")
    whole = Highlight(document_id="town", clause_id=clause.clause_id, start=clause.start, end=clause.end)
    cited = next(block for block in lay_out(corpus.document("town"), whole) if block.cited)
    assert all(run.marked for run in cited.runs)
    assert "".join(run.text for run in cited.runs) == clause.text


def test_layout_sets_responsibility_tags_apart(corpus: Corpus) -> None:
    blocks = lay_out(corpus.document("town"))
    duties = [run.text for block in blocks for run in block.runs if run.duty]
    assert [duty.strip("（）") for duty in duties] == ["责任单位：市财政局、市人社局", "责任单位：市教育局"]


def test_outline_leads_to_a_block_for_each_section(corpus: Corpus) -> None:
    document = corpus.document("town")
    entries = outline(document)
    assert [entry.title for entry in entries] == ["一、支持创业", "二、培养人才"]
    assert [entry.clause_id for entry in entries] == ["town#1.1", "town#2.1"]
