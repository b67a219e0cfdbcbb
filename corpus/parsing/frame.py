"""The frame of a document: recognising the lines around the text that say what it is and who issued it."""

import re
from enum import StrEnum

from corpus.parsing.blocks import Block
from corpus.parsing.dates import DATE
from corpus.parsing.organizations import names_body

NUMBER = re.compile(
    r"[\u4e00-\u9fff（()）]{1,16}?\s*[〔﹝\[［【（(]\s*(?:19|20)\d{2}\s*(?:年)?\s*[〕﹞\]］】）)]\s*(?:第\s*)?\d{1,5}\s*号"
    r"|[\u4e00-\u9fff]{2,20}(?:令|公告|通告)\s*(?:(?:19|20)\d{2}年)?\s*[（(]?第?\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号[）)]?"
    r"|第\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号"
)
_PUBLICATION = re.compile(
    r"(?:信息)?(?:来源|发布时间|发布日期|发文日期|发布机构|发文机关|发文单位|发布单位|成文日期|生成日期|公开日期|索引号|主题分类|主题词|文号|发文字号"
    r"|标题|名称|有效性|阅读次数|浏览次数|公开方式|公开范围|公开时限|日期|时间|作者|责任编辑|编辑|信息分类|统一登记号|体裁分类|服务对象)[：:]"
)
_DISCLOSURE = re.compile(
    r"[（(\[【]?(?:此件|本件|此文件)?.{0,6}(?:主动公开|依申请公开|不予公开|公开发布|予以公开|不公开|公开发)[）)\]】]?。?"
)
_CONTACT = re.compile(
    r"[（(\[【]?(?:政策)?(?:联系|咨询|经办|承办|主管|办理|解释|受理)(?:单位|部门|科室|处室|机构|方式|电话|人员?|热线|机关|地址)[及和与、]?.{0,10}?(?:[：:\s]|$|[\d]).*"
)
_COPIES = re.compile(
    r"(?:抄送|主送|抄报|分送|印发|责任编辑|编辑|附注|备注)[：:].*|.{2,30}办公[室厅]\s*.{0,20}(?:印发|印制)"
)
_ADDRESSEE_WORDS = re.compile(r"^各|人民政府|部门|单位|委员会|局|厅|公司|办公室|机构|企业|同志|院|行|会")
_HISTORY = re.compile(
    r"[（(].*(?:公布|通过|修订|修正|施行|发布|印发|批准).*[）)]|.{0,40}(?:令|公告).{0,20}第?.{1,8}号(?:公布|发布|颁布).{0,60}|.*(?:会议|大会)(?:审议)?通过.*"
)
_MAX_SIGNATURE = 60


class Line(StrEnum):
    """What a block is, judged by itself; context decides whether it counts."""

    NUMBER = "number"
    PUBLICATION = "publication"
    DATE = "date"
    DISCLOSURE = "disclosure"
    CONTACT = "contact"
    COPIES = "copies"
    ADDRESSEES = "addressees"
    HISTORY = "history"
    SIGNATURE = "signature"
    OTHER = "other"


def classify(block: Block) -> Line:
    """Say what kind of frame line a block could be; OTHER for text, headings and titles."""
    text = block.compact
    if block.mark is not None or not text:
        return Line.OTHER
    bare = text.strip("（）()[]【】")
    if DATE.fullmatch(bare):
        return Line.DATE
    if NUMBER.fullmatch(text) or NUMBER.fullmatch(bare):
        return Line.NUMBER
    if len(text) <= 30 and _DISCLOSURE.fullmatch(text):
        return Line.DISCLOSURE
    if len(text) <= 200 and _PUBLICATION.match(text):
        return Line.PUBLICATION
    if len(text) <= 200 and _CONTACT.fullmatch(text) and not text.endswith("。"):
        return Line.CONTACT
    if _COPIES.fullmatch(text) and len(text) <= 300:
        return Line.COPIES
    if text.endswith(("：", ":")) and len(text) <= 600 and "。" not in text and _ADDRESSEE_WORDS.search(text):
        return Line.ADDRESSEES
    if len(text) <= 400 and _HISTORY.fullmatch(text) and DATE.search(text):
        return Line.HISTORY
    if len(text) <= _MAX_SIGNATURE and _is_signature(block):
        return Line.SIGNATURE
    return Line.OTHER


def _is_signature(block: Block) -> bool:
    """One public body, several parted by blanks, or a body with the date behind it."""
    if names_body(block.text):
        return True
    text = block.text
    dated = DATE.search(text)
    if dated and dated.end() == len(text) and dated.start():
        text = text[: dated.start()].strip()
        if names_body(text):
            return True
    words = text.split()
    return len(words) > 1 and all(names_body(word) for word in words)
