"""Public benchmarks: what is read, what it becomes, and how answers and refusals are compared."""

import json
from pathlib import Path

import pytest

from evals.errors import BenchDataError
from evals.public.corpora import policy_corpus, statute_corpus
from evals.public.data import PolicyText, read_policies, read_statutes
from evals.public.policies import character_f1, refusal_figures
from evals.public.report import render_public
from index.tuning.lecoqa import Article

ARTICLES = [
    Article(id="民法典第一条", text="自然人可以起字号。\n\n债务由个人承担。"),
    Article(id="个体工商户条例第二条", text="可以个人经营。也可以家庭经营。"),
    Article(id="民法典第二条", text="法人依法成立。"),
]


def test_statutes_become_a_document_a_law_with_whole_articles_as_clauses() -> None:
    corpus = statute_corpus(ARTICLES)
    assert [document.title for document in corpus.documents] == ["民法典", "个体工商户条例"]
    for document in corpus.documents:
        for clause in document.clauses:
            assert document.source[clause.start : clause.end] == clause.text
            for sentence in clause.sentences:
                assert document.source[sentence.start : sentence.end] == sentence.text
    first = corpus.documents[0].clauses[0]
    assert [sentence.text for sentence in first.sentences] == ["自然人可以起字号。", "债务由个人承担。"]
    assert (first.clause_id.partition("#")[2], first.locator) == ("民法典第一条", "第一条")


def test_policies_can_be_left_out_and_blank_ones_are() -> None:
    texts = [
        PolicyText(document_id="a", text="甲市补贴办法\n第一条 每人补贴1000元。"),
        PolicyText(document_id="b", text="乙市补贴办法\n第一条 每人补贴2000元。"),
        PolicyText(document_id="c", text="  "),
    ]
    assert [document.document_id for document in policy_corpus(texts).documents] == ["a", "b"]
    assert [document.document_id for document in policy_corpus(texts, without={"a"}).documents] == ["b"]
    assert policy_corpus(texts).digest != policy_corpus(texts, without={"a"}).digest


def test_questions_name_every_document_that_holds_the_answer(tmp_path: Path) -> None:
    folder = tmp_path / "ncp"
    folder.mkdir()
    (folder / "documents.jsonl").write_text(json.dumps({"docid": "a", "text": "正文"}) + "\n", encoding="utf-8")
    row = {"question": "问", "answer": " 答 ", "docid": "a", "gold_docids": ["a", "b"]}
    (folder / "questions.dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    texts, (question,) = read_policies(tmp_path)
    assert [text.document_id for text in texts] == ["a"]
    assert (question.answer, question.document_ids) == ("答", ("a", "b"))


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchDataError, match="articles"):
        read_statutes(tmp_path)


def test_answers_are_compared_character_by_character() -> None:
    assert character_f1("最高 30万元", "最高30万元") == 1.0
    assert character_f1("最高30万元", "不予支持") == 0.0
    assert character_f1("", "最高30万元") == 0.0
    assert character_f1("最高30万元", "30万元") == pytest.approx(0.8)


def test_refusals_are_judged_on_the_same_questions_with_and_without_their_documents() -> None:
    figures = refusal_figures([(0.9, False), (0.4, True)], [(0.5, True), (0.2, False)])
    assert figures.auc == pytest.approx(0.75)
    assert (figures.precision, figures.recall) == (0.5, 0.5)


def test_report_shows_the_systems_side_by_side() -> None:
    legal = {"questions": 2, "ndcg": 0.5, "recall": 0.25, "mrr": None}
    system = {"legal": {"test": legal}, "haystack": None, "policies": None, "refusals": None, "cost": {"p50_ms": 71.4}}
    lines = render_public([{"name": "before", **system}, {"name": "after", **system}]).splitlines()
    assert lines[0].split("|")[2].strip() == "before"
    assert lines[0].split("|")[3].strip() == "after"
    assert any("LeCoQA test: recall" in line and "25.0%" in line for line in lines)
    assert any("cost: p50 ms" in line and "71 |" in line for line in lines)
    assert any("mrr" in line and "–" in line for line in lines)
