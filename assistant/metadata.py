"""Questions about a document itself: its number, dates, issuers, contact, basis, addressees, make-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting import DraftSentence, Support, quotation, whole
from assistant.issuing import means_document
from assistant.quantities import comparable
from assistant.wording import Segmenter, content_terms
from corpus.running_text import reading_text
from corpus.types import ClauseKind, Document, MetadataItem, MetadataName


@dataclass(frozen=True, slots=True)
class MetadataRule:
    """How one thing that a document says about itself is asked for and told; ``{}`` takes the value."""

    names: tuple[MetadataName, ...]
    asked: re.Pattern[str]
    told: str


_DOC = r"(?:(?:这|该|此|本)?(?:个|份|项|部|篇)?(?:政策|文件|通知|措施|办法|意见|方案|细则|规定|东西|文))"
RULES = (
    MetadataRule(
        (MetadataName.BASIS,),
        re.compile(
            r"(?:依据|根据|按照|依照|参照)(?:的)?(?:是)?(?:国家|省里?|上级|中央|上面)?(?:的)?(?:什么|哪(?:些|一?个|一?份|几个)?|啥)(?:上级|国家|省)?(?:文件|政策|法律|规定|法规|通知)?(?:来)?(?:制定|定|出台|制订|印发)?(?:的)?"
            r"|(?:制定|出台|政策|文件|上位|法律|上级)(?:的)?(?:依据|根据)|上位法|上级(?:文件|政策)|依据(?:是)?(?:什么|啥|哪)"
        ),
        "依据{}制定。",
    ),
    MetadataRule(
        (),  # what only the preamble says
        re.compile(
            r"目的|初衷|用意|出发点|为了(?:什么|啥)|(?:为什么|为啥|为何)(?:要|会)?(?:出台|制定|印发|发|出|定|搞)|背景"
        ),
        "",
    ),
    MetadataRule(
        (MetadataName.NUMBER,),
        re.compile(r"(?:发文|文件|政策|通知)?(?:文号|字号|编号)|(?:多少|几|哪个|什么)号文|第?(?:几|多少)号(?:文件|令)"),
        "发文字号是{}。",
    ),
    MetadataRule(
        (MetadataName.CONTACT,),
        re.compile(
            r"(?:联系|咨询|问询)(?:的)?(?:是)?(?:哪(?:个|家|里|儿)?|什么|啥|谁)?(?:单位|部门|处室|科室|谁|人|方式)|联系人|(?:找|问|跟|和|向)(?:谁|哪个(?:单位|部门|科室|处室)?|哪里|哪儿|哪)(?:去)?(?:咨询|联系|打听|问)"
            r"|(?:不懂|不明白|不清楚|有疑问|有问题|想咨询|要咨询|咨询|还想问)[^。？?]{0,10}(?:找|联系|问|去|上|到)(?:谁|哪(?:一?个|些|里|儿|家)?)(?:单位|部门|科室|处室)?"
        ),
        "联系单位：{}。",
    ),
    MetadataRule(
        (MetadataName.ISSUER,),
        re.compile(
            r"(?:哪(?:些|几个|个|家)?|几个|多少个?|什么|谁|啥)(?:部门|单位|机构|机关|局|政府|地方)?(?:一起|共同|联合|一块)?(?:来)?(?:印发|发布|发文|制定|出台|颁布|下发|发出|公布|发的|定的|出的|搞的|弄的)"
            r"|(?:发文|印发|发布|制定|颁布|出台|制发)(?:的)?(?:是)?(?:哪(?:些|个|几个)?|什么|谁)?(?:部门|单位|机关|机构|主体|谁)"
        ),
        "由{}印发。",
    ),
    MetadataRule(
        (MetadataName.EFFECTIVE_DATE,),
        re.compile(
            r"(?:什么时候|啥时候|何时|几时|哪(?:一)?天|什么时间|几号|从哪)[^，。？?]{0,6}(?:生效|施行|实施|执行|起效|管用|作数)|(?:生效|施行|实施|执行|起效)(?:的)?(?:时间|日期|日)"
        ),
        "施行时间：{}。",
    ),
    MetadataRule(
        (MetadataName.EXPIRY,),
        re.compile(
            r"有效期|(?:有效|执行|实施|管用|管)(?:到)?(?:什么时候|啥时候|哪(?:一)?(?:年|天)|几年|几[号月](?!文|令|通知)|多久|何时|多长时间)|(?:什么时候|啥时候|何时|哪天)[^，。？?]{0,4}(?:失效|到期|作废|截止|过期|废止)|(?:过期|失效|作废|还有效)"
        ),
        "有效期：{}。",
    ),
    MetadataRule(
        (MetadataName.ISSUE_DATE, MetadataName.PUBLICATION_DATE),
        re.compile(
            r"(?:什么时候|啥时候|何时|几时|哪(?:一)?(?:天|年)|什么时间|几月|几号)[^，。？?]{0,8}(?:印发|发布|发文|制定|出台|颁布|下发|公布|发的|定的|出的|挂网|上网|发出)|(?:印发|发布|发文|制定|出台|颁布|下发|公布|成文|落款|上网|挂网)(?:的)?(?:时间|日期|日子|日|年份)"
            r"|\d{2,4}年[^，,。？?]{0,6}(?:印发|发布|出台|公布|发|定|下)的"
            r"|(?:发布|印发|出台|公布|发)(?:于)?(?:的)?(?:是)?(?:什么时候|啥时候|何时|哪一?天|哪一?年|几月|几号)"
            r"|(?:政策|文件|通知|办法|措施|意见|方案)是?(?:哪一?年|什么时候|几几年)的"
        ),
        "{}。",
    ),
    MetadataRule(
        (MetadataName.INTERPRETER,),
        re.compile(
            r"(?:由|归|该|找)?(?:谁|哪(?:一?个|些|几个|家)?(?:部门|单位|机关|机构|局|政府)?)(?:来|去)?(?:负责)?(?:具体|最终)?(?:作出|做)?(?:的)?解释(?:权)?(?:工作)?"
            r"|解释(?:权|单位|部门|机关|机构|工作)(?:是|归|由|属于|在)?(?:谁|哪(?:一?个|些|几个|家|里)?(?:部门|单位|机关|机构)?)?(?:手里|负责|所有)?|(?:负责)解释(?:的)?(?:是|归)?(?:谁|哪(?:一?个|些|家)?(?:部门|单位|机关|机构)?)"
        ),
        "由{}负责解释。",
    ),
    MetadataRule(
        (MetadataName.ADDRESSEE,),
        re.compile(
            r"(?:主送|抄送)(?:的?(?:是)?(?:哪些|哪几个|什么|谁)?(?:单位|部门|机关))?|发给(?:了)?(?:谁|哪|什么)(?:些|个|几个)?(?:单位|部门)?|印发给|下发给|收文"
        ),
        "主送：{}。",
    ),
    MetadataRule(
        (MetadataName.DISCLOSURE,),
        re.compile(
            r"(?:公开|保密|涉密|内部)(?:的)?(?:属性|文件|方式|吗|么|不)|(?:是否|是不是|能不能|可不可以)(?:主动|依申请)?公开|公开发布"
        ),
        "公开方式：{}。",
    ),
    MetadataRule(
        (MetadataName.TITLE,),
        re.compile(r"(?:全称|全名|标题|题目|题名|名称|正式名)|叫(?:什么|啥)(?:名字?|题目|标题)?$|叫(?:什么|啥)名"),
        "名称：{}。",
    ),
)
_DATES = frozenset({MetadataName.ISSUE_DATE, MetadataName.PUBLICATION_DATE, MetadataName.EFFECTIVE_DATE})
_PUBLISHING = frozenset({MetadataName.ISSUER, MetadataName.ISSUE_DATE, MetadataName.ADDRESSEE})
_LABELS = {MetadataName.ISSUE_DATE: "印发日期：", MetadataName.PUBLICATION_DATE: "网页发布时间："}
_REFERENCE = re.compile(
    rf"(?:关于)?(?:这|那|该|此|本|你们|咱们?)*(?:个|份|项|部|篇|次|一|些|几|条|套)*(?:红头|政府)?{_DOC}|联合|共同|一共|总共|全文|的|了|是|由|吗|呢|我|到底|究竟|请问|上|里面?|官网|网页|网站|页面|出台|印发|制定|发布|下发|定|分别|日期|文号|给我|一下|疑问|问题|科室|处室|咨询|一起|几个|哪些|哪个|多少|正式|首次|对外|[这那]份"
)
# Asked of what a document is about as well (居住证有效期多久): of the document only where one is spoken of.
_OF_MATTERS_TOO = frozenset(
    {MetadataName.NUMBER, MetadataName.ISSUER, MetadataName.EFFECTIVE_DATE, MetadataName.EXPIRY, MetadataName.TITLE}
)
_OF_DOCUMENTS_ALONE = re.compile(r"文号|发文|号(?:文|令)|制定|印发|出台|颁布|施行|废止|标题|题名")
_SPOKEN_OF = re.compile(
    r"(?<![有按据照么何咋])(?:办法|条例|规定|政策|文件|措施|通知|意见|方案|细则|规则|规程|规划|纲要|公告|通告|决定|章程|》)"
    r"(?![里中内]|上[面的]?|规定)"
)
_OUTLINE = re.compile(
    r"(?:主要|大概|大致|都|总共|一共|具体)?(?:讲|说|写|包括|包含|涉及|规定|有|分)(?:了|的|哪)?(?:些|几)?(?:个)?(?:什么|啥|哪些|哪几个?|几个?|多少)(?:个)?(?:大)?(?:内容|方面|部分|东西|章节?|条|大条|措施|要点|事)?$"
    r"|(?:主要|大概)?(?:内容|要点|框架|目录|提纲|大纲)(?:是|有)?(?:什么|啥|哪些)?$|(?:多少|几)(?:大)?(?:个)?(?:章|条|部分|大条|方面|板块|款)(?:措施|内容|规定)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataQuestion:
    """A question about a document's own data; ``rule`` is None when it asks for the document's make-up."""

    documents: tuple[Document, ...]  # those it may mean: several when it does not say which
    rule: MetadataRule | None


def find_metadata_question(
    question: str, documents: tuple[Document, ...], segment: Segmenter
) -> MetadataQuestion | None:
    """Return what ``question`` asks about a document itself, None if it asks about what the document provides."""
    for rule in RULES:
        asked = rule.asked.search(question)
        if asked is None or (_PUBLISHING & {*rule.names} and not means_document(asked, _REFERENCE, segment)):
            continue
        rest = rule.asked.sub(" ", question)
        meant = _about(rest, documents, segment)
        if _OF_MATTERS_TOO & {*rule.names} and not _OF_DOCUMENTS_ALONE.search(asked.group()):
            meant = tuple(document for document in meant if _is_spoken_of(document, rest, segment))
        if meant:
            return MetadataQuestion(documents=meant, rule=rule)
    pieces = [piece.rstrip("啊呀呢吧吗 ") for piece in re.split(r"[，,。？?！!]", question) if piece]
    if any(_OUTLINE.search(piece) for piece in pieces) and re.search(_DOC, question):
        rest = " ".join(_OUTLINE.sub(" ", piece) for piece in pieces)
        if meant := _about(rest, documents, segment):
            return MetadataQuestion(documents=meant, rule=None)
    return None


def _about(rest: str, documents: tuple[Document, ...], segment: Segmenter) -> tuple[Document, ...]:
    """Return the documents that the rest of a question may name; none when the rest is about something else."""
    terms = content_terms(_REFERENCE.sub(" ", rest), segment)
    return tuple(d for d in documents if all(_in_frame(term, d) for term in terms))


def _is_spoken_of(document: Document, rest: str, segment: Segmenter) -> bool:
    """Whether the rest of a question names the document, or nothing at all, and not only a thing in its title."""

    def empty(text: str) -> bool:
        return not content_terms(_REFERENCE.sub(" ", text), segment)

    names = (name for name in (document.title, document.name, document.number) if name)
    ends = [rest.find(name) + len(name) for name in names if name in rest]
    ends += [match.end() for match in _SPOKEN_OF.finditer(rest)]
    return empty(rest) or any(empty(rest[end:]) for end in ends)


def _in_frame(term: str, document: Document) -> bool:
    return term in document.title + (document.number or "") + "".join(document.issuers)


def draft_metadata(rule: MetadataRule | None, document: Document) -> tuple[DraftSentence, ...]:
    """Return what ``document`` says of itself; nothing when it does not say."""
    if rule is None:
        return _outline(document)
    if not rule.names:
        return _preamble(document)
    sentences = _count_in_title(document) if MetadataName.ISSUER in rule.names else []
    for name in rule.names:
        items = document.values(name)
        if items:
            told = _LABELS.get(name, "") + rule.told.format(
                "、".join(dict.fromkeys(_as_printed(i, document) for i in items))
            )
            sentences.append(DraftSentence(text=told, supports=_supports(items, document)))
    return tuple(sentences)


def _as_printed(item: MetadataItem, document: Document) -> str:
    """Return a date as the document prints it, anything else as it was read."""
    if item.name not in _DATES or len(item.spans) != 1:
        return item.value
    start, end = item.spans[0]
    return reading_text(document.source[start:end])


def draft_basis(
    question: str, numbers: Sequence[str], document: Document, segment: Segmenter
) -> tuple[DraftSentence, ...]:
    """Return what a document of one of these numbers is, if that is all that is asked and ``document`` rests on it."""
    rest = question
    for number in numbers:
        rest = rest.replace(number, " ")
    items = [
        i for i in document.values(MetadataName.BASIS) if any(comparable(n) in comparable(i.value) for n in numbers)
    ]
    if not items or content_terms(_REFERENCE.sub(" ", rest), segment):
        return ()
    return tuple(DraftSentence(text=f"本政策依据的文件：{i.value}。", supports=_supports([i], document)) for i in items)


def _preamble(document: Document) -> tuple[DraftSentence, ...]:
    """The first words of the document's opening, which say why it was issued."""
    return tuple(
        quotation(first.plain, Support(clause=clause, start=first.start, end=first.end))
        for clause in document.clauses
        if clause.kind is ClauseKind.PREAMBLE
        for first in clause.sentences[:1]
    )


def _count_in_title(document: Document) -> list[DraftSentence]:
    """How many issuers there are, where the title says so itself; worded as titles do, so that it can be verified."""
    count = len(document.values(MetadataName.ISSUER))
    titles = document.values(MetadataName.TITLE)
    if count < 2 or not titles or not re.search(rf"(?<!\d){count}(?!\d)", titles[0].value):
        return []
    return [DraftSentence(text=f"共{count}部门联合印发。", supports=_supports(titles[:1], document))]


def _supports(items: Sequence[MetadataItem], document: Document) -> tuple[Support, ...]:
    """One support per clause, from its first item's start to its last item's end."""
    spans: dict[str, tuple[int, int]] = {}
    for item in items:
        clause = document.clause(item.clause_id)
        start, end = spans.get(item.clause_id, (clause.end, clause.start))
        inside = [(s, e) for s, e in item.spans if clause.start <= s and e <= clause.end] or [
            (clause.start, clause.end)
        ]
        spans[item.clause_id] = (min(start, *(s for s, _ in inside)), max(end, *(e for _, e in inside)))
    return tuple(Support(clause=document.clause(cid), start=s, end=e) for cid, (s, e) in spans.items())


def _outline(document: Document) -> tuple[DraftSentence, ...]:
    """Return the top headings in one sentence that rests on the line of each; nothing where none is numbered."""
    top = [s for s in document.sections if s.parent_id is None and s.label]
    headings = {c.section_ids[-1]: c for c in document.clauses if c.kind is ClauseKind.HEADING and c.section_ids}
    listed = [(section, headings[section.section_id]) for section in top if section.section_id in headings]
    if not listed:
        return ()
    text = "主要内容依次是：" + "；".join(section.title for section, _ in listed) + "。"
    return (DraftSentence(text=text, supports=tuple(whole(clause) for _, clause in listed)),)
