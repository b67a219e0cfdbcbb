"""What a document says about itself, read from the lines of its frame and from its own provisions."""

import re
from collections.abc import Sequence

from corpus.parsing.blocks import Block
from corpus.parsing.columns import read_names
from corpus.parsing.dates import DATE, YEAR, find_date, to_date
from corpus.parsing.frame import CONTACT_LABEL, NUMBER, PHONE_LINE, PROMULGATES
from corpus.parsing.organizations import names_body, split_names, split_outside_brackets
from corpus.parsing.provisions import read_provisions, squeeze
from corpus.parsing.titles import issuer_in_title, join_title
from corpus.types import BODY_KINDS, Clause, ClauseKind, MetadataItem, MetadataName

_WRAPPING = "（）()【】[]〔〕"
_DATE_LABEL = re.compile(
    r"(?:(?P<issued>(?:成\s*文|发\s*文|生\s*成|制\s*发)\s*(?:日\s*期|时\s*间))|(?:发\s*布|公\s*开|公\s*布)?\s*(?:日\s*期|时\s*间))\s*[：:】\]]\s*"
)
_BARE_NUMBER = rf"[\u4e00-\u9fff]{{2,12}}[〔\[［【（(]{YEAR}[〕\]］】）)]\s*\d{{1,5}}\s*号"
_NUMBER_AT_EDGE = re.compile(
    rf"^(?P<number>{_BARE_NUMBER})|(?:通知|公告|通告|意见|决定|函|办法|措施|方案|》)\s*[（(]?(?P<number_behind>{_BARE_NUMBER}|{YEAR}年第\d{{1,4}}号)[）)]?$"
)
_SHORT_YEAR = re.compile(r"[（(〔\[](?:19)?\d{2}[）)〕\]]")
_PROMULGATED = re.compile(r"公布|发布|颁布|印发")
_STAMPED = re.compile(r"\s*(?P<issuer>[\u4e00-\u9fff、\s]{2,60}?)(?:印发|发布|公布|颁布)")
_PERIOD = re.compile(r"有效期限?(?:至|为|：)?[^，。；）)]{1,20}")
_NEXT_LABEL = re.compile(r"(?<=[^\s，,；;、。])\s+(?=[\u4e00-\u9fff]{2,6}[：:])")
_HEAD = 6  # clauses that may stand above the text proper
_ORDER_OF = re.compile(r"(?P<issuer>.{2,30}?)(?:令|公告|通告)第?[\d一二三四五六七八九十百〇零]+号")


def read_metadata(clauses: Sequence[Clause]) -> tuple[MetadataItem, ...]:
    """Return everything a document states about itself, in source order."""
    items: list[MetadataItem] = []
    for clause in clauses:
        if reader := _READERS.get(clause.kind):
            items.extend(reader(clause))
    if not any(item.name is MetadataName.ISSUER for item in items):
        items.extend(_unsigned_issuer(items) or _stamped_issuer(clauses))
    if not any(item.name in (MetadataName.ISSUE_DATE, MetadataName.PUBLICATION_DATE) for item in items):
        items.extend(item for clause in clauses[:_HEAD] if _promulgates(clause) for item in _issue_date(clause))
    if not any(item.name is MetadataName.NUMBER for item in items):
        items.extend(item for clause in clauses if clause.kind is ClauseKind.TITLE for item in _number_in_title(clause))
    if not any(item.name is MetadataName.CONTACT for item in items):
        items.extend(item for clause in clauses if clause.kind in BODY_KINDS for item in _contact(clause))
    items.extend(read_provisions(clauses))
    return tuple(sorted(items, key=lambda item: (item.spans[0], item.name)))


def _promulgates(clause: Clause) -> bool:
    """Whether a clause is the text of an order; without a signature only the day in it tells when it was issued."""
    return bool(PROMULGATES.fullmatch("".join(clause.text.split())))


def _item(name: MetadataName, value: str, clause: Clause, start: int, end: int) -> MetadataItem:
    """An item whose span is given relative to its clause."""
    span = (clause.start + start, clause.start + end)
    return MetadataItem(name=name, value=value, spans=(span,), clause_id=clause.clause_id)


def _whole(name: MetadataName, value: str, clause: Clause) -> list[MetadataItem]:
    return [_item(name, value, clause, 0, len(clause.text))]


def _dated(name: MetadataName, clause: Clause) -> list[MetadataItem]:
    found = find_date(clause.text)
    return [_item(name, found[0].isoformat(), clause, found[1], found[2])] if found else []


def _title(clause: Clause) -> list[MetadataItem]:
    return _whole(MetadataName.TITLE, join_title(clause.text), clause)


def _number(clause: Clause) -> list[MetadataItem]:
    # A date would run into the name behind it: 12月15日某市人民政府令第61号.
    dateless = DATE.sub(lambda match: " " * len(match[0]), clause.text)
    items = _issue_date(clause)
    if match := NUMBER.search(dateless):
        value = squeeze(match[0])
        if value[0] in _WRAPPING and not _SHORT_YEAR.match(value):
            value = value.strip(_WRAPPING)
        items.append(_item(MetadataName.NUMBER, value, clause, *match.span()))
    return items


def _number_in_title(clause: Clause) -> list[MetadataItem]:
    """Read a number that a site set before or behind the title: …的通知（某发〔2020〕3号）."""
    if match := _NUMBER_AT_EDGE.search(clause.text):
        group = "number" if match["number"] else "number_behind"
        return [_item(MetadataName.NUMBER, squeeze(match[group]), clause, *match.span(group))]
    return []


def _issue_date(clause: Clause) -> list[MetadataItem]:
    """Read the first date; of a text that was passed on one day and published on the next one named, the latter."""
    dates = [match for match in DATE.finditer(clause.text) if to_date(match)]
    if len(dates) > 1:
        first, second = dates[:2]
        between = clause.text[first.end() : second.start()]
        behind = clause.text[second.end() : dates[2].start() if len(dates) > 2 else None]
        if "通过" in between and not _PROMULGATED.search(between) and _PROMULGATED.search(behind.partition("，")[0]):
            value = to_date(second)
            return [_item(MetadataName.ISSUE_DATE, str(value), clause, *second.span())]
    return _dated(MetadataName.ISSUE_DATE, clause)


def _publication(clause: Clause) -> list[MetadataItem]:
    """Read what a site says about the document; a date without a label is that of publication."""
    items = []
    for label in _DATE_LABEL.finditer(clause.text):
        if (found := DATE.match(clause.text, label.end())) and (value := to_date(found)):
            name = MetadataName.ISSUE_DATE if label["issued"] else MetadataName.PUBLICATION_DATE
            items.append(_item(name, value.isoformat(), clause, *found.span()))
    if not items:
        items = _dated(MetadataName.PUBLICATION_DATE, clause)
    for label in re.finditer(r"(?:文\s*号|发文字号)\s*[：:】\]]\s*", clause.text):
        if number := NUMBER.match(clause.text, label.end()):
            items.append(_item(MetadataName.NUMBER, squeeze(number[0]), clause, *number.span()))
    return items


def _issuers(clause: Clause) -> list[MetadataItem]:
    items, lines = [], []
    for line in re.finditer(r"[^\n]+", clause.text):
        text = line[0].rstrip()
        if dated := DATE.search(text):
            if value := to_date(dated):
                start = line.start() + dated.start()
                items.append(_item(MetadataName.ISSUE_DATE, value.isoformat(), clause, start, start + len(dated[0])))
            text = text[: dated.start()].rstrip()
        if text.strip():
            start = clause.start + line.start() + len(text) - len(text.lstrip())
            lines.append(Block(text.strip(), start, start + len(text.strip())))
    for name in read_names(lines):
        items.append(
            MetadataItem(name=MetadataName.ISSUER, value=name.text, spans=tuple(name.spans), clause_id=clause.clause_id)
        )
    return items


def _disclosure(clause: Clause) -> list[MetadataItem]:
    items = _whole(MetadataName.DISCLOSURE, squeeze(clause.text).strip(_WRAPPING + "。"), clause)
    if period := _PERIOD.search(clause.text):
        items.append(_item(MetadataName.EXPIRY, squeeze(period[0]), clause, *period.span()))
    return items


def _contact(clause: Clause) -> list[MetadataItem]:
    """Read every line that says whom to ask, without its label and the bracket around it."""
    items: list[MetadataItem] = []
    for line in re.finditer(r"[^\n]*\S", clause.text):
        told = line[0].lstrip()
        label = CONTACT_LABEL.match(told)
        if label is None and not (items and PHONE_LINE.fullmatch("".join(told.split()))):
            continue
        start = line.end() - len(told) + (label.end() if label else 0)
        wrapped = label is not None and label[0][0] in _WRAPPING and line[0][-1] in _WRAPPING
        end = line.end() - 1 if wrapped else line.end()
        if start < end:
            value = " ".join(map(squeeze, _NEXT_LABEL.split(clause.text[start:end])))
            items.append(_item(MetadataName.CONTACT, value, clause, start, end))
    return items


def _addressees(clause: Clause) -> list[MetadataItem]:
    items = []
    text = clause.text.rstrip("：: \u3000\n")
    for begin, stop in split_outside_brackets(text, 0, len(text), "；;"):
        for name, a, b in split_names(text[begin:stop]):
            items.append(_item(MetadataName.ADDRESSEE, name, clause, begin + a, begin + b))
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


def _unsigned_issuer(items: Sequence[MetadataItem]) -> list[MetadataItem]:
    """Where nobody signed, whoever the title or the number of an order (某部令第2号) begins with issued it."""
    for item in items:
        name = ""
        if item.name is MetadataName.TITLE:
            name = issuer_in_title(item.value)
        elif item.name is MetadataName.NUMBER and (order := _ORDER_OF.fullmatch(item.value)):
            name = order["issuer"] if names_body(order["issuer"]) else ""
        if name:
            return [
                MetadataItem(name=MetadataName.ISSUER, value=each, spans=item.spans, clause_id=item.clause_id)
                for each in name.split()
            ]
    return []


def _stamped_issuer(clauses: Sequence[Clause]) -> list[MetadataItem]:
    """Return whom a line below the title names: （2023年6月1日某市人民政府办公室印发）."""
    for clause in clauses:
        if clause.kind not in (ClauseKind.NUMBER, ClauseKind.ISSUE_DATE):
            continue
        for dated in DATE.finditer(clause.text):
            if stamp := _STAMPED.match(clause.text, dated.end()):
                names = split_names(stamp["issuer"])
                if names and all(names_body(name) for name, _, _ in names):
                    at = stamp.start("issuer")
                    return [_item(MetadataName.ISSUER, name, clause, at + a, at + b) for name, a, b in names]
    return []
