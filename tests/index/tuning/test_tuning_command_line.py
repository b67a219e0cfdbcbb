from pathlib import Path

import pytest

from index.tuning.__main__ import main


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["relevance", "--policies", str(tmp_path / "nowhere")])
    assert exit_.value.code == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.integration
def test_training_without_texts_says_what_to_give(
    tmp_path: Path, real_data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["relevance", "--data", str(real_data_dir), "--out", str(tmp_path)]) == 2
    assert "--policies" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
