"""What a text provides about itself: when it takes effect, how long it applies, who explains it, what it rests on."""

import re
from collections.abc import Sequence

from corpus.parsing.dates import YEAR
from corpus.types import Clause, ClauseKind, MetadataItem, MetadataName

_ITSELF = re.compile(
    r"本[^，。；\s]{0,10}?(?:办法|细则|规定|通知|措施|政策|意见|方案|条例|计划|公告|通告|规则|决定|标准|指南|指引|规程|制度|规范|纲要|实施)"
    r"|以上|上述|现予公布|现予发布"
)
_ITS_MEASURES = re.compile(rf"{_ITSELF.pattern}|相关(?:措施|政策|条款|规定)")
_INTERPRETER = re.compile(
    r"(?:(?<!理)由|授权)(?P<by>[^，。；由]{2,60}?)(?:按照?(?:各自)?(?:的)?职[责能](?:分工)?)?(?:共同|分别)?(?:负责|承担|进行|予以)?(?:具体)?(?:的)?解释"
    r"|解释权(?:归|属于?)(?P<to>[^，。；]{2,60}?)(?:所有)?(?=[，。；]|$)"
)
_EFFECTIVE = re.compile(
    r"(?:自|从)(?P<when>[^，。；：自从]{1,24}?)(?:起|开始)?(?:暂|正式|开始)*(?:施行|实施|执行|生效|试行|至)"
)
_UNTIL = re.compile(
    r"有效期(?:限)?[^，。；满届前内]{1,30}"
    r"|(?:执行|实施|政策|试行)期(?:限)?(?:暂定)?(?:为|至|到|：)?[^，。；]{2,30}"
    r"|(?:施行|执行|实施|有效)(?:至|到)[^，。；]{2,24}"
)
_TAKES_EFFECT = r"(?:施行|实施|执行|生效|有效|试行)"
_DAY = rf"{YEAR}[^，。；的]{{1,10}}?"
_STOPS = r"(?=\s*(?:[，。；]|$))"
# The last day told with the first (自…至…执行; 自…起施行，至…止; …起施行，…失效), or as a length (自…起试行两年).
_TERM = re.compile(
    rf"(?:自|从)[^，。；：自从]{{1,24}}?(?:起|开始)?(?:暂|正式|开始)*"
    rf"(?:{_TAKES_EFFECT}?(?:\s*[，,]\s*)?(?:有效)?(?:至|到){_DAY}(?:止{_STOPS}|(?:止|为止)?[，,]?{_TAKES_EFFECT}{_STOPS})"
    rf"|{_TAKES_EFFECT}\s*[，,]\s*(?:至|到){_DAY}{_STOPS}"
    rf"|{_TAKES_EFFECT}\s*[，,]\s*(?:自|于|至|到)?{_DAY}(?:起|止)?(?:自动|自行)?(?:失效|终止){_STOPS})"
    r"|试行(?:暂定)?(?:为)?[\d〇零一二两三四五六七八九十]+(?:年|个月)(?!以?[后上内])"
)
_CUE = re.compile(r"根据|依据|按照|遵照|依照|为(?:深入|全面|认真|进一步)*(?:贯彻|落实)|结合")
_CUE_END = re.compile(r"。|制定|制订|印发给|现印发|现就|现将|将(?=《)|提出|如下|公告|通知(?!》)")
_ABBREVIATION = re.compile(r"(?:以下|下文|下)?(?:统称|简称)[：:“\"]?$")
_NUMBER_BEHIND = re.compile(
    r"\s*(?:的通知|的决定|精神|要求|等文件)?\s*"
    r"[（(](?P<number>[^（）()]{2,14}[〔\[［【（(]\d{4}[〕\]］】）)]\s*(?:第\s*)?\d{1,5}\s*号)[^（）()]{0,4}[）)]"
)
_TEXT = (ClauseKind.PREAMBLE, ClauseKind.PARAGRAPH, ClauseKind.ITEM, ClauseKind.MEASURE, ClauseKind.ARTICLE)
_LEADING_CLAUSES = 3  # what a document rests on stands at its beginning


def read_provisions(clauses: Sequence[Clause]) -> list[MetadataItem]:
    """Return effective dates, expiries, interpreters and basis documents that the text states."""
    texts = [clause for clause in clauses if clause.kind in _TEXT]
    items: list[MetadataItem] = []
    for clause in texts:
        items.extend(_about_itself(clause, _EFFECTIVE, MetadataName.EFFECTIVE_DATE, "when", as_predicate=True))
        items.extend(_about_itself(clause, _INTERPRETER, MetadataName.INTERPRETER, None, subject=_ITS_MEASURES))
        ends = _about_itself(clause, _UNTIL, MetadataName.EXPIRY, 0)
        items.extend(ends or _about_itself(clause, _TERM, MetadataName.EXPIRY, 0, as_predicate=True))
    for clause in texts[:_LEADING_CLAUSES]:
        items.extend(_basis(clause))
    return items


def _about_itself(
    clause: Clause,
    pattern: re.Pattern[str],
    name: MetadataName,
    group: str | int | None,
    *,
    subject: re.Pattern[str] = _ITSELF,
    as_predicate: bool = False,
) -> list[MetadataItem]:
    """Match only in sentences whose subject is the document itself, shortly before where it must be the predicate.

    The value is the pattern's ``group``, or where that is None the one of its groups that matched.
    """
    items = []
    for sentence in clause.sentences:
        if named := subject.search(sentence.text):
            match = pattern.search(sentence.text, named.start())
            if match and (not as_predicate or _is_predicate(sentence.text[named.end() : match.start()])):
                a, b = match.span(match.lastgroup or 0 if group is None else group)
                items.append(_item(name, squeeze(sentence.text[a:b]), clause, (sentence.start + a, sentence.start + b)))
    return items


def _is_predicate(between: str) -> bool:
    """Whether little enough stands between the document's name and what is said of it."""
    if "对" in between:
        return False  # 本办法对自…至…购买的…给予补贴: of what it deals with
    return len(between) <= 12 or (len(between) <= 40 and between.endswith(("，", ",")))


def _basis(clause: Clause) -> list[MetadataItem]:
    """Return the documents named after 根据 and the like, with their numbers: 《…》（人社部发〔2024〕37号）."""
    text = clause.text
    cue = _CUE.search(text)
    if not cue:
        return []
    stop = _CUE_END.search(_blank_quotes(text), cue.end())
    if clause.kind is not ClauseKind.PREAMBLE and (stop is None or stop[0] == "。"):
        return []  # 依照《…》 in a provision names what applies, not what the document rests on
    items = []
    for quoted in re.finditer(r"《[^《》]+》", text[: stop.start() if stop else len(text)]):
        if quoted.start() < cue.end() or _ABBREVIATION.search(text[: quoted.start()]):
            continue
        value = squeeze(quoted[0])
        spans = [(clause.start + quoted.start(), clause.start + quoted.end())]
        if number := _NUMBER_BEHIND.match(text, quoted.end()):
            a, b = number.span("number")
            value += f"（{squeeze(number['number'])}）"
            spans.append((clause.start + a, clause.start + b))
        items.append(_item(MetadataName.BASIS, value, clause, *spans))
    return items


def _blank_quotes(text: str) -> str:
    """Blank out titles, so that 《关于印发…》 does not end what follows 根据; their brackets stay."""
    return re.sub(r"(?<=《)[^《》]+(?=》)", lambda match: "-" * len(match[0]), text)


def _item(name: MetadataName, value: str, clause: Clause, *spans: tuple[int, int]) -> MetadataItem:
    return MetadataItem(name=name, value=value, spans=spans, clause_id=clause.clause_id)


def squeeze(text: str) -> str:
    """Join a text that is broken over lines or padded; between Latin words and between two numbers a blank stays."""
    return re.sub(r"(?<![A-Za-z\d])\s+|\s+(?![A-Za-z\d])", "", re.sub(r"\s+", " ", text))
