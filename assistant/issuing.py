"""Whether 谁发的, 什么时候公布 asks about a document: money is paid out (发) and lists are made public (公布) as well."""

import re

from assistant.wording import Segmenter, content_terms

# Said of documents alone; what else asks who or when (发的, 定的, 公布, 下发) is said of money, lists and standards too.
_OF_DOCUMENTS = re.compile(r"印发|发布|发文|制定|制发|出台|颁布|成文|落款|挂网|上网")
_HEAD = r"(?:文件|办法|政策|通知|措施|规定|意见|方案|细则|条例|规划|纲要|公告|决定|[\d一二三四五六七八九十]+条|》|[这该此本](?:份|部|篇))"
_LINKS = r"(?:的|是|由|都|又|究竟|到底|最早|当初|当时|正式|首次|对外|具体|请问|\s|[，,])*"
_HEAD_BEFORE = re.compile(rf"{_HEAD}{_LINKS}$")
_HEAD_AFTER = re.compile(rf"^的?(?:[这该此本那]个?)?(?:《|{_HEAD})(?![的里中内])")
_VERBS = re.compile(r"公布|下发|发出|发给|[发定出搞弄]的?")
# Who and when: the answer's kind, no subject.
_WHO_OR_WHEN = re.compile(
    r"[啥什]么?时候|何时|几时|部门|单位|机构|机关|政府|地方|处室|科室|联合|共同|一起|一块|时间|日期|日子|年份|[几哪][个些年月天日号]*|正式|首次|对外|最早|当初"
)


def means_document(asked: re.Match[str], frame: re.Pattern[str], segment: Segmenter) -> bool:
    """Whether what ``asked`` found is asked of a document: one is spoken of, or the question names no subject at all.

    ``frame`` finds what names none. A document that is only mentioned is not spoken of: 政策里的补贴是谁发的 asks about money.
    """
    said = asked.group()
    if _OF_DOCUMENTS.search(said) or not _VERBS.search(said):
        return True

    def subject(text: str) -> tuple[str, ...]:
        return content_terms(frame.sub(" ", _WHO_OR_WHEN.sub(" ", text)), segment)

    before, after = asked.string[: asked.start()], asked.string[asked.end() :]
    if subject(_VERBS.sub(" ", said)):
        return False
    if _HEAD_AFTER.search(after):
        return True
    return not subject(after) and (not subject(before) or bool(_HEAD_BEFORE.search(before)))
