"""A sentence as the relevance scorer reads it: under its heading, with what it leans on and who is responsible."""

from corpus.types import Clause, Document

_SHORT = 40  # characters: a sentence shorter than this is read together with the end of the one before it
_TAIL = 60
_MOST = 200


def sentence_passage(clause: Clause, position: int, document: Document) -> str:
    """Return the text by which the sentence at ``position`` of ``clause`` is judged."""
    heading = document.section(clause.section_ids[-1]).heading if clause.section_ids else ""
    units = "".join(f"（{tag.role}：{'、'.join(tag.units)}）" for tag in clause.responsibilities)
    sentences = [sentence.plain for sentence in clause.sentences]
    text = sentences[position] if sentences else clause.plain
    lead_in = clause.lead_in(position) if sentences else None
    if lead_in is not None:
        text = sentences[lead_in][-_TAIL:] + text
    elif len(text) < _SHORT and position > 0:
        text = sentences[position - 1][-_TAIL:] + text
    return f"{heading}：{text[:_MOST]}{units}"
