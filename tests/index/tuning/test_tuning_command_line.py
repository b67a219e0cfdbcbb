from pathlib import Path

import pytest

from index.tuning.__main__ import main


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["relevance", "--policies", str(tmp_path / "nowhere")])
    assert exit_.value.code == 2
    assert "nowhere" in capsys.readouterr().err
