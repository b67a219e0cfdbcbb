"""The story of an amendment: added, diffed, published, answered by a server that runs on; then a bad one, and back."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from assistant.live import open_live
from assistant.publishing.__main__ import main
from assistant.publishing.publish import Publisher
from assistant.settings import ROOT, Settings
from assistant.types import Status
from corpus.__main__ import main as corpus_main
from evals.served import serving
from tests.assistant.publishing.workspace import QuotingSuite

pytestmark = pytest.mark.integration

DOCUMENTS = ROOT / "corpus" / "documents"
# enough to gate on, few enough to be quick; three of them rest on what the amendment changes
SUITE = {
    *(f"measure-{n:02}" for n in (1, 2, 3, 8, 9, 10, 13, 14, 15, 18, 19, 20, 23, 26, 27)),
    *(f"amount-{n:02}" for n in (1, 2, 3, 4, 5, 7, 8, 9)),
    *(f"metadata-{n:02}" for n in (1, 2, 3, 9)),
    *(f"out-of-scope-{n:02}" for n in range(1, 6)),
}
SWITCH_SECONDS = 60
READY_SECONDS = 120

Ask = Callable[[str], str]

LOAN = "个人创业担保贷款最高多少钱？"
CONTEST = "面向数字领域职工举办的是什么大赛？"
SUBSIDY = "首次创办数据标注企业能拿多少一次性创业补贴？"

REMOVED = "举办日照市数字赋能高质量发展职工创新大赛,组织动员广大数字领域职工学技术、练技能、比本领。(责任单位:市总工会)"
MOVED = (
    "加快推动我市数字技术大规模普及应用,依托省数字化转型普及培训、数字专员培训等培训平台,"
    "开展数字化转型培训活动。(责任单位:市工业和信息化局、市大数据局)"
)
ADDED = "对首次在我市创办数据标注企业的数字人才,给予一次性创业补贴2万元。(责任单位:市财政局)"
EDITS = (
    ("最高30万元的个人创业担保贷款", "最高45万元的个人创业担保贷款"),
    (REMOVED, ""),
    ("支持职业院校吸收数字产业资源", ADDED + "支持职业院校吸收数字产业资源"),
    (MOVED, ""),
    ("在日照市职业技能大赛中设置数据安全", MOVED + "在日照市职业技能大赛中设置数据安全"),
    ("2025年4月14日", "2025年10月20日"),
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, real_data_dir: Path) -> Settings:
    workspace = tmp_path_factory.mktemp("story") / "policies"
    shutil.copytree(DOCUMENTS, workspace)
    (workspace / "cases").mkdir()
    lines = (ROOT / "evals" / "cases" / "rizhao.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["id"] in SUITE]
    (workspace / "cases" / "some.jsonl").write_text("\n".join(chosen), encoding="utf-8")
    return Settings().model_copy(update={"corpus_dir": workspace, "data_dir": real_data_dir, "as_of": None})


def command(settings: Settings, *arguments: str) -> int:
    return main([*arguments, "--corpus", str(settings.corpus_dir), "--data", str(settings.data_dir)])


def amend(settings: Settings, edits: tuple[tuple[str, str], ...]) -> None:
    (path,) = settings.corpus_dir.glob("*.txt")
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def ask(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Publish the policy as it ships, and ask a server that runs from then on."""
    assert command(settings, "publish") == 0
    clean = {name: value for name, value in os.environ.items() if not name.startswith("POLICY_")}
    environment = {**clean, "POLICY_QUESTIONS_PER_MINUTE": "0"}
    with serving(settings, log=tmp_path_factory.mktemp("log") / "app.log", environment=environment) as url:
        client = Client(url, verbose=False)

        def ask_over_http(question: str) -> str:
            answer = client.predict(question=question, api_name="/ask_policy")
            return json.dumps(answer, ensure_ascii=False)

        _wait_until_ready(ask_over_http)
        yield ask_over_http


def _wait_until_ready(ask: Ask) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            ask(LOAN)
        except AppError:  # the index is being opened
            assert time.monotonic() < deadline
            time.sleep(0.5)
        else:
            return


def soon(ask: Ask, question: str, wanted: str) -> str:
    """Ask until the server has switched; it looks every second and makes the new version ready meanwhile."""
    deadline = time.monotonic() + SWITCH_SECONDS
    while wanted not in (said := ask(question)) and time.monotonic() < deadline:
        time.sleep(0.5)
    return said


def test_an_amendment_goes_from_draft_to_live_and_back(
    settings: Settings, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "30万元" in ask(LOAN)

    amend(settings, EDITS)
    assert corpus_main(["diff", "--corpus", str(settings.corpus_dir), "--data", str(settings.data_dir)]) == 1
    told = capsys.readouterr().out
    assert "30万元" in told
    assert "45万元" in told
    assert "30万元" in ask(LOAN), "a draft answers nobody"

    assert command(settings, "publish") == 0
    told = capsys.readouterr().out
    for stale in ("amount-02", "metadata-02", "measure-19"):
        assert stale in told
    assert "45万元" in soon(ask, LOAN, "45万元")
    assert "2万元" in ask(SUBSIDY)
    assert "职工创新大赛" not in ask(CONTEST)

    garbled = ADDED.encode().decode("gb18030", "replace")
    amend(settings, ((ADDED, garbled),))
    assert command(settings, "publish") == 1
    assert "疑似乱码" in capsys.readouterr().out
    assert "2万元" in ask(SUBSIDY)

    assert command(settings, "rollback") == 0
    assert "30万元" in soon(ask, LOAN, "30万元")
    assert "职工创新大赛" in ask(CONTEST)
    capsys.readouterr()
    assert command(settings, "history") == 0
    assert [line.count("发布") > 0 for line in capsys.readouterr().out.strip().splitlines()] == [True] * 3


def test_a_policy_that_repeals_another_takes_its_place(shared: Path, real_data_dir: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "policies"
    (workspace / "cases").mkdir(parents=True)
    shutil.copy(shared / "policies" / "C15_nanchong_assessment_rules.txt", workspace / "old.txt")
    case = {
        "id": "old",
        "turns": ["谁负责解释？"],
        "expect": "answer",
        "evidence": ["本实施细则由市农牧业局负责解释"],
    }
    (workspace / "cases" / "old.jsonl").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    settings = Settings().model_copy(update={"corpus_dir": workspace, "data_dir": real_data_dir, "as_of": None})
    publisher = Publisher(settings=settings, suite=QuotingSuite())
    publisher.publish()
    live = open_live(settings)
    question = "“菜篮子”市长负责制考核工作实施细则由哪个部门负责解释？"
    assert "市农牧业局" in live.ask(question).text

    newer = (shared / "policies" / "A1_baotou_digital_gov_assessment.txt").read_text(encoding="utf-8")
    repeal = "本办法自印发之日起施行，《南充市“菜篮子”市长负责制考核工作实施细则》同时废止。"
    (workspace / "new.txt").write_text(newer.rstrip() + "\n" + repeal + "\n", encoding="utf-8")
    outcome = publisher.publish(no_gate="只有一条用例，随旧文件失效")
    assert live.look()
    assert [document.document_id for document in live.corpus.not_in_force] == ["old"]
    answer = live.ask(question)
    assert answer.status is not Status.ANSWERED or all(c.document_id != "old" for c in answer.citations)
    assert outcome.report is not None
    (change,) = [change for change in outcome.report.changes if change.new is None]
    assert change.document.document_id == "old"

    publisher.rollback()
    assert live.look()
    assert "市农牧业局" in live.ask(question).text
    live.close()
