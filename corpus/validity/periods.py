"""The period of validity that a document states for itself: 自…起施行, 有效期至…, 有效期N年, （征求意见稿）."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.parsing.dates import YEAR, find_date
from corpus.parsing.numerals import parse_number
from corpus.types import ClauseKind, Document, MetadataItem, MetadataName

_N = r"[\d〇零一二两三四五六七八九十]+"
_DAY_OF_ISSUE = re.compile(r"(?:印发|发布|公布|颁布|发文|下发|签发|公告|通过)之?日")
_DAYS_LATER = re.compile(rf"(?:满|后|第)?({_N})(?:个)?(?:工作)?日")
_LENGTH = re.compile(
    rf"(?:(?:有效|执行|实施|政策|试行)期限?|试行)(?:暂定)?(?:为|：)?"
    rf"(?P<from>自[^，。；]{{1,16}}?(?:起|开始)(?:计算|算)?)?[，,]?(?P<count>{_N})个?(?P<unit>年|月)"
)
_LAPSES = re.compile(r"[，,](?P<when>[^，,]+?)(?P<already>起)?(?:自动|自行)?(?:失效|终止)$")
_UNTIL = re.compile(r"[至到—–~～-]\s*(.+)")
_YEAR_MONTH = re.compile(rf"(?P<year>{YEAR})\s*年(?:\s*(?P<month>\d{{1,2}})\s*月)?")
_PART_ONLY = re.compile(r"本(?:条|项|款|章|节|部分|环节)|以上|上述|前款|该项")
_OF_OTHERS = re.compile(r"(?:起|开始|正式|暂)*(?:施行|实施|执行|生效|试行)的")  # 自…起施行的项目
_DRAFT = re.compile(
    r"[（(【\[〔][^（）()]{0,8}(?:征求意见稿|意见征集稿|草案|送审稿|讨论稿|草稿)[^（）()]{0,8}[）)】\]〕]"
    r"|(?:征求意见稿|意见征集稿|送审稿|讨论稿)(?=[》〉]|$)"
)
_STATUS_ON_SITE = re.compile(
    r"(?:时\s*效\s*性|有\s*效\s*性|效力状态|时效状态|是否有效|文件状态)\s*[：:\]】]\s*(?P<status>已?失效|已?废止|已作废|否|无效|尚未生效)"
)
_AMENDING = re.compile(r"关于(?:修改|修正|修订).*的决定$")
_FRAME = frozenset({ClauseKind.PUBLICATION, ClauseKind.TITLE, ClauseKind.NUMBER, ClauseKind.PREAMBLE})
_CLOSING_CLAUSES = 4  # a text says of itself as a whole how long it applies near its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a document says of its own validity."""

    in_force_from: date | None = None
    in_force_until: date | None = None
    is_draft: bool = False
    is_withdrawn: bool = False  # the page it was taken from marks it as no longer in force


def read_period(document: Document) -> Stated:
    """Return what a document states of its own validity; it applies from its issue where it does not say."""
    issued = document.issue_date or document.publication_date
    start = _last(_start(item.value, issued) for item in _of_the_whole(document, MetadataName.EFFECTIVE_DATE)) or issued
    end = _last(_end(item, start, issued) for item in _of_the_whole(document, MetadataName.EXPIRY))
    return Stated(
        in_force_from=start,
        in_force_until=end if end and (start is None or end >= start) else None,
        is_draft=any(_DRAFT.search(text) for text in _titles(document)),
        is_withdrawn=_is_withdrawn(document),
    )


def _last(dates: Iterator[date | None]) -> date | None:
    """Return the last date found: the final provisions come after anything said in passing."""
    found = [day for day in dates if day]
    return found[-1] if found else None


def _titles(document: Document) -> list[str]:
    return [document.title, *(clause.plain for clause in document.clauses if clause.kind is ClauseKind.TITLE)]


def _is_withdrawn(document: Document) -> bool:
    texts = [clause.text for clause in document.clauses if clause.kind in _FRAME]
    return any((found := _STATUS_ON_SITE.search(text)) is not None and found["status"] != "尚未生效" for text in texts)


def _of_the_whole(document: Document, name: MetadataName) -> Iterator[MetadataItem]:
    """Yield the items that speak of the document as a whole, not of one measure or of an attachment."""
    body = [clause.clause_id for clause in document.body()]
    closing = set(body[-_CLOSING_CLAUSES:])
    items = [(item, _sentence_of(document, item)) for item in document.values(name)]
    if _AMENDING.search(document.title) and any("本决定" in sentence for _, sentence in items):
        # the amended text that is printed behind a decision speaks of its own first day
        items = [(item, sentence) for item, sentence in items if "本决定" in sentence]
    for item, sentence in items:
        clause = document.clause(item.clause_id)
        end = item.spans[0][1]
        follows = document.source[end : end + 10]
        if clause.clause_id.partition("#")[2].startswith("a") or _OF_OTHERS.match(follows):
            continue
        if _PART_ONLY.search(sentence) and clause.clause_id not in closing:
            continue
        yield item


def _sentence_of(document: Document, item: MetadataItem) -> str:
    clause = document.clause(item.clause_id)
    start = item.spans[0][0]
    return next((s.text for s in clause.sentences if s.start <= start < s.end), clause.text)


def _start(text: str, issued: date | None) -> date | None:
    """Return the day that 2024年1月1日, 印发之日 or 发布之日起30日后 names."""
    if found := find_date(text):
        return found[0]
    of_issue = _DAY_OF_ISSUE.search(text)
    if of_issue is None or issued is None:
        return None
    later = _DAYS_LATER.search(text, of_issue.end())
    days = parse_number(later[1]) or 0 if later else 0
    return issued + timedelta(days=days) if days <= (date.max - issued).days else None


def _end(item: MetadataItem, start: date | None, issued: date | None) -> date | None:
    """Return the last day that 有效期至2025年12月31日, 有效期至2025年底, 有效期2年 or …，2025年12月31日失效 names."""
    if (lapses := _LAPSES.search(item.value)) and (found := find_date(lapses["when"])):
        return found[0] - timedelta(days=1) if lapses["already"] else found[0]
    if until := _UNTIL.search(item.value):
        if found := find_date(until[1]):
            return found[0]
        if named := _YEAR_MONTH.match(until[1]):
            year, month = int(named["year"]), int(named["month"] or 12)
            return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
    return _end_of_length(item.value, start, issued)


def _end_of_length(text: str, start: date | None, issued: date | None) -> date | None:
    """Return the last day of 有效期2年, counted from the first day or from where 有效期自印发之日起2年 says."""
    length = _LENGTH.search(text)
    if length is None:
        return None
    first = (_start(length["from"], issued) if length["from"] else None) or start
    count = parse_number(length["count"]) or 0
    months = count * 12 if length["unit"] == "年" else count
    if first is None or not 0 < months < 1200 or first.year + months // 12 + 1 > date.max.year:
        return None
    return _months_later(first, months) - timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
