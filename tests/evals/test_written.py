"""The training questions' held-out documents as labelled asks."""

import json
from pathlib import Path

import pytest

from evals.cases import Expect, Split
from evals.written import CATEGORY, DESCRIPTION, RETRIEVER_DESCRIPTION, held_out_questions, judge_written
from index.tuning.dataset import TEXTS
from index.tuning.questions import load_questions, measured_documents, question_files


@pytest.mark.integration
def test_questions_ofheld_out_questions_documents_are_asked_over_that_document_alone(
    tmp_path: Path, real_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        question for question in load_questions(question_files()) if (TEXTS / f"{question.document}.txt").is_file()
    ]
    document = min({question.document for question in asked}, key=lambda name: sum(q.document == name for q in asked))
    description = tmp_path / "relevance.json"
    description.write_text(json.dumps({"data": {"files": {"texts/不在此处.txt": "…"}}}), encoding="utf-8")
    monkeypatch.setenv("POLICY_DATA_DIR", str(real_data_dir))
    judged = judge_written([document, "不在此处"], [description, tmp_path / "none.json"])
    questions = {question.question: question for question in asked if question.document == document}
    assert {item.case.question for item in judged} <= questions.keys()
    assert len({item.case.question for item in judged}) > len(questions) / 2
    for item in judged:
        answerable = questions[item.case.question].answerable
        assert (item.case.expect is Expect.ANSWER) == answerable
        assert (item.case.category, item.case.split) == (CATEGORY, Split.TRAIN)
        if not answerable:
            assert not item.holds.any()
    found = [item.holds.any() for item in judged if item.case.expect is Expect.ANSWER]
    assert sum(found) > 0.9 * len(found)  # one short document: its clauses are nearly all candidates


def test_no_document_that_either_model_learnt_from_is_asked_about(tmp_path: Path) -> None:
    document = next(q.document for q in load_questions(question_files()) if (TEXTS / f"{q.document}.txt").is_file())
    scorer, retriever = tmp_path / "relevance.json", tmp_path / "retriever.json"
    scorer.write_text(json.dumps({"data": {"dev_documents": [document]}}), encoding="utf-8")
    retriever.write_text(json.dumps({"data": {"dev_documents": [], "files": {f"texts/{document}.txt": "…"}}}), "utf-8")
    assert judge_written([document], [scorer, retriever]) == []


def test_some_documents_were_kept_from_the_models_that_ship() -> None:
    assert len(held_out_questions(measured_documents(), (DESCRIPTION, RETRIEVER_DESCRIPTION), TEXTS)) >= 10
