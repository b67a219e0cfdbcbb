"""The frame of a document: recognising the lines around the text that say what it is and who issued it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.parsing.blocks import Block
from corpus.parsing.contents import is_contents
from corpus.parsing.dates import DATE, YEAR
from corpus.parsing.organizations import names_body

_YEAR_FIRST = r"[（(〔\[](?:19)?[5-9]\d[）)〕\]]\s*[\u4e00-\u9fff]{1,12}[字发函]\s*第?\s*\d{1,5}\s*号"
_HAN_YEAR = r"(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}"
NUMBER = re.compile(
    rf"[\u4e00-\u9fff（()）]{{1,16}}?\s*[〔﹝\[［【（(]\s*{YEAR}\s*(?:年)?\s*[〕﹞\]］】）)]\s*(?:第\s*)?\d{{1,5}}\s*号"
    # as they were set until the nineties: 某政〔一九八七〕一〇三号, （87）某政字第103号
    rf"|[\u4e00-\u9fff]{{1,12}}\s*[〔﹝\[［【（(]\s*{_HAN_YEAR}\s*[〕﹞\]］】）)]\s*(?:第\s*)?(?:\d{{1,5}}|[〇○零一二三四五六七八九十百]{{1,6}})\s*号"
    rf"|{_YEAR_FIRST}"
    rf"|[\u4e00-\u9fff]{{2,20}}(?:令|公告|通告)\s*(?:{YEAR}年)?\s*[（(]?第?\s*[\d一二三四五六七八九十百〇零]{{1,6}}\s*号[）)]?"
    rf"|(?:{YEAR}\s*年\s*)?第\s*[\d一二三四五六七八九十百〇零]{{1,6}}\s*号"
)
_SITE_LABELS = (
    r"(?:信息)?(?:来源|发布时间|发布日期|发文日期|发布机构|发文机构|发文机关|发文单位|发布单位|成文日期|生成日期|公开日期|实施日期"
    r"|废止日期|失效日期|索引号|主题分类|主题词|文号|发文字号|发布文号|标题|名称|有效性|是否有效|阅读次数|浏览次数|公开方式|公开范围"
    r"|公开时限|日期|时间|作者|责任编辑|编辑|信息分类|统一登记号|体裁分类|服务对象)"
)
_PUBLICATION = re.compile(rf"{_SITE_LABELS}[：:]|[【\[]{_SITE_LABELS}[】\]]")
_DISCLOSURE = re.compile(
    r"[（(\[【]?(?:此件|本件|此文件)?.{0,6}(?:主动公开|依申请公开|不予公开|公开发布|予以公开|不公开|公开发)[）)\]】]?。?"
    r"|[（(\[【](?:此件|本件|此文件)[^（）()。]{2,24}[）)\]】]。?|[（(](?:此件)?发至[^（）()。]{1,8}[）)]"
)
# What a page or a printing leaves below a signature.
_BELOW_SIGNATURE = re.compile(
    r"[（(]?(?:责任编辑|编辑|审核|审校|初审|复审|终审|校对|校核|排版|录入|打印|来源|信息来源|稿件来源|文章来源|作者|撰稿|供稿|发布日期|发布时间|浏览次数"
    r"|阅读次数|点击数|上一篇|下一篇|上一条|下一条|分享到?|政策解读|相关解读|解读链接|相关链接|相关附件|相关文件|相关政策|附件下载|原文链接)[：:].*"
    r"|[（(]?共印\d+份[）)]?|[-—–－─·]{1,2}\d{1,4}[-—–－─·]{1,2}|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?"
    r"|(?:[【\[](?:打印|关闭|返回|收藏|分享|纠错|顶部|返回顶部|打印本页|关闭窗口|打印页面|关闭页面|我要打印|我要纠错)[】\]])+"
    r"|(?:扫一扫|分享至).{0,20}|(?:\d{1,2}[.．、])?[^。：；]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar)"
)
OFFICER = re.compile(
    r"代?(?:[省市县区州盟旗乡镇部厅局署院行会]长|委员长|主席|主任|总理)[：:]?(?!办公|会议)[\u4e00-\u9fff·]{2,8}"
)
# A telephone number on a line of its own goes on with the contact above.
PHONE_LINE = re.compile(r"(?:[（(]\d{3,4}[）)])?\d[\d—–－-]{6,}(?:[（(][^（）()]{1,20}[）)])?")
_SITE_OWNER = re.compile(r"ICP备|公网安备|网站标识码|Copyright|版权所有|©", re.I)
_MAX_NOTE = 100
CONTACT_LABEL = re.compile(
    r"[（(\[【]?\s*(?:政策|业务)?\s*(?:联\s*系|咨\s*询|经\s*办|承\s*办|办\s*理|受\s*理|投诉|监督|举报)\s*"
    r"(?:单\s*位|部\s*门|科\s*室|处\s*室|机\s*构|方\s*式|电\s*话|人\s*员?|热\s*线|机\s*关|地\s*址)"
    r"(?:[及和与、]\S{2,6}?)?\s*(?P<mark>[：:]|(?=\d)|\s|$)\s*"
)
_COPIES = re.compile(
    r"(?:抄送|主送|抄报|分送|印发|责任编辑|编辑|附注|备注)[：:].*|.{2,30}办公[室厅]\s*.{0,20}(?:印发|印制)"
)
_ADDRESSEE_WORDS = re.compile(r"^各|人民政府|部门|单位|委员会|局|厅|公司|办公室|机构|企业|同志|院|行|会")
# What addressees are not: an introduction that also ends with a colon.
_CLAUSAL = re.compile(
    r"(?:承诺|声明|保证|证明|确认)[：:]$|^[本我](?:单位|公司|企业|机构|院|校|人)|。|如下|以下|现将|现就|根据|按照|^为|为了|制定|下列|贯彻|包括|有关事项|条件|情形"
)
_HISTORY = re.compile(
    r"[（(].*(?:公布|通过|修订|修正|施行|发布|印发|批准).*[）)]|.{0,40}(?:令|公告).{0,20}第?.{1,8}号(?:公布|发布|颁布).{0,60}|.*(?:会议|大会)(?:审议)?通过.*|根据.*(?:修正|修订|修改)"
)
PROMULGATES = re.compile(r"《.*(?:现予|予以)(?:公布|发布|颁布).*。")  # an order's text, not a line below a title
_NO_NAME = re.compile(r"\d{3}|[A-Za-z]{3}|[@：:]")
_MAX_SIGNATURE = 60


_ORDER_NUMBER = re.compile(rf"(?:{YEAR}年)?第[\d一二三四五六七八九十百〇零]{{1,6}}号")


class Line(StrEnum):
    """What a block is, judged by itself; context decides whether it counts."""

    NUMBER = "number"
    PUBLICATION = "publication"
    LETTERHEAD = "letterhead"
    DATE = "date"
    DISCLOSURE = "disclosure"
    CONTACT = "contact"
    COPIES = "copies"
    ADDRESSEES = "addressees"
    HISTORY = "history"
    CONTENTS = "contents"
    SIGNATURE = "signature"
    OTHER = "other"


def classify(block: Block) -> Line:
    """Say what kind of frame line a block could be; OTHER for text, headings and titles."""
    text = block.compact
    if re.fullmatch(_YEAR_FIRST, text):
        return Line.NUMBER  # （87）… only looks like the number of an item
    if block.mark is not None or not text:
        return Line.OTHER
    if is_contents(block):
        return Line.CONTENTS
    bare = text.strip("（）()[]【】")
    if DATE.fullmatch(re.sub(r"(?:印制|印发|发布|公布)$", "", bare)):
        return Line.DATE
    if NUMBER.fullmatch(text) or NUMBER.fullmatch(bare):
        return Line.NUMBER
    if len(text) <= 30 and _DISCLOSURE.fullmatch(text):
        return Line.DISCLOSURE
    if len(text) <= 200 and _PUBLICATION.match(text):
        return Line.PUBLICATION
    if len(text) <= 30 and text.endswith("文件") and names_body(text[:-2]):
        return Line.LETTERHEAD
    if len(text) <= 200 and _is_contact(block.text):
        return Line.CONTACT
    if _COPIES.fullmatch(text) and len(text) <= 300:
        return Line.COPIES
    if text.endswith(("：", ":")) and len(text) <= 600 and _ADDRESSEE_WORDS.search(text) and not _CLAUSAL.search(text):
        return Line.ADDRESSEES
    if len(text) <= 400 and _HISTORY.fullmatch(text) and DATE.search(text) and not PROMULGATES.fullmatch(text):
        return Line.HISTORY
    if len(text) <= _MAX_SIGNATURE and _is_signature(block):
        return Line.SIGNATURE
    return Line.OTHER


def is_note(block: Block) -> bool:
    """Whether a line below a signature is only the page's or the printer's: 责任编辑：…, （共印45份）, — 3 —."""
    text = block.compact
    return len(text) <= _MAX_NOTE and "。" not in text and bool(_BELOW_SIGNATURE.fullmatch(text) or is_site_owner(text))


def is_site_owner(text: str) -> bool:
    """Whether a line says whose web page it stands on."""
    return bool(_SITE_OWNER.search(text)) and "。" not in text


def order_end(blocks: Sequence[Block], first: int) -> int | None:
    """Return the index after the heading of an order set on two lines (某省人民政府令 / 第321号), if one begins here."""
    if first + 1 >= len(blocks):
        return None
    name, number = blocks[first].compact, blocks[first + 1].compact
    is_order = name.endswith("令") and names_body(name[:-1]) and _ORDER_NUMBER.fullmatch(number)
    return first + 2 if is_order else None


def carries_number(block: Block) -> bool:
    """Whether a line about the promulgation names a document number (令第61号)."""
    return bool(NUMBER.search(DATE.sub(" ", block.compact)))


def _is_contact(text: str) -> bool:
    """A label and what it names; without a colon, only a body or a number."""
    label = CONTACT_LABEL.match(text)
    if label is None or text.endswith("。"):
        return False
    rest = text[label.end() :].strip("（）()【】[] ")
    return label["mark"] in ("：", ":") or not rest or names_body(rest) or rest[0].isdigit()


def _is_signature(block: Block) -> bool:
    """One public body, several parted by blanks, or a body with the date behind it."""
    text = block.text
    dated = DATE.search(text)
    if _NO_NAME.search(DATE.sub("", text)):
        return False
    if names_body(text):
        return True
    if dated and dated.end() == len(text) and dated.start():
        text = text[: dated.start()].strip()
        if names_body(text):
            return True
    words = text.split()
    return len(words) > 1 and all(names_body(word) for word in words)
