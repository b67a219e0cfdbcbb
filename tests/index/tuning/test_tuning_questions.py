from pathlib import Path

import pytest

from index.tuning.dataset import TEXTS
from index.tuning.errors import TuningError
from index.tuning.questions import held_out_documents, load_questions, measured_documents, question_files, squeezed
from index.tuning.sources import read_policies, read_statutes
from tests.index.tuning.tiny import write_lines

GOOD = {"document": "town", "question": "能贷多少", "evidence": "最高四百万元", "answerable": True}


def test_the_questions_that_ship_are_valid_and_about_nothing_held_out() -> None:
    questions = load_questions(question_files())
    assert len(questions) > 3000
    assert not {question.document for question in questions} & held_out_documents()


def test_no_question_that_ships_is_about_a_policy_that_ships() -> None:
    documents = Path(__file__).resolve().parents[3] / "corpus" / "documents"
    shipped = {path.stem for path in documents.glob("*.txt")}
    assert shipped
    assert shipped <= held_out_documents()
    assert not shipped & {question.document for question in load_questions(question_files())}


def test_documents_to_measure_on_are_asked_about() -> None:
    named = measured_documents()
    assert named
    assert named <= {question.document for question in load_questions(question_files())}


def test_evidence_stands_word_for_word_in_its_document(shared: Path) -> None:
    questions = load_questions(question_files())
    documents = {question.document for question in questions}
    sources = read_policies(shared / "policies") | read_policies(TEXTS)
    sources |= read_statutes(shared / "bench" / "laws" / "articles.jsonl.gz", laws=documents)
    assert documents <= sources.keys()
    texts = {name: squeezed("".join(piece.text for piece in sources[name].pieces)) for name in documents}
    assert [q for q in questions if squeezed(q.evidence) not in texts[q.document]] == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD | {"evidence": " "}, "必须有 evidence"),
        (GOOD | {"question": ""}, "question"),
        (GOOD | {"note": "misspelt"}, "note"),
        (GOOD | {"document": "rizhao-digital-talent"}, "留作评测"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, row: dict[str, object], reason: str) -> None:
    path = write_lines(tmp_path / "mine.jsonl", [GOOD, row])
    with pytest.raises(TuningError, match=rf"mine\.jsonl 第 2 行.*{reason}"):
        load_questions([path])


def test_a_question_asked_twice_is_refused_across_files(tmp_path: Path) -> None:
    paths = [write_lines(tmp_path / name, [GOOD]) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(TuningError, match=r"b\.jsonl 第 1 行：与a\.jsonl 第 1 行重复"):
        load_questions(paths)


def test_a_near_miss_may_have_no_evidence(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [GOOD | {"evidence": "", "answerable": False}])
    assert load_questions([path])[0].evidence == ""
