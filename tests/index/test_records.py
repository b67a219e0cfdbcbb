from dataclasses import replace

from corpus.types import ClauseKind, Corpus
from index.records import WHOLE, Level, build_records, records_digest
from tests.builders import make_corpus, make_document


def test_records_are_clauses_each_followed_by_its_sentences(town_corpus: Corpus) -> None:
    named = [(record.clause_id, record.position) for record in build_records(town_corpus)]
    assert named[4:9] == [("town#1.1", WHOLE), ("town#1.1", 0), ("town#1.1", 1), ("town#1.2", WHOLE), ("town#1.2", 0)]


def test_records_leave_headings_out() -> None:
    document = make_document("d", "# 一、贷款\n可以贷款。")
    heading = replace(document.clauses[0], clause_id="d#1", kind=ClauseKind.HEADING, text="一、贷款")
    corpus = make_corpus(replace(document, clauses=(heading, *document.clauses)))
    assert [record.clause_id for record in build_records(corpus)] == ["d#1.1", "d#1.1"]


def test_clause_is_embedded_with_its_context_and_sentence_without(town_corpus: Corpus) -> None:
    records = {(record.clause_id, record.position): record for record in build_records(town_corpus)}
    clause, sentence = records["town#1.2", WHOLE], records["town#1.2", 0]
    assert clause.passage.startswith("甲市人才若干措施，开展培训：支持职业院校")
    assert sentence.passage == "支持职业院校共建产业学院。"
    assert sentence.words.startswith("甲市人才若干措施，开展培训：")


def test_record_ids_change_with_the_text_alone(town_corpus: Corpus) -> None:
    amended = make_corpus(
        replace(
            town_corpus.documents[0],
            clauses=tuple(
                replace(clause, text=clause.text.replace("产业学院", "实训基地"))
                for clause in town_corpus.documents[0].clauses
            ),
        )
    )
    before, after = ({record.record_id for record in build_records(corpus)} for corpus in (town_corpus, amended))
    assert [record_id.partition("@")[0] for record_id in before - after] == ["town#1.2"]


def test_equal_texts_share_a_hash() -> None:
    corpus = make_corpus(make_document("a", "按规定执行。"), make_document("b", "按规定执行。"))
    sentences = [record for record in build_records(corpus) if record.level is Level.SENTENCE]
    assert len({record.record_id for record in sentences}) == 2
    assert len({record.passage_hash for record in sentences}) == 1


def test_digest_tells_corpora_apart(town_corpus: Corpus) -> None:
    records = build_records(town_corpus)
    assert records_digest(records) == records_digest(build_records(town_corpus))
    assert records_digest(records) != records_digest(records[1:])
