"""What looks odd about a text that is to be added: each a sentence for the person who adds it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from corpus.types import BODY_KINDS, Document, State
from corpus.validity import chinese_date

MAX_CLAUSE_CHARS = 1500
_MIN_BODY_CHARS = 60
_MOST_NAMED = 5
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫|\(cid:\d+\)")
_ATTACHMENT_NAMED = re.compile(r"(?:见|详见|按照?|参照)\s*附件|^\s*附件\s*[：:]", re.MULTILINE)


def find_oddities(document: Document, *, today: date) -> tuple[str, ...]:
    """Return what a person should look at before the document is added; empty where nothing is odd."""
    return (*_of_frame(document, today), *_of_numbering(document), *_of_text(document))


def _of_frame(document: Document, today: date) -> Iterator[str]:
    if document.title == document.document_id:
        yield "没有认出标题。"
    if not document.number:
        yield "没有认出文号。"
    if not document.issuers:
        yield "没有认出发文机关。"
    if not document.issue_date:
        yield "没有认出成文日期。"
    elif document.issue_date > today:
        yield f"成文日期 {chinese_date(document.issue_date)} 还没有到。"
    if document.validity.state is State.EXPIRED and document.validity.in_force_until:
        yield f"有效期到 {chinese_date(document.validity.in_force_until)} 为止，已经届满，不会用于回答。"
    if document.validity.state is State.DRAFT:
        yield "像是草案或征求意见稿，不会用于回答。"


def _of_numbering(document: Document) -> Iterator[str]:
    """Tell of numbers that are left out or come twice."""
    children: defaultdict[str, list[int]] = defaultdict(list)
    twice = []
    for identity in (*(s.section_id for s in document.sections), *(c.clause_id for c in document.clauses)):
        path = identity.partition("#")[2]
        *above, last = path.split(".")
        if last.isdecimal():
            children[".".join(above)].append(int(last))
        elif re.fullmatch(r"\d+-\d+", last):
            twice.append(path.rpartition("-")[0])
    titles = {section.section_id.partition("#")[2]: section.title for section in document.sections}
    for prefix, numbers in children.items():
        # from the first: some texts number on through all their sections
        missing = sorted(set(range(min(numbers), max(numbers))) - set(numbers))
        if missing and len(missing) < len(set(numbers)):
            where = f"“{titles.get(prefix) or prefix}”之下" if prefix else "正文"
            rest = "等" if len(missing) > _MOST_NAMED else ""
            yield f"{where}的编号不连续，缺第 {'、'.join(map(str, missing[:_MOST_NAMED]))} {rest}项。"
    if twice:
        yield f"编号重复：{'、'.join(dict.fromkeys(twice[:_MOST_NAMED]))}。"


def _of_text(document: Document) -> Iterator[str]:
    body = [clause for clause in document.clauses if clause.kind in BODY_KINDS]
    if sum(len(clause.text) for clause in body) < _MIN_BODY_CHARS:
        yield "正文很少，可能没有读全。"
    long = [clause for clause in body if len(clause.text) > MAX_CLAUSE_CHARS]
    for clause in long[:_MOST_NAMED]:
        yield f"{clause.locator}有 {len(clause.text)} 字，可能没有分开条款。"
    if found := _UNREADABLE.findall(document.source):
        yield f"有 {len(found)} 处无法辨认的字符，可能是乱码。"
    attached = any(section.label.startswith("附") for section in document.sections)
    if not attached and _ATTACHMENT_NAMED.search(document.source):
        yield "正文提到附件，但没有读到附件的内容。"
