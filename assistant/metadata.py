"""Questions about a document itself: its number, dates, issuers, contact, basis, addressees, make-up."""

import re
from dataclasses import dataclass

from assistant.issuing import means_document
from assistant.metadata_rules import RULES, MetadataRule
from assistant.patterns import HOW_MANY, WHICH, any_of
from assistant.wording import Segmenter, content_terms
from corpus.types import Document, MetadataName

_PUBLISHING = frozenset({MetadataName.ISSUER, MetadataName.ISSUE_DATE, MetadataName.ADDRESSEE})
_DOC = "(?:[这该此本]?[个份项部篇]?(?:政策|文件|通知|措施|办法|意见|方案|细则|规定|东西|文))"
# Beside what is asked these name nothing but the document: 请问你们这份红头文件到底是…
_REFERENCE = any_of(
    f"(?:关于)?(?:这|那|该|此|本|你们|咱们?)*[个份项部篇次一些几条套]*(?:红头|政府)?{_DOC}",
    "联合|共同|一共|总共|一起|分别",
    "全文|日期|文号|官网|网页|网站|页面",
    "出台|印发|制定|发布|下发|定",
    "正式|首次|对外",
    "几个|哪些|哪个|多少|[这那]份",
    "疑问|问题|科室|处室|咨询|看不太?懂|没看懂",
    "到底|究竟|请问|给我|一下",
    "的|了|是|由|吗|呢|我|上|里面?",
)
# Asked of what a document is about as well (居住证有效期多久): of the document only where one is spoken of.
_OF_MATTERS_TOO = frozenset(
    {MetadataName.NUMBER, MetadataName.ISSUER, MetadataName.EFFECTIVE_DATE, MetadataName.EXPIRY, MetadataName.TITLE}
)
_OF_DOCUMENTS_ALONE = re.compile("文号|发文|号(?:文|令)|制定|印发|出台|颁布|施行|废止|标题|题名")
_SPOKEN_OF = re.compile(
    "(?<![有按据照么何咋])"  # not 有办法, 按规定
    "(?:办法|条例|规定|政策|文件|措施|通知|意见|方案|细则|规则|规程|规划|纲要|公告|通告|决定|章程|》)"
    "(?![里中内]|上[面的]?|规定)"  # 政策里的补贴 speaks of the money
)

_HOLDING = "(?:主要|大概|大致|都|总共|一共|具体)?(?:讲|说|写|包括|包含|涉及|规定|有|分)[了的哪]?[些几]?个?"
_OUTLINE = any_of(
    f"{_HOLDING}(?:{WHICH}|哪几个?|几个?|多少)个?大?"
    "(?:(?:方面|部分)的)?(?:内容|方面|部分|东西|章节?|条|大条|措施|要点|事)?$",  # 讲了哪些方面的措施
    f"(?:主要|大概)?(?:内容|要点|框架|目录|提纲|大纲)[是有]?{WHICH}?$",
    f"{HOW_MANY}大?个?(?:章|条|部分|大条|方面|板块|款)(?:措施|内容|规定)?$",
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


def terms_beside_document(text: str, segment: Segmenter) -> tuple[str, ...]:
    """Return the words of ``text`` that name something, without those that only refer to a document."""
    return content_terms(_REFERENCE.sub(" ", text), segment)


def _about(rest: str, documents: tuple[Document, ...], segment: Segmenter) -> tuple[Document, ...]:
    """Return the documents that the rest of a question may name; none when the rest is about something else."""
    terms = terms_beside_document(rest, segment)
    return tuple(d for d in documents if all(_in_frame(term, d) for term in terms))


def _is_spoken_of(document: Document, rest: str, segment: Segmenter) -> bool:
    """Whether the rest of a question names the document, or nothing at all, and not only a thing in its title."""

    def empty(text: str) -> bool:
        return not terms_beside_document(text, segment)

    names = (name for name in (document.title, document.name, document.number) if name)
    ends = [rest.find(name) + len(name) for name in names if name in rest]
    ends += [match.end() for match in _SPOKEN_OF.finditer(rest)]
    return empty(rest) or any(empty(rest[end:]) for end in ends)


def _in_frame(term: str, document: Document) -> bool:
    return term in document.title + (document.number or "") + "".join(document.issuers)
