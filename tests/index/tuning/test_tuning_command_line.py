from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from index.tuning.__main__ import main
from index.tuning.questions import FOLDER


@dataclass
class RecordedTraining:
    """Stands in for a training run: keeps what it was asked for, and writes weights of no bytes."""

    settings: list[Any] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    def __call__(self, settings: Any, *_base: Any, **options: Any) -> tuple[Path, dict[str, float]]:
        self.settings.append(settings)
        self.options = options
        path: Path = options["out"] / "some.safetensors"
        path.write_bytes(b"")
        return path, {"auc": 0.9}


@pytest.fixture(params=["relevance", "retriever"])
def trained(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, RecordedTraining]:
    training = RecordedTraining()
    monkeypatch.setattr(f"index.tuning.{request.param}.train_{request.param}", training)
    monkeypatch.setattr("index.tuning.__main__.open_embedder", lambda *_, **__: None)
    return request.param, training


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--policies", "--questions"):
        with pytest.raises(SystemExit) as exit_:
            main(["relevance", option, str(tmp_path / "nowhere")])
        assert exit_.value.code == 2
        assert "nowhere" in capsys.readouterr().err


def test_rate_and_questions_reach_the_training(trained: tuple[str, RecordedTraining], tmp_path: Path) -> None:
    command, training = trained
    assert main([command, "--rate", "2e-4", "--questions", str(tmp_path), "--out", str(tmp_path)]) == 0
    assert training.settings[0].learning_rate == 2e-4
    assert training.options["questions"] == tmp_path


def test_without_options_the_settings_are_the_modules_own(
    trained: tuple[str, RecordedTraining], tmp_path: Path
) -> None:
    command, training = trained
    assert main([command, "--out", str(tmp_path)]) == 0
    assert training.settings == [type(training.settings[0])()]
    assert training.options["questions"] == FOLDER


def test_the_retriever_takes_no_other_model_than_the_packaged_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["retriever", "--model", "another"])
    assert "--model" in capsys.readouterr().err


def test_help_names_all_that_can_be_trained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(word in told for word in ("检索模型", "相关性模型", "平均"))
