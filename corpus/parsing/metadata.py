"""What a document says about itself, read from the clauses that say it."""

import re
from collections.abc import Sequence

from corpus.parsing.blocks import Block
from corpus.parsing.columns import read_names
from corpus.parsing.dates import DATE, find_date, to_date
from corpus.parsing.frame import NUMBER
from corpus.parsing.responsibility import split_outside_brackets
from corpus.parsing.titles import issuer_in_title
from corpus.types import Clause, ClauseKind, MetadataItem, MetadataName

_LABEL = re.compile(r"[（(\[【]?\s*[\u4e00-\u9fff]{2,10}\s*[：:]?\s*")
_EFFECTIVE = re.compile(r"(?:自|从)(?P<when>[^，。；：]{1,24}?)(?:起)?(?:正式)?(?:施行|实施|执行|生效)")
_EXPIRY = re.compile(
    r"有效期(?:限)?(?:为|至|到|暂定为|暂定)?[^，。；]{1,40}|(?:执行|实施)(?:期限?|至|到)[^。；]{0,20}\d{4}年[^，。；]{1,20}|执行至[^，。；]{1,20}"
)
_BASIS_CUE = re.compile(r"根据|依据|按照|遵照|依照|为(?:深入|全面|认真)?(?:贯彻|落实)|结合")
_BASIS_END = re.compile(r"。|制定|印发给|现就|现将|现印发")
_TITLE_AND_NUMBER = re.compile(
    r"\s*(?:的通知|等[^，。；（(《]{0,10}?规定|精神|要求)?\s*[（(](?P<number>[^（）()]{2,14}[〔\[［【（(]\d{4}[〕\]］】）)]\s*\d{1,5}\s*号)[）)]"
)


def read_metadata(clauses: Sequence[Clause]) -> tuple[MetadataItem, ...]:
    """Return everything a document states about itself, in source order."""
    items: list[MetadataItem] = []
    for clause in clauses:
        reader = _READERS.get(clause.kind)
        if reader:
            items.extend(reader(clause))
    items.extend(_issuers_from_title(items, clauses))
    text_kinds = (ClauseKind.PREAMBLE, ClauseKind.PARAGRAPH, ClauseKind.ITEM, ClauseKind.MEASURE, ClauseKind.ARTICLE)
    body = [clause for clause in clauses if clause.kind in text_kinds]
    for clause in body:
        items.extend(_matches(clause, _EFFECTIVE, MetadataName.EFFECTIVE_DATE, group="when", own=True))
        items.extend(_matches(clause, _EXPIRY, MetadataName.EXPIRY, group=0, own=True))
    for clause in body[:3]:
        items.extend(_basis(clause))
    return tuple(sorted(items, key=lambda item: (item.spans[0], item.name)))


def _item(name: MetadataName, value: str, clause: Clause, *spans: tuple[int, int]) -> MetadataItem:
    return MetadataItem(name=name, value=value, spans=spans, clause_id=clause.clause_id)


def _title(clause: Clause) -> list[MetadataItem]:
    return [_item(MetadataName.TITLE, _joined(clause.text), clause, (clause.start, clause.end))]


def _joined(text: str) -> str:
    """Join a text that is broken over lines or padded; a blank between Latin words stays."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text)


def _number(clause: Clause) -> list[MetadataItem]:
    items = []
    if match := NUMBER.search(clause.text):
        value = (
            re.sub(r"\s+", "", match[0]).strip("（）()【】") if match[0][0] in "（(" else re.sub(r"\s+", "", match[0])
        )
        items.append(
            _item(MetadataName.NUMBER, value, clause, (clause.start + match.start(), clause.start + match.end()))
        )
    if date := find_date(clause.text):
        items.append(_dated(MetadataName.ISSUE_DATE, clause, date[1], date[2], date[0].isoformat()))
    return items


def _dated(name: MetadataName, clause: Clause, start: int, end: int, value: str) -> MetadataItem:
    return _item(name, value, clause, (clause.start + start, clause.start + end))


def _issue_date(clause: Clause) -> list[MetadataItem]:
    found = find_date(clause.text)
    return [_dated(MetadataName.ISSUE_DATE, clause, found[1], found[2], found[0].isoformat())] if found else []


def _publication(clause: Clause) -> list[MetadataItem]:
    items = []
    if found := find_date(clause.text):
        items.append(_dated(MetadataName.PUBLICATION_DATE, clause, found[1], found[2], found[0].isoformat()))
    for match in re.finditer(r"(?:文号|发文字号)\s*[：:]\s*", clause.text):
        if number := NUMBER.match(clause.text, match.end()):
            items.append(_dated(MetadataName.NUMBER, clause, number.start(), number.end(), _joined(number[0])))
    return items


def _issuers(clause: Clause) -> list[MetadataItem]:
    blocks = []
    items = []
    offset = 0
    for line in clause.text.split("\n"):
        start = clause.start + offset
        text = line.rstrip()
        if dated := DATE.search(text):
            if value := to_date(dated):
                items.append(
                    _item(
                        MetadataName.ISSUE_DATE, value.isoformat(), clause, (start + dated.start(), start + dated.end())
                    )
                )
            text = text[: dated.start()].rstrip()
        lead = len(text) - len(text.lstrip())
        if text.strip():
            blocks.append(Block(text.strip(), start + lead, start + lead + len(text.strip())))
        offset += len(line) + 1
    names = read_names(blocks)
    items.extend(_item(MetadataName.ISSUER, name.text, clause, *name.spans) for name in names)
    return items


def _disclosure(clause: Clause) -> list[MetadataItem]:
    return [
        _item(MetadataName.DISCLOSURE, _joined(clause.text).strip("（）()【】[]。"), clause, (clause.start, clause.end))
    ]


def _contact(clause: Clause) -> list[MetadataItem]:
    text = clause.text.rstrip()
    label = re.match(
        r"[（(\[【]?\s*[\u4e00-\u9fff]{2,8}?(?:单位|部门|科室|处室|机构|方式|电话|人员?|热线|机关|地址)\s*[：:\s]?\s*",
        text,
    )
    start = label.end() if label else 0
    end = len(text) - 1 if text[0] in "（([【" and text[-1] in "）)]】" else len(text)
    span = (clause.start + start, clause.start + end)
    return [_item(MetadataName.CONTACT, _joined(text[start:end]), clause, span)] if start < end else []


def _addressees(clause: Clause) -> list[MetadataItem]:
    items = []
    text = clause.text.rstrip("：: \u3000\n")
    for a, b in split_outside_brackets(text, 0, len(text), "、，,；;"):
        value = _joined(text[a:b])
        if value:
            items.append(_item(MetadataName.ADDRESSEE, value, clause, (clause.start + a, clause.start + b)))
    return items


_READERS = {
    ClauseKind.TITLE: _title,
    ClauseKind.NUMBER: _number,
    ClauseKind.ISSUE_DATE: _issue_date,
    ClauseKind.PUBLICATION: _publication,
    ClauseKind.ISSUERS: _issuers,
    ClauseKind.DISCLOSURE: _disclosure,
    ClauseKind.CONTACT: _contact,
    ClauseKind.ADDRESSEES: _addressees,
}


def _issuers_from_title(items: list[MetadataItem], clauses: Sequence[Clause]) -> list[MetadataItem]:
    """Where nobody signed, the body that the title begins with issued it."""
    if any(item.name is MetadataName.ISSUER for item in items):
        return []
    for item in items:
        if item.name is MetadataName.TITLE and (name := issuer_in_title(item.value)):
            clause = next(c for c in clauses if c.clause_id == item.clause_id)
            at = clause.text.find(name)
            span = (clause.start + at, clause.start + at + len(name)) if at >= 0 else item.spans[0]
            return [_item(MetadataName.ISSUER, name, clause, span)]
    return []


def _matches(
    clause: Clause, pattern: re.Pattern[str], name: MetadataName, *, group: str | int, own: bool
) -> list[MetadataItem]:
    items = []
    for match in pattern.finditer(clause.text):
        sentence_start = clause.text.rfind("。", 0, match.start()) + 1
        lead = clause.text[sentence_start : match.start()]
        if own and not re.search(r"本|该|以上|上述", lead[-40:]):
            continue
        a, b = match.span(group)
        items.append(_item(name, _joined(clause.text[a:b]), clause, (clause.start + a, clause.start + b)))
    return items


def _basis(clause: Clause) -> list[MetadataItem]:
    """Return the documents named after 根据 and the like, with their numbers: 《…》（人社部发〔2024〕37号）."""
    items: list[MetadataItem] = []
    cue = _BASIS_CUE.search(clause.text)
    if not cue:
        return items
    stop = _BASIS_END.search(clause.text, cue.end())
    end = stop.start() if stop else len(clause.text)
    for quoted in re.finditer(r"《[^《》]+》", clause.text[cue.end() : end]):
        start, finish = cue.end() + quoted.start(), cue.end() + quoted.end()
        value = _joined(quoted[0])
        spans = [(clause.start + start, clause.start + finish)]
        if number := _TITLE_AND_NUMBER.match(clause.text, finish):
            a, b = number.span("number")
            value += f"（{_joined(number['number'])}）"
            spans.append((clause.start + a, clause.start + b))
        items.append(_item(MetadataName.BASIS, value, clause, *spans))
    return items
