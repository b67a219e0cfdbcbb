"""The assistant answers from what is in force, today or on another day, and says which."""

import json
from pathlib import Path

import pytest

from assistant.__main__ import main, to_json
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Status
from assistant.wiring import build_assistant
from tests.assistant.test_former import LOANS, RULES

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, real_data_dir: Path) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("versions")
    corpus, data = root / "corpus", root / "data"
    corpus.mkdir()
    data.mkdir()
    (data / "models").symlink_to(real_data_dir / "models")
    (corpus / "loans.txt").write_text(LOANS, encoding="utf-8")
    (corpus / "rules.txt").write_text(RULES, encoding="utf-8")
    return corpus, data


@pytest.fixture(scope="module")
def today(shipped: Assistant, folders: tuple[Path, Path]):
    assistant = build_assistant(Settings(corpus_dir=folders[0], data_dir=folders[1], chroma_url=None))
    yield assistant
    assistant.index.close()


@pytest.fixture(scope="module")
def before(shipped: Assistant, folders: tuple[Path, Path]):
    settings = Settings(corpus_dir=folders[0], data_dir=folders[1], chroma_url=None, as_of="2024-01-01")
    assistant = build_assistant(settings)
    yield assistant
    assistant.index.close()


def test_the_same_question_is_answered_from_what_is_in_force(today: Assistant, before: Assistant) -> None:
    question = "个人创业担保贷款最高额度是多少"
    now, then = today.ask(question), before.ask(question)
    assert "40万元" in now.text
    assert "20万元" not in now.text
    assert {citation.document_id for citation in now.citations} == {"rules"}
    assert "20万元" in then.text
    assert {citation.document_id for citation in then.citations} == {"loans"}
    assert now.corpus_version != then.corpus_version


def test_an_answer_as_of_another_day_is_marked(today: Assistant, before: Assistant) -> None:
    then = before.ask("个人创业担保贷款最高额度是多少")
    assert then.text.startswith("（以下按2024年1月1日有效的政策回答。）")
    assert to_json(then)["as_of"] == "2024-01-01"
    refused = before.ask("红烧肉怎么做才好吃")
    assert refused.status is Status.NOT_COVERED
    assert refused.text.startswith("（以下按2024年1月1日")
    assert to_json(today.ask("个人创业担保贷款最高额度是多少"))["as_of"] is None


def test_a_repealed_document_is_answered_with_its_successor(today: Assistant) -> None:
    answer = today.ask("《甲市创业担保贷款管理办法》规定贷款最高额度是多少")
    assert answer.status is Status.ANSWERED
    assert "不再适用" in answer.text
    assert "40万元" in answer.text
    assert "20万元" not in answer.text
    assert {citation.document_id for citation in answer.citations} == {"rules"}


def test_a_document_not_yet_in_force_is_named_as_such(before: Assistant) -> None:
    answer = before.ask("甲政发〔2025〕8号还有效吗")
    assert answer.status is Status.NOT_COVERED
    assert "自2025年3月1日起施行，尚未生效" in answer.text
    assert answer.citations == ()


@pytest.mark.parametrize("by", ["option", "environment"])
def test_the_day_is_given_by_option_or_environment(
    by: str, today: Assistant, folders: tuple[Path, Path], capsys: pytest.CaptureFixture, monkeypatch
) -> None:
    arguments = ["ask", "--json", "--corpus", str(folders[0]), "--data", str(folders[1])]
    arguments.append("个人创业担保贷款最高额度是多少")
    if by == "environment":
        monkeypatch.setenv("POLICY_AS_OF", "2024-01-01")
    else:
        arguments += ["--as-of", "2024-01-01"]
    assert main(arguments) == 0
    turn = json.loads(capsys.readouterr().out)
    assert turn["as_of"] == "2024-01-01"
    assert "20万元" in turn["answer"]


def test_a_day_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["ask", "--as-of", "昨天", "贷款"])
    assert "“昨天”不是日期" in capsys.readouterr().err
