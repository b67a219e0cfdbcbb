from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.errors import ProbeError
from evals.probe import probe

POLICY = "关于支持创业的若干措施\n\n一、加强资金支持\n\n数字人才可申请最高30万元的贷款。（责任单位：市财政局）\n"


@pytest.mark.integration
def test_probe_measures_a_process_of_its_own(tmp_path: Path) -> None:
    corpus_dir = tmp_path / "corpus"
    corpus_dir.mkdir()
    (corpus_dir / "loans.txt").write_text(POLICY, encoding="utf-8")
    settings = Settings().model_copy(update={"corpus_dir": corpus_dir, "data_dir": tmp_path / "data"})
    measured = probe("answer", settings, ["最高能贷多少？", "-h"])
    assert 0 < measured.task_seconds < measured.wall_seconds
    assert 50 < measured.resident_mib <= measured.peak_mib


@pytest.mark.integration
def test_probe_says_which_task_failed(tmp_path: Path) -> None:
    settings = Settings().model_copy(update={"corpus_dir": tmp_path / "absent", "data_dir": tmp_path})
    with pytest.raises(ProbeError, match="answer"):
        probe("answer", settings)
