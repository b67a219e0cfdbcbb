"""Everything the assistant knew on the way to an answer, put so that staff can tell a caller more than the answer."""

from dataclasses import dataclass

from assistant.answer_kinds import RULES, AnswerKind
from assistant.chain import TurnState
from assistant.deciding import Calibration
from assistant.evidence import Evidence, Finding
from assistant.leaving_open import leaves_open
from assistant.types import Status

_OPENING_CHARS = 60

STEP_NAMES = {
    "clean": "整理",
    "stand_alone": "补全",
    "former": "旧版",
    "route": "分流",
    "retrieve": "检索",
    "decide": "判断",
    "compose": "组织",
    "verify": "核对",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A clause that was weighed. Probabilities are 0 to 1, every figure higher-is-better."""

    clause_id: str
    locator: str
    opening: str
    answering: float  # probability that it states what is asked
    ranking: float  # probability that it is the clause meant, among the candidates
    relevance: float  # log-odds by the relevance scorer
    judged: bool  # whether the relevance scorer read it
    dense: float  # cosine
    lexical: float  # BM25
    stated: tuple[str, ...]
    unstated: tuple[str, ...]
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingInsight:
    """One thing asked, with its candidates, the likeliest first."""

    words: str
    kinds: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """How a turn came to its reply."""

    understood: str
    documents: tuple[str, ...]
    reasons: tuple[str, ...]
    threshold: float
    findings: tuple[FindingInsight, ...]
    steps: tuple[tuple[str, float], ...]  # name and milliseconds


def explain_turn(state: TurnState, calibration: Calibration) -> Insight:
    """Return what a finished turn tells about itself."""
    return Insight(
        understood=state.standalone.text,
        documents=tuple(document.name for document in state.documents),
        reasons=tuple(_reasons(state, calibration)),
        threshold=round(calibration.answer_threshold, 2),
        findings=tuple(_insight(finding, calibration) for finding in state.findings),
        steps=tuple((STEP_NAMES.get(name, name), ms) for name, ms in state.timings_ms.items()),
    )


def was_judged(state: TurnState) -> bool:
    """Whether a relevance scorer took part, which decides which calibration was used."""
    return any(e.relevances for finding in state.findings for e in finding.evidence)


def _insight(finding: Finding, calibration: Calibration) -> FindingInsight:
    used = {e.clause.clause_id for e in finding.answering}
    return FindingInsight(
        words=finding.ask.words,
        kinds=_names(finding.ask.kinds),
        candidates=tuple(
            Candidate(
                clause_id=e.clause.clause_id,
                locator=e.clause.locator,
                opening=e.clause.plain[:_OPENING_CHARS],
                answering=calibration.answering.probability(e.signals),
                ranking=calibration.ranking.probability(e.signals),
                relevance=e.signals.relevance,
                judged=bool(e.relevances),
                dense=e.passage.dense,
                lexical=e.passage.lexical,
                stated=_names(e.stated),
                unstated=_names(e.unstated),
                used=e.clause.clause_id in used,
            )
            for e in finding.evidence
        ),
    )


def _reasons(state: TurnState, calibration: Calibration) -> list[str]:
    if not state.findings:
        said = "".join(sentence.text for sentence in state.draft[:1])
        return [
            {
                Status.SMALLTALK: "按寒暄或无法提问的话处理，没有检索。",
                Status.ANSWERED: "问的是文件本身或点了名的条款，直接取自原文，没有按相关度检索。",
            }.get(state.status or Status.NOT_COVERED, f"检索之前就作出了判断：{said}")
        ]
    reasons = [_reason(finding, calibration) for finding in state.findings]
    if state.status is Status.NOT_COVERED and any(finding.answering for finding in state.findings):
        reasons.append("找到了条款，但拟出的句子没有一句能在原文中逐项核对，所以没有作答。")
    return reasons


def _reason(finding: Finding, calibration: Calibration) -> str:
    words = finding.ask.words
    if finding.answering:
        return f"“{words}”采用{'、'.join(_with_odds(e, calibration) for e in finding.answering)}。"
    if not finding.evidence:
        return f"“{words}”没有找到可以比较的条款。"
    best = finding.evidence[0]
    reason = f"“{words}”没有采用任何条款：最接近的是{_with_odds(best, calibration)}"
    if leaves_open(finding.ask, best.clause):
        reason += "，其中没有所问的这一类内容"
    elif calibration.answering.probability(best.signals) < (needed := calibration.threshold(finding.ask, best.signals)):
        reason += f"，低于作答门槛 {needed:.2f}"
    elif finding.ask.bare:
        reason += "，但这句话没说是哪件事，只在前面说到的条款里找"
    if best.unstated:
        reason += f"，其中没有写{'、'.join(_names(best.unstated))}"
    return reason + "。"


def _with_odds(evidence: Evidence, calibration: Calibration) -> str:
    return f"{evidence.clause.locator}（能答 {calibration.answering.probability(evidence.signals):.2f}）"


def _names(kinds: tuple[AnswerKind, ...]) -> tuple[str, ...]:
    return tuple(RULES[kind].name for kind in kinds)
