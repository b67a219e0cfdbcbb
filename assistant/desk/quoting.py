"""A clause as staff pass it on: the citation to write down, and the text to read to a caller."""

from corpus.running_text import reading_text
from corpus.types import Clause, Document


def citation_head(clause: Clause, document: Document) -> str:
    """Return where a clause stands: 《题名》（文号）第四条第1项."""
    number = f"（{document.number}）" if document.number else ""
    return f"《{document.name}》{number}{clause.locator}"


def citation(clause: Clause, document: Document, quote: str = "") -> str:
    """Return a citation as one writes it in a letter: 《题名》（文号）第四条第1项：“原文”."""
    return f"{citation_head(clause, document)}：“{quote or statement(clause, document)}”"


def statement(clause: Clause, document: Document) -> str:
    """Return the policy's own words in a clause, without its opening number and its （责任单位：…）, verbatim."""
    if not clause.sentences:
        return clause.plain
    start, end = clause.sentences[0].start, clause.sentences[-1].end
    inside = [tag for tag in clause.responsibilities if start < tag.end and tag.start < end]
    pieces, reached = [], start
    for tag in inside:
        pieces.append(document.source[reached : tag.start])
        reached = tag.end
    pieces.append(document.source[reached:end])
    return reading_text("".join(pieces))


def spoken(clause: Clause, document: Document) -> str:
    """Return the text to read to a caller: where it stands, what it says, who sees to it."""
    duty = "".join(f"{tag.role}：{'、'.join(tag.units)}。" for tag in clause.responsibilities)
    said = statement(clause, document)
    if said and said[-1] not in "。！？!?":
        said += "。"
    return f"《{document.name}》{clause.locator}：{said}{duty}"
