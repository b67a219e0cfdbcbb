from dataclasses import replace

from assistant.citing import cite
from assistant.drafting import DraftSentence, Support, whole
from corpus.types import Clause, Corpus, Document


def spans(clause: Clause) -> list[Support]:
    return [Support(clause=clause, start=s.start, end=s.end) for s in clause.sentences]


def test_marks_number_the_spans_in_order_of_first_use(policy: Document, shipped_corpus: Corpus) -> None:
    long, other = (clause for clause in policy.body() if clause.locator in {"第二条第2项", "第四条第1项"})
    first, second, *_ = spans(long)
    draft = [
        DraftSentence(text="甲。", supports=(second,)),
        DraftSentence(text="乙。", supports=(first, second, first)),
        DraftSentence(text="丙。", fixed=True),
        DraftSentence(text="丁。", supports=(whole(other),)),
    ]
    sentences, citations = cite(draft, shipped_corpus)
    assert [s.marks for s in sentences] == [(1,), (2, 1), (), (3,)]
    assert [s.text for s in sentences] == ["甲。", "乙。", "丙。", "丁。"]
    assert [c.n for c in citations] == [1, 2, 3]
    assert [c.start for c in citations] == [second.start, first.start, other.start]


def test_citation_carries_the_quote_with_its_offsets(policy: Document, shipped_corpus: Corpus) -> None:
    for clause in policy.clauses:
        _, (citation,) = cite([DraftSentence(text="。", supports=(whole(clause),))], shipped_corpus)
        assert policy.source[citation.start : citation.end] == citation.quote == citation.clause_text


def test_citation_says_where_a_person_finds_it(loan_clause: Clause, shipped_corpus: Corpus) -> None:
    _, (citation,) = cite([DraftSentence(text="。", supports=(spans(loan_clause)[0],))], shipped_corpus)
    assert citation.document_title == "日照市加快数字人才培育支撑数字经济发展的若干措施"
    assert citation.document_number == "日人社发〔2025〕6号"
    assert citation.section == "四、支持数字人才创新创业"
    assert citation.locator == "第四条第1项"
    assert citation.responsible_units == ("市人力资源社会保障局",)


def test_citation_takes_the_finer_locator_of_a_numbered_sentence(policy: Document, loan_clause: Clause) -> None:
    (sentence,) = loan_clause.sentences
    finer = replace(loan_clause, sentences=(replace(sentence, locator="第四条第1项第（二）目"),))
    corpus = Corpus(documents=(policy,), digest="")
    _, citations = cite(
        [
            DraftSentence(
                text="。", supports=(spans(finer)[0], Support(clause=finer, start=sentence.end, end=finer.end))
            )
        ],
        corpus,
    )
    assert [c.locator for c in citations] == ["第四条第1项第（二）目", "第四条第1项"]


def test_nothing_to_cite_gives_no_citations(shipped_corpus: Corpus) -> None:
    assert cite([], shipped_corpus) == ((), ())
