"""``python -m evals retrieval`` end to end, on a handful of texts with the real models."""

import json
from pathlib import Path

import pytest

from evals.__main__ import main

pytestmark = pytest.mark.integration

POLICIES = {
    "loan": "甲市创业贷款办法\n第一条 个人创业担保贷款额度最高30万元，期限不超过3年。\n第二条 本办法自2024年1月1日起施行。",
    "meal": "乙县老年助餐办法\n第一条 年满80周岁的老人每餐补助4元。\n第二条 助餐点由县民政局认定。",
    "car": "丙市充电桩管理办法\n第一条 小区应当预留充电桩安装条件。\n第二条 充电服务费每度不超过6角。",
}
QUESTIONS = {
    "loan": ("个人自己干，最多能贷多少钱？", "个人创业担保贷款额度最高30万元，期限不超过3年。"),
    "meal": ("八十多岁的老人吃饭，政府一顿补几块？", "年满80周岁的老人每餐补助4元。"),
    "car": ("充电服务费最高收多少？", "充电服务费每度不超过6角。"),
}


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    folder = tmp_path / "bench"
    laws = [f"{law}第{n}条" for law in ("租房条例", "用工条例", "消费条例", "出行条例") for n in "一二三四五"]
    articles = [
        {"id": name, "text": f"{name[:2]}的第{i}件事，由当事人约定；没有约定的，协商解决。"}
        for i, name in enumerate(laws)
    ]
    write(folder / "lecoqa" / "articles.jsonl", articles)
    asked = [{"question": f"{name[:2]}的第{i}件事没说好怎么办", "relevant": [name]} for i, name in enumerate(laws)]
    write(folder / "lecoqa" / "queries.train.jsonl", asked)
    write(folder / "ncp" / "documents.jsonl", [{"docid": name, "text": text} for name, text in POLICIES.items()])
    write(
        folder / "ncp" / "questions.dev.jsonl",
        [
            {"question": question, "answer": answer, "docid": name, "gold_docids": [name]}
            for name, (question, answer) in QUESTIONS.items()
        ],
    )
    return folder


def test_every_system_is_measured_in_one_run(
    bench: Path, real_data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "figures.json"
    given = ["--bench", str(bench), "--data", str(real_data_dir), "--limit", "20"]
    assert main(["retrieval", *given, "--json", str(saved)]) == 0
    systems = json.loads(saved.read_text(encoding="utf-8"))
    assert [system["name"] for system in systems] == ["before", "tuned", "after"]
    for system in systems:
        assert system["policies"]["questions"] == len(QUESTIONS)
        assert system["policies"]["document_ndcg"] == 1.0  # three texts on three subjects
        assert system["refusals"]["auc"] > 0.5
        assert 0 < system["cost"]["p50_ms"] <= system["cost"]["p95_ms"]
    assert "NCP: sentence first" in capsys.readouterr().out


def test_public_data_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieval", "--bench", str(tmp_path)]) == 2
    assert "queries.train.jsonl" in capsys.readouterr().err
