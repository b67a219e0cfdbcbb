"""What a proposed case must be before it may enter a suite: of the right form, resting on text in force, and new."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.cases import Case, Expect, Split, load_cases, parse_case
from evals.errors import CaseFileError, ReviewError
from evals.freshness.loose import Loose
from evals.freshness.rewriting import write_whole
from evals.freshness.staleness import Grounds
from evals.matching import says

_WAITING = ("待审：", "，待审", "；待审", "待审")


def checked(fields: Mapping[str, Any], grounds: Grounds) -> Case:
    """Return the proposal as a case, its evidence verbatim and anchored; ReviewError says what keeps it out."""
    try:
        case = parse_case(json.dumps({**fields, "rests_on": []}, ensure_ascii=False), where=f"“{fields.get('id')}”")
    except CaseFileError as error:
        raise ReviewError(str(error)) from error
    evidence = tuple(_verbatim(piece, grounds) for piece in case.evidence)
    case = case.model_copy(
        update={
            "evidence": evidence,
            "rests_on": tuple(grounds.anchors(piece) for piece in evidence),
            "split": case.split or Split.TEST,  # a question that somebody really asked is worth most unseen
            "note": _reviewed(case.note),
        }
    )
    if problems := _problems(case, grounds):
        raise ReviewError(f"“{case.id}”：" + "；".join(problems))
    return case


def enter(case: Case, target: Path) -> None:
    """Add a case to a suite's file; ReviewError where its id or its question is in the suite already."""
    if target.suffix != ".jsonl":
        raise ReviewError(f"用例文件须以 .jsonl 结尾：{target}")
    beside = sorted(target.parent.glob("*.jsonl")) if target.parent.is_dir() else []
    for path in beside:
        for known in load_cases(path):
            if known.id == case.id:
                raise ReviewError(f"id “{case.id}” 在 {path.name} 中已用过，可用 --id 另取")
            if known.turns == case.turns:
                raise ReviewError(f"这个问题在 {path.name} 中已有（{known.id}）")
    before = target.read_text(encoding="utf-8-sig") if target.exists() else ""
    ended = "" if not before or before.endswith("\n") else "\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(case.model_dump(mode="json"), ensure_ascii=False)
    write_whole(target, before + ended + line + "\n")


def _verbatim(piece: str, grounds: Grounds) -> str:
    """Return the piece as a clause in force prints it; ReviewError where none does."""
    texts = [clause.text for clause in grounds.clauses.values()]
    if any(piece in text for text in texts):
        return piece
    found = next((now for text in texts if (now := Loose.of(text).find(piece, text))), None)
    if found is None:
        raise ReviewError(f"依据不是现行条款的原文：“{piece}”")
    return found


def _problems(case: Case, grounds: Grounds) -> list[str]:
    found = []
    documents = {clause_id.partition("#")[0] for anchors in case.rests_on for clause_id in anchors}
    sources: Sequence[str] = [grounds.sources[name] for name in documents] or list(grounds.sources.values())
    if case.expect is Expect.ANSWER:
        for options in case.facts:
            if not any(says(source, fact) for source in sources for fact in options):
                found.append(f"要点在政策中找不到：“{'”或“'.join(options)}”")
    required = [*case.evidence, *(fact for options in case.facts for fact in options)]
    found += [f"禁用内容“{piece}”是依据或要点的一部分" for piece in case.forbid if any(piece in r for r in required)]
    return found


def _reviewed(note: str) -> str:
    for mark in _WAITING:
        note = note.replace(mark, "")
    return note
