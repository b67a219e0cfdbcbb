"""An answer put in the order in which a page shows it: what is said, what lies nearby, what stays open."""

from dataclasses import dataclass

from assistant.types import Answer, AnswerSentence, Citation, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something the policies do cover, and where."""

    title: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The parts of an answer as far as it has arrived; related topics and open parts stand in places of their own."""

    sentences: tuple[AnswerSentence, ...]
    related: tuple[Topic, ...] = ()
    closing: tuple[AnswerSentence, ...] = ()  # what follows the related topics: whom to ask
    uncovered: tuple[str, ...] = ()


def arrange(answer: Answer, shown: int) -> Arranged:
    """Return the parts of the first ``shown`` sentences."""
    arrived = answer.sentences[:shown]
    if answer.status is Status.NOT_COVERED:
        return _refusal(answer, arrived)
    open_parts = [s for s in arrived if not s.marks and any(part in s.text for part in answer.uncovered)]
    return Arranged(
        sentences=tuple(s for s in arrived if s not in open_parts),
        uncovered=answer.uncovered if open_parts or shown >= len(answer.sentences) else (),
    )


def _refusal(answer: Answer, arrived: tuple[AnswerSentence, ...]) -> Arranged:
    """The sentence that lists the related topics becomes a list, each topic with its own mark."""
    for position, sentence in enumerate(arrived):
        listed = answer.related and all(topic in sentence.text for topic in answer.related)
        if not listed or len(sentence.marks) != len(answer.related):
            continue
        citations = {citation.n: citation for citation in answer.citations}
        topics = zip(answer.related, sentence.marks, strict=True)
        return Arranged(
            sentences=arrived[:position],
            related=tuple(Topic(title=title, citation=citations[n]) for title, n in topics if n in citations),
            closing=arrived[position + 1 :],
        )
    return Arranged(sentences=arrived)
