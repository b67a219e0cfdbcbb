"""One reply from what was found for each part of a question: nothing said twice, no part passed over in silence."""

from collections.abc import Sequence

from assistant import replies
from assistant.answer_kinds import states
from assistant.asking import without_kinds
from assistant.composing import compose
from assistant.drafting import DraftSentence
from assistant.evidence import Finding, Idf, term_coverage
from assistant.selecting import select
from assistant.wording import Segmenter, content_terms

_COVERED = 0.6  # of a word: 创业贷 in a clause about 创业担保贷款


def join_parts(
    findings: Sequence[Finding], idf: Idf, segment: Segmenter, *, told: str = ""
) -> tuple[tuple[DraftSentence, ...], tuple[str, ...]]:
    """Return the draft for all parts in the order asked, and the parts that no clause states.

    ``told`` is what a follow-up leans on: the answers before it.
    """
    draft: list[DraftSentence] = []
    uncovered: list[str] = []
    for finding in findings:
        if finding.answering:
            selections = [select(finding.ask, evidence, idf, told=told) for evidence in finding.answering]
            draft += compose(finding.ask, selections, idf)
        elif not _told_already(finding, findings, segment):
            uncovered.append(finding.ask.words)
            draft.append(DraftSentence(text=replies.UNFOUND.format(what=f"“{finding.ask.words}”"), fixed=True))
    return _without_repeats(draft), tuple(uncovered)


def _told_already(finding: Finding, findings: Sequence[Finding], segment: Segmenter) -> bool:
    """Whether what ``finding`` asks for stands in a clause that answers another part of the question.

    An amount of something else is not the amount asked for: the clause must speak of the part's own subject too,
    where it names one.
    """
    kinds = finding.ask.kinds
    subject = content_terms(without_kinds(finding.ask.words), segment)
    return bool(kinds) and any(
        all(states(kind, e.clause.plain, e.clause) for kind in kinds)
        and all(term_coverage(term, e.clause.plain) >= _COVERED for term in subject)
        for other in findings
        for e in other.answering
    )


def _without_repeats(draft: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
    """Keep the first of the sentences that say the same and cite the same, and no quotation that is part of another.

    The same words for another clause stay: the department before each quotation is that clause's own.
    """
    kept: list[DraftSentence] = []
    said: set[object] = set()
    quotations = [sentence for sentence in draft if sentence.quote]
    for sentence in draft:
        bare = sentence.quote and sentence.text.startswith(sentence.quote)
        if bare and any(_part_of(sentence, longer) for longer in quotations):
            continue
        cited = tuple((s.clause.clause_id, s.start, s.end) for s in sentence.supports)
        if (sentence.text, cited) not in said:
            kept.append(sentence)
        # A quotation that sets a number right need not be repeated without that.
        said |= {(sentence.text, cited), (sentence.text.removeprefix(replies.DIFFERS), cited)}
    return tuple(kept)


def _part_of(quotation: DraftSentence, longer: DraftSentence) -> bool:
    """Whether what is quoted stands within what ``longer`` quotes of the same clause."""
    (own, *_), (other, *_) = quotation.supports, longer.supports
    within = other.start <= own.start and own.end <= other.end and own.end - own.start < other.end - other.start
    return own.clause.clause_id == other.clause.clause_id and within
